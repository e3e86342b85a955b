/** Requests and connections that Node's own modules make. */
import type { LibraryModel } from "../schema.ts";

const closing = [
  { option: "agent", is: false, advice: "leave 'agent: false' out, so that the shared agent keeps the connection" },
  { option: "headers.connection", is: "close", advice: "leave that header out" },
  { option: "headers.Connection", is: "close", advice: "leave that header out" },
] as const;

export const httpRequests = {
  modules: ["http", "https"],
  resources: [],
  bounded: [
    {
      name: "http request",
      calls: ["request()", "get()"],
      options: [0, 1],
      timeout: {
        by: ["signal", "timeout", "_.setTimeout()"],
        announcing: ["timeout", "_.setTimeout()"],
        through: ["agent", "createConnection"],
        write: "signal: AbortSignal.timeout(10_000)",
        isSafe: true,
      },
      singleUse: closing,
    },
  ],
} as const satisfies LibraryModel;

export const netSockets = {
  modules: ["net"],
  resources: [],
  bounded: [
    {
      name: "net socket",
      calls: ["connect()", "createConnection()"],
      options: [0],
      timeout: {
        by: ["_.setTimeout()", "timeout", "signal"],
        announcing: ["_.setTimeout()", "timeout"],
        write: "socket.setTimeout(10_000, () => socket.destroy())",
      },
      remoteBy: "host",
    },
  ],
} as const satisfies LibraryModel;

export const tlsSockets = {
  modules: ["tls"],
  resources: [],
  bounded: [
    {
      name: "tls socket",
      calls: ["connect()"],
      options: [0, 1, 2],
      timeout: {
        by: ["_.setTimeout()", "timeout"],
        announcing: ["_.setTimeout()", "timeout"],
        // Then the plain socket below is the one to bound.
        through: ["socket"],
        write: "socket.setTimeout(10_000, () => socket.destroy())",
      },
      remoteBy: "host",
    },
  ],
} as const satisfies LibraryModel;
