/** Static fields: a class has a static end, and forgets what it holds for all. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

export const fieldsStatic: readonly Case[] = [
  {
    name: "a static close() ends the timer and forgets the pool",
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool(); //~ forgotten close()
        static #timer = setInterval(() => void Db.sweep(), 60_000);
        static async sweep(): Promise<void> {
          await Db.#pool.query("delete from sessions where expired");
        }
        static close(): void {
          clearInterval(Db.#timer);
        }
      }`,
  },
  {
    name: "a static close() ends both, one of them in a helper",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool();
        static #timer = setInterval(() => void Db.sweep(), 60_000);
        static async sweep(): Promise<void> {
          await this.#pool.query("delete from sessions where expired");
        }
        static async #end(): Promise<void> {
          await this.#pool.end();
        }
        static async close(): Promise<void> {
          clearInterval(this.#timer);
          await Db.#end();
        }
      }`,
  },
  {
    name: "a static connect() opens what a static close() only forgets",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Log {
        private static file: FileHandle | undefined;
        static async connect(path: string): Promise<void> {
          this.file = await open(path, "a"); //~ forgotten close()
        }
        static async write(line: string): Promise<void> {
          await this.file?.appendFile(line);
        }
        static close(): void {
          this.file = undefined;
        }
      }`,
  },
  {
    name: "a static block opens what a static stop() never ends",
    code: ts`
      export class Clock {
        static #ticks = 0;
        static #timer: NodeJS.Timeout;
        static #beat: NodeJS.Timeout;
        static {
          this.#timer = setInterval(() => { Clock.#ticks += 1; }, 1_000); //~ forgotten stop()
          this.#beat = setInterval(() => { Clock.#ticks += 1; }, 1_000);
        }
        static stop(): void {
          clearInterval(this.#beat);
          console.log(this.#timer.hasRef());
        }
      }`,
  },
  {
    name: "a static end goes through none of the sockets",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Fleet {
        static #sockets: Socket[] = [];
        static dial(port: number): void {
          Fleet.#sockets.push(connect(port)); //~ forgotten destroy()
        }
        static destroy(): void {
          Fleet.#sockets = [];
        }
      }`,
  },
  {
    name: "the class has no static end: the program is the owner",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool();
        #closed = false;
        static async count(): Promise<number> {
          return (await Db.#pool.query("select 1")).rows.length;
        }
        close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "a static close() ends what it is given",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      import { Pool } from "pg";
      export class Sockets {
        static #pool = new Pool();
        static async count(): Promise<number> {
          return (await Sockets.#pool.query("select 1")).rows.length;
        }
        static open(port: number): Socket {
          return connect(port);
        }
        static close(socket: Socket): void {
          socket.destroy();
        }
      }`,
  },
  {
    name: "an instance ends what all of them share",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool();
        static #first = new Db();
        async count(): Promise<number> {
          return (await Db.#pool.query("select 1")).rows.length;
        }
        async close(): Promise<void> {
          await Db.#pool.end();
        }
        static async shutdown(): Promise<void> {
          await this.#first.close();
        }
      }`,
  },
  {
    name: "a function of the file ends the static field",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static readonly pool = new Pool();
        static #timer = setInterval(() => void Db.pool.query("select 1"), 60_000);
        static close(): void {
          clearInterval(this.#timer);
        }
      }
      export async function shutdown(): Promise<void> {
        Db.close();
        await Db.pool.end();
      }`,
  },
  {
    name: "the class is given to who ends it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      declare function endAll(of: unknown): Promise<void>;
      export class Db {
        static readonly pool = new Pool();
        static #timer = setInterval(() => void Db.pool.query("select 1"), 60_000);
        static async close(): Promise<void> {
          clearInterval(Db.#timer);
          await endAll(Db);
        }
      }`,
  },
  {
    name: "another file of the program ends the static field",
    settings: strict,
    needs: "types",
    beside: {
      "main.ts": ts`
        import { Tables } from "./program.js";
        export async function stop(): Promise<void> {
          Tables.close();
          await Tables.tables.end();
        }`,
    },
    code: ts`
      import { Pool } from "pg";
      export class Tables {
        static readonly tables = new Pool();
        static #timer = setInterval(() => void Tables.tables.query("select 1"), 60_000);
        static close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "another file of the program reads the static field, which a static close() forgets",
    beside: {
      "main.ts": ts`
        import { Rows } from "./program.js";
        export const count = async (): Promise<number> => (await Rows.rowPool.query("select 1")).rows.length;`,
    },
    code: ts`
      import { Pool } from "pg";
      export class Rows {
        static readonly rowPool = new Pool(); //~ forgotten close() strict
        static #timer = setInterval(() => void Rows.rowPool.query("select 1"), 60_000);
        static close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "no other file reads the public static field that a static close() forgets",
    needs: "types",
    code: ts`
      import { Pool } from "pg";
      export class Columns {
        static readonly columnPool = new Pool(); //~ forgotten close()
        static #timer = setInterval(() => void Columns.columnPool.query("select 1"), 60_000);
        static close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a static method shows the pool to everybody, and a static close() forgets it",
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool(); //~ forgotten close() strict
        static #closed = false;
        static pool(): Pool {
          return this.#pool;
        }
        static close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "a static getter shows the pool that a static close() ends by it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static get pool(): Pool {
          return (this.#pool ??= new Pool());
        }
        static async count(): Promise<number> {
          return (await this.pool.query("select 1")).rows.length;
        }
        static async close(): Promise<void> {
          await Db.pool.end();
        }
      }`,
  },
  {
    name: "the timer of all instances keeps no process alive",
    settings: strict,
    code: ts`
      export class Cache {
        static #entries = new Map<string, number>();
        static #timer = setInterval(() => { Cache.#entries.clear(); }, 60_000);
        static {
          Cache.#timer.unref();
        }
        static shutdown(): void {
          Cache.#entries.clear();
        }
      }`,
  },
  {
    name: "an instance acquires it for all",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static #closed = false;
        constructor() {
          Db.#pool ??= new Pool();
        }
        async count(): Promise<number> {
          return (await Db.#pool?.query("select 1"))?.rows.length ?? 0;
        }
        static close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "the class below ends the static field of its base",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      class Base {
        protected static pool = new Pool();
      }
      export class Db extends Base {
        static async count(): Promise<number> {
          return (await this.pool.query("select 1")).rows.length;
        }
        static async close(): Promise<void> {
          await this.pool.end();
        }
      }`,
  },
  {
    name: "a field of an instance and a static one have the same name",
    code: ts`
      export class Clock {
        static readonly ticker = setInterval(() => {}, 1_000);
        readonly ticker = setInterval(() => {}, 1_000); //~ forgotten close()
        close(): void {
          console.log(this.ticker.hasRef());
        }
        static stop(): void {
          clearInterval(Clock.ticker);
        }
      }`,
  },
  {
    name: "a static reconnect() opens anew what the class holds for all",
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static connect(): void {
          Db.#pool = new Pool(); //~ overwritten
        }
        static reconnect(): void {
          Db.connect();
        }
        static async count(): Promise<number> {
          return (await this.#pool?.query("select 1"))?.rows.length ?? 0;
        }
        static async close(): Promise<void> {
          await this.#pool?.end();
        }
      }`,
  },
  {
    name: "the class has no static end, and reconnect() opens anew",
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool = new Pool();
        static connect(): void {
          this.#pool = new Pool(); //~ overwritten
        }
        static reconnect(): void {
          this.connect();
        }
        static async count(): Promise<number> {
          return (await this.#pool.query("select 1")).rows.length;
        }
      }`,
  },
  {
    name: "a static connect() opens only what is not there",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static connect(): void {
          Db.#pool ??= new Pool();
        }
        static reconnect(): void {
          Db.connect();
        }
        static async count(): Promise<number> {
          return (await this.#pool?.query("select 1"))?.rows.length ?? 0;
        }
        static async close(): Promise<void> {
          await this.#pool?.end();
        }
      }`,
  },
  {
    name: "a static connect() looks whether the pool is there",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static connect(): void {
          if (!Db.#pool) Db.#pool = new Pool();
        }
        static reconnect(): void {
          Db.connect();
        }
        static async count(): Promise<number> {
          return (await this.#pool?.query("select 1"))?.rows.length ?? 0;
        }
        static async close(): Promise<void> {
          await this.#pool?.end();
        }
      }`,
  },
  {
    name: "a static instance() gives back what is there",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static instance(): Pool {
          if (Db.#pool) return Db.#pool;
          Db.#pool = new Pool();
          return Db.#pool;
        }
        static refresh(): void {
          Db.instance();
        }
        static async close(): Promise<void> {
          await Db.#pool?.end();
        }
      }
      setInterval(() => { Db.instance(); }, 1_000);`,
  },
  {
    name: "a pool that is being made is asked for again",
    settings: strict,
    code: ts`
      import { Client } from "pg";
      export class Db {
        static #client: Promise<Client> | undefined;
        static client(): Promise<Client> {
          return (Db.#client ??= Db.#connect());
        }
        static async #connect(): Promise<Client> {
          const client = new Client();
          await client.connect();
          return client;
        }
        static refresh(): Promise<Client> {
          return Db.client();
        }
        static async close(): Promise<void> {
          await (await Db.#client)?.end();
        }
      }`,
  },
  {
    name: "reconnect() closes by the name of the class before it opens anew",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Db {
        static #pool: Pool | undefined;
        static connect(): void {
          this.#pool = new Pool();
        }
        static async reconnect(): Promise<void> {
          await Db.close();
          this.connect();
        }
        static async count(): Promise<number> {
          return (await this.#pool?.query("select 1"))?.rows.length ?? 0;
        }
        static async close(): Promise<void> {
          await this.#pool?.end();
        }
      }`,
  },
  {
    name: "an interval outside opens anew what the class holds for all",
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Log {
        static #file: WriteStream | undefined;
        static open(): void {
          Log.#file = createWriteStream(String(Date.now())); //~ overwritten strict
        }
        static write(line: string): void {
          Log.#file?.write(line);
        }
        static close(): void {
          Log.#file?.end();
        }
      }
      setInterval(() => { Log.open(); }, 60_000);`,
  },
  {
    name: "an interval outside closes before it opens anew",
    settings: strict,
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Log {
        static #file: WriteStream | undefined;
        static open(): void {
          Log.#file = createWriteStream(String(Date.now()));
        }
        static write(line: string): void {
          Log.#file?.write(line);
        }
        static close(): void {
          Log.#file?.end();
        }
      }
      setInterval(() => {
        Log.close();
        Log.open();
      }, 60_000);`,
  },
  {
    name: "an instance that ends the file for all calls what opens it anew",
    settings: strict,
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Log {
        static #file: WriteStream | undefined;
        static #open(): void {
          Log.#file = createWriteStream(String(Date.now()));
        }
        readonly #timer = setInterval(() => {
          this.end();
          Log.#open();
        }, 60_000);
        end(): void {
          Log.#file?.end();
        }
        close(): void {
          clearInterval(this.#timer);
          this.end();
        }
      }`,
  },
  {
    name: "an interval of an instance opens anew what the class holds for all",
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Log {
        static #file: WriteStream | undefined;
        static #open(): void {
          Log.#file = createWriteStream(String(Date.now())); //~ overwritten strict
        }
        readonly #timer = setInterval(() => {
          Log.#open();
        }, 60_000);
        close(): void {
          clearInterval(this.#timer);
          Log.#file?.end();
        }
      }`,
  },
  {
    name: "a static block starts an interval, and a static setter another",
    code: ts`
      export class Beat {
        static #timer: NodeJS.Timeout | undefined;
        static #ms = 1_000;
        static {
          this.start();
        }
        static setRate(ms: number): void {
          this.#ms = ms;
          this.start();
        }
        static start(): void {
          this.#timer = setInterval(() => {}, this.#ms); //~ overwritten strict
        }
        static stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a static block starts an interval, and a static setter stops it first",
    settings: strict,
    code: ts`
      export class Beat {
        static #timer: NodeJS.Timeout | undefined;
        static #ms = 1_000;
        static {
          Beat.start();
        }
        static setRate(ms: number): void {
          this.#ms = ms;
          Beat.stop();
          this.start();
        }
        static start(): void {
          Beat.#timer = setInterval(() => {}, this.#ms);
        }
        static stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a constructor starts what is each object's own, and a static setter of that name what is the class's",
    settings: strict,
    code: ts`
      export class Beat {
        static #timer: NodeJS.Timeout | undefined;
        readonly #ms: number;
        constructor(ms: number) {
          this.#ms = ms;
          this.start();
        }
        start(): void {
          console.log(this.#ms);
        }
        static setRate(): void {
          this.start();
        }
        static start(): void {
          this.#timer = setInterval(() => {}, 1_000);
        }
        static stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a static map is given another timer under a key that strangers choose",
    code: ts`
      export class Beats {
        static readonly #timers = new Map<string, NodeJS.Timeout>();
        static add(id: string, beat: () => void): void {
          Beats.#timers.set(id, setInterval(beat, 1_000)); //~ overwritten strict
        }
        static remove(id: string): void {
          const timer = Beats.#timers.get(id);
          clearInterval(timer);
          Beats.#timers.delete(id);
        }
        static stop(): void {
          for (const timer of Beats.#timers.values()) clearInterval(timer);
        }
      }`,
  },
  {
    name: "another file closes the shown static field before reconnect()",
    settings: strict,
    needs: "types",
    beside: {
      "main.ts": ts`
        import { Leaves } from "./program.js";
        export async function again(): Promise<void> {
          await Leaves.leafPool?.end();
          Leaves.reconnect();
        }`,
    },
    code: ts`
      import { Pool } from "pg";
      export class Leaves {
        static leafPool: Pool | undefined;
        static async count(): Promise<number> {
          return (await this.leafPool?.query("select 1"))?.rows.length ?? 0;
        }
        static connect(): void {
          Leaves.leafPool = new Pool();
        }
        static reconnect(): void {
          Leaves.connect();
        }
      }`,
  },
];
