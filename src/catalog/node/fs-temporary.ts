/** Node's file system: temporary directories. */
import type { LibraryModel } from "../schema.ts";

export const fsTemporary = {
  modules: ["fs", "fs/promises"],
  resources: [
    {
      name: "temporary directory",
      acquire: ["mkdtempSync()", "mkdtemp((err, _) => {})", "await mkdtemp()", "await promises.mkdtemp()"],
      release: ["rmSync(_)", "rm(_)", "promises.rm(_)", "rmdirSync(_)", "rmdir(_)", "promises.rmdir(_)"],
      parameter: "borrows",
      cwe: [459],
      note: "The handle is a path, so whoever knows the path can remove it.",
      source: "memory",
    },
    {
      name: "disposable temporary directory",
      types: ["DisposableTempDir"],
      acquire: [
        { form: "mkdtempDisposableSync()", since: 24 },
        { form: "await mkdtempDisposable()", since: 24 },
        { form: "await promises.mkdtempDisposable()", since: 24 },
      ],
      release: ["_.remove()"],
      disposable: "both",
      cwe: [459],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
