/** Closures: functions that go away with the resource, in returned objects and in private helpers. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows", throws: "calls" } as const;

export const closures: readonly Case[] = [
  {
    name: "a returned object closes it",
    code: ts`
      import { createClient } from "redis";
      export async function cache() {
        const client = createClient();
        await client.connect();
        return { get: (key: string) => client.get(key), stop: () => client.close() };
      }`,
  },
  {
    name: "a returned object uses a descriptor for ever, and who doubts is strict",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function logger(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked return
        return { log: (text: string) => fs.writeSync(fd, text) };
      }`,
  },
  {
    name: "a check fails before the closure that releases is returned",
    code: ts`
      import fs from "node:fs";
      export function logger(path: string, limit: number) {
        const fd = fs.openSync(path, "a"); //~ leaked throw
        if (fs.fstatSync(fd).size > limit) throw new Error("full");
        return { log: (text: string) => fs.writeSync(fd, text), close: () => fs.closeSync(fd) };
      }`,
  },
  {
    name: "a private helper of the class releases it",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Store {
        constructor(readonly pool: Pool) {}
        async insert() {
          const client = await this.pool.connect();
          try {
            await client.query("INSERT INTO log DEFAULT VALUES");
          } finally {
            this.#giveBack(client);
          }
        }
        #giveBack(client: PoolClient) {
          client.release();
        }
      }`,
  },
  {
    name: "a private helper of the class only uses it",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Store {
        constructor(readonly pool: Pool) {}
        async insert() {
          const client = await this.pool.connect(); //~ leaked end
          await this.#write(client);
        }
        async #write(client: PoolClient) {
          await client.query("INSERT INTO log DEFAULT VALUES");
        }
      }`,
  },
  {
    name: "a private helper releases it unless it is asked to keep it",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Store {
        constructor(readonly pool: Pool) {}
        async insert() {
          const client = await this.pool.connect(); //~ leaked end
          this.#giveBack(client);
        }
        #giveBack(client: PoolClient) {
          if (this.pool.idleCount > 10) return;
          client.release();
        }
      }`,
  },
  {
    name: "a static helper releases it",
    code: ts`
      import fs from "node:fs";
      export class Files {
        static size(path: string) {
          const fd = fs.openSync(path, "r");
          try {
            return fs.fstatSync(fd).size;
          } finally {
            this.close(fd);
          }
        }
        static close(fd: number) {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a helper that wraps the work releases it",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>) {
        const client = await pool.connect();
        return work(client).finally(() => client.release());
      }`,
  },
  {
    name: "a helper that wraps the work forgets when it fails",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        const result = await work(client);
        client.release();
        return result;
      }`,
  },
  {
    name: "a local function cleans up on every way",
    code: ts`
      import fs from "node:fs";
      export function first(path: string) {
        const fd = fs.openSync(path, "r");
        const cleanUp = () => fs.closeSync(fd);
        try {
          return fs.readFileSync(fd, "utf8").split("\\n")[0];
        } finally {
          cleanUp();
        }
      }`,
  },
  {
    name: "a local function that cleans up is not called on one way",
    code: ts`
      import fs from "node:fs";
      export function first(path: string, dry: boolean) {
        const fd = fs.openSync(path, "r"); //~ leaked return
        const cleanUp = () => fs.closeSync(fd);
        if (dry) return "";
        cleanUp();
        return "done";
      }`,
  },
  {
    name: "a function that releases it waits for a signal that need not come",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Pool } from "pg";
      declare const aborted: { subscribe(next: () => void): void };
      export async function rows(pool: Pool) {
        const client = await pool.connect(); //~ leaked return
        aborted.subscribe(() => { client.release(); });
        const { rows } = await client.query("SELECT 1");
        return rows;
      }`,
  },
  {
    name: "a function that releases it is registered with who knows whom",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { Redis } from "ioredis";
      declare function onShutdown(handler: () => Promise<void>): void;
      export function watch(): void {
        const client = new Redis();
        client.on("message", (channel: string) => { console.log(channel); });
        onShutdown(async () => {
          await client.quit();
        });
      }`,
  },
  {
    name: "a middleware is returned that works with a pool of its own",
    settings: strict,
    code: ts`
      import { Pool } from "undici";
      export function routed(origin: string) {
        const pool = new Pool(origin);
        return function (path: string) {
          return pool.request({ path, method: "GET" });
        };
      }`,
  },
  {
    name: "a middleware is returned on one way only",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function logged(path: string, limit: number) {
        const fd = fs.openSync(path, "a"); //~ leaked return
        if (fs.fstatSync(fd).size > limit) return console.log;
        return (text: string) => fs.writeSync(fd, text);
      }`,
  },
];
