/** Node's file system: file handles and directories. */
import type { LibraryModel } from "../schema.ts";

export const fs = {
  modules: ["fs", "fs/promises"],
  resources: [
    {
      name: "file handle",
      types: ["FileHandle"],
      acquire: ["await open()", "await promises.open()"],
      release: ["_.close()"],
      ends: ["close"],
      takenBy: [
        { form: "_.createReadStream()", unless: [{ argument: 0, option: "autoClose", is: false }] },
        { form: "_.createWriteStream()", unless: [{ argument: 0, option: "autoClose", is: false }] },
        { form: "_.readableWebStream()", when: [{ argument: 0, option: "autoClose", is: true }], since: 24 },
      ],
      // A loop over the lines that is left early leaves the handle open.
      drainedBy: [{ form: "_.readLines()", unless: [{ argument: 0, option: "autoClose", is: false }] }],
      parameter: "borrows",
      needsOpen: [
        "await _.read()",
        "await _.readFile()",
        "await _.readv()",
        "await _.write()",
        "await _.writeFile()",
        "await _.writev()",
        "await _.appendFile()",
        "await _.stat()",
        "await _.sync()",
        "await _.datasync()",
        "await _.truncate()",
        "await _.utimes()",
        "await _.chmod()",
        "await _.chown()",
      ],
      // close() waits for the operation that is running; probed with readFile() of 50 MB.
      graceful: ["_.close()"],
      twice: "tolerated",
      disposable: "async",
      cwe: [775, 772],
      note: "Collected while open it only warns up to Node 24 and ends the process from Node 26 on.",
      source: "probed",
    },
    {
      name: "directory handle",
      types: ["Dir"],
      acquire: ["opendirSync()", "opendir((err, _) => {})", "await opendir()", "await promises.opendir()"],
      release: ["_.close()", "_.closeSync()"],
      iteration: "releases",
      parameter: "borrows",
      needsOpen: ["await _.read()", "_.readSync()"],
      twice: "throws",
      disposable: "both",
      cwe: [775, 772],
      note: "Reading by hand to the last entry does not close it.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
