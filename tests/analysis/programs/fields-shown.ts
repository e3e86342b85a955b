/** Fields behind accessors: the class works with `this.thread`, and the worker is in `this._thread`. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

export const fieldsShown: readonly Case[] = [
  {
    name: "stop() terminates what a getter shows under a name of its own",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Pool {
        private _thread?: Worker;
        start(): void {
          this._thread ||= new Worker("./worker.js");
        }
        send(text: string): void {
          this.thread.postMessage(text);
        }
        async stop(): Promise<void> {
          const thread = this.thread;
          await thread.terminate();
          thread.stdout.unpipe();
          this._thread = undefined;
        }
        private get thread(): Worker {
          if (!this._thread) throw new Error("never started");
          return this._thread;
        }
      }`,
  },
  {
    name: "stop() terminates what a getter shows at once",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Pool {
        #thread: Worker | undefined;
        get thread(): Worker | undefined {
          return this.#thread;
        }
        start(): void {
          this.#thread = new Worker("./worker.js");
        }
        async stop(): Promise<void> {
          await this.thread?.terminate();
        }
      }`,
  },
  {
    name: "close() destructures the getter that makes the pool when it is first asked for",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        #pool: Pool | undefined;
        private get pool(): Pool {
          return (this.#pool ??= new Pool());
        }
        async count(): Promise<number> {
          return (await this.pool.query("select 1")).rows.length;
        }
        async close(): Promise<void> {
          const { pool } = this;
          await pool.end();
        }
      }`,
  },
  {
    name: "the base class shows the field that the class below it clears",
    settings: strict,
    code: ts`
      class Base {
        private timer: NodeJS.Timeout | undefined = setInterval(() => {}, 1_000);
        protected get beat(): NodeJS.Timeout | undefined {
          return this.timer;
        }
      }
      export class Link extends Base {
        close(): void {
          clearInterval(this.beat);
        }
      }`,
  },
  {
    name: "the accessor is set, and the field behind it is destroyed",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Link {
        #socket: Socket | undefined;
        get socket(): Socket | undefined {
          return this.#socket;
        }
        set socket(socket: Socket | undefined) {
          this.#socket = socket;
        }
        open(port: number): void {
          this.socket = connect(port);
        }
        close(): void {
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "another object of the file ends the field by its accessor",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      class Runner {
        #thread = new Worker("./worker.js");
        #stopped = false;
        get thread(): Worker {
          return this.#thread;
        }
        stop(): void {
          this.#stopped = true;
        }
      }
      export async function run(): Promise<void> {
        const runner = new Runner();
        runner.stop();
        await runner.thread.terminate();
      }`,
  },
  {
    name: "another file of the program ends the field by its accessor",
    settings: strict,
    beside: {
      "host.ts": ts`
        import { Runner } from "./program.js";
        export async function run(): Promise<void> {
          const runner = new Runner();
          runner.stop();
          await runner.thread.terminate();
        }`,
    },
    needs: "types",
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Runner {
        #thread = new Worker("./worker.js");
        #stopped = false;
        get thread(): Worker {
          return this.#thread;
        }
        stop(): void {
          this.#stopped = true;
        }
      }`,
  },
  {
    name: "stop() ends what another getter shows",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Pool {
        private _first = new Worker("./first.js");
        private _second = new Worker("./second.js"); //~ forgotten stop() strict
        get first(): Worker {
          return this._first;
        }
        get second(): Worker {
          return this._second;
        }
        async stop(): Promise<void> {
          await this.first.terminate();
        }
      }`,
  },
  {
    name: "stop() only reads from what the getter shows",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Pool {
        private _thread = new Worker("./worker.js"); //~ forgotten stop() strict
        private get thread(): Worker {
          return this._thread;
        }
        stop(): void {
          this.thread.ref();
        }
      }`,
  },
  {
    name: "a getter shows a part of it, whose end is not its own",
    settings: strict,
    code: ts`
      import { Worker } from "node:worker_threads";
      export class Pool {
        private _thread = new Worker("./worker.js", { stdout: true }); //~ forgotten stop()
        private get output() {
          return this._thread.stdout;
        }
        stop(): void {
          this.output.destroy();
        }
      }`,
  },
];
