/** Message brokers, mail and remote shells. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const messaging: readonly Case[] = [
  {
    name: "an amqp connection is closed only if the message is sent",
    code: ts`
      import { connect } from "amqplib";
      export async function send(url: string, body: Buffer) {
        const connection = await connect(url); //~ leakedOnThrow rejects
        const channel = await connection.createChannel();
        channel.sendToQueue("jobs", body);
        await channel.close();
        await connection.close();
      }`,
  },
  {
    name: "closing an amqp connection ends its channels",
    code: ts`
      import { connect } from "amqplib";
      export async function send(url: string, body: Buffer) {
        const connection = await connect(url);
        try {
          const channel = await connection.createConfirmChannel();
          channel.sendToQueue("jobs", body);
          await channel.waitForConfirms();
        } finally {
          await connection.close();
        }
      }`,
  },
  {
    name: "a producer stays connected when sending fails",
    needs: "types",
    code: ts`
      import type { Kafka } from "kafkajs";
      export async function send(kafka: Kafka, value: string) {
        const producer = kafka.producer(); //~ leakedOnThrow rejects
        await producer.connect();
        await producer.send({ topic: "jobs", messages: [{ value }] });
        await producer.disconnect();
      }`,
  },
  {
    name: "a producer is disconnected whatever happens",
    code: ts`
      import type { Kafka } from "kafkajs";
      export async function send(kafka: Kafka, value: string) {
        const producer = kafka.producer();
        await producer.connect();
        try {
          await producer.send({ topic: "jobs", messages: [{ value }] });
        } finally {
          await producer.disconnect();
        }
      }`,
  },
  {
    name: "an admin client returns early",
    needs: "types",
    code: ts`
      import { Kafka } from "kafkajs";
      export async function ensure(brokers: string[], topic: string) {
        const admin = new Kafka({ brokers }).admin(); //~ leaked return
        await admin.connect();
        const topics = await admin.listTopics();
        if (topics.includes(topic)) return;
        await admin.createTopics({ topics: [{ topic }] });
        await admin.disconnect();
      }`,
  },
  {
    name: "a consumer goes on by itself",
    code: ts`
      import type { Kafka } from "kafkajs";
      export async function listen(kafka: Kafka, use: (value: Buffer | null) => void) {
        const consumer = kafka.consumer({ groupId: "jobs" });
        await consumer.connect();
        await consumer.subscribe({ topic: "jobs" });
        await consumer.run({ eachMessage: async ({ message }) => use(message.value) });
      }`,
  },
  {
    name: "a pooled transporter is made for each mail",
    code: ts`
      import { createTransport } from "nodemailer";
      export async function mail(host: string, to: string) {
        const transporter = createTransport({ host, pool: true }); //~ leaked end
        await transporter.sendMail({ to, text: "Hello" });
      }`,
  },
  {
    name: "a transporter without a pool closes its connection after each mail",
    code: ts`
      import { createTransport } from "nodemailer";
      export async function mail(host: string, to: string) {
        const transporter = createTransport({ host });
        await transporter.sendMail({ to, text: "Hello" });
      }`,
  },
  {
    name: "an ssh client ends with what it was asked to do",
    code: ts`
      import { Client } from "ssh2";
      export function run(host: string, command: string, done: (error?: Error) => void) {
        const client = new Client();
        client.on("ready", () => {
          client.exec(command, (error, channel) => {
            if (error) {
              client.end();
              return done(error);
            }
            channel.on("close", () => {
              client.end();
              done();
            });
          });
        });
        client.on("error", done);
        client.connect({ host });
      }`,
  },
  {
    name: "an ssh client stays connected when its command cannot be run",
    code: ts`
      import { Client } from "ssh2";
      export function run(host: string, command: string): Promise<void> {
        return new Promise((resolve, reject) => {
          const client = new Client(); //~ leaked reject
          client.on("error", reject);
          client.on("ready", () => {
            client.exec(command, (error, channel) => {
              if (error) return reject(error);
              channel.on("close", () => {
                client.end();
                resolve();
              });
            });
          });
          client.connect({ host });
        });
      }`,
  },
];
