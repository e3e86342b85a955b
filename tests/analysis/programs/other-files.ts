/** Other files: functions that the program declares elsewhere acquire, release and take as they do at home. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const store = ts`
  import { type FileHandle, open } from "node:fs/promises";
  export async function openStore(path: string) {
    const file = await open(path);
    return file;
  }
  export async function closeStore(file: FileHandle) {
    await file.close();
  }
  export async function sizeOf(file: FileHandle) {
    return (await file.stat()).size;
  }
  export async function closeIfEmpty(file: FileHandle) {
    if ((await file.stat()).size === 0) await file.close();
  }
  /** @takes file */
  export function adopt(file: FileHandle) {
    console.log(file.fd);
  }
  const kept: FileHandle[] = [];
  export function keep(file: FileHandle) {
    kept.push(file);
  }
  export async function closeAll({ file }: { file: FileHandle }) {
    await file.close();
  }
`;

const beside = {
  "store.ts": store,
  "door.ts": `export * from "./store.js"; export { openStore as default } from "./store.js";`,
};

export const otherFiles: readonly Case[] = [
  {
    name: "a method of a class of another file catches all that goes wrong",
    beside: {
      "ignore.ts": ts`
        import { watch } from "node:fs";
        import { readFile } from "node:fs/promises";
        export class Ignore {
          readonly #watcher;
          #text = "";
          constructor(readonly root: string) {
            this.#watcher = watch(root, () => void this.#load());
          }
          async initialize() {
            await this.#load();
          }
          async reload() {
            this.#text = "";
            await this.#read();
          }
          async #load() {
            try {
              await this.#read();
            } catch (error) {
              console.error(error);
            }
          }
          async #read() {
            this.#text = await readFile(this.root + "/.ignore", "utf8");
          }
          only(names: readonly string[]) {
            return names.filter((name) => !this.#text.includes(name));
          }
          dispose() {
            this.#watcher.close();
          }
        }`,
    },
    needs: "types",
    code: ts`
      import { Ignore } from "./ignore.js";
      type Post = (value: unknown) => Promise<void>;
      export async function filter(root: string, names: readonly string[], post: Post) {
        let temporary: Ignore | undefined;
        try {
          temporary = new Ignore(root);
          await temporary.initialize();
          try {
            await post(temporary.only(names));
          } finally {
            temporary?.dispose();
          }
        } catch (error) {
          await post(String(error));
        }
      }
      export async function refilter(root: string, names: readonly string[], post: Post) {
        let temporary: Ignore | undefined;
        try {
          temporary = new Ignore(root); //~ leaked end
          await temporary.reload();
          try {
            await post(temporary.only(names));
          } finally {
            temporary?.dispose();
          }
        } catch (error) {
          await post(String(error));
        }
      }`,
  },
  {
    name: "what a method answers at once is waited for all the same",
    beside: {
      "log.ts": ts`
        import { createReadStream, type ReadStream } from "node:fs";
        export class Log {
          readonly path = "log";
          read(): ReadStream {
            const stream = createReadStream(this.path);
            stream.once("end", () => stream.destroy());
            return stream;
          }
        }`,
    },
    needs: "types",
    code: ts`
      import { Log } from "./log.js";
      const logs = new Map<string, Log>();
      async function logOf(id: string): Promise<Log> {
        const log = logs.get(id);
        if (!log) throw new Error("no such log");
        return log;
      }
      export async function download(id: string) {
        const log = await logOf(id);
        const stream = await log.read();
        return { stream, name: log.path };
      }
      export async function checked(id: string) {
        const log = await logOf(id);
        const stream = await log.read(); //~ leakedOnThrow rejects
        await logOf(stream.path.toString());
        return { stream, name: log.path };
      }`,
  },
  {
    name: "a store of another file refuses only itself",
    beside: {
      "store.ts": ts`
        export class Store {
          readonly #all = new Set<{ close(): void }>();
          close() {
            for (const one of this.#all) one.close();
          }
          add<I extends { close(): void }>(one: I): I {
            if ((one as unknown as Store) === this) throw new Error("A store cannot hold itself");
            this.#all.add(one);
            return one;
          }
          addOpen<I extends { close(): void }>(one: I): I {
            if (this.#all.size > 9) throw new Error("full");
            this.#all.add(one);
            return one;
          }
        }`,
    },
    needs: "types",
    code: ts`
      import { watch } from "node:fs";
      import { Store } from "./store.js";
      export class Folders {
        readonly #store = new Store();
        constructor(path: string) {
          this.#store.add(watch(path));
        }
        more(path: string) {
          this.#store.addOpen(watch(path)); //~ leakedOnThrow throws
        }
        close() {
          this.#store.close();
        }
      }`,
  },
  {
    name: "the helper asks the client itself whether its end is due",
    needs: "types",
    beside: {
      "transactions.ts": ts`
        import { Pool, type PoolClient } from "pg";
        type Begun = PoolClient & { inTransaction?: boolean };
        export async function begin(client: Begun): Promise<void> {
          await client.query("BEGIN");
          client.inTransaction = true;
        }
        export async function commit(client: Begun): Promise<void> {
          await client.query("COMMIT");
          client.inTransaction = false;
          release(client);
        }
        export function release(client: Begun | Pool): void {
          if (client instanceof Pool) {
            return;
          }
          if (client.inTransaction === true) {
            return;
          }
          client.release();
        }`,
    },
    code: ts`
      import type { Pool } from "pg";
      import { begin, commit, release } from "./transactions.js";
      export async function remove(pool: Pool, id: string) {
        const client = await pool.connect();
        try {
          await begin(client);
          await client.query("DELETE FROM comments WHERE id = $1", [id]);
          await commit(client);
          return { id };
        } catch (error) {
          client.release();
          throw error;
        }
      }
      export async function look(pool: Pool, id: string) {
        const client = await pool.connect();
        try {
          await client.query("SELECT 1 FROM comments WHERE id = $1", [id]);
        } finally {
          release(client);
        }
      }
      export async function rename(pool: Pool, id: string) {
        const client = await pool.connect(); //~ leaked return
        try {
          await begin(client);
          const { rowCount } = await client.query("UPDATE comments SET name = 'x' WHERE id = $1", [id]);
          if (rowCount === 0) return undefined;
          await commit(client);
          return { id };
        } catch (error) {
          client.release();
          throw error;
        }
      }`,
  },
  {
    name: "what a factory of another file opened is released by a function of another file",
    needs: "types",
    beside,
    code: ts`
      import { closeStore, openStore, sizeOf } from "./store.js";
      export async function size(path: string) {
        const file = await openStore(path);
        try {
          return await sizeOf(file);
        } finally {
          await closeStore(file);
        }
      }`,
  },
  {
    name: "what a factory of another file opened is only used by functions of another file",
    needs: "types",
    beside,
    code: ts`
      import { openStore, sizeOf } from "./store.js";
      export async function size(path: string) {
        const file = await openStore(path); //~ leaked return
        return await sizeOf(file);
      }`,
  },
  {
    name: "the factory came through another door",
    needs: "types",
    beside,
    code: ts`
      import openIt, { sizeOf } from "./door.js";
      export async function size(path: string) {
        const file = await openIt(path); //~ leakedOnThrow rejects
        const size = await sizeOf(file);
        await file.close();
        return size;
      }`,
  },
  {
    name: "a function of another file releases it only sometimes",
    needs: "types",
    beside,
    code: ts`
      import { open } from "node:fs/promises";
      import { closeIfEmpty } from "./store.js";
      export async function clean(path: string) {
        const file = await open(path); //~ leaked end
        await closeIfEmpty(file);
      }`,
  },
  {
    name: "a function of another file says that it takes it",
    needs: "types",
    beside,
    code: ts`
      import { open } from "node:fs/promises";
      import { adopt } from "./store.js";
      export async function start(path: string) {
        adopt(await open(path));
      }`,
  },
  {
    name: "a function of another file keeps it",
    needs: "types",
    beside,
    code: ts`
      import { open } from "node:fs/promises";
      import { keep } from "./store.js";
      export async function start(path: string) {
        const file = await open(path);
        keep(file);
      }`,
  },
  {
    name: "it is passed by name to a function of another file that releases it",
    needs: "types",
    beside,
    code: ts`
      import { open } from "node:fs/promises";
      import { closeAll } from "./store.js";
      export async function start(path: string) {
        const file = await open(path);
        await closeAll({ file });
      }`,
  },
  {
    name: "other files are not to be read",
    needs: "types",
    settings: { crossFile: false },
    beside,
    code: ts`
      import { openStore, sizeOf } from "./store.js";
      export async function size(path: string) {
        const file = await openStore(path);
        return await sizeOf(file);
      }`,
  },
  {
    name: "a method of a class of another file opens",
    needs: "types",
    beside: {
      "files.ts": ts`
        import { open } from "node:fs/promises";
        export class Files {
          constructor(private readonly root: string) {}
          async openIn(name: string) {
            return open(this.root + name);
          }
        }`,
    },
    code: ts`
      import type { Files } from "./files.js";
      export async function size(files: Files, name: string) {
        const file = await files.openIn(name); //~ leaked return
        return (await file.stat()).size;
      }`,
  },
  {
    name: "the only class that implements an interface opens",
    needs: "types",
    beside: {
      "files.ts": ts`
        import { type FileHandle, open } from "node:fs/promises";
        export interface Files {
          openIn(name: string): Promise<FileHandle>;
        }
        export class DiskFiles implements Files {
          async openIn(name: string) {
            return open(name);
          }
        }`,
    },
    code: ts`
      import type { Files } from "./files.js";
      export async function size(files: Files, name: string) {
        const file = await files.openIn(name); //~ leaked return
        return (await file.stat()).size;
      }`,
  },
  {
    name: "one of two classes that implement an interface opens",
    needs: "types",
    beside: {
      "files.ts": ts`
        import { type FileHandle, open } from "node:fs/promises";
        export interface Files {
          openIn(name: string): Promise<FileHandle>;
        }
        export class DiskFiles implements Files {
          async openIn(name: string) {
            return open(name);
          }
        }
        export class SharedFiles implements Files {
          constructor(private readonly shared: FileHandle) {}
          async openIn() {
            return this.shared;
          }
        }`,
    },
    code: ts`
      import type { Files } from "./files.js";
      export async function size(files: Files, name: string) {
        const file = await files.openIn(name);
        return (await file.stat()).size;
      }`,
  },
  {
    name: "the teardown gives what a field holds to the function of another file that ends it",
    needs: "types",
    settings: { unknownCalls: "borrows", throws: "calls" },
    beside: {
      "workers.ts": ts`
        import { Worker } from "node:worker_threads";
        export interface Workers {
          create(name: string): Worker;
          dispose(worker: Worker, why: string): void;
        }
        export class Threads implements Workers {
          create(name: string): Worker {
            return new Worker(name);
          }
          dispose(worker: Worker, why: string): void {
            console.log(why);
            void worker.terminate();
          }
        }`,
    },
    code: ts`
      import type { Worker } from "node:worker_threads";
      import type { Workers } from "./workers.js";
      export class Service {
        #worker: Worker | undefined;
        readonly #workers: Workers;
        constructor(workers: Workers) {
          this.#workers = workers;
        }
        get worker(): Worker {
          this.#worker ??= this.#workers.create("job.js");
          return this.#worker;
        }
        stop(): void {
          this.#cleanUp();
        }
        #cleanUp(): void {
          if (this.#worker) this.#workers.dispose(this.#worker, "stopped");
          this.#worker = undefined;
        }
      }`,
  },
  {
    name: "the teardown gives what a field holds to a function of another file that only looks at it",
    needs: "types",
    settings: { unknownCalls: "borrows", throws: "calls" },
    beside: {
      "report.ts": ts`
        import type { Worker } from "node:worker_threads";
        export function report(worker: Worker): void {
          console.log(worker.threadId);
        }`,
    },
    code: ts`
      import { Worker } from "node:worker_threads";
      import { report } from "./report.js";
      export class Service {
        readonly #worker = new Worker("job.js"); //~ forgotten stop()
        stop(): void {
          report(this.#worker);
        }
      }`,
  },
  {
    name: "a class of another file is disposable and nobody disposes of it",
    needs: "types",
    beside: {
      "cursor.ts": ts`
        export class Cursor implements Disposable {
          rows(): string[] {
            return [];
          }
          [Symbol.dispose]() {}
        }
        export function cursorOver(): Cursor {
          return new Cursor();
        }`,
    },
    code: ts`
      import { Cursor, cursorOver } from "./cursor.js";
      export function first() {
        const cursor = new Cursor(); //~ leaked return
        return cursor.rows()[0];
      }
      export function second() {
        const cursor = cursorOver(); //~ leaked return
        return cursor.rows()[1];
      }
      export function third() {
        using cursor = cursorOver();
        return cursor.rows()[2];
      }`,
  },
  {
    name: "a function that nobody can look into declares a connection, which such functions only use",
    needs: "types",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export interface Audit {
        check(client: PoolClient): Promise<number>;
      }
      export async function audited(pool: Pool, audit: Audit) {
        const client = await pool.connect(); //~ leaked return
        return await audit.check(client);
      }`,
  },
  {
    name: "a function that nobody can look into declares whatever it is given",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      export interface Audit {
        check(client: unknown): Promise<number>;
      }
      export async function audited(pool: Pool, audit: Audit) {
        const client = await pool.connect();
        return await audit.check(client);
      }`,
  },
  {
    name: "a function of another file throws two lines above the release",
    needs: "types",
    beside: {
      "sizes.ts": ts`
        export function checked(size: number) {
          if (size < 0) throw new RangeError("negative");
          return size;
        }
        export function doubled(size: number) {
          return size * 2;
        }`,
    },
    code: ts`
      import { closeSync, openSync } from "node:fs";
      import { checked, doubled } from "./sizes.js";
      export function risky(path: string, size: number) {
        const fd = openSync(path, "r"); //~ leakedOnThrow throws
        checked(size);
        closeSync(fd);
      }
      export function safe(path: string, size: number) {
        const fd = openSync(path, "r");
        doubled(size);
        closeSync(fd);
      }`,
  },
  {
    name: "a function of another file cannot throw, whoever fears calls",
    needs: "types",
    settings: { throws: "calls" },
    beside: { "sizes.ts": "export function doubled(size: number) { return size * 2; }" },
    code: ts`
      import { closeSync, openSync } from "node:fs";
      import { doubled } from "./sizes.js";
      export function safe(path: string, size: number) {
        const fd = openSync(path, "r");
        doubled(size);
        closeSync(fd);
      }`,
  },
  {
    name: "two files call each other in a circle",
    needs: "types",
    beside: {
      "ping.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        import { pong } from "./pong.js";
        export async function ping(file: FileHandle, times: number): Promise<void> {
          if (times > 0) await pong(file, times - 1);
          else await file.close();
        }`,
      "pong.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        import { ping } from "./ping.js";
        export async function pong(file: FileHandle, times: number): Promise<void> {
          await ping(file, times);
        }`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { ping } from "./ping.js";
      export async function play(path: string) {
        const file = await open(path);
        await ping(file, 3);
      }`,
  },
  {
    name: "a function of another file takes it apart, calls itself and releases",
    settings: { throws: "calls", unknownCalls: "borrows" },
    needs: "types",
    beside: {
      "step.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        export async function step({ file, left }: { file: FileHandle; left: number }): Promise<void> {
          if (left > 0) await step({ file, left: left - 1 });
          else await file.close();
        }`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { step } from "./step.js";
      export async function go(path: string): Promise<void> {
        const file = await open(path);
        await step({ file, left: 3 });
      }`,
  },
  {
    name: "a function of another file calls itself and never releases",
    settings: { throws: "calls", unknownCalls: "borrows" },
    needs: "types",
    beside: {
      "step.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        export async function step(file: FileHandle, left: number): Promise<void> {
          await file.stat();
          if (left > 0) await step(file, left - 1);
        }`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { step } from "./step.js";
      export async function go(path: string): Promise<void> {
        const file = await open(path); //~ leaked end
        await step(file, 3);
      }`,
  },
  {
    name: "a function of a file that the settings leave out closes something",
    settings: { crossFile: false },
    needs: "types",
    beside: {
      "finish.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        export async function finish(file: FileHandle): Promise<void> {
          await file.sync();
          await file.close();
        }`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { finish } from "./finish.js";
      export async function go(path: string): Promise<void> {
        const file = await open(path);
        await finish(file);
      }`,
  },
  {
    name: "a function of a file that the settings leave out closes nothing",
    settings: { crossFile: false },
    needs: "types",
    beside: {
      "size.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        export async function sizeOf(file: FileHandle): Promise<number> {
          return (await file.stat()).size;
        }`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { sizeOf } from "./size.js";
      export async function go(path: string): Promise<number> {
        const file = await open(path); //~ leaked return
        return await sizeOf(file);
      }`,
  },
  {
    name: "a method of a class of another file ends its own object, or only ends what it began",
    needs: "types",
    beside: {
      "cursor.ts": ts`
        export interface Source {
          read(count: number): Promise<string[]>;
          close(): Promise<void>;
        }
        export class Cursor {
          source: Source | undefined;
          setup(source: Source) {
            this.source = source;
          }
          async readAll(): Promise<string[]> {
            try {
              return (await this.source?.read(9)) ?? [];
            } finally {
              await this.close();
            }
          }
          async readSome(): Promise<string[]> {
            return (await this.source?.read(1)) ?? [];
          }
          async [Symbol.asyncDispose]() {
            await this.close();
          }
          async close() {
            await this.source?.close();
          }
        }`,
    },
    code: ts`
      import { Cursor, type Source } from "./cursor.js";
      export async function all(source: Source) {
        const cursor = new Cursor();
        cursor.setup(source);
        return await cursor.readAll();
      }
      export async function some(source: Source) {
        const cursor = new Cursor(); //~ leaked return
        cursor.setup(source);
        return await cursor.readSome();
      }`,
  },
  {
    name: "an object or a function of another file's factory ends what that opened",
    beside: {
      "journal.ts": ts`
        import { open } from "node:fs/promises";
        import { watch } from "node:fs";
        export async function openJournal(path: string) {
          const handle = await open(path, "a");
          return { append: (line: string) => handle.appendFile(line), close: () => handle.close() };
        }
        export const onChange = (path: string, changed: () => void) => {
          const watcher = watch(path);
          watcher.on("change", changed);
          return () => watcher.close();
        };
      `,
    },
    needs: "types",
    code: ts`
      import { onChange, openJournal } from "./journal.js";
      export async function log(path: string, lines: readonly string[]) {
        const journal = await openJournal(path); //~ leaked return
        if (lines.length === 0) return;
        await journal.append(lines.join());
        await journal.close();
      }
      export function follow(path: string, isWanted: () => boolean) {
        const stop = onChange(path, () => console.log(path)); //~ leaked return
        if (!isWanted()) return;
        stop();
      }
      export async function logged(path: string, line: string) {
        const journal = await openJournal(path);
        await journal.append(line).finally(journal.close);
      }`,
  },
  {
    name: "one file at a time, a helper that gives a handle on may have it closed further down",
    settings: { crossFile: false },
    beside: {
      "checks.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        import { finish } from "./finish.js";
        export async function check(file: FileHandle): Promise<void> {
          await finish(file);
        }
        export const look = async (file: FileHandle): Promise<number> => (await file.stat()).size;
      `,
      "finish.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        export async function finish(file: FileHandle): Promise<void> {
          await file.close();
        }
      `,
    },
    needs: "types",
    code: ts`
      import { open } from "node:fs/promises";
      import { check, look } from "./checks.js";
      export async function checked(path: string) {
        const file = await open(path);
        await check(file);
      }
      export async function seen(path: string) {
        const file = await open(path); //~ leaked end
        await look(file);
      }`,
  },
  {
    name: "a function of another file gives back the promise that it is given",
    settings: { unknownCalls: "borrows", throws: "calls" },
    beside: {
      "out.ts": ts`
        export class Output {
          debugging = false;
          time = async <T>(label: string | ((r?: T) => string), fn: Promise<T> | (() => Promise<T>)) => {
            const promise = typeof fn === "function" ? fn() : fn;
            if (this.debugging) {
              const result = await promise;
              console.log(typeof label === "function" ? label(result) : label);
              return result;
            }
            return promise;
          };
          async timed<T>(label: string, promise: Promise<T>) {
            console.log(label);
            return promise;
          }
          async ended(label: string, promise: Promise<Response>) {
            console.log(label);
            const { status } = await promise;
            return status;
          }
        }
        const out = new Output();
        export default out;`,
    },
    needs: "types",
    code: ts`
      import out from "./out.js";
      export class Client {
        private async ask(url: string) {
          return out.time((r) => String(r?.status), fetch(url));
        }
        async json(url: string) {
          const res = await this.ask(url);
          return await res.json();
        }
        async text(url: string) {
          const res = await out.timed("text", fetch(url));
          return await res.text();
        }
        async ended(url: string) {
          return out.ended("ended", fetch(url)); //~ unread return
        }
        async own(url: string) {
          const res = await logged(fetch(url));
          return await res.json();
        }
        async lost(url: string) {
          return lost(fetch(url)); //~ unread throws
        }
      }
      async function logged<T>(given: Promise<T>) {
        const result = await given;
        console.log(result);
        return result;
      }
      async function lost(given: Promise<Response>) {
        const result = await given;
        await settled(result.ok);
        return result;
      }
      async function settled(ok: boolean) {
        if (!ok) throw new Error("unsettled");
      }`,
  },
];
