/** Node's TCP and local sockets. */
import type { LibraryModel } from "../schema.ts";
import { notListening } from "./listening.ts";
import { serverFluent, socketFluent } from "../emitter.ts";

export const net = {
  modules: ["net"],
  resources: [
    {
      name: "net socket",
      types: ["Socket"],
      acquire: ["connect()", "createConnection()", "new Socket()"],
      release: ["_.destroy()", "_.end()", "_.destroySoon()", "_.resetAndDestroy()"],
      ends: ["close", "error", "end"],
      mayNotCome: ["timeout"],
      endedWhen: ["destroyed", "closed"],
      fluent: socketFluent,
      neverRejects: ["write"],
      twice: "tolerated",
      timeouts: ["timeout", "_.setTimeout()"],
      disposable: "async",
      cwe: [772, 404, 1088],
      note: "'timeout' destroys nothing by itself. 'end' closes it only while allowHalfOpen is off, as it is by default.",
      source: "probed",
    },
    {
      name: "accepted socket",
      acquire: [
        "createServer((_) => {})",
        "createServer(options, (_) => {})",
        "new Server((_) => {})",
        "Server.on('connection', (_) => {})",
      ],
      release: ["_.destroy()", "_.end()", "_.destroySoon()", "_.resetAndDestroy()"],
      // Its peer ends it; only a handler that keeps it somewhere can forget it there.
      unattended: true,
      endsByItself: true,
      ends: ["close", "error", "end"],
      mayNotCome: ["timeout"],
      endedWhen: ["destroyed", "closed"],
      fluent: socketFluent,
      twice: "tolerated",
      timeouts: ["_.setTimeout()"],
      disposable: "async",
      cwe: [772, 400],
      source: "memory",
    },
    {
      // createServer() and not listen() acquires: an import names it without types, `createServer(f).listen(0)` has one
      // holder, and a server that never listens is silent all the same, since it goes on unattended.
      name: "net server",
      types: ["Server"],
      acquire: ["createServer()", "new Server()"],
      release: ["_.close()"],
      opens: ["_.listen()"],
      lifetime: "app",
      unattended: true,
      keepsProcess: [],
      // It is emitted when listening fails, and then nothing is held.
      ends: ["close", "error"],
      endedWhen: notListening,
      fluent: serverFluent,
      twice: "tolerated",
      limits: ["maxConnections"],
      disposable: "async",
      cwe: [404, 772],
      note: "close() waits for open sockets and ends none of them.",
      source: "probed",
    },
  ],
  sinks: ["Socket"],
  takes: ["new Socket({ fd: _ })"],
} as const satisfies LibraryModel;
