/** Timers, global and imported, and what stops the work of others. */
import type { LibraryModel } from "../schema.ts";

export const timers = {
  modules: ["globalThis", "timers"],
  resources: [
    {
      name: "interval",
      acquire: ["setInterval()"],
      release: ["clearInterval(_)", "clearTimeout(_)", "_.close()"],
      lifetime: "class",
      unattended: true,
      keepsProcess: [],
      fluent: ["ref", "unref", "refresh"],
      twice: "tolerated",
      disposable: "sync",
      cwe: [772, 401],
      note: "unref() lets the process end; the callback and all it captures stay.",
      source: "memory",
    },
    {
      name: "timeout",
      acquire: ["setTimeout()"],
      release: ["clearTimeout(_)", "clearInterval(_)", "_.close()"],
      lifetime: "class",
      unattended: true,
      endsByItself: true,
      fluent: ["ref", "unref", "refresh"],
      twice: "tolerated",
      disposable: "sync",
      cwe: [772, 401],
      note: "It ends when it fires, so only one that lost its purpose before can be a leak.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;

export const abortion = {
  modules: ["globalThis"],
  resources: [
    {
      name: "abort controller",
      acquire: ["new AbortController()"],
      release: ["_.abort()"],
      unattended: true,
      endsByItself: true,
      twice: "tolerated",
      cwe: [404, 400],
      note: "Work that is stopped on one way goes on where the function fails before it.",
      source: "memory",
    },
  ],
  harmless: ["AbortSignal.any()"],
} as const satisfies LibraryModel;
