/** undici: dispatchers, and its own web sockets. */
import type { LibraryModel } from "./schema.ts";

export const undici = {
  modules: ["undici"],
  uses: [
    "request(url, { dispatcher: _ })",
    "fetch(url, { dispatcher: _ })",
    "stream(url, { dispatcher: _ })",
    "pipeline(url, { dispatcher: _ })",
  ],
  resources: [
    {
      name: "undici dispatcher",
      types: ["Agent", "Pool", "Client", "BalancedPool", "ProxyAgent", "EnvHttpProxyAgent", "RetryAgent", "MockAgent"],
      acquire: [
        "new Agent()",
        "new Pool()",
        "new Client()",
        "new BalancedPool()",
        "new ProxyAgent()",
        "new EnvHttpProxyAgent()",
        "new RetryAgent()",
        "new MockAgent()",
      ],
      release: ["_.close()", "_.destroy()"],
      // Without a request it holds no connection.
      opens: ["_.request()", "_.stream()", "_.pipeline()", "_.connect()", "_.upgrade()", "_.dispatch()"],
      views: ["compose"],
      lifetime: "app",
      takenBy: ["setGlobalDispatcher(_)", "new RetryAgent(_)"],
      parameter: "borrows",
      timeouts: ["headersTimeout", "bodyTimeout", "connect.timeout"],
      limits: ["connections"],
      cwe: [772, 1072],
      source: "source",
    },
    {
      name: "undici web socket",
      types: ["WebSocket", "EventSource"],
      acquire: ["new WebSocket()", "new EventSource()"],
      release: ["_.close()"],
      lifetime: "class",
      unattended: true,
      ends: ["close"],
      mayNotCome: ["message", "open"],
      states: { property: "readyState", live: ["CONNECTING", "OPEN"], over: ["CLOSING", "CLOSED"] },
      twice: "tolerated",
      cwe: [772],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
