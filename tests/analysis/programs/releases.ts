/** Releases: every way of giving a resource back counts, wherever it stands. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const releases: readonly Case[] = [
  {
    name: "both branches release",
    code: ts`
      import type { Pool } from "pg";
      export async function flip(pool: Pool, broken: boolean) {
        const client = await pool.connect();
        if (broken) client.release(true);
        else client.release();
      }`,
  },
  {
    name: "only one of two branches releases",
    code: ts`
      import type { Pool } from "pg";
      export async function flip(pool: Pool, age: number) {
        const client = await pool.connect(); //~ leaked end
        if (age > 10) client.release(true);
      }`,
  },
  {
    name: "finally releases on every way out",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          const result = await client.query(sql);
          if (result.rowCount === 0) return [];
          if (!result.rows) throw new Error("no rows");
          return result.rows;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "success and failure release apart",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        try {
          const result = await client.query(sql);
          client.release();
          return result.rows;
        } catch (error) {
          client.release(true);
          throw error;
        }
      }`,
  },
  {
    name: "only the failure releases",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect(); //~ leaked return
        try {
          return (await client.query(sql)).rows;
        } catch (error) {
          client.release(true);
          throw error;
        }
      }`,
  },
  {
    name: "a caught failure falls through to the release",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        const client = await pool.connect();
        try {
          await client.query("SELECT 1");
        } catch (error) {
          console.error(error);
        }
        client.release();
      }`,
  },
  {
    name: "the promise of the work releases when it settles",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        return client.query(sql).finally(() => client.release());
      }`,
  },
  {
    name: "using gives it back",
    code: ts`
      import { open } from "node:fs/promises";
      export async function size(path: string) {
        await using file = await open(path);
        const { size } = await file.stat();
        return size;
      }`,
  },
  {
    name: "using gives back what a name already held",
    code: ts`
      import { open } from "node:fs/promises";
      export async function size(path: string) {
        const file = await open(path);
        await using owned = file;
        return (await owned.stat()).size;
      }`,
  },
  {
    name: "an optional call releases",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function size(path: string) {
        let file: FileHandle | undefined;
        try {
          file = await open(path);
          return (await file.stat()).size;
        } finally {
          await file?.close();
        }
      }`,
  },
  {
    name: "a method is named in brackets",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        await file["close"]();
      }`,
  },
  {
    name: "the disposal symbol is called by hand",
    code: ts`
      import { open } from "node:fs/promises";
      export async function size(path: string) {
        const file = await open(path);
        try {
          return (await file.stat()).size;
        } finally {
          await file[Symbol.asyncDispose]();
        }
      }`,
  },
  {
    name: "a stack of disposables takes it",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        await using stack = new AsyncDisposableStack();
        const source = stack.use(await open(from));
        const target = stack.use(await open(to, "w"));
        await target.writeFile(await source.readFile());
      }`,
  },
  {
    name: "the release is awaited together with others",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(from: string, to: string) {
        const source = await open(from, "a");
        try {
          const target = await open(to, "a");
          await Promise.all([source.close(), target.close()]);
        } catch (error) {
          await source.close();
          throw error;
        }
      }`,
  },
  {
    name: "the release hangs on a comma or a condition that always holds",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        return file && (await file.close(), true);
      }`,
  },
  {
    name: "another name of it is released",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        const same = file;
        await same.close();
      }`,
  },
  {
    name: "another of its release methods is called",
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        const socket = net.connect(port);
        socket.destroySoon();
      }`,
  },
  {
    name: "it is ended by a chain of its own methods",
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        const socket = net.connect(port);
        socket.setTimeout(1_000).on("timeout", () => console.log("late")).end("hello");
      }`,
  },
  {
    name: "it is destroyed together with the error",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function write(path: string, text: string) {
        const stream = createWriteStream(path);
        if (text === "") {
          stream.destroy(new Error("nothing to write"));
          return;
        }
        stream.end(text);
      }`,
  },
  {
    name: "a pipeline takes it over",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      import { pipeline } from "node:stream/promises";
      import { createGzip } from "node:zlib";
      export async function zip(from: string, to: string) {
        const target = createWriteStream(to);
        await pipeline(createReadStream(from), createGzip(), target);
      }`,
  },
  {
    name: "the pool itself takes the client back",
    code: ts`
      import type { Pool } from "mysql2";
      export function ping(pool: Pool, callback: (error: Error | null) => void) {
        pool.getConnection((error, connection) => {
          if (error) return callback(error);
          connection.ping((failure) => {
            pool.releaseConnection(connection);
            callback(failure);
          });
        });
      }`,
  },
  {
    name: "the release is only named, not called",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        const client = await pool.connect(); //~ leaked end
        client.release;
      }`,
  },
  {
    name: "the release belongs to somebody else",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        const first = await pool.connect(); //~ partiallyAcquired rejects
        const second = await pool.connect(); //~ leaked end
        first.release();
      }`,
  },
];
