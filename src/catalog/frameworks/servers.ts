/** What a file imports tells where it runs: on a server, in a page, or as a tool that serves nobody. */
import type { LibraryModel } from "../schema.ts";

/** Modules of Node.js that no page has. */
export const platform = {
  modules: [
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "crypto",
    "dgram",
    "dns",
    "events",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "stream",
    "stream/promises",
    "timers/promises",
    "tls",
    "url",
    "util",
    "v8",
    "worker_threads",
    "zlib",
  ],
  resources: [],
  runsIn: "server",
} as const satisfies LibraryModel;

/** Libraries that answer requests, and those that speak to databases, brokers and mail servers: what depends on them serves. */
export const services = {
  modules: [
    "@fastify/*",
    "@hapi/*",
    "@hono/node-server/*",
    "@koa/*",
    "@nestjs/*",
    "@prisma/client/*",
    "amqplib/*",
    "bullmq/*",
    "express/*",
    "fastify/*",
    "hono/*",
    "ioredis/*",
    "kafkajs/*",
    "knex/*",
    "koa/*",
    "mongodb/*",
    "mongoose/*",
    "mysql2/*",
    "node-cron/*",
    "nodemailer/*",
    "pg/*",
    "redis/*",
    "restify/*",
    "socket.io/*",
    "typeorm/*",
  ],
  resources: [],
  runsIn: "server",
  dependentsRunIn: "server",
} as const satisfies LibraryModel;

/** What no page imports, though a package that depends on it need not serve anybody. */
export const clients = {
  modules: ["@aws-sdk/*", "aws-lambda/*", "got/*", "mqtt/*", "node-fetch/*", "pino/*", "undici/*", "winston/*", "ws/*"],
  resources: [],
  runsIn: "server",
} as const satisfies LibraryModel;
