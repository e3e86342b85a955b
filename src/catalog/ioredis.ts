/** ioredis: clients and clusters, which connect while they are built. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel, When } from "./schema.ts";

// Options come first, or after a path or a port, or after a port and a host.
const lazy = [
  { argument: 0, option: "lazyConnect", is: true },
  { argument: 1, option: "lazyConnect", is: true },
  { argument: 2, option: "lazyConnect", is: true },
] as const satisfies readonly When[];

export const ioredis = {
  modules: ["ioredis"],
  resources: [
    {
      name: "ioredis client",
      types: ["Redis"],
      acquire: [
        { form: "new Redis()", unless: lazy },
        { form: "new default()", unless: lazy },
        { form: "Redis.duplicate()", unless: [{ argument: 0, option: "lazyConnect", is: true }] },
      ],
      release: ["_.quit()", "_.disconnect()"],
      lifetime: "app",
      keepsProcess: [],
      ends: ["end"],
      mayNotCome: ["close", "error", "ready", "connect", "reconnecting"],
      fluent: emitterFluent,
      parameter: "borrows",
      timeouts: ["commandTimeout", "connectTimeout"],
      cwe: [772, 1072],
      note: "quit() rejects on a closed connection, disconnect() never does. After 'close' it connects again.",
      source: "source",
    },
    {
      name: "ioredis cluster",
      types: ["Cluster"],
      acquire: [
        { form: "new Cluster()", unless: [{ argument: 1, option: "lazyConnect", is: true }] },
        { form: "Cluster.duplicate()", unless: [{ argument: 1, option: "lazyConnect", is: true }] },
      ],
      release: ["_.quit()", "_.disconnect()"],
      lifetime: "app",
      ends: ["end"],
      mayNotCome: ["close", "error", "ready", "connect", "reconnecting"],
      fluent: emitterFluent,
      parameter: "borrows",
      cwe: [772, 1072],
      source: "source",
    },
  ],
  handlers: [{ per: "message", given: ["Redis.on('message', _)", "Redis.on('pmessage', _)"] }],
} as const satisfies LibraryModel;
