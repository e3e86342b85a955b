/** pg-cursor and pg-query-stream: results that are read piece by piece, over a client that somebody else holds. */
import { readableFluent } from "../emitter.ts";
import type { LibraryModel } from "../schema.ts";

export const pgCursor = {
  modules: ["pg-cursor"],
  resources: [
    {
      name: "pg cursor",
      acquire: ["new default()"],
      release: ["_.close()"],
      // Read to its last row, it has ended; so it has with its client.
      unattended: true,
      endsByItself: true,
      cwe: [772],
      note: "Until it has ended its client answers no other query.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;

export const pgQueryStream = {
  modules: ["pg-query-stream"],
  resources: [
    {
      name: "pg query stream",
      acquire: ["new default()"],
      release: ["_.destroy()"],
      unattended: true,
      endsByItself: true,
      ends: ["close", "end", "error"],
      takenBy: ["_.pipe()", "_.on('data')", "_.on('readable')", "_.resume()"],
      iteration: "releases",
      fluent: readableFluent,
      twice: "tolerated",
      disposable: "async",
      cwe: [772],
      note: "Until it has ended its client answers no other query.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
