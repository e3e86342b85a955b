/** Races: whoever does not wait for an acquisition still owes what it brings. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

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
];
