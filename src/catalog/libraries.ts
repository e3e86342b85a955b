/** Every built-in library model, in one list. */
import { amqplib } from "./amqplib.ts";
import { asyncMutex } from "./async-mutex.ts";
import { awsS3 } from "./aws-s3.ts";
import { axios } from "./axios.ts";
import { betterSqlite3 } from "./better-sqlite3.ts";
import { bodies } from "./bodies/index.ts";
import { bounds } from "./bounds/index.ts";
import { bullmq } from "./bullmq.ts";
import { chokidar } from "./chokidar.ts";
import { frameworks } from "./frameworks/index.ts";
import { ioredis } from "./ioredis.ts";
import { kafkajs } from "./kafkajs.ts";
import { knex } from "./knex.ts";
import { kysely } from "./kysely.ts";
import { mongodb } from "./mongodb.ts";
import { mysql2Transactions } from "./mysql2-transactions.ts";
import { mysql2 } from "./mysql2.ts";
import { node } from "./node/index.ts";
import { nodemailer } from "./nodemailer.ts";
import { pg } from "./pg.ts";
import { playwright } from "./playwright.ts";
import { peers } from "./peers/index.ts";
import { prisma } from "./prisma.ts";
import { puppeteer } from "./puppeteer.ts";
import { redis } from "./redis.ts";
import { rxjs } from "./rxjs.ts";
import type { LibraryModel } from "./schema.ts";
import { ssh2 } from "./ssh2.ts";
import { stores } from "./stores/index.ts";
import { streams } from "./streams/index.ts";
import { nodeTest, testRunners } from "./test-runners.ts";
import { tmp, tmpPromise } from "./tmp.ts";
import { typeorm } from "./typeorm.ts";
import { requests } from "./requests/index.ts";
import { undici } from "./undici.ts";
import { vscode } from "./vscode.ts";
import { web } from "./web/index.ts";
import { ws } from "./ws.ts";

export const catalog: readonly LibraryModel[] = [
  ...node,
  ...web,
  ...bodies,
  pg,
  ...streams,
  mysql2,
  mysql2Transactions,
  mongodb,
  redis,
  ioredis,
  undici,
  ws,
  asyncMutex,
  knex,
  kysely,
  typeorm,
  prisma,
  betterSqlite3,
  amqplib,
  kafkajs,
  nodemailer,
  ssh2,
  chokidar,
  tmp,
  tmpPromise,
  puppeteer,
  playwright,
  axios,
  awsS3,
  bullmq,
  ...frameworks,
  rxjs,
  vscode,
  ...stores,
  testRunners,
  nodeTest,
  ...bounds,
  ...requests,
  ...peers,
];
