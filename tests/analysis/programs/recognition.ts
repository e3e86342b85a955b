/** Recognition: a call acquires the same thing however it was imported, named, typed or inherited. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const recognition: readonly Case[] = [
  {
    name: "a function is imported by its name",
    code: ts`
      import { openSync } from "node:fs";
      export function touch(path: string) {
        openSync(path, "a"); //~ dropped
      }`,
  },
  {
    name: "the specifier has no node: prefix",
    code: ts`
      import { openSync } from "fs";
      export function touch(path: string) {
        const fd = openSync(path, "a"); //~ leaked return
        return fd > 2;
      }`,
  },
  {
    name: "a function is imported under another name",
    code: ts`
      import { openSync as openNow, closeSync as closeNow } from "node:fs";
      export function touch(path: string, dry: boolean) {
        const fd = openNow(path, "a"); //~ leaked return
        if (dry) return;
        closeNow(fd);
      }`,
  },
  {
    name: "a module is imported as a namespace",
    code: ts`
      import * as fs from "node:fs";
      export function touch(path: string, dry: boolean) {
        const fd = fs.openSync(path, "a"); //~ leaked return
        if (dry) return;
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a module is imported by default",
    code: ts`
      import fs from "node:fs";
      export async function head(path: string) {
        const file = await fs.promises.open(path); //~ leakedOnThrow rejects
        const { buffer } = await file.read();
        await file.close();
        return buffer;
      }`,
  },
  {
    name: "the namespace of promises is imported by its name",
    code: ts`
      import { promises as fs } from "node:fs";
      export async function head(path: string) {
        const file = await fs.open(path); //~ leakedOnThrow rejects
        const { buffer } = await file.read();
        await file.close();
        return buffer;
      }`,
  },
  {
    name: "a constructor is a member of the default export",
    code: ts`
      import pg from "pg";
      const pool = new pg.Pool();
      export async function now() {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        const { rows } = await client.query("SELECT now()");
        client.release();
        return rows;
      }`,
  },
  {
    name: "a constructor is taken out of the default export",
    code: ts`
      import pg from "pg";
      const { Client } = pg;
      export async function now(dry: boolean) {
        const client = new Client(); //~ leaked return
        await client.connect();
        if (dry) return;
        await client.end();
      }`,
  },
  {
    name: "a module is required",
    extension: "cjs",
    code: ts`
      const fs = require("node:fs");
      exports.touch = (path, dry) => {
        const fd = fs.openSync(path, "a"); //~ leaked return
        if (dry) return;
        fs.closeSync(fd);
      };`,
  },
  {
    name: "a function is taken out of a required module",
    extension: "cjs",
    code: ts`
      const { openSync, closeSync } = require("fs");
      exports.touch = (path, dry) => {
        const fd = openSync(path, "a"); //~ leaked return
        if (dry) return;
        closeSync(fd);
      };`,
  },
  {
    name: "a function is a member of the required module itself",
    extension: "cjs",
    code: ts`
      const { Pool } = require("pg");
      const pool = new Pool();
      exports.count = async (skip) => {
        const client = await pool.connect(); //~ leaked return
        if (skip) return;
        client.release();
      };`,
  },
  {
    name: "a module is imported as TypeScript's own require",
    code: ts`
      import fs = require("node:fs");
      export function touch(path: string, dry: boolean) {
        const fd = fs.openSync(path, "a"); //~ leaked return
        if (dry) return;
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a module is imported when it is needed",
    code: ts`
      export async function touch(path: string, dry: boolean) {
        const fs = await import("node:fs");
        const fd = fs.openSync(path, "a"); //~ leaked return
        if (dry) return;
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a constructor is taken out of a module that is imported when it is needed",
    code: ts`
      export async function ping() {
        const { Redis } = await import("ioredis");
        const redis = new Redis(); //~ leakedOnThrow rejects
        await redis.ping();
        redis.disconnect();
      }`,
  },
  {
    name: "a class of the project extends the library's",
    code: ts`
      import { Redis } from "ioredis";
      class Cache extends Redis {
        read(key: string) {
          return this.get("cache:" + key);
        }
      }
      export async function read(key: string) {
        const cache = new Cache(); //~ leakedOnThrow rejects
        const value = await cache.read(key);
        cache.disconnect();
        return value;
      }`,
  },
  {
    name: "a library's factory makes the receiver",
    code: ts`
      import mysql from "mysql2/promise";
      const pool = mysql.createPool({ host: "db" });
      export async function count() {
        const connection = await pool.getConnection(); //~ leakedOnThrow rejects
        const [rows] = await connection.query("SELECT count(*) FROM users");
        connection.release();
        return rows;
      }`,
  },
  {
    name: "the receiver is an annotated parameter",
    code: ts`
      import type { Pool } from "pg";
      export const count = async (pool: Pool, skip: boolean) => {
        const client = await pool.connect(); //~ leaked return
        if (skip) return;
        client.release();
      };`,
  },
  {
    name: "the receiver is annotated through the namespace",
    code: ts`
      import type * as pg from "pg";
      export async function count(pool: pg.Pool, skip: boolean) {
        const client = await pool.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the receiver may be missing",
    code: ts`
      import type { Pool } from "pg";
      export async function count(skip: boolean, pool?: Pool | null) {
        const client = await pool!.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the receiver is a field with an initial value",
    code: ts`
      import { Pool } from "pg";
      export class Users {
        readonly #pool = new Pool();
        async count(skip: boolean) {
          const client = await this.#pool.connect(); //~ leaked return
          if (skip) return;
          client.release();
        }
      }`,
  },
  {
    name: "the receiver is a field with an annotation",
    code: ts`
      import type { Pool } from "pg";
      export class Users {
        private readonly pool: Pool;
        constructor(pool: Pool) {
          this.pool = pool;
        }
        async count(skip: boolean) {
          const client = await this.pool.connect(); //~ leaked return
          if (skip) return;
          client.release();
        }
      }`,
  },
  {
    name: "the receiver is a parameter property",
    code: ts`
      import type { Pool } from "pg";
      export class Users {
        constructor(private readonly pool: Pool) {}
        async count(skip: boolean) {
          const client = await this.pool.connect(); //~ leaked return
          if (skip) return;
          client.release();
        }
      }`,
  },
  {
    name: "an interface of the project extends the library's",
    code: ts`
      import type { Pool } from "pg";
      interface Database extends Pool {
        readonly tenant: string;
      }
      export async function count(database: Database, skip: boolean) {
        const client = await database.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the checker knows the receiver of a destructured parameter",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      interface Context {
        readonly pool: Pool;
      }
      export async function count({ pool }: Context, skip: boolean) {
        const client = await pool.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the checker knows the receiver by a type parameter's bound",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      export async function count<P extends Pool>(pool: P, skip: boolean) {
        const client = await pool.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the checker knows the receiver that a getter answers",
    needs: "types",
    code: ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      const poolOf = (tenant: string): Pool => pools.get(tenant) ?? new Pool({ database: tenant });
      export async function count(tenant: string, skip: boolean) {
        const client = await poolOf(tenant).connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the checker knows the receiver that is awaited",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      export async function count(ready: Promise<Pool>, skip: boolean) {
        const client = await (await ready).connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "the checker knows a member of a member",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      interface App {
        readonly state: { readonly database?: Pool };
      }
      export async function count(app: App, skip: boolean) {
        const client = await app.state.database!.connect(); //~ leaked return
        if (skip) return;
        client.release();
      }`,
  },
  {
    name: "a global function needs no import",
    code: ts`
      export function poll(tick: () => void, isDone: () => boolean) {
        const timer = setInterval(tick, 1_000); //~ leaked return
        if (isDone()) return;
        clearInterval(timer);
      }`,
  },
  {
    name: "a global function is named through globalThis",
    code: ts`
      export function poll(tick: () => void, isDone: () => boolean) {
        const timer = globalThis.setInterval(tick, 1_000); //~ leaked return
        if (isDone()) return;
        globalThis.clearInterval(timer);
      }`,
  },
  {
    name: "a function of the project has the name of a global",
    code: ts`
      const setInterval = (tick: () => void, ms: number) => ({ tick, ms });
      export function poll(tick: () => void, isDone: () => boolean) {
        const timer = setInterval(tick, 1_000);
        return isDone() ? undefined : timer.ms;
      }`,
  },
  {
    name: "a function of the project has the name of a library's",
    code: ts`
      declare function openSync(path: string): number;
      export function touch(path: string) {
        return openSync(path) > 0;
      }`,
  },
  {
    name: "a method of an unrelated class is called connect()",
    code: ts`
      class Signal {
        async connect(): Promise<{ strength: number }> {
          return { strength: 1 };
        }
      }
      export async function measure(signal: Signal) {
        const { strength } = await signal.connect();
        return strength;
      }`,
  },
  {
    name: "a function is shadowed where it is called",
    code: ts`
      import { openSync } from "node:fs";
      export const keep = openSync;
      export function first(openSync: (path: string) => number) {
        const size = openSync("a");
        return size + 1;
      }`,
  },
  {
    name: "a cast or an exclamation mark stands around the acquisition",
    code: ts`
      import { Client } from "pg";
      export async function run(skip: boolean) {
        const client = new Client()! as Client; //~ leaked return
        await client.connect();
        if (skip) return;
        await client.end();
      }`,
  },
];
