/** Servers and sessions of HTTP/2: neither ends what is idle. */
import type { LibraryModel } from "../schema.ts";
import { maxConnections } from "./max-connections.ts";

export const http2 = {
  modules: ["http2"],
  resources: [],
  bounded: [
    {
      name: "http2 server",
      calls: ["createServer()", "createSecureServer()"],
      options: [0],
      accepts: "stream",
      idle: {
        by: ["_.setTimeout()", "_.on('session')", "_.on('timeout')"],
        write: "server.setTimeout(120_000)",
      },
      limit: maxConnections,
    },
    {
      name: "http2 session",
      calls: ["connect()"],
      options: [1],
      idle: {
        by: ["_.setTimeout()", "_.ping()", "_.on('timeout')"],
        write: "session.setTimeout(60_000, () => session.close())",
      },
    },
  ],
} as const satisfies LibraryModel;
