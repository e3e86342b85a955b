/** Kysely: the instance that owns a pool. Transactions are left out: they end with their callback. */
import type { LibraryModel } from "./schema.ts";

export const kysely = {
  modules: ["kysely"],
  resources: [
    {
      name: "kysely instance",
      types: ["Kysely"],
      acquire: ["new Kysely()"],
      release: ["_.destroy()"],
      // The first query opens the driver.
      opens: [
        "_.connection()",
        "_.deleteFrom()",
        "_.executeQuery()",
        "_.insertInto()",
        "_.mergeInto()",
        "_.replaceInto()",
        "_.selectFrom()",
        "_.startTransaction()",
        "_.transaction()",
        "_.updateTable()",
        "_.with()",
      ],
      lifetime: "app",
      views: ["withPlugin", "withSchema", "withTables", "withoutPlugins"],
      parameter: "borrows",
      twice: "tolerated",
      disposable: "async",
      cwe: [772, 1072],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
