/** Node's file system: watchers. `fs/promises` is left out: its `watch` is an iterator that starts and ends with its loop. */
import type { LibraryModel } from "../schema.ts";
import { emitterFluent } from "../emitter.ts";

export const fsWatchers = {
  modules: ["fs"],
  resources: [
    {
      name: "file watcher",
      types: ["FSWatcher"],
      acquire: [{ form: "watch()", unless: [{ argument: 1, option: "signal", is: "present" }] }],
      release: ["_.close()"],
      lifetime: "class",
      unattended: true,
      keepsProcess: [{ argument: 1, option: "persistent", is: false }],
      ends: ["close"],
      mayNotCome: ["change", "error"],
      fluent: [...emitterFluent, "ref", "unref"],
      twice: "tolerated",
      cwe: [772, 401],
      note: "unref() lets the process end; the operating system goes on watching.",
      source: "probed",
    },
    {
      name: "file poller",
      acquire: ["watchFile(_)"],
      release: ["unwatchFile(_)"],
      lifetime: "class",
      unattended: true,
      keepsProcess: [{ argument: 1, option: "persistent", is: false }],
      twice: "tolerated",
      cwe: [772, 401],
      note: "Ended by the name of the file: the returned StatWatcher has no close().",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
