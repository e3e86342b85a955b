/** mysql2, with callbacks and with promises: pools, connections, prepared statements. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const mysql2 = {
  modules: ["mysql2", "mysql2/promise"],
  resources: [
    {
      name: "mysql2 pool",
      types: ["Pool", "PoolCluster"],
      acquire: ["createPool()", "createPoolCluster()"],
      release: ["_.end()"],
      opens: ["_.getConnection()", "_.query()", "_.execute()"],
      lifetime: "app",
      views: ["promise"],
      parameter: "borrows",
      timeouts: ["connectTimeout"],
      limits: ["connectionLimit", "queueLimit"],
      disposable: "both",
      cwe: [772, 1072],
      source: "source",
    },
    {
      // pool.query() and pool.execute() borrow and return a connection of their own.
      name: "mysql2 pooled connection",
      types: ["PoolConnection"],
      acquire: [
        "await Pool.getConnection()",
        "Pool.getConnection((err, _) => {})",
        "await PoolCluster.getConnection()",
        "PoolCluster.getConnection((err, _) => {})",
      ],
      // end() closes what it has lent, too.
      release: ["_.release()", "_.destroy()", "Pool.releaseConnection(_)", "Pool.end()", "PoolCluster.end()"],
      parameter: "borrows",
      needsOpen: ["_.query()", "_.execute()", "_.beginTransaction()", "_.commit()", "_.rollback()"],
      twice: "tolerated",
      disposable: "both",
      cwe: [772],
      source: "source",
    },
    {
      name: "mysql2 connection",
      types: ["Connection"],
      acquire: ["await createConnection()", "createConnection()"],
      release: ["_.end()", "_.destroy()"],
      // Only fatal errors are emitted: the connection is gone, or never came about.
      ends: ["end", "error"],
      fluent: emitterFluent,
      views: ["promise"],
      parameter: "borrows",
      needsOpen: ["_.query()", "_.execute()"],
      graceful: ["_.end()"],
      timeouts: ["connectTimeout"],
      disposable: "both",
      cwe: [772, 1072],
      source: "source",
    },
    {
      name: "mysql2 prepared statement",
      types: ["PreparedStatementInfo"],
      acquire: ["await Connection.prepare()"],
      release: ["_.close()", "Connection.end()", "Connection.destroy()"],
      cwe: [772],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
