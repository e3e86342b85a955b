/** Servers of Node's own modules. */
import type { Bound } from "../bounded.ts";
import type { LibraryModel } from "../schema.ts";
import { maxConnections } from "./max-connections.ts";

/** A peer that is silent, or gone without a word, holds its socket for ever. */
const silent = {
  by: ["_.setTimeout()"],
  announcing: ["_.setTimeout()"],
  perConnection: true,
  write: "socket.setTimeout(60_000, () => socket.destroy())",
} as const satisfies Bound;

export const netServers = {
  modules: ["net"],
  resources: [],
  bounded: [
    {
      name: "net server",
      calls: ["createServer()", "new Server()"],
      options: [0],
      accepts: "connection",
      idle: silent,
      limit: maxConnections,
    },
  ],
} as const satisfies LibraryModel;

export const tlsServers = {
  modules: ["tls"],
  resources: [],
  bounded: [
    {
      name: "tls server",
      calls: ["createServer()", "new Server()"],
      options: [0],
      accepts: "secureConnection",
      idle: silent,
      limit: maxConnections,
    },
  ],
} as const satisfies LibraryModel;

export const httpServers = {
  modules: ["http", "https"],
  resources: [],
  bounded: [
    {
      name: "http server",
      calls: ["createServer()", "new Server()"],
      options: [0],
      accepts: "request",
      // 300, 60 and 5 seconds, unless they are switched off. `timeout` is 0 from the start.
      idle: {
        by: [
          "requestTimeout",
          "headersTimeout",
          "keepAliveTimeout",
          "_.requestTimeout",
          "_.headersTimeout",
          "_.keepAliveTimeout",
        ],
        byDefault: true,
        write: "requestTimeout: 300_000",
      },
      limit: maxConnections,
    },
  ],
} as const satisfies LibraryModel;
