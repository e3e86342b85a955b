/** node-postgres: a pool, the clients it lends, clients of one's own, and transactions. */
import type { LibraryModel } from "./schema.ts";
import { emitterFluent } from "./emitter.ts";

export const pg = {
  modules: ["pg"],
  resources: [
    {
      name: "pg pool",
      types: ["Pool"],
      acquire: ["new Pool()"],
      release: ["_.end()"],
      // A client whose query or connection fails is dropped by the pool itself.
      opens: ["_.connect()", "_.query()"],
      lifetime: "app",
      fluent: emitterFluent,
      parameter: "borrows",
      needsOpen: ["await _.query()", "await _.connect()"],
      graceful: ["_.end()"],
      twice: "throws",
      timeouts: ["connectionTimeoutMillis", "query_timeout", "statement_timeout"],
      limits: ["max"],
      cwe: [772, 1072],
      note: "end() waits for the clients it has lent.",
      source: "source",
    },
    {
      // pool.query() borrows and returns a client of its own; only connect() lends one.
      name: "pg pooled client",
      types: ["PoolClient"],
      acquire: ["await Pool.connect()", "Pool.connect((err, _) => {})"],
      release: ["_.release()"],
      releaser: "Pool.connect((err, client, _) => {})",
      fluent: emitterFluent,
      parameter: "borrows",
      needsOpen: ["await _.query()"],
      twice: "throws",
      cwe: [772, 404],
      note: "With all clients lent and no connectionTimeoutMillis, connect() waits for ever. release(true) closes the connection.",
      source: "source",
    },
    {
      name: "pg client",
      types: ["Client"],
      acquire: ["new Client()"],
      release: ["_.end()"],
      opens: ["_.connect()"],
      // 'error' says that the connection is lost.
      ends: ["end", "error"],
      mayNotCome: ["notice"],
      fluent: [...emitterFluent, "connect"],
      parameter: "borrows",
      // end() breaks off the query that is running.
      needsOpen: ["await _.query()"],
      timeouts: ["connectionTimeoutMillis", "query_timeout", "statement_timeout"],
      cwe: [772, 1072],
      note: "After a failed connect() next to nothing is left; only a failed handshake can keep the socket.",
      source: "memory",
    },
    {
      name: "pg transaction",
      acquire: [
        "PoolClient.query('BEGIN*')",
        "PoolClient.query('START TRANSACTION*')",
        "Client.query('BEGIN*')",
        "Client.query('START TRANSACTION*')",
      ],
      release: [
        "_.query('ROLLBACK*')",
        "_.query('COMMIT*')",
        "_.query('END*')",
        "_.query('ABORT*')",
        "_.query('PREPARE TRANSACTION*')",
        // A connection that is closed takes its transaction along; a bare release() lends it to the next borrower.
        "_.release(*)",
        "_.end()",
      ],
      stateOf: "receiver",
      cwe: [404, 833],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
