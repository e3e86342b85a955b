/** Node's own test runner. */
import type { LibraryModel } from "../schema.ts";

export const test = {
  modules: ["test"],
  resources: [],
  handlers: [
    {
      per: "once",
      given: [
        "after(_)",
        "afterEach(_)",
        "before(_)",
        "beforeEach(_)",
        "default(..._)",
        "describe(..._)",
        "it(..._)",
        "suite(..._)",
        "test(..._)",
      ],
    },
  ],
} as const satisfies LibraryModel;
