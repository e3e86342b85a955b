/** Silence: what nobody owes, or nobody can decide, is not reported. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const silence: readonly Case[] = [
  {
    name: "the module holds it as long as the program runs",
    code: ts`
      import fs from "node:fs";
      import { Pool } from "pg";
      import { Redis } from "ioredis";
      const pool = new Pool();
      const redis = new Redis();
      const log = fs.openSync("log", "a");
      export const query = (sql: string) => pool.query(sql);
      export const read = (key: string) => redis.get(key);
      export const write = (text: string) => fs.writeSync(log, text);`,
  },
  {
    name: "a script awaits it at its top",
    code: ts`
      import { Client } from "pg";
      const client = new Client();
      await client.connect();
      const { rows } = await client.query("SELECT 1");
      console.log(rows);
      await client.end();`,
  },
  {
    name: "the pool lends and takes back by itself",
    code: ts`
      import type { Pool } from "pg";
      export const rows = async (pool: Pool, sql: string) => (await pool.query(sql)).rows;`,
  },
  {
    name: "a parameter is only used",
    code: ts`
      import type { PoolClient } from "pg";
      export async function rows(client: PoolClient, sql: string) {
        if (sql === "") return [];
        return (await client.query(sql)).rows;
      }`,
  },
  {
    name: "a server answers each request",
    code: ts`
      import http from "node:http";
      export function serve(port: number) {
        const server = http.createServer((request, response) => response.end(request.url));
        server.listen(port, () => console.log("listening"));
        server.on("error", console.error);
      }`,
  },
  {
    name: "accepted sockets end with their peers",
    code: ts`
      import net from "node:net";
      export function echo(port: number) {
        const server = net.createServer((socket) => {
          socket.on("data", (data) => socket.write(data));
        });
        server.listen(port);
      }`,
  },
  {
    name: "a response is read or dumped",
    code: ts`
      import { request } from "undici";
      export async function status(url: string) {
        const { statusCode, body } = await request(url);
        return statusCode === 200 ? body.json() : body.dump();
      }`,
  },
  {
    name: "a lazily made singleton is kept in a variable",
    code: ts`
      import { Pool } from "pg";
      let pool: Pool | undefined;
      export function getPool() {
        pool ??= new Pool();
        return pool;
      }`,
  },
  {
    name: "a lazily made singleton is kept behind a condition",
    code: ts`
      import { MongoClient } from "mongodb";
      let client: MongoClient | null = null;
      export async function getClient(url: string) {
        if (!client) {
          client = new MongoClient(url);
          await client.connect();
        }
        return client;
      }`,
  },
  {
    name: "a factory closes over a client",
    code: ts`
      import { Redis } from "ioredis";
      export function cache(url: string) {
        const redis = new Redis(url);
        return {
          read: (key: string) => redis.get(key),
          write: (key: string, value: string) => redis.set(key, value),
        };
      }`,
  },
  {
    name: "a test's hook makes it and another ends it",
    code: ts`
      import { Client } from "pg";
      declare function beforeEach(hook: () => Promise<void>): void;
      declare function afterEach(hook: () => Promise<void>): void;
      let client: Client;
      beforeEach(async () => {
        client = new Client();
        await client.connect();
      });
      afterEach(async () => {
        await client.end();
      });`,
  },
];
