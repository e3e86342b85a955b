/** Agents and pools: what keeps connections for later requests, and how many. */
import type { LibraryModel } from "../schema.ts";

export const httpAgents = {
  modules: ["http", "https"],
  resources: [],
  bounded: [
    {
      name: "http agent",
      calls: ["new Agent()"],
      options: [0],
      // The global agent keeps its sockets since Node 19; one of your own does so only when it is told to.
      singleUse: [
        { option: "keepAlive", is: "absent", advice: "set 'keepAlive: true'" },
        { option: "keepAlive", is: false, advice: "set 'keepAlive: true'" },
        { option: "maxFreeSockets", is: 0, advice: "leave 'maxFreeSockets' out" },
      ],
      limit: { by: ["maxSockets", "maxTotalSockets"], write: "maxSockets: 50" },
      isClient: true,
    },
  ],
} as const satisfies LibraryModel;

const pipelining = [{ option: "pipelining", is: 0, advice: "leave 'pipelining' out" }] as const;

export const undiciAgents = {
  modules: ["undici"],
  resources: [],
  bounded: [
    {
      name: "undici agent",
      calls: ["new Agent()"],
      options: [0],
      singleUse: pipelining,
      limit: { by: ["connections"], through: ["factory"], write: "connections: 50" },
      timeout: { by: ["headersTimeout"], byDefault: true, through: ["factory"], write: "headersTimeout: 10_000" },
      isClient: true,
    },
    {
      name: "undici pool",
      calls: ["new Pool()", "new BalancedPool()"],
      options: [1],
      singleUse: pipelining,
      limit: { by: ["connections"], through: ["factory"], write: "connections: 50" },
      timeout: { by: ["headersTimeout"], byDefault: true, through: ["factory"], write: "headersTimeout: 10_000" },
      isClient: true,
    },
    {
      // A client has one connection.
      name: "undici client",
      calls: ["new Client()"],
      options: [1],
      singleUse: pipelining,
      timeout: { by: ["headersTimeout"], byDefault: true, write: "headersTimeout: 10_000" },
      isClient: true,
    },
  ],
} as const satisfies LibraryModel;
