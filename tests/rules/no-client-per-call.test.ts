/** It is (not) built again for every call when the program (does not) runs the place again and again. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { noClientPerCall } from "../../src/rules/no-client-per-call.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

type Fact = "built" | "builtInLoop" | "rebuilt" | "rebuiltInLoop" | "buildOnce";
type Options = [] | [{ tier: "recommended" | "all" }];

const reported = (
  name: string,
  code: string,
  data: Readonly<Record<string, string>>,
  output?: string,
): InvalidTestCase<Fact, Options> => ({
  name,
  code,
  errors: [
    {
      messageId: data["per"] === "turn" ? "builtInLoop" : "built",
      data,
      suggestions: output === undefined ? [] : [{ messageId: "buildOnce", data, output }],
    },
  ],
});

const wrong: readonly InvalidTestCase<Fact, Options>[] = [
  reported(
    "a handler of requests builds its own pool",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      createServer(async (request, response) => {
        const pool = new Pool({ connectionString: process.env["DATABASE_URL"] });
        const { rows } = await pool.query("select 1");
        response.end(JSON.stringify(rows));
      }).listen(80);`,
    { holder: "pool", resource: "pg pool", per: "request" },
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool({ connectionString: process.env["DATABASE_URL"] });

      createServer(async (request, response) => {
        const { rows } = await pool.query("select 1");
        response.end(JSON.stringify(rows));
      }).listen(80);`,
  ),
  reported(
    "a handler is known by the types of what it is given",
    ts`
      import type { Request, Response } from "express";
      import { MongoClient } from "mongodb";
      /** One profile. */
      export async function getProfile(incoming: Request, outgoing: Response): Promise<void> {
        const client = new MongoClient("mongodb://db");
        outgoing.json(await client.db().collection("users").findOne({ email: incoming.query["email"] }));
      }`,
    { holder: "client", resource: "mongodb client", per: "request" },
    ts`
      import type { Request, Response } from "express";
      import { MongoClient } from "mongodb";
      const client = new MongoClient("mongodb://db");

      /** One profile. */
      export async function getProfile(incoming: Request, outgoing: Response): Promise<void> {
        outgoing.json(await client.db().collection("users").findOne({ email: incoming.query["email"] }));
      }`,
  ),
  reported(
    "what it is built from is known only inside",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      createServer(async (request, response) => {
        const pool = new Pool({ database: request.headers.host });
        response.end(JSON.stringify(await pool.query("select 1")));
      }).listen(80);`,
    { holder: "pool", resource: "pg pool", per: "request" },
  ),
  reported(
    "a helper of a job builds it",
    ts`
      import { createClient } from "redis";
      import { Worker } from "bullmq";
      async function flag(name: string) {
        const redis = createClient();
        await redis.connect();
        return await redis.get(name);
      }
      export const worker = new Worker("mails", async (job) => {
        if ((await flag("mails")) === "1") console.log(job.id);
      });`,
    { holder: "redis", resource: "redis client", per: "job" },
    ts`
      import { createClient } from "redis";
      import { Worker } from "bullmq";
      const redis = createClient();

      async function flag(name: string) {
        await redis.connect();
        return await redis.get(name);
      }
      export const worker = new Worker("mails", async (job) => {
        if ((await flag("mails")) === "1") console.log(job.id);
      });`,
  ),
  reported(
    "a function of the program makes it, and each tick calls that",
    ts`
      import { PrismaClient } from "@prisma/client";
      const connect = () => new PrismaClient();
      setInterval(async () => {
        const prisma = connect();
        await prisma.$connect();
      }, 1000);`,
    { holder: "prisma", resource: "prisma client", per: "tick" },
    ts`
      import { PrismaClient } from "@prisma/client";
      const connect = () => new PrismaClient();
      const prisma = connect();

      setInterval(async () => {
        await prisma.$connect();
      }, 1000);`,
  ),
  reported(
    "a serverless function builds it each time it is called",
    ts`
      import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";
      export const handler = async () => {
        const s3 = new S3Client({});
        return await s3.send(new ListBucketsCommand({}));
      };`,
    { holder: "s3", resource: "s3 client", per: "request" },
    ts`
      import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});

      export const handler = async () => {
        return await s3.send(new ListBucketsCommand({}));
      };`,
  ),
  reported(
    "each turn of a loop builds one",
    ts`
      import { Pool } from "pg";
      export async function vacuum(databases: readonly string[]) {
        for (const database of databases) {
          const pool = new Pool({ database });
          await pool.query("vacuum");
        }
      }`,
    { holder: "pool", resource: "pg pool", per: "turn", line: "3" },
  ),
];

const needTypes: readonly InvalidTestCase<Fact, Options>[] = [
  reported(
    "the router is what a parameter says",
    ts`
      import type { Router } from "express";
      import Redis from "ioredis";
      export function mount(routes: { readonly own: Router }) {
        routes.own.get(/^.flags/, async (_, answer) => {
          const redis = new Redis();
          answer.json(await redis.get("flag"));
        });
      }`,
    { holder: "redis", resource: "ioredis client", per: "request" },
    ts`
      import type { Router } from "express";
      import Redis from "ioredis";
      const redis = new Redis();

      export function mount(routes: { readonly own: Router }) {
        routes.own.get(/^.flags/, async (_, answer) => {
          answer.json(await redis.get("flag"));
        });
      }`,
  ),
];

const doubtful = { leakproof: { unknownCalls: "borrows" } } as const;

const hungOnRequest: readonly InvalidTestCase<Fact, Options>[] = [
  {
    name: "a middleware builds it for the request that takes it along, and nobody is seen to end it",
    settings: doubtful,
    code: ts`
      import { createClient } from "redis";
      type Incoming = { client?: unknown };
      export default async (req: Incoming, res: unknown, next: () => void) => {
        const client = process.env["REDIS"] ? createClient({ url: process.env["REDIS"] }) : createClient();
        client.on("error", console.error);
        await client.connect();
        req.client = client;
        next();
      };`,
    errors: [{ messageId: "built" }, { messageId: "built" }],
  },
];

const releasedEachTime: readonly InvalidTestCase<Fact, Options>[] = [
  {
    name: "it is released each time, and all is asked for",
    options: [{ tier: "all" }],
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      createServer(async (request, response) => {
        const pool = new Pool();
        try {
          response.end(JSON.stringify(await pool.query("select 1")));
        } finally {
          await pool.end();
        }
      }).listen(80);`,
    errors: [{ messageId: "rebuilt", data: { holder: "pool", resource: "pg pool", per: "request" } }],
  },
  {
    name: "it is released in each turn of a loop, and all is asked for",
    options: [{ tier: "all" }],
    code: ts`
      import { Pool } from "pg";
      export async function vacuum(databases: readonly string[]) {
        for (const database of databases) {
          const pool = new Pool({ database });
          try {
            await pool.query("vacuum");
          } finally {
            await pool.end();
          }
        }
      }`,
    errors: [{ messageId: "rebuiltInLoop", data: { holder: "pool", resource: "pg pool", line: "3" } }],
  },
];

const right: readonly ValidTestCase<Options>[] = [
  {
    name: "the request takes it along, and who doubts nothing believes that it ends there",
    code: ts`
      import { createClient } from "redis";
      export default async (req: { client?: unknown }, res: unknown, next: () => void) => {
        const client = createClient();
        await client.connect();
        req.client = client;
        next();
      };`,
  },
  {
    name: "the request takes it along, and its end ends it",
    settings: doubtful,
    code: ts`
      import { createClient } from "redis";
      type Incoming = { client?: ReturnType<typeof createClient> };
      type Outgoing = { on(event: "finish", listener: () => void): void };
      export default async (req: Incoming, res: Outgoing, next: () => void) => {
        const client = createClient();
        await client.connect();
        req.client = client;
        res.on("finish", () => void req.client?.quit());
        next();
      };`,
  },
  {
    name: "the application takes it along, where it is set up",
    settings: doubtful,
    code: ts`
      import { createClient } from "redis";
      export async function attach(app: { client?: unknown }): Promise<void> {
        const client = createClient();
        await client.connect();
        app.client = client;
      }`,
  },
  {
    name: "it is built at the top of the module",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      createServer(async (request, response) => {
        response.end(JSON.stringify(await pool.query("select 1")));
      }).listen(80);`,
  },
  {
    name: "it is remembered",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      let shared: Pool | undefined;
      const getPool = () => (shared ??= new Pool());
      createServer(async (request, response) => {
        response.end(JSON.stringify(await getPool().query("select 1")));
      }).listen(80);`,
  },
  {
    name: "a map keeps one for each tenant",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      createServer(async (request, response) => {
        const tenant = request.headers.host ?? "";
        let pool = pools.get(tenant);
        if (!pool) {
          pool = new Pool({ database: tenant });
          pools.set(tenant, pool);
        }
        response.end(JSON.stringify(await pool.query("select 1")));
      }).listen(80);`,
  },
  {
    name: "it is released each time",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      createServer(async (request, response) => {
        const pool = new Pool();
        try {
          response.end(JSON.stringify(await pool.query("select 1")));
        } finally {
          await pool.end();
        }
      }).listen(80);`,
  },
  {
    name: "an exported function may be called once",
    code: ts`
      import { Pool } from "pg";
      export async function migrate(database: string) {
        const pool = new Pool({ database });
        await pool.query("create table users ()");
      }`,
  },
  {
    name: "a test builds it",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      import { it } from "vitest";
      it("answers", () => {
        createServer(async (request, response) => {
          const pool = new Pool();
          response.end(JSON.stringify(await pool.query("select 1")));
        }).listen(0);
      });`,
  },
  {
    name: "a handler starts a server, which serves whoever comes",
    code: ts`
      import { createServer } from "node:http";
      createServer((request, response) => {
        const callback = createServer((_, answer) => answer.end("done"));
        callback.listen(0);
        response.end();
      }).listen(80);`,
  },
  {
    name: "it tries until one connects",
    code: ts`
      import { createClient } from "redis";
      export async function connected() {
        for (;;) {
          const client = createClient();
          try {
            return await client.connect();
          } catch (error) {
            client.destroy();
            console.error(error);
          }
        }
      }`,
  },
  {
    name: "each object of a class has its own, for whoever made it to end",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #pool = new Pool();
        rows() {
          return this.#pool.query("select 1");
        }
        async close() {
          await this.#pool.end();
        }
      }`,
  },
];

const mended = mendsOf([...wrong, ...needTypes]) as ValidTestCase<Options>[];
typed.run("no-client-per-call", noClientPerCall, {
  valid: [...right, ...mended],
  invalid: [...wrong, ...hungOnRequest, ...needTypes, ...releasedEachTime],
});
untyped.run("no-client-per-call, without types", noClientPerCall, {
  valid: [...right],
  invalid: [...wrong, ...hungOnRequest, ...releasedEachTime],
});
