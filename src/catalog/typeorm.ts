/** TypeORM: data sources, query runners and their transactions. */
import type { LibraryModel } from "./schema.ts";

export const typeorm = {
  modules: ["typeorm"],
  resources: [
    {
      name: "typeorm data source",
      types: ["DataSource"],
      acquire: ["new DataSource()", "await createConnection()"],
      release: ["_.destroy()", "_.close()"],
      opens: ["_.initialize()", "_.connect()"],
      lifetime: "app",
      endedWhen: ["!isInitialized", "!isConnected"],
      fluent: ["initialize", "connect"],
      parameter: "borrows",
      cwe: [772, 1072],
      note: "One that cannot be initialized closes what it opened. close() is an older name.",
      source: "source",
    },
    {
      name: "typeorm query runner",
      types: ["QueryRunner"],
      acquire: ["DataSource.createQueryRunner()"],
      // Destroying the data source releases the runners that it still has.
      release: ["_.release()", "DataSource.destroy()", "DataSource.close()"],
      // It asks for a connection when it needs the first one.
      opens: [
        "_.connect()",
        "_.query()",
        "_.startTransaction()",
        "_.stream()",
        "_.manager.delete()",
        "_.manager.find()",
        "_.manager.insert()",
        "_.manager.query()",
        "_.manager.save()",
        "_.manager.update()",
      ],
      endedWhen: ["isReleased"],
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 404],
      source: "source",
    },
    {
      // release() lends the connection to the next borrower as it is.
      name: "typeorm transaction",
      acquire: ["QueryRunner.startTransaction()"],
      release: ["_.rollbackTransaction()", "_.commitTransaction()"],
      stateOf: "receiver",
      endedWhen: ["!isTransactionActive"],
      cwe: [404, 833],
      source: "source",
    },
  ],
} as const satisfies LibraryModel;
