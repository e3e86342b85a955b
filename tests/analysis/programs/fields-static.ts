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
];
