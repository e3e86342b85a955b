/** node-redis: clients, duplicates, clusters, sentinels and pools. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const redis = {
  modules: ["redis", "@redis/client"],
  resources: [
    {
      // Nothing is open before connect(), but a client is made to be connected, and its error handler is due at once.
      name: "redis client",
      types: ["RedisClientType", "RedisClusterType"],
      acquire: ["createClient()", "createCluster()", "RedisClientType.duplicate()", "RedisClusterType.duplicate()"],
      release: ["_.close()", "_.destroy()", "_.quit()", "_.disconnect()"],
      opens: ["_.connect()"],
      lifetime: "app",
      keepsProcess: [],
      ends: ["end"],
      mayNotCome: ["error", "ready", "connect", "reconnecting"],
      endedWhen: ["!isOpen"],
      fluent: [...emitterFluent, "connect"],
      parameter: "borrows",
      timeouts: ["socket.connectTimeout", "socket.socketTimeout"],
      cwe: [772, 1072],
      note: "quit() and disconnect() are the names of version 4; since 5 close() waits for replies and destroy() does not.",
      source: "source",
    },
    {
      name: "redis sentinel",
      types: ["RedisSentinelType"],
      acquire: ["createSentinel()"],
      release: ["_.close()", "_.destroy()"],
      opens: ["_.connect()"],
      lifetime: "app",
      fluent: [...emitterFluent, "connect"],
      parameter: "borrows",
      cwe: [772, 1072],
      source: "source",
    },
    {
      name: "redis pool",
      types: ["RedisClientPoolType"],
      acquire: ["createClientPool()"],
      release: ["_.close()", "_.destroy()"],
      opens: ["_.connect()"],
      lifetime: "app",
      fluent: emitterFluent,
      parameter: "borrows",
      timeouts: ["acquireTimeout"],
      limits: ["maximum"],
      cwe: [772, 1072],
      source: "source",
    },
  ],
} as const satisfies LibraryModel;
