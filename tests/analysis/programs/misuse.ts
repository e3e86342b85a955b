/** It is (not) a misuse when a resource is released again, used late, or released while a promise still needs it. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const pg = 'import { Pool, Client } from "pg"; import type { PoolClient } from "pg"; declare const pool: Pool;';
const fsImport = 'import fs from "node:fs";';

const twice: readonly Case[] = [
  {
    name: "the catch releases, and finally does so again",
    code: ts`
      ${pg}
      export async function ping() {
        const client = await pool.connect();
        try {
          await client.query("select 1");
        } catch (error) {
          client.release(error as Error);
          throw error;
        } finally {
          client.release(); //~ releasedTwice
        }
      }`,
  },
  {
    name: "the try block closes, and finally does so again",
    code: ts`
      ${fsImport}
      export function size(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          const { size } = fs.fstatSync(fd);
          fs.closeSync(fd);
          return size;
        } finally {
          fs.closeSync(fd); //~ releasedTwice
        }
      }`,
  },
  {
    name: "only one branch releases before",
    code: ts`
      ${pg}
      export async function f(isDone: boolean) {
        const client = await pool.connect();
        if (isDone) client.release();
        client.release();
      }`,
  },
  {
    name: "a flag says that it has been released",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        let released = false;
        try {
          await client.query("select 1");
          client.release();
          released = true;
          await (await fetch("https://example.com")).text();
        } finally {
          if (!released) client.release();
        }
      }`,
  },
  {
    name: "the name is emptied after the release",
    code: ts`
      ${pg}
      export async function f() {
        let client: PoolClient | undefined = await pool.connect();
        try {
          await client.query("select 1");
          client.release();
          client = undefined;
          await (await fetch("https://example.com")).text();
        } finally {
          client?.release();
        }
      }`,
  },
  {
    name: "a flag of another object says that it has been released",
    code: ts`
      ${pg}
      export async function f(state: { released: boolean }) {
        const client = await pool.connect();
        client.release();
        if (!state.released) client.release();
      }`,
  },
  {
    name: "the name holds another one by then",
    code: ts`
      ${pg}
      export async function f() {
        let client = await pool.connect();
        client.release();
        client = await pool.connect();
        client.release();
      }`,
  },
  {
    name: "each turn of a loop has one of its own",
    code: ts`
      ${fsImport}
      export function f(paths: readonly string[]) {
        let fd: number;
        for (const path of paths) {
          fd = fs.openSync(path, "r");
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a function written elsewhere may give the name another one",
    code: ts`
      ${fsImport}
      export function f() {
        let fd = fs.openSync("a", "r");
        const reopen = () => {
          fd = fs.openSync("b", "r");
        };
        fs.closeSync(fd);
        reopen();
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a stream is ended and then destroyed",
    code: ts`
      import { connect } from "node:net";
      export function f() {
        const socket = connect(80);
        socket.end();
        socket.destroy();
      }`,
  },
  {
    name: "finally closes what was closed, and that is tolerated",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f() {
        const file = await open("a");
        try {
          await file.stat();
          await file.close();
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "what tolerates it is closed in two statements of one list",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f() {
        const file = await open("a");
        await file.close();
        await file.close(); //~ releasedTwice
      }`,
  },
  {
    name: "shutdown handlers close a server",
    code: ts`
      import { createServer } from "node:http";
      const server = createServer().listen(80);
      process.on("SIGTERM", () => server.close());
      process.on("SIGINT", () => server.close());
    `,
  },
  {
    name: "a helper releases, and the caller does too",
    code: ts`
      ${pg}
      function giveBack(client: PoolClient) {
        client.release();
      }
      export async function f() {
        const client = await pool.connect();
        giveBack(client);
        client.release(); //~ releasedTwice
      }`,
  },
  {
    name: "the callback's releaser is called on top of the client's own",
    code: ts`
      ${pg}
      export function f() {
        pool.connect((error, client, done) => {
          if (error || !client) return;
          client.release();
          done(); //~ releasedTwice
        });
      }`,
  },
  {
    name: "a transaction is rolled back after it could not be committed",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          await client.query("BEGIN");
          try {
            await client.query("COMMIT");
          } catch {
            await client.query("ROLLBACK");
          }
          await client.query("BEGIN");
          await client.query("COMMIT");
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "the release failed, and is tried once more",
    code: ts`
      import { opendir } from "node:fs/promises";
      export async function f() {
        const directory = await opendir(".");
        try {
          await directory.close();
        } catch {
          await directory.close();
        }
      }`,
  },
];

const late: readonly Case[] = [
  {
    name: "a query follows the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          await client.query("select 1");
        } finally {
          client.release();
        }
        return client.query("select 2"); //~ usedAfterRelease
      }`,
  },
  {
    name: "a descriptor is read after it was closed",
    code: ts`
      ${fsImport}
      export function f() {
        const fd = fs.openSync("a", "r");
        fs.closeSync(fd);
        return fs.fstatSync(fd).size; //~ usedAfterRelease
      }`,
  },
  {
    name: "what finally closes is returned",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f(path: string) {
        const file = await open(path);
        try {
          await file.stat();
          return file; //~ usedAfterRelease
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "what finally closes is returned in an object",
    code: ts`
      ${fsImport}
      export function f(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          return { fd, size: fs.fstatSync(fd).size }; //~ usedAfterRelease
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "what finally closes only on failure is returned",
    code: ts`
      ${fsImport}
      export function f(path: string) {
        const fd = fs.openSync(path, "r");
        let isReady = false;
        try {
          fs.fstatSync(fd);
          isReady = true;
          return fd;
        } finally {
          if (!isReady) fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "what using gives back is returned",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f(path: string) {
        await using file = await open(path);
        return file; //~ usedAfterRelease
      }`,
  },
  {
    name: "a property is read, and listeners are removed, after the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        client.release();
        client.removeAllListeners();
        return client.listenerCount("error");
      }`,
  },
  {
    name: "an awaited result is returned",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          return await client.query("select 1");
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a retry may have acquired it anew",
    code: ts`
      ${pg}
      export async function f() {
        let client = await pool.connect();
        for (let turn = 0; turn < 3; turn++) {
          try {
            await client.query("select 1");
            break;
          } catch {
            client.release(true);
            client = await pool.connect();
          }
        }
        client.release();
      }`,
    settings: { unknownCalls: "takes" },
  },
];

const early: readonly Case[] = [
  {
    name: "a promise is returned that finally does not wait for",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          return client.query("select 1"); //~ releasedTooEarly
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "the rest of a chain is returned that finally does not wait for",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          return client.query("select 1").then(({ rows }) => rows.length); //~ releasedTooEarly
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a query is not awaited, and the next step releases",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        client.query("select 1"); //~ releasedTooEarly
        client.release();
      }`,
  },
  {
    name: "the release stands in a handler of the query itself",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        return client.query("select 1").finally(() => client.release());
      }`,
  },
  {
    name: "a callback follows the query",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        client.query("select 1", () => client.release());
      }`,
  },
  {
    name: "an async function of the file goes on with it",
    code: ts`
      ${pg}
      async function rename(client: PoolClient) {
        await client.query("select 1");
        await client.query("select 2");
      }
      export async function f() {
        const client = await pool.connect();
        try {
          return rename(client); //~ releasedTooEarly
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a function that answers a promise goes on with it",
    needs: "types",
    code: ts`
      ${pg}
      export async function withClient<R>(work: (client: PoolClient) => Promise<R>) {
        const client = await pool.connect();
        try {
          return work(client); //~ releasedTooEarly
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a function that answers no promise used it",
    code: ts`
      ${fsImport}
      export function withFile<R>(work: (fd: number) => R) {
        const fd = fs.openSync("a", "r");
        try {
          return work(fd);
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "close waits for the operation that is running",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f(path: string) {
        await using file = await open(path);
        return file.readFile();
      }`,
  },
  {
    name: "all queries together are returned un-awaited",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        try {
          return Promise.all(ids.map((id) => client.query("select $1", [id]))); //~ releasedTooEarly
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "its own disposal does not wait for what it reads",
    needs: "types",
    code: ts`
      class Cursor {
        async read(): Promise<string> {
          return "";
        }
        async [Symbol.asyncDispose]() {}
      }
      export async function f() {
        await using cursor = new Cursor();
        return cursor.read(); //~ releasedTooEarly
      }`,
  },
  {
    name: "a promise in a name is awaited after the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        const rows = client.query("select 1"); //~ releasedTooEarly
        client.release();
        return await rows;
      }`,
  },
  {
    name: "a promise in a name is awaited before the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          const rows = client.query("select 1");
          return await rows;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a promise in a name is returned from a try that releases in the end",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          const rows = client.query("select 1"); //~ releasedTooEarly
          return rows;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a promise in a name is returned after another await, and may be settled",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        try {
          const rows = client.query("select 1");
          await client.query("select 2");
          return rows;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a promise in a name waits with its own handler for the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        const rows = client.query("select 1");
        return rows.finally(() => client.release());
      }`,
  },
  {
    name: "a chain in a name is awaited after the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        const count = client.query("select 1").then(({ rows }) => rows.length); //~ releasedTooEarly
        client.release();
        return await count;
      }`,
  },
  {
    name: "a list of promises is awaited after the release",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        const all = ids.map((id) => client.query("select $1", [id])); //~ releasedTooEarly
        client.release();
        return await Promise.all(all);
      }`,
  },
  {
    name: "a list of promises is awaited before the release",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        try {
          const all = ids.map((id) => client.query("select $1", [id]));
          return await Promise.all(all);
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "promises that a list was given one by one are awaited after the release",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        const all: Promise<unknown>[] = [];
        for (const id of ids) all.push(client.query("select $1", [id])); //~ releasedTooEarly
        client.release();
        return await Promise.all(all);
      }`,
  },
  {
    name: "promises that a list was given one by one are awaited before the release",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        try {
          const all: Promise<unknown>[] = [];
          for (const id of ids) all.push(client.query("select $1", [id]));
          return await Promise.all(all);
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "all together in a name are awaited after the release",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        const all = Promise.all(ids.map((id) => client.query("select $1", [id]))); //~ releasedTooEarly
        client.release();
        return await all;
      }`,
  },
  {
    name: "two in a list are awaited after the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        const both = [client.query("select 1"), pool.query("select 2")]; //~ releasedTooEarly
        client.release();
        return await Promise.all(both);
      }`,
  },
  {
    name: "an async function of the file that queries is awaited after the release",
    code: ts`
      ${pg}
      async function rename(client: PoolClient) {
        await client.query("select 1");
      }
      export async function f() {
        const client = await pool.connect();
        const renamed = rename(client); //~ releasedTooEarly
        client.release();
        await renamed;
      }`,
  },
  {
    name: "a function that waits for the end is called before the end and awaited after it",
    code: ts`
      import { once } from "node:events";
      import { connect, type Socket } from "node:net";
      async function closed(socket: Socket) {
        await once(socket, "close");
      }
      export async function f(port: number) {
        const socket = connect(port);
        const gone = closed(socket);
        const heard = once(socket, "close");
        socket.destroy();
        await gone;
        await heard;
      }`,
  },
  {
    name: "a promise that was not made with it is awaited after the release",
    code: ts`
      ${pg}
      export async function f() {
        const client = await pool.connect();
        const other = pool.query("select 1");
        client.release();
        return await other;
      }`,
  },
  {
    name: "a file handle is read after it is closed, but was asked before, and waits",
    code: ts`
      import { open } from "node:fs/promises";
      export async function f(path: string) {
        const file = await open(path);
        const text = file.readFile("utf8");
        await file.close();
        return await text;
      }`,
  },
  {
    name: "an async function that only asks for its state goes on with it, and nobody waits",
    code: ts`
      ${pg}
      async function note(client: PoolClient) {
        await Promise.resolve();
        console.log(client.listenerCount("error"));
      }
      export async function f() {
        const client = await pool.connect();
        void note(client);
        client.release();
      }`,
  },
  {
    name: "an async function that queries goes on with it, and nobody waits",
    code: ts`
      ${pg}
      async function note(client: PoolClient) {
        await client.query("insert into log values (1)");
      }
      export async function f() {
        const client = await pool.connect();
        void note(client); //~ releasedTooEarly
        client.release();
      }`,
  },
  {
    name: "a loop queries and waits for none",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        for (const id of ids) client.query("select $1", [id]); //~ releasedTooEarly
        client.release();
      }`,
  },
  {
    name: "a loop queries and waits for each",
    code: ts`
      ${pg}
      export async function f(ids: readonly number[]) {
        const client = await pool.connect();
        try {
          for (const id of ids) await client.query("select $1", [id]);
        } finally {
          client.release();
        }
      }`,
  },
];

export const misuse: readonly Case[] = [...twice, ...late, ...early];
