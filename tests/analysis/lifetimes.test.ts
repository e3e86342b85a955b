/** How often does a place in a program run? Each `here()` is marked with what is known of it, with types and without. */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { SourceCode } from "eslint";
import { beforeAll, describe, expect, it } from "vitest";
import { fileFrom } from "../../src/analysis/file.ts";
import { frequencyOf } from "../../src/analysis/lifetimes/index.ts";
import { settingsFrom } from "../../src/analysis/settings.ts";
import { callsIn } from "../../src/analysis/tree.ts";
import { ts } from "../support/rule-tester.ts";
import { fixture, programOf } from "./judge.ts";

interface Case {
  /** Finishes "it runs …", or "it is not known". */
  readonly name: string;
  readonly code: string;
  readonly needs?: "types";
}

const often: readonly Case[] = [
  {
    name: "for each request that a server of Node is given",
    code: ts`
      import { createServer } from "node:http";
      createServer((request, response) => {
        here(); //~ request
        response.end();
      });`,
  },
  {
    name: "for each request, when the handler is given by name",
    code: ts`
      import * as http from "node:http";
      const server = new http.Server();
      server.on("request", answer);
      function answer() {
        here(); //~ request
      }`,
  },
  {
    name: "for each connection of a server that is a field",
    needs: "types",
    code: ts`
      import type { Server } from "node:net";
      export class Gate {
        #server: Server;
        constructor(gates: { readonly main: Server }) {
          this.#server = gates.main;
          gates.main.on("connection", () => {
            here(); //~ connection
          });
          this.#server.on("listening", () => here()); //~ unknown
        }
      }`,
  },
  {
    name: "for each request of an express app, whatever the path is",
    code: ts`
      import express from "express";
      const app = express();
      app.use((_, __, next) => {
        here(); //~ request
        next();
      });
      const path = /^.orders/;
      app.get(path, async () => {
        here(); //~ request
      });
      app.route("/users").post(() => here()); //~ request`,
  },
  {
    name: "for each request of a router that is a parameter",
    needs: "types",
    code: ts`
      import type { Router } from "express";
      export function mount(routes: { readonly own: Router }) {
        here(); //~ unknown
        const mounted = routes.own;
        mounted.get(/x/, () => here()); //~ request
      }`,
  },
  {
    name: "for each request that a handler's declared types speak of",
    code: ts`
      import type { Request, Response, RequestHandler } from "express";
      import type { FastifyReply } from "fastify";
      import type { Context } from "koa";
      import type { Context as HonoContext } from "hono";
      import type { IncomingMessage, ServerResponse } from "node:http";
      export async function list(query: Request, answer: Response) {
        here(query, answer); //~ request
      }
      export const remove: RequestHandler = (one, other) => {
        here(one, other); //~ request
      };
      export const send = (answer: FastifyReply) => here(answer); //~ request
      export const koa = (context: Context) => here(context); //~ request
      export const hono = (context: HonoContext) => here(context); //~ request
      export const node = (message: IncomingMessage, answer: ServerResponse) => here(message, answer); //~ request
      export const client = (message: IncomingMessage) => here(message); //~ unknown`,
  },
  {
    name: "for each request, by fastify's routes and hooks",
    code: ts`
      import fastify from "fastify";
      const app = fastify();
      app.get("/", () => here()); //~ request
      app.route({ method: "GET", url: "/x", handler: async () => here() }); //~ request
      app.addHook("onRequest", async () => here()); //~ request
      app.addHook("onClose", async () => here()); //~ once`,
  },
  {
    name: "for each request, by koa's and hono's middleware",
    code: ts`
      import Koa from "koa";
      import { Hono } from "hono";
      const koa = new Koa();
      koa.use(async () => {
        here(); //~ request
      });
      const hono = new Hono();
      hono.use(async () => {
        here(); //~ request
      });
      hono.get("/x", (c) => c.text(String(here()))); //~ request`,
  },
  {
    name: "for each request, in a method of a controller and what it calls",
    code: ts`
      import { Controller, Get } from "@nestjs/common";
      @Controller("users")
      export class Users {
        @Get()
        list() {
          return this.#read();
        }
        #read() {
          return here(); //~ request
        }
        count() {
          return here(); //~ unknown
        }
      }`,
  },
  {
    name: "for each request that a host calls an export for",
    code: ts`
      export const handler = async () => here(); //~ request
      export async function GET() {
        return here(); //~ request
      }`,
  },
  {
    name: "for each job of a queue or a clock",
    code: ts`
      import { Worker } from "bullmq";
      import cron, { schedule } from "node-cron";
      new Worker("mails", async () => {
        here(); //~ job
      });
      schedule("* * * * *", () => here()); //~ job
      cron.schedule("* * * * *", () => here()); //~ job`,
  },
  {
    name: "for each tick of an interval, by name too",
    code: ts`
      setInterval(() => here(), 1000); //~ tick
      const tick = () => {
        setTimeout(() => {
          here(); //~ tick
        }, 5);
      };
      setInterval(tick, 1000);`,
  },
  {
    name: "for each message of a socket",
    code: ts`
      import { WebSocketServer } from "ws";
      const server = new WebSocketServer({ port: 0 });
      server.on("connection", (socket) => {
        here(); //~ connection
        socket.on("close", () => here()); //~ unknown
      });`,
  },
  {
    name: "in each turn of a loop, and of what is called in one",
    code: ts`
      export async function all(names: readonly string[]) {
        here(); //~ unknown
        for (const name of names) here(name); //~ turn
        for (let index = 0; index < 3; index++) await one();
        names.forEach((name) => here(name)); //~ turn
        while (names.length > 0) {
          names.map((name) => here(name)); //~ turn
        }
      }
      async function one() {
        here(); //~ turn
      }`,
  },
  {
    name: "for each request, through executors, handlers of promises and helpers",
    code: ts`
      import { createServer } from "node:http";
      createServer(async (request, response) => {
        await new Promise((resolve) => resolve(here())); //~ request
        void fetch("http://x").then(() => here()); //~ request
        (() => here())(); //~ request
        response.end(await load());
      });
      async function load() {
        return deeper();
      }
      const deeper = () => String(here()); //~ request`,
  },
];

const once: readonly Case[] = [
  {
    name: "once, at the top of a module and in what that calls",
    code: ts`
      here(); //~ once
      async function main() {
        here(); //~ once
        await Promise.resolve();
        setup(); setup();
      }
      const setup = () => here(); //~ once
      void main();
      class Store {
        static shared = here(); //~ once
        own = here(); //~ once
        constructor() {
          here(); //~ once
        }
      }
      new Store();`,
  },
  {
    name: "once, where it is remembered",
    code: ts`
      let shared: unknown;
      let other: unknown;
      let third: unknown;
      const cache: { one?: unknown } = {};
      export function first() {
        return (shared ??= here()); //~ once
      }
      export function second() {
        if (!other) {
          other = here(); //~ once
        }
        return other;
      }
      export function last() {
        if (third !== undefined) return third;
        third = here(); //~ once
        return third;
      }
      export function field() {
        cache.one ||= here(); //~ once
      }
      export function local() {
        let own: unknown;
        own ??= here(); //~ unknown
        return own;
      }`,
  },
  {
    name: "once, in a test and in the handlers that it makes",
    code: ts`
      import { createServer } from "node:http";
      import { test } from "vitest";
      test("answers", () => {
        here(); //~ once
        createServer(() => {
          here(); //~ once
        });
      });`,
  },
  {
    name: "once, when the process ends",
    code: ts`
      process.once("SIGTERM", () => here()); //~ once
      process.on("SIGINT", stop);
      function stop() {
        here(); //~ once
      }`,
  },
];

const unknown: readonly Case[] = [
  {
    name: "in an exported function, whatever it is given",
    code: ts`
      export function create(url: string) {
        return here(url); //~ unknown
      }
      export class Client {
        own = here(); //~ unknown
        constructor() {
          here(); //~ unknown
        }
        load() {
          return here(); //~ unknown
        }
      }`,
  },
  {
    name: "in a loop that tries until it succeeds, or over what is written out",
    code: ts`
      export async function connect() {
        for (;;) {
          try {
            return await Promise.resolve(here()); //~ unknown
          } catch {}
        }
      }
      export function both() {
        for (const name of ["a", "b"]) here(name); //~ unknown
        ["a", "b"].forEach((name) => here(name)); //~ unknown
      }`,
  },
  {
    name: "in a function given to somebody unknown",
    code: ts`
      declare const registry: { get(path: string, make: () => unknown): void; use(make: () => unknown): void };
      registry.get("/users", () => here()); //~ unknown
      registry.use(() => here()); //~ unknown
      const made = () => here(); //~ unknown
      registry.use(made);`,
  },
];

const cases = [...often, ...once, ...unknown];
const declared = "declare global { function here(...given: unknown[]): unknown; }\nexport {};";
const pathOf = (one: Case): string => join(fixture, `lifetime-${String(cases.indexOf(one))}.ts`);
let program: ReturnType<typeof programOf>;

beforeAll(() => {
  program = programOf(
    new Map([[join(fixture, "here.ts"), declared], ...cases.map((one) => [pathOf(one), one.code] as const)]),
  );
});

function marked(code: string, options: Parameters<typeof parser.parseForESLint>[1]): string {
  const parsed = parser.parseForESLint(code, { ...options, loc: true, range: true, comment: true, tokens: true });
  const { ast, scopeManager, services, visitorKeys } = parsed;
  const sourceCode = new SourceCode({ text: code, ast, scopeManager, parserServices: services, visitorKeys } as never);
  sourceCode.traverse();
  const file = fileFrom(sourceCode as never, settingsFrom({}), parser);
  const lines = code.replaceAll(/ *\/\/~.*$/gm, "").split("\n");
  for (const call of callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys)) {
    if (file.sourceCode.getText(call.callee) !== "here") continue;
    const found = frequencyOf(call, file);
    const line = call.loc.start.line - 1;
    lines[line] = `${lines[line] ?? ""} //~ ${typeof found === "object" ? found.per : found}`;
  }
  return lines.join("\n");
}

describe.each([
  ["it runs", often],
  ["it runs", once],
  ["it is not known", unknown],
] as const)("%s", (_, list) => {
  it.each(list.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const source = program.getSourceFile(pathOf(one));
    const complaints = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(complaints.map(({ messageText }) => messageText)).toEqual([]);
    expect(marked(one.code, { filePath: pathOf(one), programs: [program] }), "with types").toBe(one.code);
    if (one.needs !== "types") expect(marked(one.code, { filePath: pathOf(one) }), "without types").toBe(one.code);
  });
});
