/** React: effects, which are undone before they are done again. */
import type { LibraryModel } from "../schema.ts";

export const react = {
  modules: ["react"],
  resources: [],
  effects: ["useEffect(_)", "useInsertionEffect(_)", "useLayoutEffect(_)"],
} as const satisfies LibraryModel;
