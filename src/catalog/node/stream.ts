/** Node's streams: what takes over, or only watches, the streams it is given. */
import type { LibraryModel } from "../schema.ts";

export const stream = {
  modules: ["stream", "stream/promises"],
  resources: [],
  takes: [
    "pipeline(..._)",
    "promises.pipeline(..._)",
    "Readable.pipe(_)",
    "Readable.compose(_)",
    "Readable.from(_)",
    "Readable.toWeb(_)",
    "Writable.toWeb(_)",
    "Duplex.toWeb(_)",
    "Duplex.from(_)",
  ],
  borrows: ["finished(_)", "promises.finished(_)", "addAbortSignal(signal, _)"],
  inMemory: ["new PassThrough()", "Readable.from(_)", "new Readable({ read: _ })"],
} as const satisfies LibraryModel;

export const streamConsumers = {
  modules: ["stream/consumers"],
  resources: [],
  takes: ["arrayBuffer(_)", "blob(_)", "buffer(_)", "json(_)", "text(_)"],
} as const satisfies LibraryModel;

export const events = {
  modules: ["events"],
  resources: [],
  borrows: ["once(_)", "on(_)", "getEventListeners(_)", "setMaxListeners(count, _)"],
} as const satisfies LibraryModel;
