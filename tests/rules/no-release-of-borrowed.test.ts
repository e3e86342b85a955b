/** It is (not) a release of what was only lent when its owner, in the same file, (does not go) goes on with it. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { noReleaseOfBorrowed } from "../../src/rules/no-release-of-borrowed.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

type Fact = "tagged" | "shared" | "injected" | "cached";

const reported = (
  name: string,
  code: string,
  messageId: Fact,
  data: Readonly<Record<string, string>>,
): InvalidTestCase<Fact, []> => ({ name, code, errors: [{ messageId, data }] });

const lentToClass = (rest: string): string => ts`
  import { Pool } from "pg";
  class Store {
    constructor(private readonly pool: Pool) {}
    rows(sql: string) {
      return this.pool.query(sql);
    }
    async close() {
      await this.pool.end();
    }
  }
  ${rest}`;

const pool = { holder: "pool", resource: "pg pool", release: "pool.end()" };

const wrong: readonly InvalidTestCase<Fact, []>[] = [
  reported(
    "its own tag says that it borrows",
    ts`
      import type { PoolClient } from "pg";
      /** @borrows client */
      export async function rows(client: PoolClient, sql: string) {
        const { rows } = await client.query(sql);
        client.release();
        return rows;
      }`,
    "tagged",
    { holder: "client", resource: "pg pooled client", release: "client.release()" },
  ),
  reported(
    "a handler of requests ends the pool of the module",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      createServer(async (request, response) => {
        const { rows } = await pool.query("SELECT 1");
        response.end(JSON.stringify(rows));
        await pool.end();
      }).listen(80);`,
    "shared",
    { ...pool, lender: "<anonymous>" },
  ),
  reported(
    "a serverless function ends the client that its next call needs",
    ts`
      import { MongoClient } from "mongodb";
      const client = new MongoClient("mongodb://db");
      export const handler = async (event: { readonly id: string }) => {
        try {
          return await client.db().collection("users").findOne({ id: event.id });
        } finally {
          await client.close();
        }
      };`,
    "shared",
    { holder: "client", resource: "mongodb client", release: "client.close()", lender: "handler" },
  ),
  reported(
    "the function that made the pool ends it after the class did",
    lentToClass(ts`
      export async function run(sql: string) {
        const pool = new Pool();
        const store = new Store(pool);
        await store.rows(sql);
        await store.close();
        await pool.end();
      }`),
    "injected",
    { holder: "this.pool", resource: "pg pool", release: "this.pool.end()", lender: "run", line: "16" },
  ),
  reported(
    "the function that made the pool uses it after the class ended it",
    lentToClass(ts`
      export async function run(sql: string) {
        const pool = new Pool();
        const store = new Store(pool);
        try {
          await store.rows(sql);
        } finally {
          await store.close();
        }
        return await pool.query("SELECT 1");
      }`),
    "injected",
    { holder: "this.pool", resource: "pg pool", release: "this.pool.end()", lender: "run", line: "19" },
  ),
  reported(
    "every request lends the pool anew",
    lentToClass(ts`
      const pool = new Pool();
      export async function GET() {
        const store = new Store(pool);
        const rows = await store.rows("SELECT 1");
        await store.close();
        return rows;
      }`),
    "injected",
    { holder: "this.pool", resource: "pg pool", release: "this.pool.end()", lender: "GET", line: "15" },
  ),
  reported(
    "the constructor assigns the field, or makes what is missing",
    ts`
      import { Pool } from "pg";
      class Store {
        readonly pool: Pool;
        constructor(pool?: Pool) {
          this.pool = pool ?? new Pool();
        }
        async close() {
          await this.pool.end();
        }
      }
      export async function run() {
        const pool = new Pool();
        const store = new Store(pool);
        await store.close();
        await pool.end();
      }`,
    "injected",
    { holder: "this.pool", resource: "pg pool", release: "this.pool.end()", lender: "run", line: "15" },
  ),
];

const typedOnly: readonly InvalidTestCase<Fact, []>[] = [
  reported(
    "a getter answers the pool that the module remembers",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      let shared: Pool | undefined;
      function getPool() {
        shared ??= new Pool();
        return shared;
      }
      createServer(async (request, response) => {
        const pool = getPool();
        const { rows } = await pool.query("SELECT 1");
        response.end(JSON.stringify(rows));
        await pool.end();
      }).listen(80);`,
    "shared",
    { ...pool, lender: "<anonymous>" },
  ),
  reported(
    "what a map lends stays in the map",
    ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      export function add(url: string) {
        pools.set(url, new Pool({ connectionString: url }));
      }
      export async function rows(url: string, sql: string) {
        const pool = pools.get(url);
        const result = await pool?.query(sql);
        await pool?.end();
        return result?.rows;
      }`,
    "cached",
    { ...pool, lender: "pools" },
  ),
];

const fine: readonly ValidTestCase<[]>[] = [
  {
    name: "what has a get() is no collection, and answers a new one each time",
    code: ts`
      import http from "node:http";
      export function ping(url: string): void {
        const request = http.get(url, (response) => { response.resume(); });
        request.on("error", console.error);
        request.end();
      }`,
  },
  {
    name: "a module that is required has a get()",
    code: ts`
      const http = require("http");
      function ping(url) {
        const request = http.get(url, (response) => { response.resume(); });
        request.on("error", console.error);
        request.end();
      }
      module.exports = { ping };`,
  },
  {
    name: "a function takes what it is given",
    code: ts`
      import type { PoolClient } from "pg";
      export async function rows(client: PoolClient, sql: string) {
        const { rows } = await client.query(sql);
        client.release();
        return rows;
      }`,
  },
  {
    name: "the tag speaks of another parameter",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      /** @borrows pool */
      export async function rows(pool: Pool, client: PoolClient) {
        client.release();
        return (await pool.query("SELECT 1")).rows;
      }`,
  },
  {
    name: "the end of the program ends the pool",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer(async (request, response) => {
        response.end(JSON.stringify((await pool.query("SELECT 1")).rows));
      }).listen(80);
      process.on("SIGTERM", () => server.close(() => void pool.end()));`,
  },
  {
    name: "a request asks the program to end",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      createServer(async (request, response) => {
        await pool.query("SELECT 1");
        await pool.end();
        response.end();
        process.exit();
      }).listen(80);`,
  },
  {
    name: "a condition of the handler's own decides",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      createServer(async (request, response) => {
        await pool.query("SELECT 1");
        if (request.url === "/last") await pool.end();
        response.end();
      }).listen(80);`,
  },
  {
    name: "the module makes another when it was ended",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      let pool: Pool | undefined;
      createServer(async (request, response) => {
        pool ??= new Pool();
        await pool.query("SELECT 1");
        await pool.end();
        pool = undefined;
        response.end();
      }).listen(80);`,
  },
  {
    name: "the handler made it itself",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      createServer(async (request, response) => {
        const pool = new Pool();
        response.end(JSON.stringify((await pool.query("SELECT 1")).rows));
        await pool.end();
      }).listen(80);`,
  },
  {
    name: "a server that waits for one request ends itself",
    code: ts`
      import { createServer } from "node:http";
      const server = createServer((request, response) => {
        response.end();
        server.close();
      }).listen(80);`,
  },
  {
    name: "a script ends the pool of its module",
    code: ts`
      import { Pool } from "pg";
      const pool = new Pool();
      export async function migrate() {
        await pool.query("SELECT 1");
        await pool.end();
      }`,
  },
  {
    name: "the class got the pool for good",
    code: lentToClass(ts`
      export async function run(sql: string) {
        const pool = new Pool();
        const store = new Store(pool);
        pool.on("error", console.error);
        await pool.query("SET x = 1");
        await store.rows(sql);
        await store.close();
      }`),
  },
  {
    name: "the class ends it on a path that goes no further",
    code: lentToClass(ts`
      export async function run(sql: string, skip: boolean) {
        const pool = new Pool();
        const store = new Store(pool);
        if (skip) {
          await store.close();
          return;
        }
        await pool.query(sql);
      }`),
  },
  {
    name: "the class asks whether it owns it",
    code: ts`
      import { Pool } from "pg";
      class Store {
        readonly pool: Pool;
        private readonly owned: boolean;
        constructor(pool?: Pool) {
          this.owned = !pool;
          this.pool = pool ?? new Pool();
        }
        async close() {
          if (this.owned) await this.pool.end();
        }
      }
      export async function run() {
        const pool = new Pool();
        const store = new Store(pool);
        await store.close();
        await pool.end();
      }`,
  },
  {
    name: "a second end of its kind does nothing",
    code: ts`
      import net from "node:net";
      class Wire {
        constructor(private readonly socket: net.Socket) {}
        close() {
          this.socket.destroy();
        }
      }
      export function knock(port: number) {
        const socket = net.connect(port);
        const wire = new Wire(socket);
        wire.close();
        socket.destroy();
      }`,
  },
  {
    name: "the map forgets what is released",
    code: ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      export async function rows(url: string, sql: string) {
        const pool = pools.get(url);
        const result = await pool?.query(sql);
        await pool?.end();
        pools.delete(url);
        return result?.rows;
      }`,
  },
  {
    name: "all that the map has is ended with it",
    code: ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      export async function disconnect(url: string) {
        const pool = pools.get(url);
        await pool?.end();
      }`,
  },
];

typed.run("no-release-of-borrowed", noReleaseOfBorrowed, { valid: [...fine], invalid: [...wrong, ...typedOnly] });

untyped.run("no-release-of-borrowed without types", noReleaseOfBorrowed, {
  valid: [...fine, ...typedOnly.map(({ name, code }) => ({ name: `nobody knows whether ${name ?? ""}`, code }))],
  invalid: [...wrong],
});
