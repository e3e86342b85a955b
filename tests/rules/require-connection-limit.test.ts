/** It is (not) a number of connections without end when a client or a server is set up. */
import { join } from "node:path";
import { requireConnectionLimit } from "../../src/rules/require-connection-limit.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { invalidFrom, type Unbounded } from "../support/twins.ts";

const unlimited: readonly Unbounded[] = [
  {
    name: "an agent keeps any number of sockets",
    line: 2,
    data: { resource: "http agent", advice: "maxSockets: 50" },
    code: ts`
      import https from "node:https";
      export const agent = new https.Agent({ keepAlive: true });`,
  },
  {
    name: "the maximum is infinite",
    line: 2,
    messageId: "switchedOff",
    data: { resource: "http agent", by: "maxSockets", advice: "maxSockets: 50" },
    code: ts`
      import http from "node:http";
      export const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });`,
  },
  {
    name: "an undici agent opens what it is asked for",
    line: 2,
    code: ts`
      import { Agent } from "undici";
      export const agent = new Agent({ keepAliveTimeout: 10_000 });`,
  },
  {
    name: "an undici pool has no size",
    line: 2,
    data: { resource: "undici pool", advice: "connections: 50" },
    code: ts`
      import { Pool } from "undici";
      export const pool = new Pool("https://rates.internal");`,
  },
  {
    name: "a TCP server accepts whoever comes",
    line: 3,
    data: { resource: "net server", advice: "server.maxConnections = 1_000" },
    code: ts`
      import net from "node:net";
      export function serve(port: number) {
        const server = net.createServer((socket) => socket.pipe(socket));
        server.on("error", console.error);
        return server.listen(port);
      }`,
  },
  {
    name: "it counts its sockets for the log only",
    line: 4,
    code: ts`
      import net, { type Socket } from "node:net";
      const all = new Set<Socket>();
      export function serve(port: number) {
        const server = net.createServer((socket) => {
          all.add(socket);
          socket.once("close", () => all.delete(socket));
          if (all.size > 0) console.log(all.size);
        });
        server.on("error", console.error);
        return server.listen(port);
      }`,
  },
  {
    name: "an HTTP server that listens at once",
    line: 2,
    code: ts`
      import http from "node:http";
      http.createServer((_req, res) => res.end("ok")).listen(8080);`,
  },
  {
    name: "a field holds the server",
    line: 3,
    code: ts`
      import { createServer } from "node:http";
      export class Api {
        readonly #server = createServer((_req, res) => res.end("ok"));
        start(port: number) {
          this.#server.listen(port, "0.0.0.0");
        }
        stop() {
          this.#server.close();
        }
      }`,
  },
  {
    name: "an HTTP/2 server",
    line: 3,
    code: ts`
      import http2 from "node:http2";
      export function serve(key: string, cert: string) {
        const server = http2.createSecureServer({ key, cert });
        server.on("stream", (stream) => stream.end("ok"));
        server.listen(8443);
      }`,
  },
  {
    name: "a web socket server with a port of its own",
    line: 2,
    code: ts`
      import { WebSocketServer } from "ws";
      const server = new WebSocketServer({ port: 8080 });
      server.on("connection", (socket) => socket.on("message", (text) => socket.send(text)));`,
  },
];

const limited: readonly (readonly [name: string, code: string])[] = [
  [
    "it counts its sockets itself",
    ts`
      import net, { type Socket } from "node:net";
      export class Acceptor {
        readonly #pending = new Set<Socket>();
        #maxPending = 20;
        start(port: number) {
          const server = net.createServer((socket) => this.#accept(socket));
          server.on("error", console.error);
          return server.listen(port);
        }
        #accept(socket: Socket) {
          if (this.#pending.size >= this.#maxPending) {
            socket.destroy();
            return;
          }
          this.#pending.add(socket);
          socket.once("close", () => this.#pending.delete(socket));
        }
      }`,
  ],
  [
    "an agent has a maximum",
    'import http from "node:http"; export const a = new http.Agent({ keepAlive: true, maxSockets: 50 });',
  ],
  [
    "an agent has a total maximum",
    'import http from "node:http"; export const a = new http.Agent({ keepAlive: true, maxTotalSockets: 50 });',
  ],
  [
    "an agent keeps nothing, of which another rule speaks",
    'import http from "node:http"; export const a = new http.Agent();',
  ],
  [
    "the caller's options are used",
    'import http from "node:http"; export const f = (o: http.AgentOptions) => new http.Agent({ keepAlive: true, ...o });',
  ],
  [
    "an undici pool has a size",
    'import { Pool } from "undici"; export const p = new Pool("https://x", { connections: 8 });',
  ],
  [
    "a pool serves one call",
    'import { Pool } from "undici"; export const f = async (u: string) => { const p = new Pool(u); await p.close(); };',
  ],
  ["an undici client has one connection", 'import { Client } from "undici"; export const c = new Client("https://x");'],
  ["a pool of pg has a maximum by default", 'import { Pool } from "pg"; export const p = new Pool();'],
  [
    "the server has a maximum",
    ts`
      import net from "node:net";
      const server = net.createServer((socket) => socket.pipe(socket));
      server.maxConnections = 500;
      server.listen(7);`,
  ],
  [
    "the maximum is set on a field",
    ts`
      import { createServer, type Server } from "node:http";
      export class Api {
        #server: Server;
        constructor() {
          this.#server = createServer((_req, res) => res.end("ok"));
          this.#server.maxConnections = 500;
        }
        start() {
          this.#server.listen(8080);
        }
      }`,
  ],
  [
    "another function sets the server up",
    ts`
      import net from "node:net";
      export function serve(setUp: (server: net.Server) => void) {
        const server = net.createServer((socket) => socket.pipe(socket));
        setUp(server);
        server.listen(7);
      }`,
  ],
  [
    "who gets the server makes it listen",
    'import net from "node:net"; export const make = () => net.createServer((s) => s.pipe(s));',
  ],
  [
    "it listens to its own machine",
    'import http from "node:http"; http.createServer((_q, s) => s.end()).listen(8080, "127.0.0.1");',
  ],
  ["it listens to a path", 'import net from "node:net"; net.createServer((s) => s.pipe(s)).listen("/run/echo.sock");'],
  ["the system draws the port", 'import http from "node:http"; http.createServer((_q, s) => s.end()).listen(0);'],
  [
    "it only tries a port",
    ts`
      import net from "node:net";
      export const isFree = (port: number) =>
        new Promise((resolve) => {
          const server = net.createServer();
          server.once("listening", () => server.close(() => resolve(true))).once("error", () => resolve(false));
          server.listen(port);
        });`,
  ],
  [
    "it waits for one caller",
    ts`
      import http from "node:http";
      export const code = (port: number) =>
        new Promise((resolve) => {
          const server = http.createServer((req, res) => {
            res.end("Done.");
            server.close();
            resolve(req.url);
          });
          server.listen(port);
        });`,
  ],
  [
    "an HTTP server bounds its web sockets",
    'import http from "node:http"; import { WebSocketServer } from "ws"; export const f = (server: http.Server) => new WebSocketServer({ server });',
  ],
  [
    "a web socket server counts its clients",
    ts`
      import { WebSocketServer } from "ws";
      const server = new WebSocketServer({ port: 8080 });
      server.on("connection", (socket) => {
        if (server.clients.size > 1_000) socket.close(1013);
      });`,
  ],
];

const valid = limited.map(([name, code]) => ({ name, code }));
const invalid = invalidFrom("unbounded", unlimited) as never;

typed.run("require-connection-limit", requireConnectionLimit, { valid, invalid });
untyped.run("require-connection-limit without types", requireConnectionLimit, { valid, invalid });

const inPackage = (name: string): string => join(import.meta.dirname, "../support/packages", name);
const dispatcher = ts`
  import { Agent, setGlobalDispatcher } from "undici";
  export class Direct {
    readonly agent = new Agent();
    use() {
      setGlobalDispatcher(this.agent);
    }
  }`;
const acceptor = ts`
  import net from "node:net";
  export function serve(port: number) {
    const server = net.createServer((socket) => socket.pipe(socket));
    return server.listen(port);
  }`;
const told = [{ messageId: "unbounded" as const }];

untyped.run("require-connection-limit by the package", requireConnectionLimit, {
  valid: [
    {
      name: "the dispatcher is that of a command, which asks for what one person typed",
      code: dispatcher,
      filename: inPackage("command/src/net/dispatcher.ts"),
    },
  ],
  invalid: [
    {
      name: "a package that is run by its name depends on a server",
      code: dispatcher,
      filename: inPackage("runner/src/net/dispatcher.ts"),
      errors: told,
    },
    {
      name: "what is run by its name can be imported, too",
      code: dispatcher,
      filename: inPackage("toolkit/src/net/dispatcher.ts"),
      errors: told,
    },
    {
      name: "the dispatcher is that of a service",
      code: dispatcher,
      filename: inPackage("service/src/dispatcher.ts"),
      errors: told,
    },
    {
      name: "a command accepts whoever comes",
      code: acceptor,
      filename: inPackage("command/src/net/acceptor.ts"),
      errors: told,
    },
  ] as never,
});
