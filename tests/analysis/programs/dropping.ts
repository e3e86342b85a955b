/** Dropping: nobody ever holds what was acquired. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const dropping: readonly Case[] = [
  {
    name: "an await stands alone",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        await pool.connect(); //~ dropped
      }`,
  },
  {
    name: "a call stands behind void",
    code: ts`
      import type { Pool } from "pg";
      export function warm(pool: Pool) {
        void pool.connect(); //~ dropped
      }`,
  },
  {
    name: "a member of it is read at once",
    code: ts`
      import { open } from "node:fs/promises";
      export async function text(path: string) {
        return (await open(path)).readFile("utf8"); //~ dropped
      }`,
  },
  {
    name: "a query is chained to it",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const { rows } = await (await pool.connect()).query(sql); //~ dropped
        return rows;
      }`,
  },
  {
    name: "only a member of it is taken out",
    code: ts`
      import { open } from "node:fs/promises";
      export async function number(path: string) {
        const { fd } = await open(path); //~ dropped
        return fd;
      }`,
  },
  {
    name: "the part that is kept of it gives all of it back",
    code: ts`
      import type { Pool, PoolConnection } from "mysql2/promise";
      export async function rows(pool: Pool | undefined, given: PoolConnection, sql: string) {
        const raw = (pool ? await pool.getConnection() : given).connection;
        try {
          return await raw.query(sql);
        } finally {
          if (pool) await raw.end();
        }
      }`,
  },
  {
    name: "the part that a pattern takes out of it gives all of it back",
    code: ts`
      import type { Pool } from "mysql2/promise";
      export async function rows(pool: Pool, sql: string) {
        const { connection: raw } = await pool.getConnection();
        return raw.query(sql).finally(() => raw.end());
      }`,
  },
  {
    name: "the part that is kept of it is only used",
    code: ts`
      import type { Pool } from "mysql2/promise";
      export async function rows(pool: Pool, sql: string) {
        const raw = (await pool.getConnection()).connection; //~ dropped
        return raw.query(sql);
      }`,
  },
  {
    name: "a number of it is kept",
    code: ts`
      import type { Pool } from "mysql2/promise";
      export async function thread(pool: Pool) {
        const id = (await pool.getConnection()).threadId; //~ dropped
        console.log(id);
      }`,
  },
  {
    name: "it is passed to a call that only looks",
    code: ts`
      import fs from "node:fs";
      export const text = (path: string) => {
        const content = fs.readFileSync(fs.openSync(path, "r"), "utf8"); //~ dropped
        return content;
      };`,
  },
  {
    name: "it is released at once",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        await (await open(path, "a")).close();
      }`,
  },
  {
    name: "a server serves unattended",
    code: ts`
      import http from "node:http";
      export function serve(port: number) {
        http.createServer((request, response) => response.end(request.url)).listen(port);
      }`,
  },
  {
    name: "an interval ticks unattended",
    code: ts`
      export function start(tick: () => void) {
        setInterval(tick, 1_000);
      }`,
  },
  {
    name: "a child process runs unattended",
    code: ts`
      import { exec } from "node:child_process";
      export function open(url: string) {
        exec("xdg-open " + url);
      }`,
  },
  {
    name: "a read stream is piped at once",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export function send(path: string, response: ServerResponse) {
        createReadStream(path).pipe(response); //~ piped source
      }`,
  },
  {
    name: "a request ends by itself",
    code: ts`
      import http from "node:http";
      export function ping(url: string) {
        http.request(url, (response) => response.resume()).end();
      }`,
  },
  {
    name: "a lock is taken and nobody can give it back",
    code: ts`
      import { Mutex } from "async-mutex";
      export async function lock(mutexes: Map<string, Mutex>, key: string) {
        const mutex = new Mutex();
        mutexes.set(key, mutex);
        const unlock = await mutex.acquire(); //~ leaked end
        console.log(typeof unlock);
      }`,
  },
];
