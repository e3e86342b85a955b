/** Fastify: its own defaults replace those of the server below it. */
import type { LibraryModel } from "../schema.ts";

export const fastify = {
  modules: ["fastify"],
  resources: [],
  bounded: [
    {
      name: "fastify server",
      calls: ["default()", "fastify()"],
      options: [0],
      accepts: "request",
      // Told no host, listen() takes the loopback.
      remoteBy: "host",
      // Node's 300 seconds become 0: a request that never ends is waited for.
      idle: {
        by: ["requestTimeout", "connectionTimeout"],
        through: ["serverFactory"],
        inFile: [".requestTimeout"],
        write: "requestTimeout: 120_000",
        isSafe: true,
      },
    },
  ],
} as const satisfies LibraryModel;
