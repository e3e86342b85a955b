/** It is (not) a wait for ever when a request goes out, or a connection is made. */
import { join } from "node:path";
import { requireTimeout } from "../../src/rules/require-timeout.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { invalidFrom, mendedFrom, type Unbounded } from "../support/twins.ts";

const signal = "signal: AbortSignal.timeout(10_000)";

const endless: readonly Unbounded[] = [
  {
    name: "a helper asks again and again, for ever",
    line: 3,
    messageId: "patient",
    code: ts`
      import "node:fs";
      import ready from "p-wait-for";
      export const up = (url: string) => ready(async () => (await fetch(url)).ok, { interval: 500 });`,
    output: ts`
      import "node:fs";
      import ready from "p-wait-for";
      export const up = (url: string) => ready(async () => (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok, { interval: 500 });`,
  },
  {
    name: "the time of the helper is endless",
    line: 3,
    messageId: "patient",
    code: ts`
      import "node:fs";
      import ready from "p-wait-for";
      export const up = (url: string) => ready(async () => (await fetch(url)).ok, { timeout: Infinity });`,
    output: ts`
      import "node:fs";
      import ready from "p-wait-for";
      export const up = (url: string) => ready(async () => (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok, { timeout: Infinity });`,
  },
  {
    name: "the machine that has a name in the file is another one",
    line: 4,
    messageId: "patient",
    code: ts`
      import "node:fs";
      const HOST = "rates.internal";
      const BASE = \`http://\${HOST}:8080\`;
      export const rate = (id: string) => fetch(new URL(id, BASE));`,
    output: ts`
      import "node:fs";
      const HOST = "rates.internal";
      const BASE = \`http://\${HOST}:8080\`;
      export const rate = (id: string) => fetch(new URL(id, BASE), { signal: AbortSignal.timeout(10_000) });`,
  },
  {
    name: "somebody else tells where another server is reached",
    line: 7,
    messageId: "patient",
    code: ts`
      import type { Server } from "node:http";
      declare function listen(topic: string): Promise<URL>;
      declare function peerOf(server: Server): Promise<URL>;
      const started = async (server: Server) => ({ url: await peerOf(server), own: await listen("peers") });
      export async function ask(server: Server) {
        const { url } = await started(server);
        const answer = await fetch(new URL("/state", (await started(server)).url));
        return [url.href, await answer.text()];
      }`,
    output: ts`
      import type { Server } from "node:http";
      declare function listen(topic: string): Promise<URL>;
      declare function peerOf(server: Server): Promise<URL>;
      const started = async (server: Server) => ({ url: await peerOf(server), own: await listen("peers") });
      export async function ask(server: Server) {
        const { url } = await started(server);
        const answer = await fetch(new URL("/state", (await started(server)).url), { signal: AbortSignal.timeout(10_000) });
        return [url.href, await answer.text()];
      }`,
  },
  {
    name: "what is heard of is no server of the program",
    line: 5,
    messageId: "patient",
    code: ts`
      import "node:fs";
      declare function listen(topic: string): Promise<URL>;
      export async function ask(path: string) {
        const peer = await listen("peers");
        const answer = await fetch(new URL(path, peer));
        return answer.text();
      }`,
    output: ts`
      import "node:fs";
      declare function listen(topic: string): Promise<URL>;
      export async function ask(path: string) {
        const peer = await listen("peers");
        const answer = await fetch(new URL(path, peer), { signal: AbortSignal.timeout(10_000) });
        return answer.text();
      }`,
  },
  {
    name: "a handler fetches without a signal",
    line: 3,
    messageId: "patient",
    data: { resource: "fetch request", patience: "five minutes", advice: signal },
    code: ts`
      import type { Request, Response } from "express";
      export async function quote(req: Request, res: Response): Promise<void> {
        const answer = await fetch(\`https://quotes.internal/\${req.params["id"]}\`);
        res.json(await answer.json());
      }`,
    output: ts`
      import type { Request, Response } from "express";
      export async function quote(req: Request, res: Response): Promise<void> {
        const answer = await fetch(\`https://quotes.internal/\${req.params["id"]}\`, { signal: AbortSignal.timeout(10_000) });
        res.json(await answer.json());
      }`,
  },
  {
    name: "the options of fetch have no signal",
    line: 4,
    messageId: "patient",
    code: ts`
      import { createHash } from "node:crypto";
      const headers = { accept: "application/json" };
      export async function load(url: string) {
        const answer = await fetch(url, { method: "POST", headers });
        return createHash("sha1").update(await answer.text()).digest("hex");
      }`,
    output: ts`
      import { createHash } from "node:crypto";
      const headers = { accept: "application/json" };
      export async function load(url: string) {
        const answer = await fetch(url, { signal: AbortSignal.timeout(10_000), method: "POST", headers });
        return createHash("sha1").update(await answer.text()).digest("hex");
      }`,
  },
  {
    name: "a constant spreads into the options, and has no signal either",
    line: 4,
    code: ts`
      import fetch from "node-fetch";
      const base = { headers: { accept: "application/json" } };
      export const load = async (url: string) =>
        await fetch(url, { ...base, method: "POST" });`,
    output: ts`
      import fetch from "node-fetch";
      const base = { headers: { accept: "application/json" } };
      export const load = async (url: string) =>
        await fetch(url, { signal: AbortSignal.timeout(10_000), ...base, method: "POST" });`,
  },
  {
    name: "axios waits as long as it takes",
    line: 4,
    data: { resource: "axios request", advice: "timeout: 10_000" },
    code: ts`
      import { join } from "node:path";
      import axios from "axios";
      export const rates = async (base: string) =>
        (await axios.post(join(base, "rates"), { base }, { headers: { accept: "text/plain" } })).data;`,
    output: ts`
      import { join } from "node:path";
      import axios from "axios";
      export const rates = async (base: string) =>
        (await axios.post(join(base, "rates"), { base }, { timeout: 10_000, headers: { accept: "text/plain" } })).data;`,
  },
  {
    name: "an axios client is made without a timeout",
    line: 3,
    data: { resource: "axios client", advice: "timeout: 10_000" },
    code: ts`
      import "node:process";
      import axios from "axios";
      export const api = axios.create({ baseURL: "https://rates.internal" });`,
    output: ts`
      import "node:process";
      import axios from "axios";
      export const api = axios.create({ timeout: 10_000, baseURL: "https://rates.internal" });`,
  },
  {
    name: "got retries, but never gives up waiting",
    line: 2,
    code: ts`
      import got from "got";
      export const load = (url: string) => got(url, { retry: { limit: 3 } }).json();`,
    output: ts`
      import got from "got";
      export const load = (url: string) => got(url, { timeout: { request: 10_000 }, retry: { limit: 3 } }).json();`,
  },
  {
    name: "undici has some patience of its own, and a signal that is none changes nothing",
    line: 3,
    messageId: "patient",
    data: { resource: "undici request", patience: "five minutes", advice: signal },
    code: ts`
      import { request } from "undici";
      export const load = (url: string) =>
        request(url, { method: "PUT", signal: undefined });`,
  },
  {
    name: "node-fetch has none",
    line: 2,
    data: { resource: "fetch request", patience: "", advice: signal },
    code: ts`
      import load from "node-fetch";
      export const text = async (url: string) => (await load(url)).text();`,
    output: ts`
      import load from "node-fetch";
      export const text = async (url: string) => (await load(url, { signal: AbortSignal.timeout(10_000) })).text();`,
  },
  {
    name: "undici is asked to wait for ever",
    line: 2,
    messageId: "switchedOff",
    data: { resource: "undici request", by: "headersTimeout", advice: signal },
    code: ts`
      import { request } from "undici";
      export const load = (url: string) => request(url, { headersTimeout: 0 });`,
  },
  {
    name: "an undici pool switches its default off",
    line: 2,
    messageId: "switchedOff",
    code: ts`
      import { Pool } from "undici";
      export const pool = new Pool("https://rates.internal", { connections: 8, headersTimeout: 0 });`,
  },
  {
    name: "http has no timeout of its own",
    line: 4,
    code: ts`
      import https from "node:https";
      export const status = (url: string) =>
        new Promise((resolve, reject) => {
          const req = https.get(url, (res) => resolve(res.resume().statusCode));
          req.on("error", reject);
        });`,
    output: ts`
      import https from "node:https";
      export const status = (url: string) =>
        new Promise((resolve, reject) => {
          const req = https.get(url, { signal: AbortSignal.timeout(10_000) }, (res) => resolve(res.resume().statusCode));
          req.on("error", reject);
        });`,
  },
  {
    name: "the 'timeout' of an http request is not answered",
    line: 4,
    messageId: "unanswered",
    data: { resource: "http request", by: "timeout", advice: signal },
    code: ts`
      import http from "node:http";
      export const status = (host: string) =>
        new Promise((resolve, reject) => {
          const req = http.request({ host, timeout: 5_000 }, (res) => resolve(res.resume().statusCode));
          req.on("error", reject);
          req.end();
        });`,
    output: ts`
      import http from "node:http";
      export const status = (host: string) =>
        new Promise((resolve, reject) => {
          const req = http.request({ signal: AbortSignal.timeout(10_000), host, timeout: 5_000 }, (res) => resolve(res.resume().statusCode));
          req.on("error", reject);
          req.end();
        });`,
  },
  {
    name: "the options of a request are a constant without a timeout",
    line: 4,
    code: ts`
      import http from "node:http";
      export function ping(hostname: string) {
        const options = { hostname, method: "HEAD" };
        http.request(options, (res) => res.resume()).on("error", console.error).end();
      }`,
  },
  {
    name: "a socket is connected, and nothing limits its silence",
    line: 4,
    data: { resource: "net socket", advice: "socket.setTimeout(10_000, () => socket.destroy())" },
    code: ts`
      import net from "node:net";
      export const banner = (host: string, port: number) =>
        new Promise((resolve, reject) => {
          const socket = net.connect({ host, port });
          socket.once("data", (chunk) => resolve(socket.destroy() && chunk)).once("error", reject);
        });`,
  },
  {
    name: "a socket of a field sets a timeout that nobody answers",
    line: 5,
    messageId: "unanswered",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Feed {
        #socket: Socket;
        constructor(host: string) {
          this.#socket = connect(7070, host);
          this.#socket.setTimeout(30_000);
          this.#socket.on("data", (chunk) => console.log(chunk));
        }
      }`,
  },
  {
    name: "a TLS socket is connected",
    line: 3,
    code: ts`
      import tls from "node:tls";
      export function greet(host: string) {
        const socket = tls.connect({ host, port: 465 });
        socket.on("secureConnect", () => socket.end("QUIT\\r\\n"));
      }`,
  },
  {
    name: "the handshake of a web socket may last for ever",
    line: 2,
    code: ts`
      import { WebSocket } from "ws";
      export const dial = (url: string) => new WebSocket(url);`,
    output: ts`
      import { WebSocket } from "ws";
      export const dial = (url: string) => new WebSocket(url, { handshakeTimeout: 10_000 });`,
  },
];

const bounded: readonly (readonly [name: string, code: string])[] = [
  [
    "a signal is given",
    'import "node:fs"; export const f = (url: string) => fetch(url, { signal: AbortSignal.timeout(9) });',
  ],
  [
    "the caller's options are used",
    'import "node:fs"; export const f = (url: string, init: RequestInit) => fetch(url, init);',
  ],
  [
    "the caller's options are spread",
    'import "node:fs"; export const f = (url: string, init: RequestInit) => fetch(url, { method: "POST", ...init });',
  ],
  [
    "the signal is set on the constant afterwards",
    ts`
      import "node:fs";
      export function load(url: string, signal: AbortSignal) {
        const init: RequestInit = { method: "POST" };
        init.signal = signal;
        return fetch(url, init);
      }`,
  ],
  [
    "a function fills the options",
    ts`
      import "node:fs";
      export function load(url: string, fill: (init: RequestInit) => void) {
        const init: RequestInit = { method: "POST" };
        fill(init);
        return fetch(url, init);
      }`,
  ],
  ["a request object brings its own signal", 'import "node:fs"; export const f = (asked: Request) => fetch(asked);'],
  [
    "a dispatcher is given",
    'import { request, type Agent } from "undici"; export const f = (u: string, dispatcher: Agent) => request(u, { dispatcher });',
  ],
  [
    "the program sets a dispatcher for all",
    'import { Agent, request, setGlobalDispatcher } from "undici"; setGlobalDispatcher(new Agent({ connections: 9, bodyTimeout: 9 })); export const f = (u: string) => request(u);',
  ],
  [
    "it races against a timer",
    ts`
      import { setTimeout as sleep } from "node:timers/promises";
      export const load = (url: string) => Promise.race([fetch(url), sleep(5_000)]);`,
  ],
  [
    "a controller is aborted by a timer",
    ts`
      import "node:fs";
      export async function load(url: string, ask: (signal: AbortSignal) => RequestInit) {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 5_000);
        try {
          return await fetch(url, ask(controller.signal));
        } finally {
          clearTimeout(timer);
        }
      }`,
  ],
  [
    "a wrapper that is named for it waits",
    ts`
      import "node:fs";
      declare function withTimeout<T>(work: () => Promise<T>, ms: number): Promise<T>;
      export const load = (url: string) => withTimeout(() => fetch(url), 5_000);`,
  ],
  [
    "its function is called under a timeout only",
    ts`
      import "node:fs";
      declare function pTimeout<T>(work: Promise<T>, ms: number): Promise<T>;
      const ask = (url: string) => fetch(url);
      export const load = (url: string) => pTimeout(ask(url), 5_000);`,
  ],
  [
    "a helper asks until its own time is over",
    ts`
      import "node:fs";
      import ready from "p-wait-for";
      declare function pollUntil(ask: () => Promise<boolean>, options: { every: number; timeout: number }): Promise<void>;
      export const up = (url: string) => ready(async () => (await fetch(url)).ok, { interval: 500, timeout: 60_000 });
      export async function online(url: string) {
        const isOnline = async () => {
          const answer = await fetch(url, { method: "POST" });
          return ((await answer.json()) as { state: string }).state === "online";
        };
        await ready(isOnline, { timeout: { milliseconds: 60_000, message: "offline" } });
        await pollUntil(async () => (await fetch(url)).ok, { every: 100, timeout: 60_000 });
      }`,
  ],
  ["it runs in a page", 'export const f = () => fetch("https://rates.internal/" + window.location.search);'],
  ["nothing says that it runs on a server", 'export const f = (id: string) => fetch("/rates/" + id);'],
  [
    "it runs once, where the module is loaded",
    'import "node:fs"; const answer = await fetch("https://rates.internal"); console.log(answer.ok);',
  ],
  ["it asks its own machine", 'import "node:fs"; export const f = (p: string) => fetch("http://127.0.0.1:8080/" + p);'],
  [
    "its own machine has a name in the file",
    ts`
      import http from "node:http";
      const HOST = "127.0.0.1";
      const BASE = "http://localhost:" + String(process.env["PORT"]);
      export const health = (port: number) => fetch(\`http://\${HOST}:\${port}/health\`);
      export const state = (id: string) => fetch(\`\${BASE}/state/\${id}\`);
      export const all = () => fetch(BASE + "/state");
      export const one = (id: string) => fetch(new URL("/state/" + id, BASE));
      export async function put(id: string) {
        const url = new URL(id, \`http://\${HOST}\`);
        url.searchParams.set("fresh", "1");
        await fetch(url.href, { method: "PUT" });
        http.get(url.toString()).on("error", console.error);
      }`,
  ],
  [
    "its own server tells where it listens",
    ts`
      import http, { type RequestListener, type Server } from "node:http";
      import type { AddressInfo } from "node:net";
      declare function listen(server: Server, options: { host: string; port: number }): Promise<URL>;
      export async function host(handler: RequestListener) {
        const server = http.createServer(handler);
        const url = await listen(server, { host: "127.0.0.1", port: 0 });
        return async (path: string) => (await fetch(new URL(path, url))).arrayBuffer();
      }
      async function started(given: RequestListener | Server) {
        let server: Server;
        if (typeof given === "function") server = http.createServer(given);
        else server = given;
        return { url: await listen(server, { host: "127.0.0.1", port: 0 }), stop: () => server.close() };
      }
      export async function proxy(given: RequestListener) {
        const server = await started(given);
        return async (path: string) => {
          const url = new URL(path, server.url);
          const answer = await fetch(url, { method: "POST" });
          return answer.arrayBuffer();
        };
      }
      export async function ask(server: Server, path: string) {
        const bound = server.address() as AddressInfo;
        const answer = await fetch(\`http://\${bound.address}:\${bound.port}/\${path}\`);
        return answer.text();
      }`,
  ],
  [
    "a function of the program is called fetch",
    'import "node:fs"; declare const fetch: (url: string) => Promise<string>; export {}; export const f = (url: string) => ((fetch: (u: string) => unknown) => fetch(url))(fetch);',
  ],
  ["the file is a script", '#!/usr/bin/env node\nimport "node:fs"; export const f = (url: string) => fetch(url);'],
  [
    "its function ends the process, as a script does",
    'import "node:fs"; export async function release(url: string) { if (!(await fetch(url)).ok) process.exit(1); }',
  ],
  [
    "the file is a test",
    'import { test } from "node:test"; test("x", async () => { await fetch("https://rates.internal"); });',
  ],
  [
    "axios has a timeout",
    'import "node:fs"; import axios from "axios"; export const f = (u: string) => axios.get(u, { timeout: 5_000 });',
  ],
  [
    "axios has a timeout for all",
    'import "node:fs"; import axios from "axios"; axios.defaults.timeout = 5_000; export const f = (u: string) => axios.get(u);',
  ],
  [
    "an axios client has one, and is used",
    'import "node:fs"; import axios from "axios"; const api = axios.create({ timeout: 5_000 }); export const f = (u: string) => api.get(u);',
  ],
  [
    "an axios client is given its timeout later",
    'import "node:fs"; import axios from "axios"; const api = axios.create(); api.defaults.timeout = 5_000; export const f = (u: string) => api.get(u);',
  ],
  [
    "got has a timeout",
    'import got from "got"; export const f = (u: string) => got.get(u, { timeout: { request: 5_000 } });',
  ],
  [
    "undici keeps its own default",
    'import { Pool } from "undici"; export const pool = new Pool("https://rates.internal", { connections: 8 });',
  ],
  [
    "the 'timeout' of a request is answered",
    ts`
      import http from "node:http";
      export function ask(host: string) {
        const req = http.request({ host, timeout: 5_000 }, (res) => res.resume());
        req.on("timeout", () => req.destroy());
        req.end();
      }`,
  ],
  [
    "a chained setTimeout() has its handler",
    ts`
      import http from "node:http";
      export function ask(host: string) {
        const req = http.get({ host }, (res) => res.resume()).setTimeout(5_000, () => req.destroy());
      }`,
  ],
  [
    "an agent may bound it",
    'import http from "node:http"; export const f = (host: string, agent: http.Agent) => http.get({ host, agent });',
  ],
  [
    "the caller gets the request",
    'import http from "node:http"; export const f = (host: string) => http.get({ host });',
  ],
  [
    "a socket destroys itself",
    ts`
      import net from "node:net";
      export function knock(host: string) {
        const socket = net.connect(70, host).setTimeout(5_000);
        socket.on("timeout", () => socket.destroy());
      }`,
  ],
  [
    "a field's socket is bounded in another method",
    ts`
      import { connect, type Socket } from "node:net";
      export class Feed {
        #socket: Socket;
        constructor(host: string) {
          this.#socket = connect(7070, host);
        }
        start() {
          this.#socket.setTimeout(30_000, () => this.#socket.destroy());
        }
      }`,
  ],
  [
    "a timer destroys the socket",
    ts`
      import net from "node:net";
      export function knock(host: string) {
        const socket = net.connect(70, host);
        const late = setTimeout(() => socket.destroy(), 5_000);
        socket.on("close", () => clearTimeout(late));
      }`,
  ],
  [
    "a socket stays on the machine",
    'import net from "node:net"; export function f(port: number) { net.connect(port).end("reload"); net.connect("/run/x.sock").end(); }',
  ],
  [
    "another function is given the socket",
    'import net from "node:net"; export function f(host: string, use: (s: net.Socket) => void) { const s = net.connect(70, host); use(s); }',
  ],
  [
    "the handshake is limited",
    'import { WebSocket } from "ws"; export const f = (u: string) => new WebSocket(u, { handshakeTimeout: 5_000 });',
  ],
];

typed.run("require-timeout", requireTimeout, {
  valid: [...bounded.map(([name, code]) => ({ name, code })), ...mendedFrom(endless)] as never,
  invalid: invalidFrom("unbounded", endless) as never,
});

const inScript = "an imported client needs no types";

untyped.run("require-timeout without types", requireTimeout, {
  valid: bounded.map(([name, code]) => ({ name, code })).filter(({ name }) => !name.includes("request object")),
  invalid: invalidFrom("unbounded", endless).map((one) => ({
    ...one,
    name: `${inScript}: ${one.name ?? ""}`,
  })) as never,
});

const inPackage = (name: string): string => join(import.meta.dirname, "../support/packages", name);
const load = (inside: string): string => ts`
  export async function load(url: string): Promise<unknown> {
    const answer = await fetch(url${inside});
    return answer.json();
  }`;

const inNode = (inside: string, rest: string): string => `import "node:fs";\n${load(inside)}${rest}`;
const told = (rest = "") => ({
  code: inNode("", rest),
  errors: [
    {
      messageId: "patient" as const,
      line: 3,
      suggestions: [
        { messageId: "setOption" as const, output: inNode(", { signal: AbortSignal.timeout(10_000) }", rest) },
      ],
    },
  ],
});

untyped.run("require-timeout in commands", requireTimeout, {
  valid: [
    {
      name: "a command of a package that is run by its name fetches",
      code: inNode("", ""),
      filename: inPackage("runner/src/commands/stack/parts/load.ts"),
    },
  ],
  invalid: [
    {
      name: "what commands call lies where others call it, too",
      filename: inPackage("runner/src/parts/load.ts"),
      ...told(),
    },
    {
      name: "the commands are those of a service",
      filename: inPackage("service/commands/stack/parts/load.ts"),
      ...told(),
    },
    {
      name: "the command starts a server",
      filename: inPackage("runner/src/commands/stack/parts/start.ts"),
      ...told("\nexport const start = (app: { listen(port: number): void }) => app.listen(8080);"),
    },
  ],
});

untyped.run("require-timeout by the package", requireTimeout, {
  valid: [
    { name: "a package of a page fetches", code: load(""), filename: inPackage("page/load.ts") },
    { name: "a package that runs anywhere fetches", code: load(""), filename: inPackage("library/load.ts") },
  ],
  invalid: [
    {
      name: "the settings say that a package serves which depends on the library",
      code: load(""),
      filename: inPackage("library/load.ts"),
      settings: {
        leakproof: { libraries: [{ modules: ["zod"], resources: [], dependentsRunIn: "server" }] },
      },
      errors: [
        {
          messageId: "patient",
          line: 2,
          suggestions: [{ messageId: "setOption", output: load(", { signal: AbortSignal.timeout(10_000) }") }],
        },
      ],
    },
    {
      name: "a package that answers requests fetches without a signal",
      code: load(""),
      filename: inPackage("service/src/load.ts"),
      errors: [
        {
          messageId: "patient",
          line: 2,
          suggestions: [{ messageId: "setOption", output: load(", { signal: AbortSignal.timeout(10_000) }") }],
        },
      ],
    },
  ],
});
