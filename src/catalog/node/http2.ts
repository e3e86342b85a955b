/** Node's HTTP/2 sessions, streams and servers. */
import type { LibraryModel } from "../schema.ts";
import { notListening } from "./listening.ts";
import { emitterFluent, readableFluent, serverFluent } from "../emitter.ts";

export const http2 = {
  modules: ["http2"],
  resources: [
    {
      name: "http2 session",
      types: ["ClientHttp2Session"],
      acquire: ["connect()"],
      release: ["_.close()", "_.destroy()"],
      ends: ["close", "error"],
      mayNotCome: ["timeout", "goaway", "frameError"],
      fluent: emitterFluent,
      twice: "tolerated",
      timeouts: ["_.setTimeout()"],
      cwe: [772, 1088],
      note: "It is never idle long enough to close by itself, and keeps the process alive; close() waits for its streams.",
      source: "probed",
    },
    {
      name: "http2 stream",
      types: ["ClientHttp2Stream"],
      acquire: ["ClientHttp2Session.request()"],
      release: ["_.close()", "_.destroy()", "_.resume()"],
      lifetime: "body",
      takenBy: ["_.pipe()", "_.on('data')", "_.on('readable')"],
      ends: ["close", "end", "error"],
      mayNotCome: ["timeout", "aborted"],
      iteration: "releases",
      fluent: readableFluent,
      twice: "tolerated",
      timeouts: ["_.setTimeout()"],
      disposable: "async",
      cwe: [772],
      source: "memory",
    },
    {
      name: "http2 server",
      types: ["Http2Server", "Http2SecureServer"],
      acquire: ["createServer()", "createSecureServer()"],
      release: ["_.close()"],
      lifetime: "app",
      unattended: true,
      keepsProcess: [],
      ends: ["close", "error"],
      mayNotCome: ["sessionError"],
      endedWhen: notListening,
      fluent: [...serverFluent, "setTimeout"],
      twice: "tolerated",
      timeouts: ["_.setTimeout()"],
      limits: ["maxConnections"],
      disposable: "async",
      cwe: [404, 772],
      note: "Before Node 24 close() does not end existing sessions.",
      source: "memory",
    },
  ],
  // The session owns the socket that it speaks through.
  takes: ["connect(authority, { createConnection: _ })"],
} as const satisfies LibraryModel;
