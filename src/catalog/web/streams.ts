/** Web streams: the readers and writers that lock them. */
import type { LibraryModel } from "../schema.ts";

export const webStreams = {
  modules: ["globalThis", "stream/web"],
  resources: [
    {
      name: "stream reader",
      types: ["ReadableStreamDefaultReader", "ReadableStreamBYOBReader"],
      acquire: ["ReadableStream.getReader()", "new ReadableStreamDefaultReader()", "new ReadableStreamBYOBReader()"],
      release: ["_.releaseLock()", "_.cancel()"],
      // A stream that was read to its end is of no use to anybody, locked or not.
      unattended: true,
      endsByItself: true,
      neverRejects: ["read"],
      twice: "tolerated",
      cwe: [667, 772],
      note: "releaseLock() leaves the stream open for another reader; cancel() ends it.",
      source: "probed",
    },
    {
      name: "stream writer",
      types: ["WritableStreamDefaultWriter"],
      acquire: ["WritableStream.getWriter()", "new WritableStreamDefaultWriter()"],
      release: ["_.releaseLock()", "_.close()", "_.abort()"],
      unattended: true,
      neverRejects: ["ready", "write"],
      cwe: [667, 772],
      note: "releaseLock() leaves the stream open for another writer; close() and abort() end it.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
