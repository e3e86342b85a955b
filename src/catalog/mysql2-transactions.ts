/** mysql2: the transactions of a connection, which end before it is given back. */
import type { LibraryModel } from "./schema.ts";

export const mysql2Transactions = {
  modules: ["mysql2", "mysql2/promise"],
  resources: [
    {
      name: "mysql2 transaction",
      acquire: [
        "Connection.beginTransaction()",
        "Connection.query('BEGIN*')",
        "Connection.query('START TRANSACTION*')",
        "PoolConnection.beginTransaction()",
        "PoolConnection.query('BEGIN*')",
        "PoolConnection.query('START TRANSACTION*')",
      ],
      release: [
        "_.rollback()",
        "_.commit()",
        "_.query('ROLLBACK*')",
        "_.query('COMMIT*')",
        // A closed connection takes its transaction along; release() lends it to the next borrower.
        "_.destroy()",
        "_.end()",
      ],
      stateOf: "receiver",
      cwe: [404, 833],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
