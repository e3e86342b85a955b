/** It is (not) forgotten by a shutdown when the end of the program ends others, and not it (or it, too). */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { requireShutdown } from "../../src/rules/require-shutdown.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

type Id = keyof typeof requireShutdown.meta.messages;

const forgotten = (
  name: string,
  code: string,
  ...data: readonly Readonly<Record<string, string>>[]
): InvalidTestCase<Id, []> => ({
  name,
  code,
  errors: data.map((one) => ({ messageId: "forgotten", data: one })),
});

const pool = { holder: "pool", resource: "pg pool", release: "pool.end()" };

const wrong: readonly InvalidTestCase<Id, []>[] = [
  forgotten(
    "a signal closes the server only",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer(async (request, response) => {
        response.end(JSON.stringify(await pool.query("select 1")));
      });
      server.listen(80);
      process.once("SIGTERM", () => server.close());`,
    { ...pool, ended: "server", line: "8" },
  ),
  forgotten(
    "a function that the signal runs calls others",
    ts`
      import process from "node:process";
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      function stop() {
        stopServer();
      }
      function stopServer() {
        server.closeAllConnections();
        server.close();
      }
      process.on("SIGTERM", stop);`,
    { ...pool, ended: "server", line: "14" },
  ),
  forgotten(
    "each signal of a list",
    ts`
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      export const find = async (id: string) => (await redis.get(id)) ?? (await pool.query("select $1", [id])).rows[0];
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.on(signal, async () => {
          await redis.quit();
          process.exit(0);
        });`,
    { ...pool, ended: "redis", line: "7" },
  ),
  forgotten(
    "the process ends, and cuts off what is under way",
    ts`
      import { Pool } from "pg";
      import { Redis } from "ioredis";
      const pool = new Pool();
      const redis = new Redis();
      export const find = (id: string) => Promise.all([redis.get(id), pool.query("select $1", [id])]);
      process.on("SIGTERM", () => void redis.quit().finally(() => process.exit(0)));`,
    { ...pool, ended: "redis", line: "6" },
  ),
  forgotten(
    "a hook of fastify",
    ts`
      import fastify from "fastify";
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const app = fastify();
      const pool = new Pool();
      const redis = new Redis();
      app.get("/", async () => [await redis.get("a"), await pool.query("select 1")]);
      app.addHook("onClose", async () => {
        await redis.quit();
      });`,
    { ...pool, ended: "redis", line: "8" },
  ),
  forgotten(
    "a hook of Nest",
    ts`
      import { Injectable, type OnModuleDestroy } from "@nestjs/common";
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      @Injectable()
      export class Store implements OnModuleDestroy {
        async find(id: string) {
          return (await redis.get(id)) ?? (await pool.query("select $1", [id])).rows[0];
        }
        async onModuleDestroy() {
          await redis.quit();
        }
      }`,
    { ...pool, ended: "redis", line: "11" },
  ),
  forgotten(
    "the module exports how to stop it",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      export const start = () => server.listen(80);
      export async function shutdown() {
        server.close();
      }`,
    { ...pool, ended: "server", line: "6" },
  ),
  forgotten(
    "the function that starts all holds it",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      export function start() {
        const pool = new Pool();
        const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
        server.listen(80);
        process.once("SIGTERM", () => server.close());
      }`,
    { ...pool, ended: "server", line: "7" },
  ),
  forgotten(
    "an interval keeps the process going",
    ts`
      import { createServer } from "node:http";
      const server = createServer((request, response) => response.end());
      server.listen(80);
      const timer = setInterval(() => console.log(process.memoryUsage()), 1000);
      process.once("SIGTERM", () => server.close());`,
    { holder: "timer", resource: "interval", release: "clearInterval(timer)", ended: "server", line: "5" },
  ),
  forgotten(
    "the server goes on while the database is closed",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      process.once("SIGTERM", () => void pool.end());`,
    { holder: "server", resource: "http server", release: "server.close()", ended: "pool", line: "6" },
  ),
  forgotten(
    "a forced end is no end",
    ts`
      import { createServer } from "node:http";
      const server = createServer((request, response) => response.end());
      server.listen(80);
      const timer = setInterval(() => console.log(process.memoryUsage()), 1000);
      process.once("SIGTERM", () => {
        setTimeout(() => process.exit(1), 10_000).unref();
        server.close();
      });`,
    { holder: "timer", resource: "interval", release: "clearInterval(timer)", ended: "server", line: "5" },
  ),
  forgotten(
    "a function of the program makes it",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const connect = () => new Pool({ max: 5 });
      const pool = connect();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      process.once("SIGTERM", () => server.close());`,
    { ...pool, ended: "server", line: "7" },
  ),
  forgotten(
    "what wraps it is not ended either",
    ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      class Users {
        constructor(private readonly db: Pool) {}
        all() {
          return this.db.query("select 1");
        }
      }
      const pool = new Pool();
      const users = new Users(pool);
      const server = createServer((request, response) => void users.all().then(() => response.end()));
      server.listen(80);
      process.once("SIGTERM", () => server.close());`,
    { ...pool, ended: "server", line: "13" },
  ),
  forgotten(
    "two branches make it, and one call would end it",
    ts`
      import http from "node:http";
      import https from "node:https";
      import { Pool } from "pg";
      const pool = new Pool();
      let server: http.Server;
      const answer: http.RequestListener = (request, response) => void pool.query("select 1").then(() => response.end());
      if (process.env["CERT"]) {
        server = https.createServer({ cert: process.env["CERT"] }, answer);
      } else {
        server = http.createServer(answer);
      }
      server.listen(80);
      process.once("SIGTERM", () => void pool.end().then(() => process.exit(0)));`,
    { holder: "server", resource: "http server", release: "server.close()", ended: "pool", line: "13" },
  ),
  forgotten(
    "the exit waits for the others, and the way on which it does not is another one",
    ts`
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      export const find = async (id: string) => (await redis.get(id)) ?? (await pool.query("select $1", [id])).rows[0];
      let signals = 0;
      process.on("SIGTERM", async () => {
        signals += 1;
        if (signals > 1) process.exit(1);
        await redis.quit();
        process.exit(0);
      });`,
    { ...pool, ended: "redis", line: "7" },
  ),
  forgotten(
    "a list of the extension keeps it that its end does not look at",
    ts`
      import * as vscode from "vscode";
      const channels: vscode.OutputChannel[] = [];
      let channel: vscode.OutputChannel;
      let watcher: vscode.FileSystemWatcher | undefined;
      export function activate(context: vscode.ExtensionContext) {
        channel = vscode.window.createOutputChannel("mine " + context.extension.id);
        channels.push(channel);
        watcher = vscode.workspace.createFileSystemWatcher("**/*.x");
      }
      export function deactivate() {
        channel.appendLine("bye");
        watcher?.dispose();
      }`,
    {
      holder: "channel",
      resource: "vscode output channel",
      release: "channel.dispose()",
      ended: "watcher",
      line: "10",
    },
  ),
];

const right: readonly ValidTestCase<[]>[] = [
  {
    name: "the editor ends what it is given, whatever else the extension ends",
    code: ts`
      import * as vscode from "vscode";
      let channel: vscode.OutputChannel;
      let watcher: vscode.FileSystemWatcher | undefined;
      export function activate(context: vscode.ExtensionContext) {
        channel = vscode.window.createOutputChannel("mine");
        context.subscriptions.push(channel);
        watcher = vscode.workspace.createFileSystemWatcher("**/*.x");
      }
      export function deactivate() {
        channel.appendLine("bye");
        watcher?.dispose();
      }`,
  },
  {
    name: "a list that the caller gave has it",
    code: ts`
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      export const find = (id: string) => Promise.all([redis.get(id), pool.query("select $1", [id])]);
      export const register = (ends: { add: (one: { end: () => Promise<void> }) => void }) => ends.add(pool);
      process.on("SIGTERM", () => void redis.quit());`,
  },
  {
    name: "the signal ends all",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      process.once("SIGTERM", () => server.close(() => void pool.end()));`,
  },
  {
    name: "a helper ends it",
    code: ts`
      import { createServer, type Server } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      const closeAll = async (one: Server) => {
        one.close();
        await pool.end();
      };
      process.once("SIGTERM", () => void closeAll(server));`,
  },
  {
    name: "the end of another ends it",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.on("close", () => void pool.end());
      server.listen(80);
      process.once("SIGTERM", () => server.close());`,
  },
  {
    name: "nothing is said of an end",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);`,
  },
  {
    name: "the signal only ends the process",
    code: ts`
      import { Pool } from "pg";
      const pool = new Pool();
      export const find = (id: string) => pool.query("select $1", [id]);
      process.on("SIGINT", () => {
        console.log("bye");
        process.exit(130);
      });`,
  },
  {
    name: "the process exits at once, whatever else was asked to end",
    code: ts`
      import { createServer } from "node:http";
      import { Redis } from "ioredis";
      const redis = new Redis();
      const server = createServer((request, response) => void redis.get("page").then((page) => response.end(page)));
      server.listen(80);
      process.on("SIGINT", () => {
        redis.quit().then(() => process.exit());
        process.exit();
      });
      process.on("SIGTERM", () => {
        redis.disconnect();
        leave();
      });
      function leave() {
        console.log("bye");
        process.exit(0);
      }`,
  },
  {
    name: "the end of the process ends an interval, too",
    code: ts`
      import { createServer } from "node:http";
      const server = createServer((request, response) => response.end());
      server.listen(80);
      const timer = setInterval(() => console.log(process.memoryUsage()), 1000);
      export const isReporting = () => timer.hasRef();
      process.once("SIGTERM", () => server.close(() => process.exit(0)));`,
  },
  {
    name: "it does not keep the process going",
    code: ts`
      import { createServer } from "node:http";
      const server = createServer((request, response) => response.end());
      server.listen(80);
      const timer = setInterval(() => console.log(process.memoryUsage()), 1000).unref();
      const other = setInterval(() => console.log(timer.hasRef()), 1000);
      other.unref();
      process.once("SIGTERM", () => server.close());`,
  },
  {
    name: "a list of all is ended",
    code: ts`
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      const closing = [() => redis.quit(), pool];
      process.on("SIGTERM", async () => {
        await redis.quit();
        for (const one of closing) if ("end" in one) await one.end();
      });`,
  },
  {
    name: "what wraps it is ended in its place",
    code: ts`
      import { createServer, type Server } from "node:http";
      import { Pool } from "pg";
      class Terminator {
        constructor(private readonly server: Server) {}
        terminate() {
          this.server.close();
        }
      }
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      const terminator = new Terminator(server);
      process.once("SIGTERM", async () => {
        terminator.terminate();
        await pool.end();
      });`,
  },
  {
    name: "a client that is never opened owes nothing",
    code: ts`
      import { createServer } from "node:http";
      import { createClient } from "redis";
      export const redis = createClient();
      const server = createServer((request, response) => response.end());
      server.listen(80);
      process.once("SIGTERM", () => server.close());`,
  },
  {
    name: "the function that stops one thing is named for it",
    code: ts`
      import { Redis } from "ioredis";
      import { Pool } from "pg";
      const pool = new Pool();
      const redis = new Redis();
      export const find = (id: string) => Promise.all([redis.get(id), pool.query("select $1", [id])]);
      export const closeRedis = () => redis.quit();`,
  },
  {
    name: "the event comes only when no server listens",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      process.once("beforeExit", () => void pool.end());`,
  },
  {
    name: "a function with the name of an end ends nothing",
    code: ts`
      import { Pool } from "pg";
      const SUCCESS = 0;
      const pool = new Pool();
      export const find = (id: string) => pool.query("select $1", [id]);
      const terminate = (code: number) => console.log("terminated", code);
      process.once("SIGTERM", () => terminate(SUCCESS));`,
  },
  {
    name: "a test ends as it likes",
    code: ts`
      import { createServer } from "node:http";
      import { test } from "node:test";
      import { Pool } from "pg";
      const pool = new Pool();
      const server = createServer();
      process.once("SIGTERM", () => server.close());
      test("it answers", async () => {
        await pool.query("select 1");
      });`,
  },
  {
    name: "its end is given to what runs at the end",
    code: ts`
      import { createServer } from "node:http";
      import { Pool } from "pg";
      const ends: (() => unknown)[] = [];
      const pool = new Pool();
      ends.push(() => pool.end());
      const server = createServer((request, response) => void pool.query("select 1").then(() => response.end()));
      server.listen(80);
      process.once("SIGTERM", () => {
        server.close();
        for (const end of ends) void end();
      });`,
  },
];

typed.run("require-shutdown", requireShutdown, { invalid: wrong, valid: right });
untyped.run("require-shutdown, without types", requireShutdown, { invalid: [wrong[0]!, wrong[2]!], valid: right });
