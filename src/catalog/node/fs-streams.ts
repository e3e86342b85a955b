/** Node's file system: streams over files. */
import type { LibraryModel } from "../schema.ts";
import { readableFluent, writableFluent } from "../emitter.ts";

export const fsStreams = {
  modules: ["fs", "fs/promises"],
  resources: [
    {
      name: "read stream",
      types: ["ReadStream"],
      // Over a descriptor that it is told to leave open, a stream holds nothing.
      acquire: [
        { form: "createReadStream()", unless: [{ argument: 1, option: "autoClose", is: false }] },
        "FileHandle.createReadStream()",
      ],
      release: ["_.destroy()", "_.close()"],
      endsByItself: true,
      ends: ["close", "end", "error"],
      // Whatever makes the data flow reads it to the end, and the end closes the file.
      takenBy: ["_.pipe()", "_.on('data')", "_.on('readable')", "_.resume()"],
      iteration: "releases",
      fluent: readableFluent,
      parameter: "takes",
      twice: "tolerated",
      disposable: "async",
      cwe: [775, 772],
      note: "The file is opened at once, read or not, and garbage collection does not close it.",
      source: "probed",
    },
    {
      name: "write stream",
      types: ["WriteStream"],
      acquire: [
        { form: "createWriteStream()", unless: [{ argument: 1, option: "autoClose", is: false }] },
        "FileHandle.createWriteStream()",
      ],
      release: ["_.end()", "_.destroy()", "_.close()"],
      ends: ["close", "finish", "error"],
      mayNotCome: ["drain", "pipe", "unpipe"],
      fluent: writableFluent,
      neverRejects: ["write"],
      twice: "tolerated",
      disposable: "async",
      cwe: [775, 772],
      note: "When the source of a pipe fails, the write stream stays open.",
      source: "probed",
    },
  ],
  sinks: ["WriteStream"],
} as const satisfies LibraryModel;
