/** It is (not) a connection that stays for ever when the peer goes silent. */
import { requireIdleTimeout } from "../../src/rules/require-idle-timeout.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { invalidFrom, mendedFrom, type Unbounded } from "../support/twins.ts";

const patient: readonly Unbounded[] = [
  {
    name: "a TCP server keeps whoever says nothing",
    line: 3,
    data: { resource: "net server", advice: "socket.setTimeout(60_000, () => socket.destroy())" },
    code: ts`
      import net from "node:net";
      export function serve(port: number) {
        const server = net.createServer((socket) => {
          socket.on("data", (chunk) => socket.write(chunk));
        });
        return server.listen(port);
      }`,
  },
  {
    name: "a keep-alive probe finds only peers that are gone",
    line: 2,
    code: ts`
      import net from "node:net";
      const server = net.createServer();
      server.on("connection", (socket) => {
        socket.setKeepAlive(true, 10_000);
        socket.pipe(socket);
      });
      server.listen(7);`,
  },
  {
    name: "the handler is a function of the file",
    line: 2,
    code: ts`
      import { createServer, type Socket } from "node:net";
      createServer(greet).listen(7);
      function greet(socket: Socket) {
        socket.on("data", (chunk) => console.log(chunk.length));
      }`,
  },
  {
    name: "'timeout' is not answered",
    line: 2,
    messageId: "unanswered",
    data: { resource: "net server", by: "setTimeout()", advice: "socket.setTimeout(60_000, () => socket.destroy())" },
    code: ts`
      import net from "node:net";
      net.createServer((socket) => {
        socket.setTimeout(60_000);
        socket.pipe(socket);
      }).listen(7);`,
  },
  {
    name: "the timeout is switched off",
    line: 3,
    messageId: "switchedOff",
    code: ts`
      import net from "node:net";
      net.createServer((socket) => {
        socket.setTimeout(0);
        socket.pipe(socket);
      }).listen(7);`,
  },
  {
    name: "a TLS server does no better",
    line: 3,
    code: ts`
      import tls from "node:tls";
      export function serve(key: string, cert: string) {
        const server = tls.createServer({ key, cert }, (socket) => socket.pipe(socket));
        server.listen(853);
      }`,
  },
  {
    name: "an HTTP server switches its defaults off by an option",
    line: 2,
    messageId: "switchedOff",
    data: { resource: "http server", by: "requestTimeout", advice: "requestTimeout: 300_000" },
    code: ts`
      import http from "node:http";
      export const server = http.createServer({ requestTimeout: 0 }, (_req, res) => res.end("ok"));`,
  },
  {
    name: "an HTTP server switches its defaults off afterwards",
    line: 4,
    messageId: "switchedOff",
    data: { resource: "http server", by: "keepAliveTimeout", advice: "requestTimeout: 300_000" },
    code: ts`
      import { createServer } from "node:http";
      export function serve() {
        const server = createServer((_req, res) => res.end("ok"));
        server.keepAliveTimeout = 0;
        server.listen(8080);
      }`,
  },
  {
    name: "fastify takes Node's timeout away",
    line: 2,
    data: { resource: "fastify server", advice: "requestTimeout: 120_000" },
    code: ts`
      import fastify from "fastify";
      const app = fastify({ logger: true });
      await app.listen({ port: 8080, host: "0.0.0.0" });`,
    output: ts`
      import fastify from "fastify";
      const app = fastify({ requestTimeout: 120_000, logger: true });
      await app.listen({ port: 8080, host: "0.0.0.0" });`,
  },
  {
    name: "an HTTP/2 server never ends a session",
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
    name: "an HTTP/2 session is kept for good",
    line: 2,
    code: ts`
      import http2 from "node:http2";
      const session = http2.connect("https://rates.internal");
      export const rates = () => session.request({ ":path": "/rates" }).resume();`,
  },
  {
    name: "a web socket server never pings",
    line: 2,
    data: { resource: "web socket server", advice: "socket.ping()" },
    code: ts`
      import { WebSocketServer } from "ws";
      const server = new WebSocketServer({ port: 8080 });
      server.on("connection", (socket) => socket.on("message", (text) => socket.send(text)));`,
  },
  {
    name: "mqtt stops asking whether its broker is there",
    line: 2,
    messageId: "switchedOff",
    code: ts`
      import mqtt from "mqtt";
      export const client = mqtt.connect("mqtt://broker.internal", { keepalive: 0 });`,
  },
];

const ended: readonly (readonly [name: string, code: string])[] = [
  [
    "the socket is destroyed when it is silent",
    ts`
      import net from "node:net";
      net.createServer((socket) => {
        socket.setTimeout(60_000, () => socket.destroy());
        socket.pipe(socket);
      }).listen(7);`,
  ],
  [
    "'timeout' has a listener",
    ts`
      import net from "node:net";
      net.createServer((socket) => {
        socket.setTimeout(60_000);
        socket.on("timeout", () => socket.end());
        socket.pipe(socket);
      }).listen(7);`,
  ],
  [
    "a timer of its own ends it",
    ts`
      import net from "node:net";
      net.createServer((socket) => {
        const late = setTimeout(() => socket.destroy(), 60_000);
        socket.on("close", () => clearTimeout(late));
        socket.on("data", () => late.refresh());
      }).listen(7);`,
  ],
  [
    "a sweep ends what is silent",
    ts`
      import net from "node:net";
      const sockets = new Map<net.Socket, number>();
      net.createServer((socket) => {
        sockets.set(socket, Date.now());
        socket.on("close", () => sockets.delete(socket));
      }).listen(7);
      setInterval(() => {
        for (const [socket, since] of sockets) if (since < Date.now() - 60_000) socket.destroy();
      }, 1_000);`,
  ],
  [
    "the server answers and hangs up",
    'import net from "node:net"; net.createServer((socket) => socket.end("bye")).listen(7);',
  ],
  [
    "another function sees to the socket",
    'import net from "node:net"; export const f = (use: (s: net.Socket) => void) => net.createServer((s) => use(s)).listen(7);',
  ],
  [
    "nobody knows the handler",
    'import net from "node:net"; export const f = (use: (s: net.Socket) => void) => net.createServer(use).listen(7);',
  ],
  [
    "it listens to its own machine",
    'import net from "node:net"; net.createServer((s) => s.pipe(s)).listen(7, "localhost");',
  ],
  [
    "the number of connections is bounded",
    ts`
      import net from "node:net";
      const server = net.createServer((socket) => socket.pipe(socket));
      server.maxConnections = 100;
      server.listen(7);`,
  ],
  [
    "an HTTP server keeps its defaults",
    'import http from "node:http"; http.createServer((_q, s) => s.end()).listen(8080);',
  ],
  [
    "'timeout' of an HTTP server is 0 from the start",
    'import http from "node:http"; const s = http.createServer(); s.timeout = 0; s.listen(8080);',
  ],
  [
    "an HTTP server waits longer",
    'import http from "node:http"; const s = http.createServer(); s.requestTimeout = 900_000; s.listen(8080);',
  ],
  [
    "fastify is given a timeout",
    'import fastify from "fastify"; const app = fastify({ requestTimeout: 9_000 }); await app.listen({ port: 8080, host: "::" });',
  ],
  [
    "fastify listens to its own machine",
    'import fastify from "fastify"; const app = fastify(); await app.listen({ port: 8080 });',
  ],
  [
    "fastify is set up elsewhere",
    'import fastify, { type FastifyServerOptions } from "fastify"; export const make = (o: FastifyServerOptions) => fastify(o).listen({ port: 80, host: "::" });',
  ],
  [
    "an HTTP/2 session is closed when it is silent",
    ts`
      import http2 from "node:http2";
      const session = http2.connect("https://rates.internal");
      session.setTimeout(60_000, () => session.close());
      export const rates = () => session.request({ ":path": "/rates" }).resume();`,
  ],
  [
    "an HTTP/2 session ends with its function",
    ts`
      import http2 from "node:http2";
      export async function rates() {
        const session = http2.connect("https://rates.internal");
        session.request({ ":path": "/rates" }).on("end", () => session.close()).resume();
      }`,
  ],
  [
    "a web socket server pings",
    ts`
      import { WebSocketServer } from "ws";
      const server = new WebSocketServer({ port: 8080 });
      server.on("connection", (socket) => socket.on("message", (text) => socket.send(text)));
      setInterval(() => {
        for (const client of server.clients) client.ping();
      }, 30_000);`,
  ],
  ["mqtt keeps asking", 'import mqtt from "mqtt"; export const client = mqtt.connect("mqtt://broker.internal");'],
  [
    "socket.io pings by itself",
    'import { Server } from "socket.io"; new Server(8080).on("connection", (socket) => socket.on("x", console.log));',
  ],
];

const valid = [...ended.map(([name, code]) => ({ name, code })), ...mendedFrom(patient)] as never;
const invalid = invalidFrom("unbounded", patient) as never;

typed.run("require-idle-timeout", requireIdleTimeout, { valid, invalid });
untyped.run("require-idle-timeout without types", requireIdleTimeout, { valid, invalid });
