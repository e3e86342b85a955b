/** KafkaJS: producers, consumers and admin clients. */
import type { LibraryModel } from "./schema.ts";

export const kafkajs = {
  modules: ["kafkajs"],
  resources: [
    {
      name: "kafka producer",
      types: ["Producer"],
      acquire: ["Kafka.producer()"],
      release: ["_.disconnect()"],
      opens: ["_.connect()"],
      lifetime: "app",
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 1072],
      source: "memory",
    },
    {
      name: "kafka consumer",
      types: ["Consumer"],
      acquire: ["Kafka.consumer()"],
      release: ["_.disconnect()"],
      opens: ["_.connect()"],
      lifetime: "app",
      // Once it runs it goes on by itself.
      unattended: true,
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772],
      note: "stop() keeps the connections.",
      source: "memory",
    },
    {
      name: "kafka admin client",
      types: ["Admin"],
      acquire: ["Kafka.admin()"],
      release: ["_.disconnect()"],
      opens: ["_.connect()"],
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772],
      source: "memory",
    },
  ],
  handlers: [{ per: "message", given: ["Consumer.run({ eachMessage: _ })", "Consumer.run({ eachBatch: _ })"] }],
} as const satisfies LibraryModel;
