/** Node's HTTP clients and servers. */
import type { LibraryModel } from "../schema.ts";
import { notListening } from "./listening.ts";
import { emitterFluent, serverFluent } from "../emitter.ts";

export const http = {
  modules: ["http", "https"],
  resources: [
    {
      name: "http server",
      types: ["Server"],
      acquire: ["createServer()", "new Server()"],
      release: ["_.close()"],
      opens: ["_.listen()"],
      lifetime: "app",
      unattended: true,
      keepsProcess: [],
      ends: ["close", "error"],
      mayNotCome: ["clientError"],
      endedWhen: notListening,
      fluent: [...serverFluent, "setTimeout"],
      twice: "tolerated",
      timeouts: ["requestTimeout", "headersTimeout", "keepAliveTimeout", "_.setTimeout()"],
      limits: ["maxConnections", "maxRequestsPerSocket"],
      disposable: "async",
      cwe: [404, 400],
      note: "close() waits for active and upgraded connections.",
      source: "probed",
    },
    {
      name: "http agent",
      types: ["Agent"],
      // Without keepAlive it holds no socket between two requests.
      acquire: [{ form: "new Agent()", when: [{ argument: 0, option: "keepAlive", is: true }] }],
      release: ["_.destroy()"],
      // Without a request it holds no socket.
      opens: ["_.createConnection()"],
      lifetime: "app",
      parameter: "borrows",
      twice: "tolerated",
      timeouts: ["timeout"],
      limits: ["maxSockets", "maxTotalSockets", "maxFreeSockets"],
      cwe: [772, 1072, 770],
      source: "probed",
    },
    {
      name: "http request",
      types: ["ClientRequest"],
      acquire: ["request()"],
      release: ["_.end()", "_.destroy()", "_.abort()"],
      // One that is sent ends with its response; one that is never sent holds no socket.
      unattended: true,
      endsByItself: true,
      ends: ["close", "error", "response"],
      mayNotCome: ["timeout", "continue", "upgrade"],
      fluent: [...emitterFluent, "setTimeout"],
      twice: "tolerated",
      timeouts: ["timeout", "signal", "_.setTimeout()"],
      disposable: "async",
      cwe: [772, 1088],
      note: "get() ends its request itself. 'timeout' destroys nothing by itself.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
