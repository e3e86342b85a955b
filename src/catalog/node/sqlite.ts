/** Node's SQLite: database connections. Its sessions and statements end with them. */
import type { LibraryModel } from "../schema.ts";

export const sqlite = {
  modules: ["sqlite"],
  resources: [
    {
      name: "sqlite database",
      types: ["DatabaseSync"],
      acquire: [{ form: "new DatabaseSync()", unless: [{ argument: 1, option: "open", is: false }], since: 22 }],
      release: ["_.close()"],
      lifetime: "app",
      endedWhen: ["!isOpen"],
      parameter: "borrows",
      twice: "throws",
      disposable: "sync",
      cwe: [772, 404],
      note: "Its disposal symbol tolerates one that is closed.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
