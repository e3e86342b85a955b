/** Fields that are given a resource when the object that holds them may have ended meanwhile. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows", throws: "calls" } as const;

const worker = (inside: string): string => ts`
  import type { Pool, PoolClient } from "pg";
  export class Listener {
    #client: PoolClient | undefined;
    #isStopped = false;
    readonly #pool: Pool;
    constructor(pool: Pool) {
      this.#pool = pool;
    }
    async start(): Promise<void> {
      if (this.#isStopped) return;
      ${inside}
    }
    async stop(): Promise<void> {
      this.#isStopped = true;
      this.#client?.release();
      this.#client = undefined;
    }
  }`;

const shared = (inside: string): string => ts`
  import { Pool, type PoolClient } from "pg";
  export class Listener {
    static readonly #pool = new Pool();
    static #client: PoolClient | undefined;
    static #isStopped = false;
    static async start(): Promise<void> {
      if (this.#isStopped) return;
      ${inside}
    }
    static async stop(): Promise<void> {
      Listener.#isStopped = true;
      this.#client?.release();
      await this.#pool.end();
    }
  }`;

export const lateArrivals: readonly Case[] = [
  {
    name: "the object is stopped while it waits for its client",
    settings: strict,
    code: worker(`this.#client = await this.#pool.connect(); //~ forgotten stop() strict
      await this.#client.query("listen jobs");`),
  },
  {
    name: "the client has another name before",
    settings: strict,
    code: worker(`const client = await this.#pool.connect(); //~ forgotten stop() strict
      this.#client = client;`),
  },
  {
    name: "the flag is asked for when the client has come",
    settings: strict,
    code: worker(`const client = await this.#pool.connect();
      if (this.#isStopped) client.release();
      else this.#client = client;`),
  },
  {
    name: "a method of the object asks for the flag",
    settings: strict,
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Listener {
        #client: PoolClient | undefined;
        #isStopped = false;
        constructor(private readonly pool: Pool) {}
        async start(): Promise<void> {
          this.#client = await this.pool.connect();
          this.#settle();
        }
        #settle(): void {
          if (this.#isStopped) this.#client?.release();
        }
        stop(): void {
          this.#isStopped = true;
          this.#client?.release();
        }
      }`,
  },
  {
    name: "the end waits for the beginning",
    settings: strict,
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Listener {
        #client: PoolClient | undefined;
        #isStopped = false;
        #starting: Promise<void> | undefined;
        constructor(private readonly pool: Pool) {}
        begin(): void {
          if (!this.#isStopped) this.#starting = this.#start();
        }
        async #start(): Promise<void> {
          this.#client = await this.pool.connect();
        }
        async stop(): Promise<void> {
          this.#isStopped = true;
          await this.#starting;
          this.#client?.release();
        }
      }`,
  },
  {
    name: "the object is stopped while it waits, and nobody is to be alarmed in doubt",
    code: worker("this.#client = await this.#pool.connect();"),
  },
  {
    name: "the class is closed while it waits for the client of all",
    needs: "types",
    settings: strict,
    code: shared(`Listener.#client = await Listener.#pool.connect(); //~ forgotten stop() strict
      await Listener.#client.query("listen jobs");`),
  },
  {
    name: "the flag of the class is asked for when the client has come",
    needs: "types",
    settings: strict,
    code: shared(`const client = await Listener.#pool.connect();
      if (Listener.#isStopped) client.release();
      else Listener.#client = client;`),
  },
  {
    name: "a static method asks for the flag of the class",
    settings: strict,
    code: ts`
      import { Pool, type PoolClient } from "pg";
      export class Listener {
        static readonly #pool = new Pool();
        static #client: PoolClient | undefined;
        static #isStopped = false;
        static async start(): Promise<void> {
          this.#client = await this.#pool.connect();
          Listener.#settle();
        }
        static #settle(): void {
          if (Listener.#isStopped) this.#client?.release();
        }
        static stop(): void {
          this.#isStopped = true;
          this.#client?.release();
          void this.#pool.end();
        }
      }`,
  },
  {
    name: "the class is closed while it waits, and nobody is to be alarmed in doubt",
    code: shared("Listener.#client = await Listener.#pool.connect();"),
  },
];
