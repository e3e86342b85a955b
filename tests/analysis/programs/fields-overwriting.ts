/** Fields that are given another resource while they hold one: the class itself acquires anew. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

export const fieldsOverwriting: readonly Case[] = [
  {
    name: "refresh() connects anew, and the old socket is still there",
    code: ts`
      export class Feed {
        #ws: WebSocket | undefined;
        constructor(readonly url: string) {}
        connect(): void {
          this.#ws = new WebSocket(this.url); //~ overwritten
          this.#ws.onmessage = (event) => { console.log(event.data); };
        }
        refresh(): void {
          this.connect();
        }
        close(): void {
          this.#ws?.close();
        }
      }`,
  },
  {
    name: "connect() closes the old socket",
    code: ts`
      export class Feed {
        #ws: WebSocket | undefined;
        constructor(readonly url: string) {}
        connect(): void {
          this.#ws?.close();
          this.#ws = new WebSocket(this.url);
        }
        refresh(): void {
          this.connect();
        }
        close(): void {
          this.#ws?.close();
        }
      }`,
  },
  {
    name: "refresh() closes before it connects anew",
    code: ts`
      export class Feed {
        #ws: WebSocket | undefined;
        constructor(readonly url: string) {}
        connect(): void {
          this.#ws = new WebSocket(this.url);
        }
        refresh(): void {
          this.close();
          this.connect();
        }
        close(): void {
          this.#ws?.close();
        }
      }`,
  },
  {
    name: "reconnect() follows the end of the socket",
    code: ts`
      export class Feed {
        #ws: WebSocket | undefined;
        constructor(readonly url: string) {}
        connect(): void {
          this.#ws = new WebSocket(this.url);
          this.#ws.onclose = () => this.reconnect();
        }
        reconnect(): void {
          this.connect();
        }
        close(): void {
          this.#ws?.close();
        }
      }`,
  },
  {
    name: "start() connects for the first time",
    code: ts`
      export class Feed {
        #ws: WebSocket | undefined;
        constructor(readonly url: string) {}
        connect(): void {
          this.#ws = new WebSocket(this.url);
        }
        start(): void {
          this.connect();
        }
        close(): void {
          this.#ws?.close();
        }
      }`,
  },
  {
    name: "restart() arms another interval, and the old one goes on",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        start(): void {
          this.timer = setInterval(() => { console.log("poll"); }, 1_000); //~ overwritten
        }
        restart(): void {
          this.start();
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "start() arms an interval only once",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        start(): void {
          if (this.timer) return;
          this.timer = setInterval(() => { console.log("poll"); }, 1_000);
        }
        restart(): void {
          this.start();
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "a flag says whether it has been started",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        private started = false;
        start(): void {
          if (this.started) return;
          this.started = true;
          this.timer = setInterval(() => { console.log("poll"); }, 1_000);
        }
        restart(): void {
          this.start();
        }
        stop(): void {
          this.started = false;
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "restart() waits for what ends the interval",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        start(): void {
          this.timer = setInterval(() => { console.log("poll"); }, 1_000);
        }
        async restart(): Promise<void> {
          await this.halt();
          this.start();
        }
        async halt(): Promise<void> {
          await Promise.resolve();
          this.stop();
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "a loop opens one file after the other, and close() ends the last",
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Writer {
        private file: WriteStream | undefined;
        writeAll(texts: ReadonlyMap<string, string>): void {
          for (const [path, text] of texts) {
            this.file = createWriteStream(path); //~ overwritten
            this.file.write(text);
          }
        }
        close(): void {
          this.file?.end();
        }
      }`,
  },
  {
    name: "a loop ends each file",
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      export class Writer {
        private file: WriteStream | undefined;
        writeAll(texts: ReadonlyMap<string, string>): void {
          for (const [path, text] of texts) {
            this.file = createWriteStream(path);
            this.file.end(text);
          }
        }
        close(): void {
          this.file?.end();
        }
      }`,
  },
  {
    name: "a loop looks for the first that will do",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Link {
        private socket: Socket | undefined;
        dial(ports: readonly number[]): void {
          for (const port of ports) {
            this.socket = connect(port);
            if (port > 1024) break;
          }
        }
        close(): void {
          this.socket?.destroy();
        }
      }`,
  },
  {
    name: "a map is given another timer under a key that strangers choose",
    code: ts`
      export class Beats {
        private readonly timers = new Map<string, NodeJS.Timeout>();
        add(id: string, beat: () => void): void {
          this.timers.set(id, setInterval(beat, 1_000)); //~ overwritten strict
        }
        remove(id: string): void {
          const timer = this.timers.get(id);
          clearInterval(timer);
          this.timers.delete(id);
        }
        stop(): void {
          for (const timer of this.timers.values()) clearInterval(timer);
        }
      }`,
  },
  {
    name: "the old timer is removed before the map is given another",
    code: ts`
      export class Beats {
        private readonly timers = new Map<string, NodeJS.Timeout>();
        add(id: string, beat: () => void): void {
          this.remove(id);
          this.timers.set(id, setInterval(beat, 1_000));
        }
        remove(id: string): void {
          clearInterval(this.timers.get(id));
          this.timers.delete(id);
        }
        stop(): void {
          for (const timer of this.timers.values()) clearInterval(timer);
        }
      }`,
  },
  {
    name: "the map is asked before it is given a timer",
    code: ts`
      export class Beats {
        private readonly timers = new Map<string, NodeJS.Timeout>();
        add(id: string, beat: () => void): void {
          if (this.timers.has(id)) return;
          this.timers.set(id, setInterval(beat, 1_000));
        }
        remove(id: string): void {
          clearInterval(this.timers.get(id));
          this.timers.delete(id);
        }
        stop(): void {
          for (const timer of this.timers.values()) clearInterval(timer);
        }
      }`,
  },
  {
    name: "the key is made by the class",
    code: ts`
      export class Beats {
        private readonly timers = new Map<number, NodeJS.Timeout>();
        private last = 0;
        add(beat: () => void): number {
          const id = ++this.last;
          this.timers.set(id, setInterval(beat, 1_000));
          return id;
        }
        remove(id: number): void {
          clearInterval(this.timers.get(id));
          this.timers.delete(id);
        }
        stop(): void {
          for (const timer of this.timers.values()) clearInterval(timer);
        }
      }`,
  },
  {
    name: "an interval connects anew, and the old socket is still there",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Feed {
        #socket: Socket | undefined;
        #timer = setInterval(() => {
          this.connect(1);
        }, 60_000);
        connect(port: number) {
          this.#socket = connect(port); //~ overwritten strict
          this.#socket.write("x");
        }
        close(): void {
          clearInterval(this.#timer);
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "an interval connects anew, and connect() destroys the old socket",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Feed {
        #socket: Socket | undefined;
        #timer = setInterval(() => {
          this.connect(1);
        }, 60_000);
        connect(port: number) {
          this.#socket?.destroy();
          this.#socket = connect(port);
          this.#socket.write("x");
        }
        close(): void {
          clearInterval(this.#timer);
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "a listener stores another interval with each message",
    code: ts`
      import type { EventEmitter } from "node:events";
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        constructor(source: EventEmitter) {
          source.on("rate", (ms: number) => {
            this.#timer = setInterval(() => {}, ms); //~ overwritten strict
          });
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a listener clears the interval before it stores another",
    settings: strict,
    code: ts`
      import type { EventEmitter } from "node:events";
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        constructor(source: EventEmitter) {
          source.on("rate", (ms: number) => {
            clearInterval(this.#timer);
            this.#timer = setInterval(() => {}, ms);
          });
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a listener stores an interval when the source is ready",
    settings: strict,
    code: ts`
      import type { EventEmitter } from "node:events";
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        constructor(source: EventEmitter) {
          source.on("ready", () => {
            this.#timer = setInterval(() => {}, 1000);
          });
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a listener stores an interval when nothing is there yet",
    settings: strict,
    code: ts`
      import type { EventEmitter } from "node:events";
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        constructor(source: EventEmitter) {
          source.on("rate", (ms: number) => {
            if (!this.#timer) this.#timer = setInterval(() => {}, ms);
          });
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a socket that has closed is followed by another",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Feed {
        #socket: Socket | undefined;
        constructor() {
          this.connect();
        }
        connect(): void {
          this.#socket = connect(1);
          this.#socket.on("close", () => {
            this.connect();
          });
        }
        close(): void {
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "the constructor starts an interval, and a setter starts another",
    code: ts`
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        #ms = 1000;
        constructor(private readonly beat: () => void) {
          this.start();
        }
        setRate(ms: number): void {
          this.#ms = ms;
          this.start();
        }
        start(): void {
          this.#timer = setInterval(this.beat, this.#ms); //~ overwritten strict
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "the constructor starts an interval, and a setter stops it first",
    settings: strict,
    code: ts`
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        #ms = 1000;
        constructor(private readonly beat: () => void) {
          this.start();
        }
        setRate(ms: number): void {
          this.#ms = ms;
          this.stop();
          this.start();
        }
        start(): void {
          this.#timer = setInterval(this.beat, this.#ms);
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "the constructor starts an interval, and resume() goes on after stop()",
    settings: strict,
    code: ts`
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        constructor(private readonly beat: () => void) {
          this.start();
        }
        resume(): void {
          this.start();
        }
        start(): void {
          this.#timer = setInterval(this.beat, 1000);
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "the constructor starts nothing, and a setter starts an interval",
    settings: strict,
    code: ts`
      export class Beat {
        #timer: NodeJS.Timeout | undefined;
        #ms = 1000;
        constructor(private readonly beat: () => void) {}
        setRate(ms: number): void {
          this.#ms = ms;
          this.start();
        }
        start(): void {
          this.#timer = setInterval(this.beat, this.#ms);
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "each tick spawns and waits",
    settings: strict,
    code: ts`
      import { spawn, type ChildProcess } from "node:child_process";
      export class Job {
        #child: ChildProcess | undefined;
        #timer = setInterval(() => {
          this.#run();
        }, 1000);
        #run() {
          this.#child = spawn("ls");
          this.#child.on("exit", (code) => {
            console.log(code);
          });
        }
        close() {
          clearInterval(this.#timer);
          this.#child?.kill();
        }
      }`,
  },
];
