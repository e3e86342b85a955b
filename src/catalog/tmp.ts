/** tmp and tmp-promise: temporary files and directories. */
import type { LibraryModel } from "./schema.ts";

export const tmp = {
  modules: ["tmp"],
  resources: [
    {
      name: "tmp file",
      acquire: [{ form: "fileSync()", unless: [{ argument: 0, option: "keep", is: true }] }],
      release: ["_.removeCallback()"],
      // setGracefulCleanup() leaves it to the end of the process.
      unattended: true,
      twice: "tolerated",
      cwe: [459, 775],
      note: "It holds a descriptor, too, unless 'discardDescriptor' is set.",
      source: "probed",
    },
    {
      name: "tmp directory",
      acquire: [{ form: "dirSync()", unless: [{ argument: 0, option: "keep", is: true }] }],
      release: ["_.removeCallback()"],
      unattended: true,
      twice: "tolerated",
      cwe: [459],
      note: "Without 'unsafeCleanup' only an empty one is removed.",
      source: "probed",
    },
    {
      name: "tmp removal",
      acquire: [
        "file((err, path, fd, _) => {})",
        "file(options, (err, path, fd, _) => {})",
        "dir((err, path, _) => {})",
        "dir(options, (err, path, _) => {})",
      ],
      release: ["_()"],
      unattended: true,
      twice: "tolerated",
      cwe: [459, 775],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;

export const tmpPromise = {
  modules: ["tmp-promise"],
  resources: [
    {
      name: "tmp file",
      types: ["FileResult"],
      acquire: ["await file()"],
      release: ["_.cleanup()"],
      unattended: true,
      cwe: [459, 775],
      source: "memory",
    },
    {
      name: "tmp directory",
      types: ["DirectoryResult"],
      acquire: ["await dir()"],
      release: ["_.cleanup()"],
      unattended: true,
      cwe: [459],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
