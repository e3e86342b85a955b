/** Functions that Node runs: for its servers, threads and clocks. */
import type { LibraryModel } from "../schema.ts";

export const httpHandlers = {
  modules: ["http", "https"],
  resources: [],
  uses: ["request({ agent: _ })", "request(url, { agent: _ })", "get({ agent: _ })", "get(url, { agent: _ })"],
  handlers: [
    {
      per: "request",
      given: ["createServer(..._)", "new Server(..._)", "Server.on('request', _)", "Server.on('upgrade', _)"],
      handlerTypes: ["ServerResponse", "RequestListener"],
      parameters: ["req, res", "request, response"],
    },
  ],
} as const satisfies LibraryModel;

export const http2Handlers = {
  modules: ["http2"],
  resources: [],
  handlers: [
    {
      per: "request",
      given: [
        "createServer(..._)",
        "createSecureServer(..._)",
        "Http2Server.on('request', _)",
        "Http2Server.on('stream', _)",
      ],
      handlerTypes: ["Http2ServerResponse"],
    },
  ],
} as const satisfies LibraryModel;

export const netHandlers = {
  modules: ["net"],
  resources: [],
  handlers: [{ per: "connection", given: ["createServer(..._)", "new Server(..._)", "Server.on('connection', _)"] }],
} as const satisfies LibraryModel;

export const tlsHandlers = {
  modules: ["tls"],
  resources: [],
  handlers: [{ per: "connection", given: ["createServer(..._)", "Server.on('secureConnection', _)"] }],
} as const satisfies LibraryModel;

export const threadHandlers = {
  modules: ["worker_threads"],
  resources: [],
  handlers: [{ per: "message", given: ["MessagePort.on('message', _)", "Worker.on('message', _)"] }],
} as const satisfies LibraryModel;

export const clockHandlers = {
  modules: ["globalThis", "timers"],
  resources: [],
  handlers: [
    { per: "tick", given: ["setInterval(_)"] },
    { per: "call", given: ["setTimeout(_)", "setImmediate(_)", "queueMicrotask(_)", "process.nextTick(_)"] },
  ],
} as const satisfies LibraryModel;
