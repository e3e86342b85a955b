/** Own factories: a function that returns a fresh resource acquires it for whoever calls it. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows", throws: "calls" } as const;

export const ownFactories: readonly Case[] = [
  {
    name: "a factory's answer is dropped on an early return",
    code: ts`
      import { createConnection } from "mysql2/promise";
      async function connect(uri: string) {
        const connection = await createConnection(uri);
        await connection.ping(); 
        return connection;
      }
      export async function count(uri: string, table: string) {
        const connection = await connect(uri); //~ leaked return
        if (table === "") return 0;
        await connection.query("SELECT 1");
        await connection.end();
        return 1;
      }`.replace("createConnection(uri);\n", "createConnection(uri); //~ leakedOnThrow rejects\n"),
  },
  {
    name: "a factory's answer is released",
    code: ts`
      import { open } from "node:fs/promises";
      const openLog = (name: string) => open(name + ".log", "a");
      export async function append(name: string, line: string) {
        const file = await openLog(name);
        try {
          await file.appendFile(line);
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "the handle comes out of a factory's answer",
    code: ts`
      import { open } from "node:fs/promises";
      async function openLog(path: string) {
        const handle = await open(path);
        return { handle, path };
      }
      export async function first(path: string) {
        const { handle } = await openLog(path); //~ leakedOnThrow rejects
        const line = await handle.readFile("utf8");
        await handle.close();
        return line;
      }`,
  },
  {
    name: "a factory answers what a cache may hold",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const files = new Map<string, FileHandle>();
      async function handleFor(path: string) {
        const known = files.get(path);
        if (known) return known;
        const made = await open(path);
        files.set(path, made);
        return made;
      }
      export async function size(path: string) {
        const handle = await handleFor(path);
        return (await handle.stat()).size;
      }`,
  },
  {
    name: "a factory answers what it was given, or something new",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function handleFor(path: string, given?: FileHandle) {
        return given ?? (await open(path));
      }
      export async function size(path: string, given?: FileHandle) {
        const handle = await handleFor(path, given);
        return (await handle.stat()).size;
      }`,
  },
  {
    name: "a factory opens in an executor and its caller forgets",
    code: ts`
      import { connect, type Socket } from "node:net";
      function dial(port: number) {
        return new Promise<Socket>((resolve, reject) => {
          const socket = connect({ port }, () => {
            socket.off("error", reject);
            resolve(socket);
          });
          socket.once("error", reject);
        });
      }
      export async function greet(port: number) {
        const socket = await dial(port); //~ leaked return
        if (port === 0) return;
        socket.end("hello");
      }`,
  },
  {
    name: "a wrapper of a factory is forgotten",
    code: ts`
      import { openSync } from "node:fs";
      function openFor(path: string) {
        return openSync(path, "r");
      }
      function openConfig() {
        return openFor("config.json");
      }
      export function read() {
        const fd = openConfig(); //~ leaked end
        console.log(fd);
      }`,
  },
  {
    name: "a method of the same class opens",
    code: ts`
      import { openSync, closeSync, readFileSync } from "node:fs";
      export class Store {
        constructor(private readonly path: string) {}
        #open() {
          return openSync(this.path, "r");
        }
        length() {
          const fd = this.#open(); //~ leakedOnThrow throws
          const { length } = readFileSync(fd);
          closeSync(fd);
          return length;
        }
      }`,
  },
  {
    name: "a factory hands out what a chain has looked at, and its caller forgets",
    code: ts`
      import { open } from "node:fs/promises";
      function openLarge(path: string) {
        return open(path).then((file) => {
          console.log("opened", path);
          return file;
        });
      }
      export async function read(path: string) {
        const file = await openLarge(path); //~ leaked return
        return file.readFile();
      }`,
  },
  {
    name: "a function keeps what it answers, but says that the caller owes it",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const all = new Set<FileHandle>();
      /** @returns {Promise<FileHandle>} owned */
      async function counted(path: string) {
        const file = await open(path);
        all.add(file);
        return file;
      }
      export async function read(path: string) {
        const file = await counted(path); //~ leaked return
        return file.readFile();
      }`,
  },
  {
    name: "a function says that the caller owes what it takes from a store",
    code: ts`
      import type { FileHandle } from "node:fs/promises";
      const idle: FileHandle[] = [];
      /** @returns {FileHandle} owned */
      function take(): FileHandle {
        return idle.pop()!;
      }
      export async function read() {
        const file = take(); //~ leaked return
        return await file.readFile();
      }`,
  },
  {
    name: "a function says that it only lends what it opened",
    code: ts`
      import { open } from "node:fs/promises";
      /** @returns {Promise<FileHandle>} borrowed */
      async function shared(path: string) {
        return await open(path);
      }
      export async function read(path: string) {
        const file = await shared(path);
        return file.readFile();
      }`,
  },
  {
    name: "a function tries again what it is given, and its answer is forgotten",
    code: ts`
      import { open } from "node:fs/promises";
      async function retry<A>(attempt: () => Promise<A>, times: number): Promise<A> {
        for (;;) {
          try {
            return await attempt();
          } catch (error) {
            if (--times <= 0) throw error;
          }
        }
      }
      export async function read(path: string) {
        const file = await retry(() => open(path), 3); //~ leaked return
        return file.readFile();
      }`,
  },
  {
    name: "a function remembers what it was given to make",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const known = new Map<string, FileHandle>();
      async function once(key: string, make: () => Promise<FileHandle>) {
        const found = known.get(key) ?? (await make());
        known.set(key, found);
        return found;
      }
      export async function read(path: string) {
        const file = await once(path, () => open(path));
        return file.readFile();
      }`,
  },
  {
    name: "a bound method opens",
    code: ts`
      import { openSync } from "node:fs";
      export class Store {
        openIn(path: string) {
          return openSync(path, "r");
        }
        first() {
          const openIt = this.openIn.bind(this);
          const fd = openIt("first"); //~ leaked end
          console.log(fd);
        }
      }`,
  },
  {
    name: "a client that was only prepared is handed out and never opened",
    code: ts`
      import { Client } from "pg";
      const clientFor = (host: string) => new Client({ host });
      export function describe(host: string) {
        const client = clientFor(host);
        return String(client);
      }`,
  },
  {
    name: "a factory opens the client that it hands out",
    code: ts`
      import { Client } from "pg";
      async function connected(host: string) {
        const client = new Client({ host });
        await client.connect();
        return client;
      }
      export async function version(host: string) {
        const client = await connected(host); //~ leakedOnThrow rejects
        const { rows } = await client.query("SELECT version()");
        await client.end();
        return rows;
      }`,
  },
  {
    name: "an object that closes what its factory opened is dropped on an early return",
    code: ts`
      import { open } from "node:fs/promises";
      async function openJournal(path: string) {
        const handle = await open(path, "a");
        return {
          append: (line: string) => handle.appendFile(line),
          async close() {
            await handle.close();
          },
        };
      }
      export async function log(path: string, lines: readonly string[]) {
        const journal = await openJournal(path); //~ leaked return
        if (lines.length === 0) return 0;
        await journal.append(lines.join());
        await journal.close();
        return lines.length;
      }
      export async function logSafely(path: string, line: string) {
        const journal = await openJournal(path);
        try {
          await journal.append(line);
        } finally {
          await journal.close();
        }
      }`,
  },
  {
    name: "an object that has a name in its factory is not closed on one way",
    code: ts`
      import { createServer } from "node:http";
      const serve = (port: number) => {
        const server = createServer();
        server.listen(port);
        const api = { port, close: () => server.close() };
        console.log(api.port);
        return api;
      };
      export function probe(port: number, isWanted: () => boolean) {
        const api = serve(port); //~ leaked return
        if (!isWanted()) return;
        api.close();
      }
      export function probeOnce(port: number) {
        const api = serve(port);
        console.log(api.port);
        api.close();
      }`,
  },
  {
    name: "a function that ends what its factory made is not called where nothing is found",
    code: ts`
      import { watch } from "node:fs";
      function onChange(path: string, changed: () => void) {
        const watcher = watch(path);
        watcher.on("change", changed);
        return () => {
          watcher.close();
        };
      }
      export function follow(path: string, changed: () => void, isWanted: () => boolean) {
        const stop = onChange(path, changed); //~ leaked return
        if (!isWanted()) return;
        changed();
        stop();
      }
      export function followed(path: string, changed: () => void) {
        const stop = onChange(path, changed);
        try {
          changed();
        } finally {
          stop();
        }
      }`,
  },
  {
    name: "who made the object hands it on, or its end",
    code: ts`
      import { open } from "node:fs/promises";
      async function openJournal(path: string) {
        const handle = await open(path, "a");
        return { append: (line: string) => handle.appendFile(line), close: () => handle.close() };
      }
      export async function named(name: string) {
        const journal = await openJournal(name + ".log");
        return journal;
      }
      export async function once(path: string, line: string) {
        const { append, close } = await openJournal(path);
        await append(line).finally(close);
      }
      export async function late(path: string, ends: (() => unknown)[]) {
        const journal = await openJournal(path);
        ends.push(journal.close);
        return journal.append;
      }
      export async function later(path: string, signal: AbortSignal) {
        const journal = await openJournal(path);
        signal.addEventListener("abort", () => void journal.close());
        return journal.append;
      }`,
  },
  {
    name: "what ends by itself, too, or belongs to others, is nobody's to end",
    settings: strict,
    code: ts`
      import { watch, type FSWatcher } from "node:fs";
      export function until(path: string, signal: AbortSignal) {
        const watcher = watch(path);
        signal.addEventListener("abort", () => {
          watcher.close();
        });
        return {
          close() {
            watcher.close();
          },
        };
      }
      export function over(watcher: FSWatcher) {
        return { close: () => watcher.close() };
      }
      const watchers: FSWatcher[] = [];
      export function kept(path: string) {
        const watcher = watch(path);
        watchers.push(watcher);
        return { close: () => watcher.close() };
      }
      export function first(path: string, signal: AbortSignal, isWanted: () => boolean) {
        const one = until(path, signal);
        if (!isWanted()) return;
        one.close();
      }
      export function second(watcher: FSWatcher, isWanted: () => boolean) {
        const one = over(watcher);
        if (!isWanted()) return;
        one.close();
      }
      export function third(path: string, isWanted: () => boolean) {
        const one = kept(path);
        if (!isWanted()) return;
        one.close();
      }`,
  },
  {
    name: "there may be nothing to end",
    code: ts`
      import { type FSWatcher, watch } from "node:fs";
      function follow(path: string) {
        if (path === "") return { close() {} };
        const watcher = watch(path);
        return { close: () => watcher.close() };
      }
      function followSome(path: string) {
        let watcher: FSWatcher | undefined;
        if (path !== "") watcher = watch(path);
        return { close: () => watcher?.close() };
      }
      export function first(path: string, isWanted: () => boolean) {
        const it = follow(path);
        if (!isWanted()) return;
        it.close();
      }
      export function second(path: string, isWanted: () => boolean) {
        const it = followSome(path);
        if (!isWanted()) return;
        it.close();
      }`,
  },
  {
    name: "an object that a map keeps, too",
    code: ts`
      import { watch } from "node:fs";
      interface Follower { close(): void }
      const followers = new Map<string, Follower>();
      function follow(path: string) {
        const watcher = watch(path);
        const it = { close: () => watcher.close() };
        followers.set(path, it);
        return it;
      }
      export function first(path: string, isWanted: () => boolean) {
        const it = follow(path);
        if (!isWanted()) return;
        it.close();
      }`,
  },
  {
    name: "a factory answers its client by a promise that has nothing to tell itself",
    code: ts`
      import { Client } from "pg";
      const connect = (url: string) => {
        const client = new Client(url);
        return client.connect().then(() => client);
      };
      export async function count(url: string, isWanted: () => boolean) {
        const client = await connect(url); //~ leaked return
        if (!isWanted()) return 0;
        await client.end();
        return 1;
      }
      export async function countSafely(url: string) {
        const client = await connect(url);
        try {
          return await client.query("SELECT 1");
        } finally {
          await client.end();
        }
      }`,
  },
  {
    name: "a promise of its own tells somebody else of it",
    code: ts`
      import { createClient } from "redis";
      export function connect(url: string, keep: (client: unknown) => void) {
        const client = createClient({ url });
        void client.connect().then((connected) => {
          keep(connected);
        });
        console.log(url);
      }`,
  },
];
