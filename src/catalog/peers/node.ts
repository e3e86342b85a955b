/** Connections that others open to a Node server, and the events after which they are gone. */
import type { LibraryModel } from "../schema.ts";

const socket = { lastly: ["close"], partly: ["data", "drain", "end", "error", "finish", "timeout"] } as const;

export const netPeers = {
  modules: ["net"],
  resources: [],
  peers: [
    {
      ...socket,
      name: "accepted socket",
      types: ["Socket"],
      arrives: [
        "createServer((_) => {})",
        "createServer(options, (_) => {})",
        "new Server((_) => {})",
        "Server.on('connection', (_) => {})",
      ],
    },
  ],
} as const satisfies LibraryModel;

export const tlsPeers = {
  modules: ["tls"],
  resources: [],
  peers: [
    {
      ...socket,
      name: "accepted socket",
      types: ["TLSSocket"],
      arrives: ["createServer(options, (_) => {})", "Server.on('secureConnection', (_) => {})"],
    },
  ],
} as const satisfies LibraryModel;

export const httpPeers = {
  modules: ["http", "https"],
  resources: [],
  peers: [
    { ...socket, name: "accepted socket", arrives: ["Server.on('connection', (_) => {})"] },
    {
      ...socket,
      name: "upgraded socket",
      arrives: ["Server.on('upgrade', (request, _) => {})", "Server.on('connect', (request, _) => {})"],
    },
  ],
} as const satisfies LibraryModel;

export const http2Peers = {
  modules: ["http2"],
  resources: [],
  peers: [
    {
      name: "http2 session",
      types: ["ServerHttp2Session"],
      arrives: ["Http2Server.on('session', (_) => {})", "Http2SecureServer.on('session', (_) => {})"],
      lastly: ["close"],
      partly: ["error", "frameError", "goaway", "stream", "timeout"],
    },
    {
      name: "http2 stream",
      types: ["ServerHttp2Stream"],
      arrives: ["Http2Server.on('stream', (_) => {})", "Http2SecureServer.on('stream', (_) => {})"],
      lastly: ["close"],
      partly: ["aborted", "data", "end", "error", "finish", "timeout"],
    },
  ],
} as const satisfies LibraryModel;

export const workerPeers = {
  modules: ["worker_threads"],
  resources: [],
  peers: [{ name: "worker thread", types: ["Worker"], lastly: ["exit"], partly: ["error", "message", "online"] }],
} as const satisfies LibraryModel;
