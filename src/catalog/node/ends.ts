/** Functions that Node runs when the process is told to end, or has nothing left to do. */
import type { LibraryModel } from "../schema.ts";

export const endHandlers = {
  modules: ["globalThis"],
  resources: [],
  handlers: [
    {
      per: "end",
      given: [
        "process.on('SIGTERM', _)",
        "process.once('SIGTERM', _)",
        "process.on('SIGINT', _)",
        "process.once('SIGINT', _)",
        "process.on('beforeExit', _)",
        "process.once('beforeExit', _)",
      ],
    },
  ],
} as const satisfies LibraryModel;

export const importedEndHandlers = {
  modules: ["process"],
  resources: [],
  handlers: [
    {
      per: "end",
      given: [
        "on('SIGTERM', _)",
        "once('SIGTERM', _)",
        "on('SIGINT', _)",
        "once('SIGINT', _)",
        "on('beforeExit', _)",
        "once('beforeExit', _)",
      ],
    },
  ],
} as const satisfies LibraryModel;
