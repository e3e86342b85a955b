/** Connections that frameworks and protocols hand to a program, and the events after which they are gone. */
import type { LibraryModel } from "../schema.ts";

export const responses = {
  modules: ["http", "https", "express"],
  resources: [],
  peers: [
    {
      name: "response",
      types: ["ServerResponse", "Response"],
      arrives: [
        "createServer((request, _) => {})",
        "createServer(options, (request, _) => {})",
        "Server.on('request', (request, _) => {})",
      ],
      lastly: ["close"],
      partly: ["drain", "error", "finish", "timeout"],
    },
  ],
} as const satisfies LibraryModel;

export const wsPeers = {
  modules: ["ws"],
  resources: [],
  peers: [
    {
      name: "web socket",
      types: ["WebSocket"],
      arrives: ["WebSocketServer.on('connection', (_) => {})"],
      lastly: ["close"],
      partly: ["error", "message", "open", "ping", "pong"],
    },
  ],
} as const satisfies LibraryModel;

export const socketIo = {
  modules: ["socket.io"],
  resources: [],
  peers: [
    {
      name: "socket",
      types: ["Socket"],
      // Every other event is a message of the client's.
      arrives: ["Server.on('connection', (_) => {})", "Namespace.on('connection', (_) => {})"],
      lastly: ["disconnect", "disconnecting"],
    },
  ],
} as const satisfies LibraryModel;

export const mqtt = {
  modules: ["mqtt"],
  resources: [],
  peers: [
    { name: "mqtt client", types: ["MqttClient"], lastly: ["close", "end"], partly: ["connect", "error", "message"] },
  ],
} as const satisfies LibraryModel;

export const webPeers = {
  modules: ["globalThis"],
  resources: [],
  peers: [
    {
      name: "peer connection",
      types: ["RTCPeerConnection"],
      lastly: ["connectionstatechange", "iceconnectionstatechange"],
      partly: ["icecandidate", "negotiationneeded", "track"],
    },
  ],
} as const satisfies LibraryModel;
