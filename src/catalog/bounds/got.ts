/** got: it retries, and waits for ever. */
import type { Bound } from "../bounded.ts";
import type { LibraryModel } from "../schema.ts";

/** Retries do not help against a server that is silent. */
const gotTimeout = {
  by: ["timeout", "signal"],
  through: ["agent", "request", "hooks"],
  write: "timeout: { request: 10_000 }",
  isSafe: true,
} as const satisfies Bound;

export const got = {
  modules: ["got"],
  resources: [],
  bounded: [
    {
      name: "got request",
      calls: ["default()", "get()", "post()", "put()", "patch()", "head()", "delete()", "stream()", "got()"],
      options: [1],
      timeout: gotTimeout,
    },
  ],
} as const satisfies LibraryModel;
