/** Promises: executors settle, chains run on, and each of their ends owes what is still held. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const promises: readonly Case[] = [
  {
    name: "the promise of it is waited for, and rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const opening = open(path);
        try {
          const handle = await opening;
          return handle;
        } catch (error: unknown) {
          throw new Error("cannot be opened", { cause: error });
        }
      }
    `,
  },
  {
    name: "the promise of it is waited for, and what comes after rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const opening = open(path); //~ leaked throw
        try {
          const handle = await opening;
          await handle.stat();
          return handle;
        } catch (error: unknown) {
          throw new Error("cannot be read", { cause: error });
        }
      }
    `,
  },
  {
    name: "a chain releases in finally",
    code: ts`
      import type { Pool } from "pg";
      export function rows(pool: Pool, sql: string) {
        return pool.connect().then((client) =>
          client
            .query(sql)
            .then(({ rows }) => rows)
            .finally(() => client.release()),
        );
      }`,
  },
  {
    name: "a chain releases only when all goes well",
    code: ts`
      import type { Pool } from "pg";
      export function rows(pool: Pool, sql: string) {
        return pool.connect().then((client) => //~ leakedOnThrow rejects
          client.query(sql).then(({ rows }) => {
            client.release();
            return rows;
          }),
        );
      }`,
  },
  {
    name: "a chain releases on success and on failure",
    code: ts`
      import type { Pool } from "pg";
      export function rows(pool: Pool, sql: string) {
        return pool.connect().then((client) =>
          client.query(sql).then(
            ({ rows }) => {
              client.release();
              return rows;
            },
            (error) => {
              client.release(true);
              throw error;
            },
          ),
        );
      }`,
  },
  {
    name: "a chain releases in catch only",
    code: ts`
      import type { Pool } from "pg";
      export function rows(pool: Pool, sql: string) {
        return pool.connect().then((client) => //~ leaked end
          client.query(sql).catch((error) => {
            client.release(true);
            throw error;
          }),
        );
      }`,
  },
  {
    name: "a handler of a chain returns early",
    code: ts`
      import { open } from "node:fs/promises";
      export function size(path: string, dry: boolean) {
        return open(path).then(async (file) => { //~ leaked return
          if (dry) return 0;
          try {
            return (await file.stat()).size;
          } finally {
            await file.close();
          }
        });
      }`,
  },
  {
    name: "a chain hands it on to whoever called",
    code: ts`
      import { open } from "node:fs/promises";
      export function logFile(path: string) {
        return open(path, "a").then((file) => ({ file, path }));
      }`,
  },
  {
    name: "the executor's timer and the socket's events all end it",
    code: ts`
      import net from "node:net";
      export function probe(port: number) {
        return new Promise<boolean>((resolve) => {
          const socket = net.connect(port);
          const finish = (isOpen: boolean) => {
            socket.destroy();
            resolve(isOpen);
          };
          socket.once("connect", () => finish(true));
          socket.once("error", () => finish(false));
          socket.setTimeout(1_000, () => finish(false));
        });
      }`,
  },
  {
    name: "the executor resolves as soon as it is connected and forgets the socket",
    code: ts`
      import net from "node:net";
      export function probe(port: number) {
        return new Promise<boolean>((resolve, reject) => {
          const socket = net.connect(port); //~ leaked resolve
          socket.once("connect", () => resolve(true));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "the executor resolves with it",
    code: ts`
      import net from "node:net";
      export function connected(port: number) {
        return new Promise<net.Socket>((resolve, reject) => {
          const socket = net.connect(port);
          socket.once("connect", () => resolve(socket));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "the executor rejects when it is late and leaves the socket open",
    code: ts`
      import net from "node:net";
      export function connected(port: number) {
        return new Promise<net.Socket>((resolve, reject) => {
          const socket = net.connect(port); //~ leaked reject
          socket.setTimeout(1_000, () => reject(new Error("late")));
          socket.once("connect", () => resolve(socket));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "the executor rejects when it is late and destroys the socket",
    code: ts`
      import net from "node:net";
      export function connected(port: number) {
        return new Promise<net.Socket>((resolve, reject) => {
          const socket = net.connect(port);
          socket.setTimeout(1_000, () => {
            socket.destroy();
            reject(new Error("late"));
          });
          socket.once("connect", () => resolve(socket));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "the executor resolves once all is written",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function write(path: string, lines: readonly string[]) {
        return new Promise<void>((resolve, reject) => {
          const stream = createWriteStream(path);
          stream.on("error", reject);
          stream.on("finish", resolve);
          for (const line of lines) stream.write(line);
          stream.end();
        });
      }`,
  },
  {
    name: "the executor rejects a bad line with the stream still open",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function write(path: string, lines: readonly string[]) {
        return new Promise<void>((resolve, reject) => {
          const stream = createWriteStream(path); //~ leaked reject
          stream.on("error", reject);
          stream.on("finish", () => resolve());
          for (const line of lines) {
            if (line === "") return reject(new Error("a line is empty"));
            stream.write(line);
          }
          stream.end();
        });
      }`,
  },
  {
    name: "an awaited executor waits for what the function closes afterwards",
    code: ts`
      import net from "node:net";
      export async function banner(port: number) {
        const socket = net.connect(port);
        try {
          return await new Promise<Buffer>((resolve, reject) => {
            socket.once("data", resolve);
            socket.once("error", reject);
          });
        } finally {
          socket.destroy();
        }
      }`,
  },
  {
    name: "a race leaves it to finally",
    code: ts`
      import { Client } from "pg";
      export async function ping(late: Promise<never>) {
        const client = new Client();
        try {
          await Promise.race([client.connect(), late]);
        } finally {
          await client.end();
        }
      }`,
  },
  {
    name: "an async function written in place releases",
    code: ts`
      import { open } from "node:fs/promises";
      export function touch(path: string) {
        void (async () => {
          const file = await open(path, "a");
          await file.close();
        })();
      }`,
  },
  {
    name: "an async function written in place forgets",
    code: ts`
      import { open } from "node:fs/promises";
      export function touch(path: string, dry: boolean) {
        void (async () => {
          const file = await open(path, "a"); //~ leaked return
          if (dry) return;
          await file.close();
        })();
      }`,
  },
  {
    name: "a promise of other events rejects before the stream is ended",
    code: ts`
      import { createWriteStream } from "node:fs";
      export async function write(path: string, source: NodeJS.EventEmitter) {
        const stream = createWriteStream(path); //~ leakedOnThrow reject
        await new Promise<void>((resolve, reject) => {
          source.once("done", () => resolve());
          source.once("error", reject);
        });
        stream.end();
      }`,
  },
  {
    name: "a kept promise of it is continued",
    code: ts`
      import { open } from "node:fs/promises";
      export function touch(path: string) {
        const opening = open(path, "a");
        console.log("touching", path);
        opening.then((file) => file.close()).catch(console.error);
      }`,
  },
  {
    name: "the executor resolves with it, whatever calls do",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import net from "node:net";
      export function connected(port: number) {
        return new Promise<net.Socket>((resolve) => {
          const socket = net.connect(port);
          socket.once("connect", () => resolve(socket));
        });
      }`,
  },
  {
    name: "a local function of the executor rejects with it still open",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function write(path: string, lines: readonly string[]) {
        return new Promise<void>((resolve, reject) => {
          const stream = createWriteStream(path); //~ leaked reject
          const fail = (why: string) => reject(new Error(\`\${String(stream.path)}: \${why}\`));
          if (lines.length === 0) {
            fail("nothing to write");
            return;
          }
          stream.end(lines.join(), resolve);
        });
      }`,
  },
  {
    name: "who is given the promise waits for what resolves with it, and a failure releases it",
    code: ts`
      import { WebSocket } from "ws";
      declare function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T>;
      export class Transport {
        constructor(private readonly socket: WebSocket) {}
        static async to(url: string): Promise<Transport> {
          const socket = new WebSocket(url);
          return await withTimeout(
            new Promise<Transport>((resolve, reject) => {
              socket.addEventListener("open", () => resolve(new Transport(socket)));
              socket.addEventListener("error", ({ error }) => reject(error));
            }),
            2_000,
          ).catch((error: unknown) => {
            socket.close();
            throw error;
          });
        }
        close(): void {
          this.socket.close();
        }
      }`,
  },
  {
    name: "who is given the promise waits for something else",
    code: ts`
      import { WebSocket } from "ws";
      declare function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T>;
      export async function reachable(url: string): Promise<boolean> {
        const socket = new WebSocket(url); //~ leaked return
        return await withTimeout(
          new Promise<boolean>((resolve, reject) => {
            socket.addEventListener("open", () => resolve(true));
            socket.addEventListener("error", ({ error }) => reject(error));
          }),
          2_000,
        ).catch((error: unknown) => {
          socket.close();
          throw error;
        });
      }`,
  },
  {
    name: "the chain that rejects goes on to release it",
    code: ts`
      export function timed<T>(work: Promise<T>, milliseconds: number): Promise<T> {
        return new Promise((resolve, reject) => {
          const timer = setTimeout(() => { reject(new Error("too slow")); }, milliseconds);
          work.then(resolve).catch(reject).finally(() => { clearTimeout(timer); });
        });
      }`,
  },
  {
    name: "the chain that rejects ends there",
    code: ts`
      export function timed<T>(work: Promise<T>, milliseconds: number): Promise<T> {
        return new Promise((resolve, reject) => {
          const timer = setTimeout(() => { reject(new Error("too slow")); }, milliseconds); //~ leaked reject
          work.then((value) => { clearTimeout(timer); resolve(value); }).catch(reject);
        });
      }`,
  },
  {
    name: "another promise's means to fail are kept for later",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import http from "node:http";
      export function login() {
        return new Promise<{ server: http.Server; code: Promise<string> }>((resolve, reject) => {
          const server = http.createServer();
          let give: (code: string) => void;
          let fail: (error: Error) => void;
          const code = new Promise<string>((res, rej) => {
            give = res;
            fail = rej;
          });
          server.on("request", ({ url }) => {
            if (url) give(url);
            else fail(new Error("no code"));
          });
          server.on("error", reject);
          server.listen(0, () => { resolve({ server, code }); });
        });
      }`,
  },
];
