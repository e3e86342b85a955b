/** Wrappers: what goes on with a resource, and whose end is or is not the resource's own. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const wrappers: readonly Case[] = [
  {
    name: "a loop over the lines is left early, and closing the reader leaves the input open",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function heading(path: string) {
        const input = createReadStream(path); //~ leaked return
        const lines = createInterface({ input });
        for await (const line of lines) {
          if (!line.startsWith("#")) continue;
          lines.close();
          return line;
        }
        return undefined;
      }`,
  },
  {
    name: "a loop over the lines is left early, and the input destroyed",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function heading(path: string) {
        const input = createReadStream(path);
        const lines = createInterface({ input });
        try {
          for await (const line of lines) if (line.startsWith("#")) return line;
          return undefined;
        } finally {
          lines.close();
          input.destroy();
        }
      }`,
  },
  {
    name: "something fails before the loop over the lines begins, and the file is read to its end",
    code: ts`
      import { createReadStream, readFileSync } from "node:fs";
      import { createInterface } from "node:readline";
      export async function count(path: string) {
        const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
        let count = -Number(readFileSync("offset", "utf8"));
        if (count > 0) return 0;
        for await (const line of lines) if (line.startsWith("#")) count++;
        return count;
      }`,
  },
  {
    name: "something fails before the loop over the lines of a file handle begins",
    code: ts`
      import { readFileSync } from "node:fs";
      import { open } from "node:fs/promises";
      export async function count(path: string) {
        const file = await open(path);
        const lines = file.readLines();
        let count = -Number(readFileSync("offset", "utf8"));
        for await (const line of lines) if (line.startsWith("#")) count++;
        return count;
      }`,
  },
  {
    name: "the reader of the lines is closed before anybody has read them",
    code: ts`
      import { createReadStream, existsSync } from "node:fs";
      import { createInterface } from "node:readline";
      export async function count(path: string) {
        const lines = createInterface({ input: createReadStream(path) }); //~ leaked return
        if (!existsSync("wanted")) {
          lines.close();
          return 0;
        }
        let count = 0;
        for await (const line of lines) if (line.startsWith("#")) count++;
        return count;
      }`,
  },
  {
    name: "something fails in the loop over the lines",
    code: ts`
      import { createReadStream, readFileSync } from "node:fs";
      import { createInterface } from "node:readline";
      export async function print(path: string) {
        const lines = createInterface({ input: createReadStream(path) }); //~ leakedOnThrow throws
        for await (const line of lines) console.log(readFileSync(line, "utf8"));
      }`,
  },
  {
    name: "something fails before the lines are asked for",
    code: ts`
      import { createReadStream, readFileSync } from "node:fs";
      import { createInterface } from "node:readline";
      export async function count(path: string) {
        const input = createReadStream(path); //~ leakedOnThrow throws
        let count = -Number(readFileSync("offset", "utf8"));
        for await (const line of createInterface({ input })) if (line.startsWith("#")) count++;
        return count;
      }`,
  },
  {
    name: "a loop over the lines runs to its end",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function count(path: string) {
        const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
        let count = 0;
        for await (const line of lines) if (line.startsWith("#")) count++;
        return count;
      }`,
  },
  {
    name: "a loop over the lines of a nameless input is left early",
    code: ts`
      import fs from "node:fs";
      import * as readline from "node:readline";
      export async function heading(path: string) {
        const lines = readline.createInterface({ input: fs.createReadStream(path) }); //~ leaked return
        for await (const line of lines) {
          lines.close();
          return line;
        }
      }`,
  },
  {
    name: "a loop over lines read in passing is left early",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function heading(path: string) {
        const input = createReadStream(path); //~ leaked end
        for await (const line of createInterface({ input })) {
          console.log(line);
          break;
        }
      }`,
  },
  {
    name: "a body of the loop throws",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function parse(path: string) {
        const input = createReadStream(path); //~ leaked throw
        for await (const line of createInterface({ input })) if (line === "") throw new Error("empty");
      }`,
  },
  {
    name: "somebody listens for the lines",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export function print(path: string) {
        const input = createReadStream(path);
        const lines = createInterface({ input });
        lines.on("line", (line) => console.log(line));
      }`,
  },
  {
    name: "the reader of the lines is returned",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export function linesOf(path: string) {
        const lines = createInterface({ input: createReadStream(path) });
        return lines;
      }`,
  },
  {
    name: "the reader of the lines is passed on",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface, type Interface } from "node:readline";
      export async function each(path: string, read: (lines: Interface) => Promise<void>) {
        const lines = createInterface({ input: createReadStream(path) });
        await read(lines);
      }`,
  },
  {
    name: "a closure reads the lines",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function each(path: string, run: (work: () => Promise<void>) => Promise<void>) {
        const lines = createInterface({ input: createReadStream(path) });
        await run(async () => {
          for await (const line of lines) console.log(line);
        });
      }`,
  },
  {
    name: "a loop over the lines of a file handle is left early",
    code: ts`
      import { open } from "node:fs/promises";
      export async function heading(path: string) {
        const file = await open(path); //~ leaked return
        for await (const line of file.readLines()) if (line.startsWith("#")) return line;
        return undefined;
      }`,
  },
  {
    name: "a loop over the lines of a file handle is left early, and the handle closed",
    code: ts`
      import { open } from "node:fs/promises";
      export async function heading(path: string) {
        const file = await open(path);
        try {
          for await (const line of file.readLines()) if (line.startsWith("#")) return line;
          return undefined;
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "a loop over the lines of a file handle is left to end the process",
    code: ts`
      import { open } from "node:fs/promises";
      async function quit(code: number): Promise<never> {
        await Promise.resolve();
        process.exit(code);
      }
      export async function print(path: string) {
        const file = await open(path);
        for await (const line of file.readLines()) {
          if (line === "") return quit(1);
          console.log(line);
        }
      }`,
  },
  {
    name: "a loop over the lines of a file handle is left to end the process at times",
    code: ts`
      import { open } from "node:fs/promises";
      async function quit(code: number) {
        if (code > 0) process.exit(code);
      }
      export async function print(path: string) {
        const file = await open(path); //~ leaked return
        for await (const line of file.readLines()) {
          if (line === "") return quit(1);
          console.log(line);
        }
      }`,
  },
  {
    name: "a loop over the lines of a file handle runs to its end",
    code: ts`
      import { open } from "node:fs/promises";
      export async function print(path: string) {
        const file = await open(path);
        const lines = file.readLines({ encoding: "utf8" });
        for await (const line of lines) console.log(line);
      }`,
  },
  {
    name: "the lines of a file handle are given away",
    code: ts`
      import { open } from "node:fs/promises";
      export async function linesOf(path: string) {
        const file = await open(path);
        return file.readLines();
      }`,
  },
  {
    name: "a loop over the file handle's own stream is left early, which destroys it",
    code: ts`
      import { open } from "node:fs/promises";
      export async function heading(path: string) {
        const file = await open(path);
        for await (const chunk of file.createReadStream()) return String(chunk);
        return undefined;
      }`,
  },
  {
    name: "a loop over the lines of the terminal is left early",
    code: ts`
      import { createInterface } from "node:readline";
      export async function name() {
        const lines = createInterface({ input: process.stdin }); //~ leaked return
        for await (const line of lines) if (line !== "") return line;
        return "nobody";
      }`,
  },
  {
    name: "a loop over the lines of the terminal runs to its end",
    code: ts`
      import { createInterface } from "node:readline";
      export async function names() {
        const names: string[] = [];
        for await (const line of createInterface({ input: process.stdin })) names.push(line);
        return names;
      }`,
  },
  {
    name: "a loop over the lines of an input that is destroyed never closes the reader",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function heading(path: string) {
        const input = createReadStream(path);
        try {
          for await (const line of createInterface({ input })) if (line.startsWith("#")) return line;
          return undefined;
        } finally {
          input.destroy();
        }
      }`,
  },
  {
    name: "a secure socket takes over the plain one",
    code: ts`
      import net from "node:net";
      import tls from "node:tls";
      export function secure(port: number, done: (socket: tls.TLSSocket) => void) {
        const plain = net.connect(port);
        const socket = tls.connect({ socket: plain });
        done(socket);
      }`,
  },
  {
    name: "nobody ends the secure socket that took over the plain one",
    code: ts`
      import net from "node:net";
      import tls from "node:tls";
      export function greet(port: number) {
        const plain = net.connect(port);
        const socket = tls.connect({ socket: plain }); //~ leaked end
        socket.write("hello");
      }`,
  },
  {
    name: "a secure socket speaks through one that the caller lent, who ends both",
    code: ts`
      import { type Socket } from "node:net";
      import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
      export function secured(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
        const all: ConnectionOptions = { socket: socket, ...options };
        return new Promise((resolve, reject) => {
          const secure = connect(all, () => {
            if (!secure.authorized) {
              reject(secure.authorizationError);
              return;
            }
            resolve(secure);
          });
          secure.on("error", reject);
        });
      }
      export function securedAnew(port: number, options: ConnectionOptions): Promise<TLSSocket> {
        return new Promise((resolve, reject) => {
          const secure = connect({ port, ...options }, () => { //~ leaked reject
            if (!secure.authorized) {
              reject(secure.authorizationError);
              return;
            }
            resolve(secure);
          });
          secure.on("error", reject);
        });
      }`,
  },
  {
    name: "an output that a child writes to is its own copy",
    code: ts`
      import { spawn } from "node:child_process";
      import { openSync } from "node:fs";
      export function start(command: string, path: string) {
        const log = openSync(path, "a"); //~ leaked end
        spawn(command, ["serve"], { detached: true, stdio: ["ignore", log, log] }).unref();
      }`,
  },
  {
    name: "an output that a child writes to is closed here once it has its copy",
    code: ts`
      import { spawn } from "node:child_process";
      import { closeSync, openSync } from "node:fs";
      export function start(command: string, path: string) {
        const log = openSync(path, "a");
        spawn(command, ["serve"], { detached: true, stdio: ["ignore", log, log] }).unref();
        closeSync(log);
      }`,
  },
  {
    name: "a web stream takes over, whatever unknown calls do",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { createWriteStream } from "node:fs";
      import { Writable } from "node:stream";
      export function target(path: string) {
        const file = createWriteStream(path);
        return Writable.toWeb(file);
      }`,
  },
  {
    name: "an object only writes to a stream that it was given",
    code: ts`
      class Messages {
        private readonly writer: WritableStreamDefaultWriter<string>;
        constructor(init: { stream: { writable: WritableStream<string> } }) {
          this.writer = init.stream.writable.getWriter();
        }
        async close(): Promise<void> {
          await this.writer.close();
        }
      }
      export async function greet(stream: { writable: WritableStream<string> }, check: () => Promise<boolean>) {
        const messages = new Messages({ stream });
        const isFine = await check();
        await messages.close();
        return isFine;
      }`,
  },
  {
    name: "the plain socket that a secure one speaks through is destroyed",
    code: ts`
      import { once } from "node:events";
      import { connect } from "node:net";
      import * as tls from "node:tls";
      export async function isTrusted(host: string): Promise<boolean> {
        const socket = connect(443, host);
        try {
          await once(socket, "connect");
          const secured = tls.connect({ socket, servername: host });
          await once(secured, "secureConnect");
          return secured.authorized;
        } finally {
          socket.destroy();
        }
      }`,
  },
  {
    name: "the plain socket that a secure one is made of is destroyed",
    code: ts`
      import { once } from "node:events";
      import { connect } from "node:net";
      import { TLSSocket } from "node:tls";
      export async function isTrusted(host: string): Promise<boolean> {
        const socket = connect(443, host);
        const secured = new TLSSocket(socket, {});
        try {
          await once(secured, "secure");
          return secured.authorized;
        } finally {
          socket.destroy();
        }
      }`,
  },
  {
    name: "the plain socket that a secure one speaks through is destroyed on one way only",
    code: ts`
      import { connect } from "node:net";
      import * as tls from "node:tls";
      export function greet(host: string, isTrial: boolean): void {
        const socket = connect(443, host);
        const secured = tls.connect({ socket, servername: host }); //~ leaked return
        if (isTrial) return;
        secured.write("hello");
        socket.destroy();
      }`,
  },
  {
    name: "an http2 session takes over the socket that a function answers",
    code: ts`
      import http2 from "node:http2";
      import { connect } from "node:net";
      export async function ping(url: string): Promise<void> {
        const socket = connect(80);
        const session = http2.connect(url, { createConnection: () => socket });
        try {
          await new Promise((done) => session.ping(done));
        } finally {
          session.close();
        }
      }`,
  },
  {
    name: "an http2 session is forgotten that took over the socket which a function answers",
    code: ts`
      import http2 from "node:http2";
      import { connect } from "node:net";
      export async function ping(url: string): Promise<void> {
        const socket = connect(80);
        const session = http2.connect(url, { createConnection: () => socket }); //~ leaked end
        await new Promise((done) => session.ping(done));
      }`,
  },
  {
    name: "a stream over a descriptor that it leaves open holds nothing",
    code: ts`
      import { createWriteStream } from "node:fs";
      export async function append(path: string, fd: number, write: (to: unknown) => Promise<void>) {
        const target = createWriteStream(path, { fd, autoClose: false });
        await write(target);
        target.end();
      }
      export async function appendAndClose(path: string, fd: number, write: () => Promise<void>) {
        const target = createWriteStream(path, { fd }); //~ leakedOnThrow rejects
        await write();
        target.end();
      }`,
  },
];
