/** Forms: however a resource arrives, what holds it owes its release. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const forms: readonly Case[] = [
  {
    name: "a promise of it was kept first and awaited later",
    code: ts`
      import { open } from "node:fs/promises";
      export async function head(path: string, skip: boolean) {
        const opening = open(path); //~ leaked return
        const file = await opening;
        if (skip) return;
        await file.close();
      }`,
  },
  {
    name: "a callback gets it after the error",
    code: ts`
      import fs from "node:fs";
      export function isEmpty(path: string, callback: (error: Error | null, empty?: boolean) => void) {
        fs.open(path, "r", (error, fd) => { //~ leaked return
          if (error) return callback(error);
          fs.fstat(fd, (failure, stats) => {
            if (failure) return callback(failure);
            fs.close(fd, (last) => callback(last ?? null, stats.size === 0));
          });
        });
      }`,
  },
  {
    name: "a callback closes it on both of its ends",
    code: ts`
      import fs from "node:fs";
      export function isEmpty(path: string, callback: (error: Error | null, empty?: boolean) => void) {
        fs.open(path, "r", (error, fd) => {
          if (error) return callback(error);
          fs.fstat(fd, (failure, stats) => {
            fs.close(fd, (last) => callback(failure ?? last ?? null, !failure && stats.size === 0));
          });
        });
      }`,
  },
  {
    name: "a tuple has it as one of its elements",
    code: ts`
      import { Semaphore } from "async-mutex";
      const semaphore = new Semaphore(4);
      export async function limited(skip: boolean) {
        const [value, release] = await semaphore.acquire(); //~ leaked return
        if (skip) return value;
        release();
        return value;
      }`,
  },
  {
    name: "a function that undoes is what was acquired",
    code: ts`
      import { Mutex } from "async-mutex";
      const mutex = new Mutex();
      export async function exclusive(work: () => Promise<void>) {
        const release = await mutex.acquire(); //~ leakedOnThrow rejects
        await work();
        release();
      }`,
  },
  {
    name: "a function that undoes is called in finally",
    code: ts`
      import { Mutex } from "async-mutex";
      const mutex = new Mutex();
      export async function exclusive(work: () => Promise<void>) {
        const release = await mutex.acquire();
        try {
          await work();
        } finally {
          release();
        }
      }`,
  },
  {
    name: "a path is what was acquired",
    code: ts`
      import { mkdtemp, rm, writeFile } from "node:fs/promises";
      export async function withDirectory(text: string) {
        const directory = await mkdtemp("/tmp/build-"); //~ leakedOnThrow rejects
        await writeFile(directory + "/input", text);
        await rm(directory, { recursive: true });
      }`,
  },
  {
    name: "a path is removed in finally",
    code: ts`
      import { mkdtemp, rm, writeFile } from "node:fs/promises";
      export async function withDirectory(text: string) {
        const directory = await mkdtemp("/tmp/build-");
        try {
          await writeFile(directory + "/input", text);
        } finally {
          await rm(directory, { recursive: true, force: true });
        }
      }`,
  },
  {
    name: "a path is removed by the names of the synchronous functions",
    code: ts`
      import * as fs from "node:fs";
      import * as path from "node:path";
      export function withDirectory(text: string) {
        const directory = fs.mkdtempSync(path.join("/tmp", "build-"));
        try {
          fs.writeFileSync(path.join(directory, "input"), text);
        } finally {
          fs.rmSync(directory, { recursive: true, force: true });
        }
      }`,
  },
  {
    name: "an agent was never used and so has no socket to keep",
    code: ts`
      import { Agent } from "node:http";
      export function probe(skip: boolean) {
        const agent = new Agent({ keepAlive: true });
        if (skip) return;
        agent.destroy();
      }`,
  },
  {
    name: "an agent keeps no socket between two requests",
    code: ts`
      import { Agent } from "node:http";
      export function probe(skip: boolean) {
        const agent = new Agent({ maxSockets: 4 });
        return skip ? 0 : agent.maxSockets;
      }`,
  },
  {
    name: "a client connects only when it is used",
    code: ts`
      import { Redis } from "ioredis";
      export function prepared(skip: boolean) {
        const redis = new Redis({ lazyConnect: true });
        return skip ? "" : redis.status;
      }`,
  },
  {
    name: "a chain of own methods answers it",
    code: ts`
      import { createClient } from "redis";
      export async function ping(skip: boolean) {
        const client = await createClient().on("error", console.error).connect(); //~ leaked return
        if (skip) return;
        await client.close();
      }`,
  },
  {
    name: "a duplicate is a client of its own",
    code: ts`
      import { Redis } from "ioredis";
      export async function listen(redis: Redis, channel: string) {
        const subscriber = redis.duplicate(); //~ leakedOnThrow rejects
        await subscriber.subscribe(channel);
        subscriber.disconnect();
      }`,
  },
  {
    name: "a session is acquired by a method that answers no promise",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function transfer(client: MongoClient, work: () => Promise<void>) {
        const session = client.startSession(); //~ leakedOnThrow rejects
        await session.withTransaction(work);
        await session.endSession();
      }`,
  },
  {
    name: "a session is ended in finally",
    code: ts`
      import type { MongoClient } from "mongodb";
      export async function transfer(client: MongoClient, work: () => Promise<void>) {
        const session = client.startSession();
        try {
          await session.withTransaction(work);
        } finally {
          await session.endSession();
        }
      }`,
  },
  {
    name: "the response's body is bound and its rest is not",
    code: ts`
      import { opendir } from "node:fs/promises";
      export async function first(path: string) {
        const directory = await opendir(path); //~ leakedOnThrow rejects
        const entry = await directory.read();
        await directory.close();
        return entry?.name;
      }`,
  },
  {
    name: "a descriptor lives in a stream that closes it",
    code: ts`
      import { createReadStream, openSync } from "node:fs";
      export function lines(path: string) {
        const fd = openSync(path, "r");
        return createReadStream(path, { fd });
      }`,
  },
  {
    name: "a view of it is returned",
    code: ts`
      import mysql from "mysql2";
      export function database() {
        const pool = mysql.createPool({ host: "db" });
        return pool.promise();
      }`,
  },
  {
    name: "a view of it is returned at once",
    code: ts`
      import mysql from "mysql2";
      export function database() {
        return mysql.createPool({ host: "db" }).promise();
      }`,
  },
  {
    name: "a view of it is ended",
    code: ts`
      import mysql from "mysql2";
      export async function one() {
        const pool = mysql.createPool({ host: "db" });
        const db = pool.promise();
        try { return await db.query("SELECT 1"); } finally { await db.end(); }
      }`,
  },
];
