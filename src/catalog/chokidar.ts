/** chokidar: watchers over many files and directories. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const chokidar = {
  modules: ["chokidar"],
  resources: [
    {
      name: "chokidar watcher",
      types: ["FSWatcher"],
      acquire: ["watch()", "new FSWatcher()"],
      release: ["_.close()"],
      lifetime: "class",
      unattended: true,
      keepsProcess: [{ argument: 1, option: "persistent", is: false }],
      mayNotCome: ["all", "add", "addDir", "change", "error", "raw", "ready", "unlink", "unlinkDir"],
      fluent: [...emitterFluent, "add", "unwatch"],
      twice: "tolerated",
      cwe: [772, 401],
      note: "unwatch() keeps the watcher, and no event tells that it has ended.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
