/** What holds several, or holds another: stacks, lists, maps, wrappers and parents. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

export const collecting: readonly Case[] = [
  {
    name: "an object of two sockets is gone through by its values",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      export function f() {
        const a = connect(1);
        const b = connect(2);
        for (const one of Object.values({ a, b })) one.destroy();
      }`,
  },
  {
    name: "a list of two sockets is gone through by forEach",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      export function f() {
        const a = connect(1);
        const b = connect(2);
        [a, b].forEach((one) => one.destroy());
      }`,
  },
  {
    name: "a stack adopts each of several",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      export function f(ports: number[]) {
        using stack = new DisposableStack();
        const all = ports.map((port) => stack.adopt(connect(port), (s) => s.destroy()));
        return all.length;
      }`,
  },
  {
    name: "a stack that adopts is never disposed of",
    code: ts`
      import { connect, type Socket } from "node:net";
      export function f(port: number): void {
        const stack = new DisposableStack(); //~ leaked end
        const s: Socket = stack.adopt(connect(port), (s) => s.destroy());
        s.write("x");
      }`,
  },
  {
    name: "a stack is told by defer() to destroy it",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      export function f(port: number): void {
        using stack = new DisposableStack();
        const s = connect(port);
        stack.defer(() => {
          s.destroy();
        });
        s.write("x");
      }`,
  },
  {
    name: "a moved stack is returned",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      export function f(port: number): DisposableStack {
        using stack = new DisposableStack();
        stack.adopt(connect(port), (s) => s.destroy());
        return stack.move();
      }`,
  },
  {
    name: "a moved stack is dropped",
    code: ts`
      import { connect } from "node:net";
      export function f(port: number): void {
        using stack = new DisposableStack();
        stack.adopt(connect(port), (s) => s.destroy());
        stack.move(); //~ dropped
      }`,
  },
  {
    name: "a subscription has others added, and is unsubscribed from",
    settings: strict,
    code: ts`
      import { interval, Subscription } from "rxjs";
      export class A {
        readonly #all = new Subscription();
        start() {
          this.#all.add(interval(1000).subscribe(() => {}));
        }
        destroy() {
          this.#all.unsubscribe();
        }
      }`,
  },
  {
    name: "a subscription has others added, and is forgotten",
    needs: "types",
    code: ts`
      import { interval, Subscription } from "rxjs";
      export class A {
        readonly #all = new Subscription();
        start() {
          this.#all.add(interval(1000).subscribe(() => {})); //~ forgotten destroy() strict
        }
        get closed() {
          return this.#all.closed;
        }
        destroy() {
          console.log("x");
        }
      }`,
  },
  {
    name: "a map of lists is gone through twice",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export function f(ports: number[]) {
        const all = new Map<number, Socket[]>();
        for (const port of ports) {
          const list = all.get(port) ?? [];
          list.push(connect(port));
          all.set(port, list);
        }
        for (const list of all.values()) for (const one of list) one.destroy();
      }`,
  },
  {
    name: "all of a set are closed together by Array.from",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function f(paths: string[]) {
        const all = new Set<FileHandle>();
        try {
          for (const path of paths) all.add(await open(path));
        } finally {
          await Promise.all(Array.from(all, (one) => one.close()));
        }
      }`,
  },
  {
    name: "a function is returned that closes all of an object by its keys",
    settings: strict,
    code: ts`
      import { watch, type FSWatcher } from "node:fs";
      export function f(paths: string[]) {
        const all: Record<string, FSWatcher> = {};
        for (const path of paths) all[path] = watch(path);
        return () => {
          for (const path of Object.keys(all)) all[path]?.close();
        };
      }`,
  },
  {
    name: "a loop over lines is left early, and the input stays open",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function f(path: string) {
        const input = createReadStream(path); //~ leaked return
        for await (const line of createInterface({ input })) if (line === "x") return line;
        return undefined;
      }`,
  },
  {
    name: "a loop over lines is left early, and the input is destroyed",
    settings: strict,
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function f(path: string) {
        const input = createReadStream(path);
        try {
          for await (const line of createInterface({ input })) if (line === "x") return line;
          return undefined;
        } finally {
          input.destroy();
        }
      }`,
  },
  {
    name: "a TLS socket over a socket is destroyed",
    settings: strict,
    code: ts`
      import { connect } from "node:net";
      import * as tls from "node:tls";
      export function f(port: number) {
        const socket = connect(port);
        const secure = tls.connect({ socket });
        secure.destroy();
      }`,
  },
  {
    name: "a TLS socket over a socket is only looked at",
    code: ts`
      import { connect } from "node:net";
      import * as tls from "node:tls";
      export function f(port: number): boolean {
        const socket = connect(port);
        const secure = tls.connect({ socket }); //~ leaked return
        return secure.authorized;
      }`,
  },
  {
    name: "an HTTP/2 session over a socket is closed",
    settings: strict,
    code: ts`
      import * as http2 from "node:http2";
      import { connect } from "node:net";
      export function f(port: number) {
        const socket = connect(port);
        const session = http2.connect("http://x", { createConnection: () => socket });
        session.close();
      }`,
  },
  {
    name: "a mysql2 pool is ended, and its connections with it",
    settings: strict,
    code: ts`
      import mysql from "mysql2/promise";
      export async function f() {
        const pool = mysql.createPool({});
        try {
          const c = await pool.getConnection();
          await c.query("x");
        } finally {
          await pool.end();
        }
      }`,
  },
  {
    name: "a ws server's clients are terminated before it closes",
    settings: strict,
    code: ts`
      import { WebSocketServer } from "ws";
      export async function f() {
        const server = new WebSocketServer({ port: 1 });
        try {
          await new Promise((resolve) => setTimeout(resolve, 10));
        } finally {
          for (const c of server.clients) c.terminate();
          server.close();
        }
      }`,
  },
  {
    name: "a read stream leaves the file open",
    code: ts`
      import { createReadStream } from "node:fs";
      import { open } from "node:fs/promises";
      import { pipeline } from "node:stream/promises";
      import type { Writable } from "node:stream";
      export async function f(path: string, out: Writable) {
        const file = await open(path); //~ leaked end
        await pipeline(file.createReadStream({ autoClose: false }), out);
      }`,
  },
  {
    name: "a read stream closes the file",
    settings: strict,
    code: ts`
      import { open } from "node:fs/promises";
      import { pipeline } from "node:stream/promises";
      import type { Writable } from "node:stream";
      export async function f(path: string, out: Writable) {
        const file = await open(path);
        await pipeline(file.createReadStream(), out);
      }`,
  },
  {
    name: "a chain of pipes is waited for by its last, and nobody minds the errors of the others",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      import { createGzip } from "node:zlib";
      import { finished } from "node:stream/promises";
      export async function f(a: string, b: string) {
        const out = createReadStream(a) //~ piped source
          .on("error", (e) => {
            console.log(e);
          })
          .pipe(createGzip())
          .pipe(createWriteStream(b));
        await finished(out);
      }`,
  },
  {
    name: "a child is waited for by its close",
    settings: strict,
    code: ts`
      import { once } from "node:events";
      import { spawn } from "node:child_process";
      export async function f() {
        const child = spawn("ls");
        await once(child, "close");
      }`,
  },
  {
    name: "a loop over a stream is left early, which destroys it",
    settings: strict,
    code: ts`
      import { createReadStream } from "node:fs";
      export async function f(path: string) {
        const input = createReadStream(path);
        for await (const chunk of input) {
          if (chunk) break;
        }
      }`,
  },
];
