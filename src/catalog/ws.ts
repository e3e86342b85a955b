/** ws: web socket clients, the sockets a server accepts, and servers. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const ws = {
  modules: ["ws"],
  resources: [
    {
      name: "web socket",
      types: ["WebSocket"],
      acquire: ["new WebSocket()", "new default()"],
      release: ["_.close()", "_.terminate()"],
      lifetime: "class",
      unattended: true,
      keepsProcess: [],
      ends: ["close", "error"],
      mayNotCome: ["open", "message", "ping", "pong"],
      states: { property: "readyState", live: ["CONNECTING", "OPEN"], over: ["CLOSING", "CLOSED"] },
      fluent: emitterFluent,
      twice: "tolerated",
      timeouts: ["handshakeTimeout"],
      cwe: [772, 1088],
      note: "A peer that vanishes is noticed only by pings of one's own.",
      source: "memory",
    },
    {
      name: "accepted web socket",
      acquire: ["WebSocketServer.on('connection', (_) => {})"],
      release: ["_.close()", "_.terminate()"],
      unattended: true,
      endsByItself: true,
      ends: ["close", "error"],
      mayNotCome: ["message", "ping", "pong"],
      states: { property: "readyState", live: ["CONNECTING", "OPEN"], over: ["CLOSING", "CLOSED"] },
      fluent: emitterFluent,
      twice: "tolerated",
      cwe: [772, 400],
      source: "memory",
    },
    {
      name: "web socket server",
      types: ["WebSocketServer", "Server"],
      // With noServer it opens no port: the HTTP server that it is fed from has one.
      acquire: [
        { form: "new WebSocketServer()", unless: [{ argument: 0, option: "noServer", is: true }] },
        { form: "new Server()", unless: [{ argument: 0, option: "noServer", is: true }] },
      ],
      release: ["_.close()"],
      lifetime: "app",
      unattended: true,
      keepsProcess: [],
      ends: ["close", "error"],
      mayNotCome: ["listening", "connection"],
      fluent: emitterFluent,
      cwe: [404, 772],
      note: "close() leaves the clients open, and an HTTP server that it was given.",
      source: "probed",
    },
  ],
  takes: ["createWebSocketStream(_)"],
  handlers: [
    { per: "connection", given: ["WebSocketServer.on('connection', _)"] },
    { per: "message", given: ["WebSocket.on('message', _)"] },
  ],
} as const satisfies LibraryModel;
