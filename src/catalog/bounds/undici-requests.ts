/** Requests of undici, whose own patience is five minutes. */
import type { LibraryModel } from "../schema.ts";

export const undiciRequests = {
  modules: ["undici"],
  resources: [],
  bounded: [
    {
      name: "undici request",
      calls: ["request()", "stream()", "fetch()"],
      options: [1],
      // The defaults are 300 seconds for the headers, and as much between two pieces of the body.
      timeout: {
        by: ["signal", "headersTimeout", "bodyTimeout"],
        through: ["dispatcher"],
        forAll: ["setGlobalDispatcher("],
        patience: "five minutes",
        write: "signal: AbortSignal.timeout(10_000)",
        isSafe: true,
      },
      singleUse: [
        { option: "reset", is: true, advice: "leave 'reset' out" },
        { option: "headers.connection", is: "close", advice: "leave that header out" },
        { option: "headers.Connection", is: "close", advice: "leave that header out" },
      ],
    },
  ],
} as const satisfies LibraryModel;
