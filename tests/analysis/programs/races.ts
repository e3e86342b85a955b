/** Races: whoever does not wait for an acquisition still owes what it brings. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows", throws: "calls" } as const;

export const races: readonly Case[] = [
  {
    name: "the winner is released and the work is limited",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string, late: Promise<never>) {
        const client = await pool.connect();
        try {
          return await Promise.race([client.query(sql), late]);
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "the work is limited and the release stands behind it",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string, late: Promise<never>) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        const result = await Promise.race([client.query(sql), late]);
        client.release();
        return result;
      }`,
  },
  {
    name: "a race ends and the timer of the loser is cleared",
    code: ts`
      import { setTimeout as delay } from "node:timers/promises";
      export async function limited<T>(work: Promise<T>, ms: number) {
        const controller = new AbortController();
        try {
          return await Promise.race([work, delay(ms, undefined, { signal: controller.signal })]);
        } finally {
          controller.abort();
        }
      }`,
  },
  {
    name: "all outcomes are awaited and then it is released",
    code: ts`
      import type { Pool } from "pg";
      export async function run(pool: Pool, statements: readonly string[]) {
        const client = await pool.connect();
        await Promise.allSettled(statements.map((sql) => client.query(sql)));
        client.release();
      }`,
  },
  {
    name: "all successes are awaited and one may fail",
    code: ts`
      import type { Pool } from "pg";
      export async function run(pool: Pool, statements: readonly string[]) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        await Promise.all(statements.map((sql) => client.query(sql)));
        client.release();
      }`,
  },
  {
    name: "a timer wins the race against the acquisition",
    settings: strict,
    code: ts`
      import { setTimeout as delay } from "node:timers/promises";
      import type { Pool } from "pg";
      export async function ask(pool: Pool, sql: string) {
        const timeout = delay(1_000).then(() => { throw new Error("Too late."); });
        const client = await Promise.race([pool.connect(), timeout]); //~ leakedOnThrow rejects
        try {
          return await client.query(sql);
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "the acquisition that loses the race has a name that only the race knows",
    settings: strict,
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function opened(path: string, timeout: Promise<never>): Promise<FileHandle> {
        const opening = open(path); //~ leakedOnThrow rejects
        return await Promise.race([opening, timeout]);
      }`,
  },
  {
    name: "the acquisition that loses the race is released when it comes",
    settings: strict,
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function connected(pool: Pool, timeout: Promise<never>): Promise<PoolClient> {
        let isLate = false;
        const connecting = pool.connect();
        void connecting.then((client) => { if (isLate) client.release(); });
        try {
          return await Promise.race([connecting, timeout]);
        } catch (error) {
          isLate = true;
          throw error;
        }
      }`,
  },
  {
    name: "a timer wins the race and a signal ends the acquisition",
    settings: strict,
    code: ts`
      import { once } from "node:events";
      import type { Pool } from "pg";
      export async function count(pool: Pool, timeout: Promise<never>) {
        const [rows] = await Promise.race([once(process, "rows", { signal: AbortSignal.timeout(10) }), timeout]);
        return [rows, await Promise.race([pool.query("select 1"), timeout])];
      }`,
  },
  {
    name: "a controller whose signal is passed on is never aborted",
    settings: strict,
    code: ts`
      import { setTimeout as delay } from "node:timers/promises";
      export async function poll(url: string) {
        const controller = new AbortController(); //~ leaked end
        while (!controller.signal.aborted) {
          console.log((await fetch(url, { method: "HEAD", signal: controller.signal })).status);
          await delay(1_000);
        }
      }`,
  },
  {
    name: "a controller is never aborted by the function and may be by others",
    settings: strict,
    code: ts`
      const all = new Set<AbortController>();
      export async function asked(url: string) {
        const controller = new AbortController();
        all.add(controller);
        return (await fetch(url, { method: "HEAD", signal: controller.signal })).status;
      }
      export const stop = () => { for (const one of all) one.abort(); };`,
  },
  {
    name: "a controller is aborted in a function that is returned",
    settings: strict,
    code: ts`
      export function watch(url: string) {
        const controller = new AbortController();
        const asked = fetch(url, { method: "HEAD", signal: controller.signal });
        return { asked, stop: () => controller.abort() };
      }`,
  },
  {
    name: "only the signal of a controller is looked at",
    settings: strict,
    code: ts`
      export function isAborted() {
        const controller = new AbortController();
        return controller.signal.aborted;
      }`,
  },
  {
    name: "a controller whose signal is passed on is never aborted, and nobody is to be alarmed in doubt",
    code: ts`
      export async function status(url: string) {
        const controller = new AbortController();
        return (await fetch(url, { method: "HEAD", signal: controller.signal })).status;
      }`,
  },
  {
    name: "the call that fails is the one that a controller was to stop",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      export function guarded<T>(
        run: (signal: AbortSignal) => Promise<T>,
        raced: (work: Promise<T>, backstop: AbortController) => Promise<T>,
      ): Promise<T> {
        const backstop = new AbortController();
        return raced(run(backstop.signal), backstop);
      }`,
  },
];
