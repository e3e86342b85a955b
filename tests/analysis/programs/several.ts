/** Several: who holds two resources owes both, in whatever order they fail. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const several: readonly Case[] = [
  {
    name: "the second is acquired inside the first one's try",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from);
        try {
          const target = await open(to, "w");
          try {
            await target.writeFile(await source.readFile());
          } finally {
            await target.close();
          }
        } finally {
          await source.close();
        }
      }`,
  },
  {
    name: "the second is acquired before the first one's try",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from); //~ partiallyAcquired rejects
        const target = await open(to, "w");
        try {
          await target.writeFile(await source.readFile());
        } finally {
          await target.close();
          await source.close();
        }
      }`,
  },
  {
    name: "both are released in the order of their acquisition",
    code: ts`
      import fs from "node:fs";
      export function touch(a: string, b: string) {
        const first = fs.openSync(a, "a");
        try {
          const second = fs.openSync(b, "a");
          fs.closeSync(second);
        } finally {
          fs.closeSync(first);
        }
      }`,
  },
  {
    name: "finally releases one of the two",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from);
        try {
          const target = await open(to, "w"); //~ leaked end
          await target.writeFile(await source.readFile());
        } finally {
          await source.close();
        }
      }`,
  },
  {
    name: "names above the try hold both",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        let source: FileHandle | undefined;
        let target: FileHandle | undefined;
        try {
          source = await open(from);
          target = await open(to, "w");
          await target.writeFile(await source.readFile());
        } finally {
          await source?.close();
          await target?.close();
        }
      }`,
  },
  {
    name: "the second is acquired in the handler of the first one's failure",
    code: ts`
      import { open } from "node:fs/promises";
      export async function either(path: string, fallback: string) {
        let file;
        try {
          file = await open(path);
        } catch {
          file = await open(fallback);
        }
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "one of those that Promise.all opens may fail",
    code: ts`
      import { open } from "node:fs/promises";
      export async function sizes(a: string, b: string) {
        const [first, second] = await Promise.all([open(a), open(b)]); //~ partiallyAcquired rejects
        try {
          return (await first.stat()).size + (await second.stat()).size;
        } finally {
          await Promise.all([first.close(), second.close()]);
        }
      }`,
  },
  {
    name: "both come out of Promise.all and one is forgotten",
    code: ts`
      import { open } from "node:fs/promises";
      export async function sizes(a: string, b: string) {
        const [first, second] = await Promise.all([open(a), open(b)]); //~ leaked return //~ partiallyAcquired rejects
        try {
          return (await first.stat()).size + (await second.stat()).size;
        } finally {
          await first.close();
        }
      }`,
  },
  {
    name: "the client is released and the pool ended",
    code: ts`
      import { Pool } from "pg";
      export async function once(sql: string) {
        const pool = new Pool();
        try {
          const client = await pool.connect();
          try {
            return (await client.query(sql)).rows;
          } finally {
            client.release();
          }
        } finally {
          await pool.end();
        }
      }`,
  },
  {
    name: "the pool could not connect, and so has nothing to end",
    code: ts`
      import { Pool } from "pg";
      export async function once(sql: string) {
        const pool = new Pool();
        const client = await pool.connect();
        try {
          return (await client.query(sql)).rows;
        } finally {
          client.release();
          await pool.end();
        }
      }`,
  },
  {
    name: "an inner finally releases and an outer one tidies up",
    code: ts`
      import fs from "node:fs";
      export function sync(path: string, lock: string) {
        try {
          const fd = fs.openSync(path, "r+");
          try {
            fs.fsyncSync(fd);
          } finally {
            fs.closeSync(fd);
          }
        } finally {
          fs.rmSync(lock);
        }
      }`,
  },
  {
    name: "an inner finally returns before the release",
    code: ts`
      import fs from "node:fs";
      export function sync(path: string, log: (error: unknown) => void) {
        const fd = fs.openSync(path, "r+"); //~ leaked return
        try {
          fs.fsyncSync(fd);
        } catch (error) {
          log(error);
          return false;
        }
        fs.closeSync(fd);
        return true;
      }`,
  },
  {
    name: "a handler throws anew and finally releases all the same",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          try {
            return (await client.query(sql)).rows;
          } catch (cause) {
            throw new Error("query failed", { cause });
          }
        } finally {
          client.release();
        }
      }`,
  },
];
