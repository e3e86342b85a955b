/** BullMQ: queues, their events, and the workers that run their jobs. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const bullmq = {
  modules: ["bullmq"],
  resources: [
    {
      name: "bullmq queue",
      types: ["Queue", "FlowProducer"],
      acquire: ["new Queue()", "new FlowProducer()"],
      release: ["_.close()", "_.disconnect()"],
      lifetime: "app",
      fluent: emitterFluent,
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 1072],
      note: "Each one connects to Redis at once, unless it is given a connection to share.",
      source: "docs",
    },
    {
      name: "bullmq worker",
      types: ["Worker", "QueueEvents"],
      acquire: ["new Worker()", "new QueueEvents()"],
      release: ["_.close()", "_.disconnect()"],
      lifetime: "app",
      // Its jobs go on without a holder.
      unattended: true,
      ends: ["closed"],
      mayNotCome: ["completed", "failed", "error"],
      fluent: emitterFluent,
      parameter: "borrows",
      graceful: ["_.close()"],
      twice: "tolerated",
      cwe: [772, 1072],
      note: "A worker keeps a blocking connection of its own.",
      source: "docs",
    },
  ],
  handlers: [{ per: "job", given: ["new Worker(name, _)"], handlerTypes: ["Job", "Processor"] }],
} as const satisfies LibraryModel;
