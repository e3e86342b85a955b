/** sharp: an image is worked on when all of it is there. */
import type { LibraryModel } from "../schema.ts";

export const sharp = {
  modules: ["sharp"],
  resources: [],
  // lib/input.js: what is written is kept in a list, and read once the writing has finished.
  gathers: ["default()"],
} as const satisfies LibraryModel;
