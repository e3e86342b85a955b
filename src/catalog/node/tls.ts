/** Node's TLS sockets and servers. */
import type { LibraryModel } from "../schema.ts";
import { notListening } from "./listening.ts";
import { serverFluent, socketFluent } from "../emitter.ts";

export const tls = {
  modules: ["tls"],
  resources: [
    {
      name: "tls socket",
      types: ["TLSSocket"],
      acquire: ["connect()", "new TLSSocket()"],
      release: ["_.destroy()", "_.end()", "_.destroySoon()", "_.resetAndDestroy()"],
      ends: ["close", "error", "end"],
      mayNotCome: ["timeout"],
      endedWhen: ["destroyed", "closed"],
      fluent: socketFluent,
      twice: "tolerated",
      timeouts: ["timeout", "_.setTimeout()"],
      disposable: "async",
      cwe: [772, 1088],
      source: "memory",
    },
    {
      name: "tls server",
      types: ["Server"],
      acquire: ["createServer()", "new Server()"],
      release: ["_.close()"],
      lifetime: "app",
      unattended: true,
      keepsProcess: [],
      ends: ["close", "error"],
      mayNotCome: ["tlsClientError"],
      endedWhen: notListening,
      fluent: serverFluent,
      twice: "tolerated",
      timeouts: ["handshakeTimeout"],
      limits: ["maxConnections"],
      disposable: "async",
      cwe: [404, 772],
      source: "memory",
    },
  ],
  // The secure socket owns the plain one that it speaks through.
  takes: ["new TLSSocket(_)", "connect({ socket: _ })"],
} as const satisfies LibraryModel;
