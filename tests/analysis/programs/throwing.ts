/** Throwing: an exit that cannot be seen counts where the step before it does fail in practice. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls" } as const;

export const throwing: readonly Case[] = [
  {
    name: "something is looked up or made before the release, whoever fears calls",
    settings: { throws: "calls" },
    code: ts`
      import { closeSync, openSync, type Stats } from "node:fs";
      declare function getUserAgent(): string;
      declare function createQueue(): object;
      export function look(path: string, stats: Stats) {
        const fd = openSync(path, "r");
        const found = [getUserAgent(), createQueue(), stats.isFile(), AbortSignal.timeout(1_000)];
        closeSync(fd);
        return found;
      }`,
  },
  {
    name: "an awaited query rejects",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        const { rows } = await client.query(sql);
        client.release();
        return rows;
      }`,
  },
  {
    name: "the acquisition itself rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        await file.close();
      }`,
  },
  {
    name: "the release itself rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        try {
          await file.sync();
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "the release of another rejects first",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(from: string, to: string) {
        const source = await open(from, "a");
        try {
          const target = await open(to, "a");
          await source.close();
          await target.close();
        } catch (error) {
          await source.close();
          throw error;
        }
      }`,
  },
  {
    name: "a second acquisition rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from); //~ partiallyAcquired rejects
        const target = await open(to, "w");
        await Promise.all([source.close(), target.close()]);
      }`,
  },
  {
    name: "a second synchronous acquisition throws",
    code: ts`
      import fs from "node:fs";
      export function copy(from: string, to: string) {
        const source = fs.openSync(from, "r"); //~ partiallyAcquired throws
        const target = fs.openSync(to, "w");
        fs.closeSync(source);
        fs.closeSync(target);
      }`,
  },
  {
    name: "a synchronous call on the file throws",
    code: ts`
      import fs from "node:fs";
      export function append(path: string, text: string) {
        const fd = fs.openSync(path, "a"); //~ leakedOnThrow throws
        fs.writeSync(fd, text);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "JSON is parsed before the release",
    code: ts`
      import { mkdtempSync, rmSync } from "node:fs";
      export function build(config: string) {
        const directory = mkdtempSync("/tmp/build-"); //~ leakedOnThrow throws
        const { name } = JSON.parse(config) as { name: string };
        rmSync(directory, { recursive: true });
        return name;
      }`,
  },
  {
    name: "an assertion fails before the release",
    code: ts`
      import assert from "node:assert";
      import fs from "node:fs";
      export function check(path: string) {
        const fd = fs.openSync(path, "r"); //~ leakedOnThrow throws
        assert.equal(fs.fstatSync(fd).isFile(), true);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "what is called before the release does not throw in practice",
    settings: strict,
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        const socket = net.connect(port);
        socket.on("error", console.error);
        const deadline = setTimeout(() => socket.destroy(), 1_000);
        console.log("knocking", Buffer.alloc(1).length, Math.max(1, 2));
        clearTimeout(deadline);
        socket.end();
      }`,
  },
  {
    name: "a call nobody knows is trusted",
    code: ts`
      import fs from "node:fs";
      import { setFlagsFromString } from "node:v8";
      export function flag(path: string, flags: string) {
        const fd = fs.openSync(path, "a");
        setFlagsFromString(flags);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a call nobody knows is trusted by those who are strict, too, unless something speaks against it",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      import { setFlagsFromString } from "node:v8";
      export function flag(path: string, flags: string) {
        const fd = fs.openSync(path, "a");
        setFlagsFromString(flags);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a function of the caller is not trusted by those who are strict",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function locked<T>(path: string, work: (fd: number) => T, log: (line: string) => void) {
        log(path);
        const fd = fs.openSync(path, "a"); //~ leakedOnThrow throws
        log("locked");
        const made = work(fd);
        fs.closeSync(fd);
        return made;
      }`,
  },
  {
    name: "the caller is only told",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function touched(path: string, onOpen: () => void, next: () => void) {
        const fd = fs.openSync(path, "a");
        onOpen();
        next();
        fs.closeSync(fd);
      }`,
  },
  {
    name: "data is read or checked by those who are strict",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      declare const yaml: { parse(text: string): { port: number } };
      declare function validateConfig(config: object): boolean;
      export function port(path: string, text: string) {
        const fd = fs.openSync(path, "r"); //~ leakedOnThrow throws
        const { port } = yaml.parse(text);
        fs.closeSync(fd);
        return port;
      }
      export function valid(path: string, config: object) {
        const fd = fs.openSync(path, "r"); //~ leakedOnThrow throws
        validateConfig(config);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a reader of data is only made, and a check is asked for its answer",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      declare function parse(options: { columns: boolean }): object;
      declare function validateConfig(config: object): boolean;
      export function valid(path: string, config: object, digits: string) {
        const fd = fs.openSync(path, "r");
        const parser = parse({ columns: Number.parseInt(digits) > parseFloat(digits) });
        const isValid = validateConfig(config);
        fs.closeSync(fd);
        return [parser, isValid];
      }`,
  },
  {
    name: "a client of a pool refuses what it is asked before anybody listens for the end",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      import type { Pool } from "mysql2";
      export function changed(pool: Pool, sql: string) {
        pool.getConnection((error, connection) => { //~ leakedOnThrow throws
          if (error) return;
          const command = connection.query(sql);
          command.once("end", () => { connection.release(); });
        });
      }`,
  },
  {
    name: "a pause cannot fail",
    code: ts`
      import fs from "node:fs";
      import { setTimeout as sleep } from "node:timers/promises";
      export async function hold(path: string) {
        const fd = fs.openSync(path, "a");
        await sleep(1_000);
        await new Promise((resolve) => setTimeout(resolve, 10));
        fs.closeSync(fd);
      }`,
  },
  {
    name: "all outcomes are awaited",
    code: ts`
      import fs from "node:fs";
      export async function hold(path: string, work: readonly Promise<void>[]) {
        const fd = fs.openSync(path, "a");
        await Promise.allSettled(work);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "an awaited failure is caught on the spot",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        const client = await pool.connect();
        await client.query("SELECT 1").catch(console.error);
        client.release();
      }`,
  },
  {
    name: "a visible exit is forgotten too, and goes first",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect(); //~ leaked return
        const { rows } = await client.query(sql);
        if (rows.length === 0) return [];
        client.release();
        return rows;
      }`,
  },
  {
    name: "a handler rethrows without releasing",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect(); //~ leaked throw
        try {
          const { rows } = await client.query(sql);
          client.release();
          return rows;
        } catch (error) {
          throw new Error("no rows", { cause: error });
        }
      }`,
  },
  {
    name: "a client that cannot connect holds nothing",
    code: ts`
      import { MongoClient } from "mongodb";
      export async function database(url: string) {
        const client = new MongoClient(url);
        await client.connect();
        return client;
      }`,
  },
  {
    name: "a client that is connected is asked once more before it is handed over",
    code: ts`
      import { createClient } from "redis";
      export async function cache(url: string) {
        const client = createClient({ url }); //~ leakedOnThrow rejects
        await client.connect();
        await client.ping();
        return client;
      }`,
  },
  {
    name: "a hash and streams that only pass on are made while it is open",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { createHash } from "node:crypto";
      import { createReadStream } from "node:fs";
      import { basename } from "node:path";
      import { PassThrough, type Readable } from "node:stream";
      import { createGzip } from "node:zlib";
      async function hashed(stream: Readable): Promise<string> {
        const hash = createHash("sha256");
        const size = new PassThrough();
        stream.pipe(size).pipe(createGzip()).pipe(hash);
        await new Promise((resolve, reject) => {
          stream.on("end", resolve);
          stream.on("error", reject);
        });
        return hash.digest("hex");
      }
      export async function hashOf(path: string): Promise<string> {
        const stream = createReadStream(path);
        console.log(basename(path));
        return await hashed(stream);
      }`,
  },
  {
    name: "another timer is cleared first, by a function that was imported",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { clearInterval } from "node:timers";
      export async function worked(rounds: number, work: () => Promise<void>): Promise<void> {
        const told = setInterval(() => { console.log("working"); }, 1_000);
        const checked = setInterval(() => { console.log("checking"); }, 1_000);
        for (let round = 0; round < rounds; round++) await work().catch(console.error);
        clearInterval(told);
        clearInterval(checked);
      }`,
  },
  {
    name: "a turn of the loop is waited for, and an object is made",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import net from "node:net";
      declare class Keyboard { constructor(name: string); press(key: string): void }
      export async function typed(port: number, key: string): Promise<void> {
        const socket = net.connect(port);
        await new Promise<void>((resolve) => process.nextTick(resolve));
        const keyboard = new Keyboard("typed");
        console.log(keyboard, key);
        socket.end();
      }`,
  },
  {
    name: "a time limit that a caller gives is out of range",
    code: ts`
      import { connect } from "node:net";
      export function ask(port: number, limit: number): Promise<string> {
        return new Promise((resolve, reject) => {
          try {
            const socket = connect(port); //~ leaked reject
            AbortSignal.timeout(limit).addEventListener("abort", () => socket.destroy());
            socket.once("data", (data) => {
              socket.destroy();
              resolve(String(data));
            });
          } catch (error) {
            reject(error);
          }
        });
      }`,
    settings: { throws: "calls", unknownCalls: "borrows" },
  },
  {
    name: "a time limit that the program sets is in range",
    code: ts`
      import { connect } from "node:net";
      const LIMIT_MS = 5_000;
      export function ask(port: number): Promise<string> {
        return new Promise((resolve, reject) => {
          try {
            const socket = connect(port);
            AbortSignal.timeout(LIMIT_MS).addEventListener("abort", () => socket.destroy());
            AbortSignal.timeout(10_000).addEventListener("abort", () => socket.destroy());
            socket.once("data", (data) => {
              socket.destroy();
              resolve(String(data));
            });
          } catch (error) {
            reject(error);
          }
        });
      }`,
    settings: { throws: "calls", unknownCalls: "borrows" },
  },
  {
    name: "ending one thing is not feared for another",
    code: ts`
      interface Run {
        readonly last: Promise<number>;
        stop(): Promise<void>;
        next(): Promise<void>;
      }
      export async function counted(run: Run, tick: () => void) {
        const timer = setInterval(tick, 1_000);
        await run.stop();
        clearInterval(timer);
      }
      export async function waited(run: Run, tick: () => void) {
        const timer = setInterval(tick, 1_000); //~ leakedOnThrow rejects
        await run.next();
        clearInterval(timer);
      }`,
  },
  {
    name: "a promise that nobody can reject is waited for by its name",
    code: ts`
      export async function over(give: (done: () => void) => void, tick: () => void) {
        const done = new Promise<void>((resolve) => give(resolve));
        const timer = setInterval(tick, 1_000);
        await done;
        clearInterval(timer);
      }
      export async function perhaps(give: (done: () => void, failed: () => void) => void, tick: () => void) {
        const done = new Promise<void>((resolve, reject) => give(resolve, reject));
        const timer = setInterval(tick, 1_000); //~ leakedOnThrow rejects
        await done;
        clearInterval(timer);
      }`,
  },
  {
    name: "whoever reads a stream that ends by itself may reject once that is over",
    code: ts`
      import { createReadStream } from "node:fs";
      declare const parser: { read(source: unknown): Promise<string[]> };
      export async function rows(path: string) {
        const source = createReadStream(path);
        const rows = await parser.read(source);
        source.close();
        return rows;
      }`,
  },
  {
    name: "whoever doubts minds the reader of a stream that rejects",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { createReadStream } from "node:fs";
      declare const parser: { read(source: unknown): Promise<string[]> };
      export async function rows(path: string) {
        const source = createReadStream(path); //~ leakedOnThrow rejects
        const rows = await parser.read(source);
        source.close();
        return rows;
      }`,
  },
  {
    name: "who was to make a server listen fails, and it does not",
    code: ts`
      import http from "node:http";
      declare function listen(server: http.Server, port: number): Promise<{ port: number }>;
      export async function serve(use: (port: number) => Promise<void>) {
        const server = http.createServer();
        const { port } = await listen(server, 0);
        try {
          await use(port);
        } finally {
          server.close();
        }
      }
      export async function serveOnce(use: (port: number) => Promise<void>) {
        const server = http.createServer(); //~ leakedOnThrow rejects
        const { port } = await listen(server, 0);
        await use(port);
        server.close();
      }`,
  },
  {
    name: "a promise that is settled from outside is rejected by the end of the resource alone",
    code: ts`
      import net from "node:net";
      class Completion {
        resolve!: () => void;
        reject!: (error: unknown) => void;
        readonly promise = new Promise<void>((resolve, reject) => {
          this.resolve = resolve;
          this.reject = reject;
        });
      }
      export async function connect(port: number, use: (socket: net.Socket) => void) {
        const socket = net.createConnection({ port });
        const connected = new Completion();
        socket.once("connect", () => {
          connected.resolve();
        });
        socket.once("error", (error) => {
          connected.reject(error);
        });
        await connected.promise;
        use(socket);
      }
      export async function connectUnless(port: number, stopped: Promise<void>, use: (socket: net.Socket) => void) {
        const socket = net.createConnection({ port }); //~ leakedOnThrow rejects
        const connected = new Completion();
        stopped.catch((error: unknown) => {
          connected.reject(error);
        });
        socket.once("connect", connected.resolve);
        socket.once("error", connected.reject);
        await connected.promise;
        use(socket);
      }`,
  },
  {
    name: "a promise with its resolvers is rejected by the end of the resource alone",
    code: ts`
      import net from "node:net";
      declare function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (e: unknown) => void };
      export async function connect(port: number, use: (socket: net.Socket) => void) {
        const socket = net.createConnection({ port });
        const { promise, resolve, reject } = withResolvers();
        socket.once("connect", resolve);
        socket.once("error", reject);
        await promise;
        use(socket);
      }
      export async function connectUnless(port: number, signal: AbortSignal, use: (socket: net.Socket) => void) {
        const socket = net.createConnection({ port }); //~ leakedOnThrow rejects
        const { promise, resolve, reject } = withResolvers();
        signal.addEventListener("abort", reject);
        socket.once("connect", resolve);
        socket.once("error", reject);
        await promise;
        use(socket);
      }`,
  },
];
