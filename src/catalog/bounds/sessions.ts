/** Long-lived sessions: web sockets and message brokers. */
import type { LibraryModel } from "../schema.ts";

export const webSockets = {
  modules: ["ws"],
  resources: [],
  bounded: [
    {
      name: "web socket",
      calls: ["new WebSocket()", "new default()"],
      options: [1, 2],
      timeout: {
        by: ["handshakeTimeout", "timeout", "signal"],
        through: ["createConnection", "finishRequest"],
        write: "handshakeTimeout: 10_000",
        isSafe: true,
      },
    },
    {
      name: "web socket server",
      calls: ["new WebSocketServer()", "new Server()"],
      options: [0],
      accepts: "connection",
      connections: "clients",
      idle: {
        by: ["_.ping()"],
        through: ["noServer"],
        inFile: [".ping(", ".terminate("],
        perConnection: true,
        write: "socket.ping()",
      },
      limit: {
        by: ["verifyClient", "_.shouldHandle"],
        through: ["server", "noServer"],
        // What a heartbeat ends does not add up.
        inFile: ["clients.size", ".ping(", ".terminate("],
        write: "if (server.clients.size > 1_000) socket.close(1013)",
      },
    },
  ],
} as const satisfies LibraryModel;

export const mqtt = {
  modules: ["mqtt"],
  resources: [],
  bounded: [
    {
      // It pings its broker each 60 seconds, and gives up connecting after 30.
      name: "mqtt client",
      calls: ["connect()", "connectAsync()"],
      options: [0, 1],
      idle: { by: ["keepalive"], byDefault: true, write: "keepalive: 60" },
      timeout: { by: ["connectTimeout"], byDefault: true, write: "connectTimeout: 30_000" },
      isClient: true,
    },
  ],
} as const satisfies LibraryModel;
