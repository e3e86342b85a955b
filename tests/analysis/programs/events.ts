/** Events and timers: what is certain to come may release, what need not come may not. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const events: readonly Case[] = [
  {
    name: "the end of another ends it, however long this function waits meanwhile",
    code: ts`
      import { spawn } from "node:child_process";
      import { open } from "node:fs/promises";
      export async function run(path: string, limit: number) {
        const log = await open(path, "w");
        const child = spawn("make", []);
        let isLate = false;
        let timer: NodeJS.Timeout | undefined;
        child.on("close", async () => {
          await log.close();
        });
        try {
          await Promise.race([
            new Promise<void>((resolve) => child.once("exit", () => resolve())),
            new Promise<void>((_resolve, reject) => {
              timer = setTimeout(() => {
                isLate = true;
                child.kill();
                reject(new Error("late"));
              }, limit);
            }),
          ]);
        } catch (error) {
          if (isLate) return "late";
          throw error;
        } finally {
          clearTimeout(timer);
        }
        return "done";
      }
      export async function once(path: string) {
        const log = await open(path, "w");
        const child = spawn("make", []);
        child.on("close", () => void log.close());
        await new Promise<void>((resolve, reject) => {
          child.once("error", reject);
          child.once("exit", () => resolve());
        });
        return child.exitCode;
      }`,
  },
  {
    name: "an event of another that need not come ends it, and this function waits for something else",
    code: ts`
      import { spawn } from "node:child_process";
      import { open } from "node:fs/promises";
      export async function run(path: string) {
        const log = await open(path, "w"); //~ leaked return
        const child = spawn("make", []);
        child.on("message", () => void log.close());
        await new Promise<void>((resolve) => child.once("exit", () => resolve()));
        return child.exitCode;
      }`,
  },
  {
    name: "a timer would end it, and is cleared once something else has come",
    code: ts`
      import { spawn } from "node:child_process";
      import { connect } from "node:net";
      export async function probe(port: number) {
        const socket = connect(port); //~ leaked return
        const timer = setTimeout(() => socket.destroy(), 1000);
        const child = spawn("make", []);
        await new Promise<void>((resolve) => child.once("exit", () => resolve()));
        clearTimeout(timer);
        return child.exitCode;
      }`,
  },
  {
    name: "a timer ends it",
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        const socket = net.connect(port);
        setTimeout(() => socket.destroy(), 1_000);
      }`,
  },
  {
    name: "the end of another stream ends it",
    code: ts`
      import { createWriteStream } from "node:fs";
      import type { Readable } from "node:stream";
      export function collect(source: Readable, path: string) {
        const file = createWriteStream(path);
        source.on("data", (chunk) => file.write(chunk));
        source.on("close", () => file.end());
      }`,
  },
  {
    name: "the end of the response closes what served it",
    code: ts`
      import fs from "node:fs";
      import type { ServerResponse } from "node:http";
      export function serve(path: string, response: ServerResponse) {
        const fd = fs.openSync(path, "r");
        response.on("close", () => fs.closeSync(fd));
        response.write(fs.readFileSync(fd));
        response.end();
      }`,
  },
  {
    name: "the end of the process closes it",
    code: ts`
      import fs from "node:fs";
      export function logger(path: string) {
        const fd = fs.openSync(path, "a");
        process.on("exit", () => fs.closeSync(fd));
        process.on("warning", (warning) => fs.writeSync(fd, warning.message));
      }`,
  },
  {
    name: "it destroys itself when it is idle and when it fails",
    code: ts`
      import net from "node:net";
      export function ask(port: number, question: string, answer: (text: string) => void) {
        const socket = net.connect({ port }, () => socket.write(question));
        socket.setTimeout(1_000, () => socket.destroy());
        socket.on("error", () => socket.destroy());
        socket.on("data", (data) => {
          answer(data.toString());
          socket.end();
        });
      }`,
  },
  {
    name: "a socket is dialled and nobody keeps it",
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        net.connect(port); //~ dropped
      }`,
  },
  {
    name: "a child process is left to end by itself",
    code: ts`
      import { spawn } from "node:child_process";
      export function build() {
        const child = spawn("make", ["all"], { stdio: "inherit" });
        child.on("exit", (code) => console.log("made", code));
      }`,
  },
  {
    name: "a worker is terminated on one path and not on another",
    code: ts`
      import { once } from "node:events";
      import { Worker } from "node:worker_threads";
      export async function classify(file: URL, skip: boolean) {
        const worker = new Worker(file); //~ leaked return
        if (skip) return "skipped";
        try {
          const [label] = await once(worker, "message");
          return String(label);
        } finally {
          await worker.terminate();
        }
      }`,
  },
  {
    name: "a stream that was opened is ended by the events of its source alone",
    code: ts`
      import { createWriteStream } from "node:fs";
      import type { Readable } from "node:stream";
      export function save(source: Readable, path: string) {
        const file = createWriteStream(path);
        source.pipe(file); //~ piped target strict
        return new Promise<void>((resolve, reject) => {
          file.on("finish", resolve);
          file.on("error", reject);
        });
      }`,
  },
  {
    name: "a reader of lines is listened to",
    code: ts`
      import { createInterface } from "node:readline";
      export function echo() {
        const lines = createInterface({ input: process.stdin });
        lines.on("line", (line) => console.log(line));
      }`,
  },
  {
    name: "a question is asked and the reader of lines left open",
    code: ts`
      import { createInterface } from "node:readline/promises";
      export async function ask(question: string) {
        const lines = createInterface({ input: process.stdin, output: process.stdout }); //~ leaked return
        return await lines.question(question);
      }`,
  },
  {
    name: "an interval clears itself",
    code: ts`
      export function count(to: number) {
        let n = 0;
        const timer = setInterval(() => {
          n += 1;
          if (n === to) clearInterval(timer);
        }, 100);
      }`,
  },
  {
    name: "an interval is cleared by a signal",
    code: ts`
      export function poll(tick: () => void, signal: AbortSignal) {
        const timer = setInterval(tick, 1_000);
        signal.addEventListener("abort", () => clearInterval(timer), { once: true });
      }`,
  },
  {
    name: "a timeout is cleared in finally",
    code: ts`
      export async function limited(work: Promise<string>, controller: AbortController) {
        const timer = setTimeout(() => controller.abort(), 60_000);
        try {
          return await work;
        } finally {
          clearTimeout(timer);
        }
      }`,
  },
  {
    name: "a server is waited for and closed in finally",
    code: ts`
      import { once } from "node:events";
      import http from "node:http";
      export async function portOf() {
        const server = http.createServer();
        server.listen(0);
        await once(server, "listening");
        try {
          return server.address();
        } finally {
          server.close();
        }
      }`,
  },
  {
    name: "a server is closed only if nothing fails before",
    code: ts`
      import http from "node:http";
      export async function probe(work: (server: http.Server) => Promise<void>) {
        const server = http.createServer().listen(0); //~ leakedOnThrow rejects
        await work(server);
        server.close();
      }`,
  },
  {
    name: "an interval is cleared unless the work fails",
    code: ts`
      export async function progress(work: () => Promise<boolean>) {
        const timer = setInterval(() => console.log("still working"), 1_000); //~ leakedOnThrow rejects
        const done = await work();
        clearInterval(timer);
        return done;
      }`,
  },
  {
    name: "the end of the process asks whether there is one",
    code: ts`
      import net from "node:net";
      export function dial(port: number) {
        let socket: net.Socket | undefined;
        socket = net.connect(port);
        process.on("exit", () => { if (socket) socket.destroy(); });
      }`,
  },
  {
    name: "a socket goes on with a listener that knows nothing of it",
    code: ts`
      import net from "node:net";
      export function listen(port: number) {
        const socket = net.connect(port);
        socket.on("data", (data) => console.log(data.toString()));
      }`,
  },
  {
    name: "the function waits until the socket has closed",
    code: ts`
      import { once } from "node:events";
      import net from "node:net";
      export async function listen(port: number) {
        const socket = net.connect(port);
        await once(socket, "close");
      }`,
  },
  {
    name: "the function waits until the socket has data",
    code: ts`
      import { once } from "node:events";
      import net from "node:net";
      export async function listen(port: number) {
        const socket = net.connect(port); //~ leaked end
        await once(socket, "data");
      }`,
  },
  {
    name: "a local function that clears the interval is not called on one way",
    code: ts`
      export function poll(tick: () => void, dry: boolean) {
        const timer = setInterval(tick, 1_000); //~ leaked return
        const stop = () => clearInterval(timer);
        if (dry) return;
        stop();
      }`,
  },
  {
    name: "a socket is stored when it is secure, whatever calls do",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import tls from "node:tls";
      import type net from "node:net";
      export function upgraded(connection: { socket: net.Socket }, failed: (error: Error) => void) {
        const secure = new tls.TLSSocket(connection.socket, { isServer: true });
        secure.once("error", failed);
        secure.on("secure", () => { connection.socket = secure; });
      }`,
  },
  {
    name: "the end of a stream gives a lock back, whatever becomes of the stream",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { finished, type Readable } from "node:stream";
      declare const mailbox: { lock(): Promise<{ release(): void }>; download(part: string): Promise<Readable> };
      export async function attachment(part: string) {
        const lock = await mailbox.lock();
        let streaming = false;
        try {
          const content = await mailbox.download(part);
          finished(content, () => { lock.release(); });
          streaming = true;
          return content;
        } finally {
          if (!streaming) lock.release();
        }
      }`,
  },
];
