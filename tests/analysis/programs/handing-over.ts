/** Handing over: who returns, stores or passes a resource on owes it no more. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const borrows = { unknownCalls: "borrows" } as const;

export const handingOver: readonly Case[] = [
  {
    name: "the part by which it is released is handed over",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { MessageChannel, type MessagePort } from "node:worker_threads";
      export function port(found: (port: MessagePort) => void, quick: boolean) {
        const channel = new MessageChannel();
        if (quick) {
          channel.port1.close();
          return;
        }
        found(channel.port2);
      }`,
  },
  {
    name: "a call nobody knows is named for its end",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { mkdtempSync } from "node:fs";
      declare function safeRemove(path: string): Promise<void>;
      export async function scratch(prefix: string) {
        const folder = mkdtempSync(prefix);
        await safeRemove(folder);
      }`,
  },
  {
    name: "it is returned",
    code: ts`
      import { open } from "node:fs/promises";
      export const log = async (path: string) => {
        const file = await open(path, "a");
        return file;
      };`,
  },
  {
    name: "it is returned in an object",
    code: ts`
      import { open } from "node:fs/promises";
      export async function log(path: string) {
        const file = await open(path, "a");
        return { path, handles: [file] };
      }`,
  },
  {
    name: "it is returned unless there is nothing in it",
    code: ts`
      import { open } from "node:fs/promises";
      export async function log(path: string) {
        const file = await open(path, "a"); //~ leakedOnThrow rejects
        if ((await file.stat()).size === 0) {
          await file.close();
          return undefined;
        }
        return file;
      }`,
  },
  {
    name: "a closure that releases it is returned",
    code: ts`
      import { createServer } from "node:net";
      import fs from "node:fs";
      export function logger(path: string) {
        const fd = fs.openSync(path, "a");
        return {
          write: (text: string) => fs.writeSync(fd, text),
          close: () => fs.closeSync(fd),
          listen: () => createServer(),
        };
      }`,
  },
  {
    name: "a closure that merely uses it is returned",
    code: ts`
      import fs from "node:fs";
      export function logger(path: string) {
        const fd = fs.openSync(path, "a");
        return (text: string) => fs.writeSync(fd, text);
      }`,
  },
  {
    name: "it is stored in a field",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export class Log {
        #file: FileHandle | undefined;
        async open(path: string) {
          this.#file = await open(path, "a");
        }
        close() {
          return this.#file?.close();
        }
      }`,
  },
  {
    name: "it is stored in a field after it was checked",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export class Log {
        #file: FileHandle | undefined;
        async open(path: string) {
          const file = await open(path, "a");
          this.#file = file;
        }
        close() {
          return this.#file?.close();
        }
      }`,
  },
  {
    name: "a check throws before it is stored in a field",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export class Log {
        #file: FileHandle | undefined;
        async open(path: string) {
          const file = await open(path, "a"); //~ leaked throw
          if (this.#file) throw new Error("open already");
          this.#file = file;
        }
      }`,
  },
  {
    name: "it is stored in a map",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const files = new Map<string, FileHandle>();
      export async function log(path: string) {
        const file = await open(path, "a");
        files.set(path, file);
      }`,
  },
  {
    name: "it is pushed to an array that somebody else drains",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function openInto(files: FileHandle[], path: string) {
        files.push(await open(path, "a"));
      }`,
  },
  {
    name: "it is put into a property of an argument",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      interface Context {
        client?: PoolClient;
      }
      export async function attach(context: Context, pool: Pool) {
        context.client = await pool.connect();
      }`,
  },
  {
    name: "it is assigned to a variable of the module",
    code: ts`
      import fs from "node:fs";
      let log: number;
      export function start(path: string) {
        log = fs.openSync(path, "a");
      }
      export const stop = () => fs.closeSync(log);`,
  },
  {
    name: "it is passed to a constructor that keeps it",
    code: ts`
      import fs from "node:fs";
      class Writer {
        constructor(readonly fd: number) {}
      }
      export function writer(path: string) {
        const fd = fs.openSync(path, "a");
        return new Writer(fd);
      }`,
  },
  {
    name: "it is passed to a call nobody knows",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function start(pool: Pool, adopt: (client: PoolClient) => void) {
        const client = await pool.connect();
        adopt(client);
      }`,
  },
  {
    name: "it is passed to a call nobody knows and such calls borrow",
    settings: borrows,
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function start(pool: Pool, adopt: (client: PoolClient) => void) {
        const client = await pool.connect(); //~ leaked end
        adopt(client);
      }`,
  },
  {
    name: "an unknown call had it before the release that one path skips",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function run(pool: Pool, work: (client: PoolClient) => Promise<boolean>) {
        const client = await pool.connect(); //~ leaked return
        if (!(await work(client))) return false;
        client.release();
        return true;
      }`,
  },
  {
    name: "it is only printed",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        console.log("opened", fd);
      }`,
  },
  {
    name: "only what it answered is returned",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect(); //~ leaked return
        return client.query(sql);
      }`,
  },
  {
    name: "a promise resolves with it by another's resolver",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function deliver(path: string, waiting: ((file: FileHandle) => void)[]) {
        const file = await open(path);
        waiting.shift()!(file);
      }`,
  },
  {
    name: "it is thrown along with an error",
    code: ts`
      import fs from "node:fs";
      class Unread extends Error {
        constructor(readonly fd: number) {
          super("unread");
        }
      }
      export function reject(path: string): never {
        const fd = fs.openSync(path, "r");
        throw new Unread(fd);
      }`,
  },
  {
    name: "a generator lends it and closes it when it goes on",
    code: ts`
      import { open } from "node:fs/promises";
      export async function* opened(paths: readonly string[]) {
        for (const path of paths) {
          const file = await open(path);
          try {
            yield await file.stat();
          } finally {
            await file.close();
          }
        }
      }`,
  },
  {
    name: "it is yielded",
    code: ts`
      import { open } from "node:fs/promises";
      export async function* opened(paths: readonly string[]) {
        for (const path of paths) yield await open(path);
      }`,
  },
  {
    name: "it is exported",
    code: ts`
      import { Pool } from "pg";
      export const pool = new Pool();
      export default new Pool();`,
  },
  {
    name: "a read stream is passed to a call nobody knows, whatever such calls do",
    settings: borrows,
    code: ts`
      import { createReadStream, type ReadStream } from "node:fs";
      export function upload(path: string, put: (stream: ReadStream) => void) {
        const stream = createReadStream(path);
        put(stream);
      }`,
  },
  {
    name: "it is given to a call at once, whatever such calls do",
    settings: borrows,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function adoptAll(paths: readonly string[], adopt: (file: FileHandle) => void) {
        for (const path of paths) adopt(await open(path));
      }`,
  },
  {
    name: "a view that knows it is returned",
    code: ts`
      import { MongoClient } from "mongodb";
      export function database(url: string) {
        const client = new MongoClient(url);
        return client.db("users");
      }`,
  },
  {
    name: "only what a view of it found is returned",
    code: ts`
      import { MongoClient } from "mongodb";
      export async function users(url: string) {
        const client = new MongoClient(url); //~ leaked return
        return client.db("users").collection("users").find().toArray();
      }`,
  },
  {
    name: "the means to release is taken out by its name",
    code: ts`
      import mysql from "mysql2";
      export function database() {
        const { end, query } = mysql.createPool({ host: "db" });
        return { end, query };
      }`,
  },
  {
    name: "a bound function that releases it is given away",
    code: ts`
      import fs from "node:fs";
      export function logger(path: string, atEnd: (clean: () => void) => void) {
        const fd = fs.openSync(path, "a");
        const clean = (reason: string) => {
          console.log(reason);
          fs.closeSync(fd);
        };
        atEnd(clean.bind(null, "over"));
      }`,
  },
  {
    name: "a pool is given to the program's set-up, whatever such calls do",
    settings: borrows,
    code: ts`
      import { Pool } from "pg";
      export function start(setUp: (pool: Pool) => void) {
        const pool = new Pool();
        setUp(pool);
      }`,
  },
  {
    name: "it is added to a set, whatever calls do",
    settings: borrows,
    code: ts`
      import fs from "node:fs";
      export function log(path: string, open: Set<number>) {
        const fd = fs.openSync(path, "a");
        open.add(fd);
      }`,
  },
  {
    name: "an object is made of it, whatever calls do",
    settings: borrows,
    code: ts`
      import fs from "node:fs";
      declare class Writer {
        constructor(fd: number);
      }
      export function log(path: string) {
        const fd = fs.openSync(path, "a");
        return new Writer(fd);
      }`,
  },
  {
    name: "a stream takes the descriptor it is opened on, whatever unknown calls do",
    settings: borrows,
    code: ts`
      import { createReadStream, openSync } from "node:fs";
      export function lines(path: string, out: NodeJS.WritableStream) {
        const fd = openSync(path, "r");
        createReadStream(path, { fd }).pipe(out); //~ piped source strict
      }`,
  },
  {
    name: "a stream is told not to close the descriptor it is opened on",
    settings: borrows,
    code: ts`
      import { createReadStream, openSync } from "node:fs";
      export function lines(path: string, out: NodeJS.WritableStream) {
        const fd = openSync(path, "r"); //~ leaked end
        createReadStream(path, { fd, autoClose: false }).pipe(out);
      }`,
  },
  {
    name: "a stream of a file handle takes the handle",
    code: ts`
      import { open } from "node:fs/promises";
      export async function send(path: string, out: NodeJS.WritableStream) {
        const file = await open(path);
        file.createReadStream().pipe(out); //~ piped source strict
      }`,
  },
  {
    name: "a stream of a file handle leaves the handle open",
    code: ts`
      import { open } from "node:fs/promises";
      export async function send(path: string, out: NodeJS.WritableStream) {
        const file = await open(path); //~ leaked end
        file.createReadStream({ autoClose: false }).pipe(out); //~ piped source strict
      }`,
  },
  {
    name: "a path below it is returned",
    code: ts`
      import { mkdtemp, writeFile } from "node:fs/promises";
      import { tmpdir } from "node:os";
      import { join } from "node:path";
      export async function saved(text: string): Promise<string> {
        const directory = await mkdtemp(join(tmpdir(), "saved-"));
        const path = join(directory, "text");
        await writeFile(path, text);
        return path;
      }`,
  },
  {
    name: "a peer is made of it and answered, whatever calls do",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import net from "node:net";
      declare function createPeer(socket: net.Socket): object;
      export function connected(port: number) {
        const socket = net.connect(port);
        const peer = createPeer(socket);
        return peer;
      }`,
  },
  {
    name: "a report is made of it",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Pool, PoolClient } from "pg";
      declare function createReport(client: PoolClient): void;
      export async function reported(pool: Pool) {
        const client = await pool.connect(); //~ leaked end
        createReport(client);
      }`,
  },
  {
    name: "it is passed to a promisified function that ends it, whatever unknown calls do",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { createWriteStream } from "node:fs";
      import Stream, { type Readable } from "node:stream";
      import { promisify } from "node:util";
      const pipeline = promisify(Stream.pipeline);
      export async function written(source: Readable, path: string) {
        const target = createWriteStream(path);
        await pipeline(source, target);
        return path;
      }`,
  },
  {
    name: "its promise form is made and called at once, or ends nothing",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { createReadStream, createWriteStream, stat } from "node:fs";
      import { pipeline, type Transform } from "node:stream";
      import { promisify } from "node:util";
      export async function copied(from: string, to: string, change: Transform) {
        const source = createReadStream(from);
        const target = createWriteStream(to);
        await promisify(pipeline)(source, change, target);
      }
      export async function looked(path: string) {
        const source = createReadStream(path); //~ leaked end
        await promisify(stat)(source.path);
      }`,
  },
  {
    name: "a function of another file keeps what a store has long been given",
    needs: "types",
    settings: borrows,
    beside: {
      "watch.ts": ts`
        export class Watch {
          readonly #timer = setInterval(() => console.log("tick"), 1_000);
          [Symbol.dispose](): void {
            clearInterval(this.#timer);
          }
          dispose(): void {
            this[Symbol.dispose]();
          }
        }
        let current: Watch | undefined;
        export function keep(watch: Watch): void {
          current = watch;
        }
        export const kept = () => current;
        export function end(watch: Watch): void {
          watch.dispose();
        }
        export function endLater(watch: Watch): void {
          end(watch);
        }`,
    },
    code: ts`
      import { end, endLater, keep, Watch } from "./watch.js";
      interface Context {
        readonly subscriptions: { dispose(): void }[];
      }
      export async function activate(context: Context, other: () => Promise<void>) {
        const watch = new Watch();
        context.subscriptions.push(watch);
        await other();
        keep(watch);
      }
      export async function listed(context: Context, other: () => Promise<void>) {
        const watch = new Watch(); //~ leakedOnThrow rejects
        context.subscriptions.push(watch);
        await other();
        end(watch);
      }
      export async function listedLong(context: Context, other: () => Promise<void>) {
        const watch = new Watch(); //~ leakedOnThrow rejects
        context.subscriptions.push(watch);
        await other();
        endLater(watch);
      }`,
  },
  {
    name: "its promise form is a constant of another file",
    needs: "types",
    settings: { unknownCalls: "borrows" },
    beside: {
      "stream-tools.ts": ts`
        import * as stream from "node:stream";
        import * as fs from "node:fs";
        import { promisify } from "node:util";
        export const joined: (source: stream.Readable, target: stream.Writable) => Promise<void> =
          promisify(stream.pipeline);
        export const looked = promisify(fs.stat);`,
    },
    code: ts`
      import { createWriteStream } from "node:fs";
      import type { Readable } from "node:stream";
      import * as tools from "./stream-tools.js";
      import { joined, looked } from "./stream-tools.js";
      export async function saved(source: Readable, path: string) {
        const target = createWriteStream(path);
        await joined(source, target);
      }
      export async function kept(source: Readable, path: string) {
        const target = createWriteStream(path);
        await tools.joined(source, target);
      }
      export async function seen(path: string) {
        const target = createWriteStream(path); //~ leaked end
        await looked(target as never);
      }`,
  },
  {
    name: "the path of a file in it goes on, however it is put together",
    code: ts`
      import { appendFileSync, mkdtempSync } from "node:fs";
      import { normalize } from "node:path";
      let log: string | undefined;
      export function logged(text: string) {
        if (!log) {
          const directory = mkdtempSync("logs-");
          log = normalize(directory + "/errors.log");
        }
        appendFileSync(log, text);
        return log;
      }
      export function named() {
        const directory = mkdtempSync("logs-");
        const file = ${"`${directory}/errors.log`"};
        return file;
      }
      export const added = () => mkdtempSync("logs-") + "/errors.log";`,
  },
  {
    name: "a text only tells of it",
    code: ts`
      import { mkdtempSync } from "node:fs";
      export function printed() {
        const directory = mkdtempSync("logs-"); //~ leaked end
        console.log("in " + directory);
      }
      export function refused(isAllowed: boolean) {
        const directory = mkdtempSync("logs-"); //~ leaked throw
        if (!isAllowed) throw new Error(${"`no ${directory}`"});
        return directory;
      }`,
  },
  {
    name: "a stream that a type says may be missing is there to be piped",
    code: ts`
      import { spawn } from "node:child_process";
      import { createWriteStream } from "node:fs";
      export function started(command: string, options: { readonly cwd: string }) {
        const child = spawn(command, options);
        const log = createWriteStream("child.log");
        child.stdout?.pipe(log); //~ piped target strict
        child.stderr?.pipe(log); //~ piped target strict
        return child;
      }
      export function perhaps(command: string, isLogged: boolean) {
        const child = spawn(command);
        const log = createWriteStream("child.log"); //~ leaked return
        if (isLogged) child.stdout.pipe(log);
        return child;
      }`,
  },
  {
    name: "a stream that may be missing is nobody's excuse where doubt counts",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { createWriteStream } from "node:fs";
      export function saved(source?: NodeJS.ReadableStream) {
        const target = createWriteStream("copy"); //~ leaked end
        source?.pipe(target);
      }`,
  },
];
