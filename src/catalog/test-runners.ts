/** Test runners and assertion libraries: they look at what they are given. */
import type { LibraryModel } from "./schema.ts";

export const testRunners = {
  modules: ["vitest", "@jest/globals", "chai", "globalThis"],
  resources: [],
  borrows: ["expect(_)"],
  handlers: [
    {
      per: "once",
      given: [
        "afterAll(_)",
        "afterEach(_)",
        "beforeAll(_)",
        "beforeEach(_)",
        "describe(..._)",
        "it(..._)",
        "suite(..._)",
        "test(..._)",
      ],
    },
  ],
} as const satisfies LibraryModel;

/** Node's own. */
export const nodeTest = {
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
