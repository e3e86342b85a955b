/** Node's worker threads and the channels between them. */
import type { LibraryModel } from "../schema.ts";
import { emitterFluent } from "../emitter.ts";

export const workerThreads = {
  modules: ["worker_threads"],
  resources: [
    {
      name: "worker thread",
      types: ["Worker"],
      acquire: ["new Worker()"],
      release: ["_.terminate()"],
      lifetime: "class",
      // One that listens to its parent never ends by itself.
      unattended: true,
      keepsProcess: [],
      ends: ["exit", "error"],
      mayNotCome: ["message", "messageerror", "online"],
      fluent: emitterFluent,
      twice: "tolerated",
      disposable: "async",
      cwe: [772],
      note: "It ends when nothing keeps its loop busy. unref() does not stop it.",
      source: "probed",
    },
    {
      name: "broadcast channel",
      types: ["BroadcastChannel"],
      acquire: ["new BroadcastChannel()"],
      release: ["_.close()"],
      lifetime: "class",
      unattended: true,
      twice: "tolerated",
      cwe: [772],
      source: "memory",
    },
    {
      name: "message channel",
      types: ["MessageChannel"],
      acquire: ["new MessageChannel()"],
      // A port that is closed closes the other one.
      release: ["_.port1.close()", "_.port2.close()"],
      lifetime: "class",
      unattended: true,
      twice: "tolerated",
      cwe: [772],
      note: "A port with a listener keeps the process alive until one of the two is closed.",
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
