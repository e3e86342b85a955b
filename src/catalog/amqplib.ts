/** amqplib: connections. Channels are left out: they end with their connection, whoever holds that. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const amqplib = {
  modules: ["amqplib", "amqplib/callback_api"],
  resources: [
    {
      name: "amqp connection",
      types: ["ChannelModel", "Connection"],
      acquire: ["await connect()", "connect((err, _) => {})"],
      release: ["_.close()"],
      ends: ["close"],
      mayNotCome: ["blocked", "error", "unblocked"],
      lifetime: "app",
      fluent: emitterFluent,
      parameter: "borrows",
      twice: "throws",
      timeouts: ["timeout"],
      cwe: [772, 1072],
      source: "memory",
    },
  ],
  handlers: [{ per: "message", given: ["Channel.consume(queue, _)"] }],
} as const satisfies LibraryModel;
