/** It is (not) a connection for each request when a client is set up. */
import { requireConnectionReuse } from "../../src/rules/require-connection-reuse.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { invalidFrom, mendedFrom, type Unbounded } from "../support/twins.ts";

const wasteful: readonly Unbounded[] = [
  {
    name: "an agent of one's own keeps nothing unless it is told to",
    line: 2,
    data: { resource: "http agent", advice: "set 'keepAlive: true'" },
    code: ts`
      import https from "node:https";
      export const agent = new https.Agent({ rejectUnauthorized: false });`,
    output: ts`
      import https from "node:https";
      export const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });`,
  },
  {
    name: "an agent is made without options",
    line: 2,
    code: ts`
      import { Agent } from "node:http";
      export const agent = new Agent();`,
    output: ts`
      import { Agent } from "node:http";
      export const agent = new Agent({ keepAlive: true });`,
  },
  {
    name: "keep-alive is switched off",
    line: 3,
    code: ts`
      import http from "node:http";
      const options = { keepAlive: false, maxSockets: 8 };
      export const agent = new http.Agent(options);`,
  },
  {
    name: "no idle socket may stay",
    line: 2,
    data: { resource: "http agent", advice: "leave 'maxFreeSockets' out" },
    code: ts`
      import http from "node:http";
      export const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 0 });`,
  },
  {
    name: "a class keeps an agent that keeps nothing",
    line: 5,
    code: ts`
      import https from "node:https";
      export class Registry {
        readonly #options: https.RequestOptions;
        constructor(ca: string) {
          this.#options = { agent: new https.Agent({ ca }) };
        }
        ask(path: string) {
          https.get({ ...this.#options, path }, (res) => res.resume());
        }
      }`,
    output: ts`
      import https from "node:https";
      export class Registry {
        readonly #options: https.RequestOptions;
        constructor(ca: string) {
          this.#options = { agent: new https.Agent({ keepAlive: true, ca }) };
        }
        ask(path: string) {
          https.get({ ...this.#options, path }, (res) => res.resume());
        }
      }`,
  },
  {
    name: "a request refuses the shared agent",
    line: 3,
    code: ts`
      import http from "node:http";
      export function ping(host: string) {
        http.get({ host, agent: false, timeout: 9 }, (res) => res.resume()).on("timeout", console.error);
      }`,
  },
  {
    name: "a request asks for the end of its connection",
    line: 3,
    data: { resource: "http request", advice: "leave that header out" },
    code: ts`
      import https from "node:https";
      export function ping(url: string) {
        https.get(url, { headers: { Connection: "close" } }, (res) => res.resume());
      }`,
  },
  {
    name: "undici resets the connection",
    line: 2,
    code: ts`
      import { request } from "undici";
      export const ping = (url: string) => request(url, { reset: true });`,
  },
  {
    name: "undici pipelines nothing",
    line: 2,
    code: ts`
      import { Pool } from "undici";
      export const pool = new Pool("https://rates.internal", { connections: 8, pipelining: 0 });`,
  },
];

const reused: readonly (readonly [name: string, code: string])[] = [
  ["an agent keeps its sockets", 'import http from "node:http"; export const a = new http.Agent({ keepAlive: true });'],
  [
    "the setting is a variable",
    'import http from "node:http"; export const f = (keepAlive: boolean) => new http.Agent({ keepAlive });',
  ],
  [
    "the caller's options are spread",
    'import http from "node:http"; export const f = (o: http.AgentOptions) => new http.Agent({ ...o });',
  ],
  [
    "the caller's options are passed on",
    'import http from "node:http"; export const f = (o: http.AgentOptions) => new http.Agent(o);',
  ],
  [
    "the global agent is used",
    'import http from "node:http"; export const f = (u: string) => http.get(u, (res) => res.resume());',
  ],
  [
    "a request keeps its connection",
    'import http from "node:http"; export const f = (u: string) => http.get(u, { headers: { connection: "keep-alive" } });',
  ],
  ["a class of one's own is called Agent", "class Agent {} export const agent = new Agent();"],
  [
    "undici pipelines as it does by default",
    'import { Pool } from "undici"; export const p = new Pool("https://x", { connections: 8 });',
  ],
  ["the file is a script", '#!/usr/bin/env node\nimport http from "node:http"; export const a = new http.Agent();'],
  [
    "the agent serves one call, which would leave a kept connection behind",
    ts`
      import https from "node:https";
      export const ask = (host: string) =>
        https.get({ host, agent: new https.Agent({ rejectUnauthorized: false }) }, (res) => res.resume());`,
  ],
  [
    "it talks to a socket of its own machine",
    'import http from "node:http"; export const f = (socketPath: string) => http.get({ socketPath, agent: false });',
  ],
];

const valid = [...reused.map(([name, code]) => ({ name, code })), ...mendedFrom(wasteful)] as never;

typed.run("require-connection-reuse", requireConnectionReuse, {
  valid,
  invalid: invalidFrom("singleUse", wasteful) as never,
});
untyped.run("require-connection-reuse without types", requireConnectionReuse, {
  valid,
  invalid: invalidFrom("singleUse", wasteful) as never,
});
