/** Node's file system: descriptors, which are numbers. */
import type { LibraryModel } from "../schema.ts";

/** Calls that use an open descriptor and leave it open. */
const uses = [
  "read(_)",
  "readSync(_)",
  "readv(_)",
  "readvSync(_)",
  "readFile(_)",
  "readFileSync(_)",
  "write(_)",
  "writeSync(_)",
  "writev(_)",
  "writevSync(_)",
  "writeFile(_)",
  "writeFileSync(_)",
  "appendFile(_)",
  "appendFileSync(_)",
  "fstat(_)",
  "fstatSync(_)",
  "fsync(_)",
  "fsyncSync(_)",
  "fdatasync(_)",
  "fdatasyncSync(_)",
  "ftruncate(_)",
  "ftruncateSync(_)",
  "futimes(_)",
  "futimesSync(_)",
  "fchmod(_)",
  "fchmodSync(_)",
  "fchown(_)",
  "fchownSync(_)",
] as const;

export const fsDescriptors = {
  modules: ["fs"],
  resources: [
    {
      name: "file descriptor",
      acquire: ["openSync()", "open((err, _) => {})"],
      release: ["closeSync(_)", "close(_)"],
      takenBy: [
        {
          form: "createReadStream(path, { fd: _ })",
          unless: [{ argument: 1, option: "autoClose", is: false }],
        },
        {
          form: "createWriteStream(path, { fd: _ })",
          unless: [{ argument: 1, option: "autoClose", is: false }],
        },
      ],
      borrowedBy: uses,
      needsOpen: uses,
      parameter: "borrows",
      twice: "unsafe",
      cwe: [775, 772],
      note: "After a second close the number may already name another file. A child's stdio duplicates it.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
