/** better-sqlite3: database connections. Statements are left out: they are collected with their database. */
import type { LibraryModel } from "./schema.ts";

export const betterSqlite3 = {
  modules: ["better-sqlite3"],
  resources: [
    {
      name: "sqlite database",
      types: ["Database"],
      acquire: ["new default()", "default()"],
      release: ["_.close()"],
      lifetime: "app",
      endedWhen: ["!open"],
      fluent: ["aggregate", "defaultSafeIntegers", "exec", "function", "loadExtension", "table", "unsafeMode"],
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 404],
      note: "Open, it holds descriptors of the database and of its journal.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
