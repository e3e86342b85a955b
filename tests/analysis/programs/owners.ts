/** Owners: an object that owns what it acquired is a resource of its own. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const journal = ts`
  import { closeSync, openSync, readFileSync } from "node:fs";
  export class Journal {
    readonly #fd: number;
    constructor(path: string) {
      this.#fd = openSync(path, "r");
    }
    text() {
      return readFileSync(this.#fd, "utf8");
    }
    close() {
      closeSync(this.#fd);
    }
  }`;

export const owners: readonly Case[] = [
  {
    name: "an object of the file that holds a file is not closed on an early return",
    code: ts`
      ${journal}
      export function first(path: string, enabled: boolean) {
        const journal = new Journal(path); //~ leaked return
        if (!enabled) return "";
        const text = journal.text();
        journal.close();
        return text;
      }`,
  },
  {
    name: "an object that holds a file is closed",
    code: ts`
      ${journal}
      export function first(path: string) {
        const journal = new Journal(path);
        try {
          return journal.text();
        } finally {
          journal.close();
        }
      }`,
  },
  {
    name: "an object of another file holds a file",
    needs: "types",
    beside: { "journal.ts": journal },
    code: ts`
      import { Journal } from "./journal.js";
      export function first(path: string) {
        const journal = new Journal(path); //~ leaked return
        return journal.text();
      }`,
  },
  {
    name: "a field holds an object that holds a file, and is forgotten",
    code: ts`
      ${journal}
      export class Reader {
        readonly #journal: Journal;
        readonly #timer = setInterval(() => {}, 1_000);
        constructor(path: string) {
          this.#journal = new Journal(path); //~ forgotten stop()
        }
        stop() {
          clearInterval(this.#timer);
        }
        text() {
          return this.#journal.text();
        }
      }`,
  },
  {
    name: "an object holds nothing before it is started",
    code: ts`
      import { closeSync, openSync } from "node:fs";
      class Log {
        #fd: number | undefined;
        start(path: string) {
          this.#fd = openSync(path, "a");
        }
        stop() {
          if (this.#fd !== undefined) closeSync(this.#fd);
        }
        name() {
          return "log";
        }
      }
      export function named() {
        const log = new Log();
        return log.name();
      }`,
  },
  {
    name: "an object was started and is not stopped",
    code: ts`
      import { closeSync, openSync } from "node:fs";
      class Log {
        #fd: number | undefined;
        start(path: string) {
          this.#fd = openSync(path, "a");
        }
        stop() {
          if (this.#fd !== undefined) closeSync(this.#fd);
        }
        name() {
          return "log";
        }
      }
      export function named(path: string) {
        const log = new Log(); //~ leaked return
        log.start(path);
        return log.name();
      }`,
  },
  {
    name: "a method of the object itself cannot throw, whoever fears calls",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      class Cursor implements Disposable {
        constructor(readonly from: number) {}
        rows() {
          return [this.from];
        }
        [Symbol.dispose]() {}
      }
      export function rows() {
        const cursor = new Cursor(0);
        const all = cursor.rows();
        cursor[Symbol.dispose]();
        return all;
      }`,
  },
  {
    name: "an object was lent what it closes",
    code: ts`
      import { closeSync } from "node:fs";
      class Log {
        constructor(readonly fd: number) {}
        close() {
          closeSync(this.fd);
        }
      }
      export function numbered(fd: number) {
        const log = new Log(fd);
        return log.fd;
      }`,
  },
  {
    name: "an object that beats in the background is made and let go",
    code: ts`
      class Beat {
        readonly #timer = setInterval(() => {}, 1_000);
        stop() {
          clearInterval(this.#timer);
        }
      }
      export function start() {
        const beat = new Beat();
        console.log(beat);
      }`,
  },
  {
    name: "an object that ends what it is made of is forgotten",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(private readonly file: FileHandle) {}
        async append(line: string): Promise<void> {
          await this.file.write(line);
        }
        async close(): Promise<void> {
          await this.file.close();
        }
      }
      export async function note(line: string): Promise<void> {
        const log = new Log(await open("notes", "a")); //~ leaked end
        await log.append(line);
      }`,
  },
  {
    name: "an object that ends what it is made of is closed",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(private readonly file: FileHandle) {}
        async append(line: string): Promise<void> {
          await this.file.write(line);
        }
        async close(): Promise<void> {
          await this.file.close();
        }
      }
      export async function note(line: string): Promise<void> {
        const log = new Log(await open("notes", "a"));
        try {
          await log.append(line);
        } finally {
          await log.close();
        }
      }`,
  },
  {
    name: "what an object is made of is closed itself",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(private readonly file: FileHandle) {}
        async append(line: string): Promise<void> {
          await this.file.write(line);
        }
        async close(): Promise<void> {
          await this.file.close();
        }
      }
      export async function note(line: string): Promise<void> {
        const file = await open("notes", "a");
        const log = new Log(file);
        try {
          await log.append(line);
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "an object is told that it does not own what it is made of",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(
          private readonly file: FileHandle,
          private readonly isOwner: boolean,
        ) {}
        async append(line: string): Promise<void> {
          await this.file.write(line);
        }
        async close(): Promise<void> {
          if (this.isOwner) await this.file.close();
        }
      }
      export async function note(line: string): Promise<void> {
        const log = new Log(await open("notes", "a"), false);
        await log.append(line);
      }`,
  },
  {
    name: "a static factory makes the object of what it opens, and its caller forgets it",
    needs: "types",
    code: ts`
      import { Client } from "pg";
      class Database {
        private constructor(private readonly client: Client) {}
        static async create(url: string): Promise<Database> {
          const client = new Client(url);
          try {
            await client.connect();
          } catch (error) {
            await client.end();
            throw error;
          }
          return new Database(client);
        }
        async count(): Promise<number> {
          return (await this.client.query("select 1")).rows.length;
        }
        async close(): Promise<void> {
          await this.client.end();
        }
      }
      export async function count(): Promise<number> {
        const database = await Database.create("postgres://localhost"); //~ leaked return
        return await database.count();
      }`,
  },
  {
    name: "a function of another file makes an object of what it opens, and its caller forgets it",
    needs: "types",
    beside: {
      "log.ts": ts`
        import { type FileHandle, open } from "node:fs/promises";
        export class Log {
          constructor(private readonly file: FileHandle) {}
          async append(line: string): Promise<void> {
            await this.file.write(line);
          }
          async close(): Promise<void> {
            await this.file.close();
          }
        }
        export async function openLog(path: string): Promise<Log> {
          return new Log(await open(path, "a"));
        }`,
    },
    code: ts`
      import { openLog } from "./log.js";
      export async function note(line: string): Promise<void> {
        const log = await openLog("notes"); //~ leaked end
        await log.append(line);
      }`,
  },
  {
    name: "a function of another file makes an object of what it opens, and its caller closes it",
    needs: "types",
    beside: {
      "log.ts": ts`
        import { type FileHandle, open } from "node:fs/promises";
        export class Log {
          constructor(private readonly file: FileHandle) {}
          async append(line: string): Promise<void> {
            await this.file.write(line);
          }
          async close(): Promise<void> {
            await this.file.close();
          }
        }
        export async function openLog(path: string): Promise<Log> {
          return new Log(await open(path, "a"));
        }`,
    },
    code: ts`
      import { openLog } from "./log.js";
      export async function note(line: string): Promise<void> {
        const log = await openLog("notes");
        try {
          await log.append(line);
        } finally {
          await log.close();
        }
      }`,
  },
  {
    name: "a field holds an object that is made of a file, and close() forgets it",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(private readonly file: FileHandle) {}
        async close(): Promise<void> {
          await this.file.close();
        }
      }
      export class App {
        #log: Log | undefined;
        #stops = 0;
        async start(): Promise<void> {
          this.#log ??= new Log(await open("notes", "a")); //~ forgotten close()
        }
        close(): void {
          this.#stops++;
        }
      }`,
  },
  {
    name: "an object listens to what it is made of, and goes on",
    code: ts`
      import { connect, type Socket } from "node:net";
      class Peer {
        constructor(private readonly socket: Socket) {
          socket.on("data", (chunk) => console.log(chunk));
        }
        send(text: string): void {
          this.socket.write(text);
        }
        close(): void {
          this.socket.destroy();
        }
      }
      export function greet(port: number): void {
        const peer = new Peer(connect(port));
        peer.send("hello");
      }`,
  },
  {
    name: "an object's own method ends what it is made of",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      class Log {
        constructor(private readonly file: FileHandle) {}
        async readAll(): Promise<string> {
          try {
            return await this.file.readFile("utf8");
          } finally {
            await this.close();
          }
        }
        async close(): Promise<void> {
          await this.file.close();
        }
      }
      export async function notes(): Promise<string> {
        const log = new Log(await open("notes", "r"));
        return await log.readAll();
      }`,
  },
  {
    name: "an object's own method ends what it opened",
    code: ts`
      import { closeSync, openSync, readFileSync } from "node:fs";
      class Log {
        readonly #fd: number;
        constructor(path: string) {
          this.#fd = openSync(path, "r");
        }
        readAll(): string {
          try {
            return readFileSync(this.#fd, "utf8");
          } finally {
            this.close();
          }
        }
        close(): void {
          closeSync(this.#fd);
        }
      }
      export function notes(path: string): string {
        const log = new Log(path);
        return log.readAll();
      }`,
  },
  {
    name: "an object asks to be ended with the process",
    code: ts`
      import { closeSync, openSync, writeSync } from "node:fs";
      class Log {
        readonly #fd: number;
        constructor(path: string) {
          this.#fd = openSync(path, "a");
          process.once("exit", () => this.close());
        }
        append(line: string): void {
          writeSync(this.#fd, line);
        }
        close(): void {
          closeSync(this.#fd);
        }
      }
      export function start(path: string): void {
        const log = new Log(path);
        log.append("started");
      }`,
  },
  {
    name: "an object puts itself among those that are ended together",
    code: ts`
      import { closeSync, openSync, writeSync } from "node:fs";
      const all = new Set<Log>();
      class Log {
        readonly #fd: number;
        constructor(path: string) {
          this.#fd = openSync(path, "a");
          all.add(this);
        }
        append(line: string): void {
          writeSync(this.#fd, line);
        }
        close(): void {
          closeSync(this.#fd);
        }
      }
      export function start(path: string): void {
        const log = new Log(path);
        log.append("started");
      }
      export function stop(): void {
        for (const log of all) log.close();
      }`,
  },
];
