/** Fields: a class holds what it acquired, and the method that ends it forgets one. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const fields: readonly Case[] = [
  {
    name: "close() only flips a flag",
    code: ts`
      export class Heartbeat {
        #timer: NodeJS.Timeout;
        #stopped = false;
        constructor(beat: () => void) {
          this.#timer = setInterval(() => { if (!this.#stopped) beat(); }, 5_000); //~ forgotten close()
        }
        close(): void {
          this.#stopped = true;
          console.log(this.#timer.hasRef());
        }
      }`,
  },
  {
    name: "close() clears the interval",
    code: ts`
      export class Heartbeat {
        #timer: NodeJS.Timeout;
        constructor(beat: () => void) {
          this.#timer = setInterval(beat, 5_000);
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a static factory gives its own constructor what close() forgets",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class AppendLog {
        #closed = false;
        private constructor(private readonly file: FileHandle) {}
        static async open(path: string): Promise<AppendLog> {
          return new AppendLog(await open(path, "a")); //~ forgotten close()
        }
        async write(line: string): Promise<void> {
          if (!this.#closed) await this.file.appendFile(line);
        }
        close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "a static factory gives its own constructor what close() closes",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class AppendLog {
        readonly #file: FileHandle;
        private constructor(file: FileHandle) {
          this.#file = file;
        }
        static async open(path: string): Promise<AppendLog> {
          const file = await open(path, "a");
          return new AppendLog(file);
        }
        async close(): Promise<void> {
          await this.#file.close();
        }
      }`,
  },
  {
    name: "the class has no method that could release it",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Journal {
        #file: FileHandle | undefined;
        async append(line: string): Promise<void> {
          this.#file ??= await open("journal", "a"); //~ forgotten strict
          await this.#file.appendFile(line);
        }
      }
      export const note = (line: string): Promise<void> => new Journal().append(line);
      export class Rounds {
        readonly #timer = setInterval(() => console.log("clean"), 60_000);
        isRunning(): boolean {
          return this.#timer.hasRef();
        }
      }`,
  },
  {
    name: "what the field holds was given",
    code: ts`
      import type { FileHandle } from "node:fs/promises";
      export class Journal {
        #closed = false;
        constructor(private readonly file: FileHandle) {}
        async append(line: string): Promise<void> {
          if (!this.#closed) await this.file.appendFile(line);
        }
        close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "close() ends one session, and another method all of them and the interval",
    settings: { unknownCalls: "borrows" },
    code: ts`
      interface Session { end(): void }
      export class Sessions {
        private readonly sessions = new Map<string, Session>();
        private readonly check = setInterval(() => { console.log(this.sessions.size); }, 1_000);
        close(id: string, why: string): void {
          console.log(why);
          this.sessions.get(id)?.end();
          this.sessions.delete(id);
        }
        closeSessions(): void {
          clearInterval(this.check);
          for (const session of this.sessions.values()) session.end();
        }
      }`,
  },
  {
    name: "the method without parameters ends the object, the other one of its parts",
    code: ts`
      import { window, type StatusBarItem } from "vscode";
      export class Profiles {
        private item: StatusBarItem | undefined;
        private readonly sessions = new Map<string, { stop(): Promise<void>; dispose(): void }>();
        async stop(id: string): Promise<void> {
          await this.sessions.get(id)?.stop();
        }
        dispose(): void {
          for (const session of this.sessions.values()) session.dispose();
        }
        show(): void {
          this.item ??= window.createStatusBarItem(); //~ forgotten dispose()
          this.item.show();
        }
      }`,
  },
  {
    name: "a pool that is made when none is given is never ended",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        private readonly pool: Pool;
        private readonly timer = setInterval(() => { void this.pool.query("select 1"); }, 1_000);
        constructor(given?: Pool) {
          this.pool = given ?? new Pool(); //~ forgotten close()
        }
        close(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "a pool that is made when none is given is ended when it was made",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        private readonly pool: Pool;
        private readonly owned: boolean;
        constructor(given?: Pool) {
          this.pool = given ?? new Pool();
          this.owned = given === undefined;
        }
        async close(): Promise<void> {
          if (this.owned) await this.pool.end();
        }
      }`,
  },
  {
    name: "a field's initial value is forgotten while another is released",
    code: ts`
      import { createReadStream } from "node:fs";
      import { Redis } from "ioredis";
      export class Cache {
        private readonly reader = new Redis(); //~ forgotten dispose()
        private readonly writer = new Redis();
        readonly lines = createReadStream("lines");
        get(key: string) {
          return this.reader.get(key);
        }
        set(key: string, value: string) {
          return this.writer.set(key, value);
        }
        dispose(): void {
          this.writer.disconnect();
        }
      }`,
  },
  {
    name: "a local name was given to the field",
    code: ts`
      export class Ticker {
        private timer: NodeJS.Timeout | undefined;
        start(tick: () => void): void {
          const timer = setInterval(tick, 1_000); //~ forgotten stop()
          timer.unref();
          this.timer = timer;
        }
        stop(): void {
          this.timer = undefined;
        }
      }`,
  },
  {
    name: "the field is emptied before the release of what it held",
    code: ts`
      export class Ticker {
        private timer: NodeJS.Timeout | undefined;
        start(tick: () => void): void {
          this.timer = setInterval(tick, 1_000);
        }
        stop(): void {
          const timer = this.timer;
          this.timer = undefined;
          clearInterval(timer);
        }
      }`,
  },
  {
    name: "a pattern takes the field out and releases it",
    code: ts`
      export class Ticker {
        private timer: NodeJS.Timeout | undefined;
        start(tick: () => void): void {
          this.timer = setInterval(tick, 1_000);
        }
        stop(): void {
          const { timer } = this;
          if (timer) clearInterval(timer);
        }
      }`,
  },
  {
    name: "a private method that stop() calls releases it",
    code: ts`
      export class Ticker {
        #timer: NodeJS.Timeout | undefined;
        start(tick: () => void): void {
          this.#clear();
          this.#timer = setInterval(tick, 1_000);
        }
        stop(): void {
          this.#clear();
        }
        #clear(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "an arrow member that is passed by name releases it",
    code: ts`
      import { createServer, type Server } from "node:net";
      export class Listener {
        readonly #server: Server = createServer();
        readonly #timer = setInterval(() => { this.#server.getConnections(() => {}); }, 1_000);
        readonly #closed = (): void => {
          clearInterval(this.#timer);
        };
        close(): void {
          this.#server.close(this.#closed);
        }
      }`,
  },
  {
    name: "it is cleared only before it is armed anew",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        private stopped = false;
        restart(poll: () => void): void {
          clearInterval(this.timer);
          this.timer = setInterval(() => { if (!this.stopped) poll(); }, 1_000); //~ forgotten stop()
        }
        stop(): void {
          this.stopped = true;
        }
      }`,
  },
  {
    name: "another method can end it as well",
    code: ts`
      import { createServer } from "node:http";
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        private readonly server = createServer();
        startPolling(poll: () => void): void {
          this.timer = setInterval(poll, 1_000); //~ forgotten close() strict
        }
        stopPolling(): void {
          clearInterval(this.timer);
        }
        close(): void {
          this.server.close();
        }
      }`,
  },
  {
    name: "the interval ends itself",
    code: ts`
      export class Poller {
        private timer: NodeJS.Timeout | undefined;
        private stopped = false;
        start(poll: () => void): void {
          this.timer = setInterval(() => { //~ forgotten stop() strict
            if (this.stopped) clearInterval(this.timer);
            else poll();
          }, 1_000);
        }
        stop(): void {
          this.stopped = true;
        }
      }`,
  },
  {
    name: "a list of sockets is emptied without a release",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Fleet {
        private sockets: Socket[] = [];
        dial(port: number): void {
          const socket = connect(port); //~ forgotten close()
          socket.on("data", (data) => console.log(data));
          this.sockets.push(socket);
        }
        close(): void {
          this.sockets = [];
        }
      }`,
  },
  {
    name: "a loop destroys each socket of a list",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Fleet {
        private sockets: Socket[] = [];
        dial(port: number): void {
          this.sockets.push(connect(port));
        }
        close(): void {
          for (const socket of this.sockets) socket.destroy();
          this.sockets = [];
        }
      }`,
  },
  {
    name: "a map is closed with Promise.all",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Files {
        private readonly files = new Map<string, FileHandle>();
        async open(path: string): Promise<void> {
          this.files.set(path, await open(path));
        }
        async close(): Promise<void> {
          await Promise.all([...this.files.values()].map((file) => file.close()));
          this.files.clear();
        }
      }`,
  },
  {
    name: "a map is cleared and nothing in it closed",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Files {
        private readonly files = new Map<string, FileHandle>();
        async open(path: string): Promise<void> {
          this.files.set(path, await open(path)); //~ forgotten close()
        }
        async size(path: string): Promise<number | undefined> {
          return (await this.files.get(path)?.stat())?.size;
        }
        close(): void {
          this.files.clear();
        }
      }`,
  },
  {
    name: "an object keeps timers by name, and a loop over its keys clears them",
    code: ts`
      export class Jobs {
        private readonly timers: Record<string, NodeJS.Timeout> = {};
        add(name: string, job: () => void): void {
          this.timers[name] = setInterval(job, 1_000);
        }
        stop(): void {
          for (const name in this.timers) clearInterval(this.timers[name]);
        }
      }`,
  },
  {
    name: "an object keeps timers by name, and stop() forgets them",
    code: ts`
      export class Jobs {
        private timers: Record<string, NodeJS.Timeout> = {};
        add(name: string, job: () => void): void {
          this.timers[name] = setInterval(job, 1_000); //~ forgotten stop()
        }
        stop(): void {
          this.timers = {};
        }
      }`,
  },
  {
    name: "a function of the file that is given the list releases each",
    code: ts`
      import { connect, type Socket } from "node:net";
      function destroyAll(sockets: readonly Socket[]): void {
        sockets.forEach((socket) => socket.destroy());
      }
      export class Fleet {
        private readonly sockets: Socket[] = [];
        dial(port: number): void {
          this.sockets.push(connect(port));
        }
        close(): void {
          destroyAll(this.sockets);
        }
      }`,
  },
  {
    name: "it is given to a call that nobody knows",
    code: ts`
      import { Pool } from "pg";
      declare function watch(pool: Pool): void;
      export class Store {
        readonly #pool = new Pool(); //~ forgotten close() strict
        constructor() {
          watch(this.#pool);
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "a teardown gives it to a call that nobody knows",
    code: ts`
      import { Pool } from "pg";
      declare function endQuietly(pool: Pool): Promise<void>;
      export class Store {
        readonly #pool = new Pool();
        async query(): Promise<unknown> {
          return this.#pool.query("select 1");
        }
        async close(): Promise<void> {
          await endQuietly(this.#pool);
        }
      }`,
  },
  {
    name: "a class that it extends in this file releases it",
    code: ts`
      class Base {
        protected timer: NodeJS.Timeout | undefined;
        stop(): void {
          clearInterval(this.timer);
        }
      }
      export class Poller extends Base {
        start(poll: () => void): void {
          this.timer = setInterval(poll, 1_000);
        }
      }`,
  },
  {
    name: "a class that extends it in this file releases it",
    code: ts`
      class Base {
        protected timer = setInterval(() => {}, 1_000);
        stop(): void {}
      }
      export class Poller extends Base {
        override stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "it registers on its own end and releases there",
    code: ts`
      import { EventEmitter } from "node:events";
      export class Link extends EventEmitter {
        #timer: NodeJS.Timeout;
        constructor(beat: () => void) {
          super();
          this.#timer = setInterval(beat, 1_000);
          this.on("close", () => clearInterval(this.#timer));
        }
        close(): void {
          this.emit("close");
        }
      }`,
  },
  {
    name: "the disposal symbol forgets one of two",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class Copy implements AsyncDisposable {
        #from: FileHandle | undefined;
        #to: FileHandle | undefined;
        async start(from: string, to: string): Promise<void> {
          this.#from = await open(from);
          this.#to = await open(to, "w"); //~ forgotten [Symbol.asyncDispose]()
        }
        async step(): Promise<void> {
          await this.#to?.writeFile((await this.#from?.readFile()) ?? "");
        }
        async [Symbol.asyncDispose](): Promise<void> {
          await this.#from?.close();
        }
      }`,
  },
  {
    name: "a callback inside a method assigns it",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Link {
        private ping: NodeJS.Timeout | undefined;
        private socket: Socket | undefined;
        open(): void {
          const socket = connect(7_000);
          this.socket = socket;
          socket.once("connect", () => {
            this.ping = setInterval(() => socket.write("ping"), 1_000); //~ forgotten close()
            console.log(this.ping.hasRef());
          });
        }
        close(): void {
          this.socket?.destroy();
        }
      }`,
  },
  {
    name: "another name for this assigns it",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Link {
        private ping: NodeJS.Timeout | undefined;
        private socket: Socket | undefined;
        open(): void {
          const self = this;
          self.socket = connect(7_000);
          self.socket.once("connect", function () {
            self.ping = setInterval(() => self.socket?.write("ping"), 1_000);
          });
        }
        close(): void {
          clearInterval(this.ping);
          this.socket?.destroy();
        }
      }`,
  },
  {
    name: "a redis client is made but never connected",
    code: ts`
      import { createClient } from "redis";
      export class Cache {
        readonly #client = createClient();
        isOpen(): boolean {
          return this.#client.isOpen;
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "a redis client is connected and close() forgets it",
    code: ts`
      import { createClient } from "redis";
      export class Cache {
        readonly #client = createClient(); //~ forgotten close()
        async open(): Promise<void> {
          await this.#client.connect();
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "the whole object is given away when it ends",
    code: ts`
      declare function closeAll(of: object): void;
      export class Link {
        readonly timer = setInterval(() => {}, 1_000);
        close(): void {
          closeAll(this);
        }
      }`,
  },
  {
    name: "a static field holds it for the whole program",
    code: ts`
      export class Clock {
        static readonly timer = setInterval(() => Clock.tick(), 1_000);
        static tick(): void {}
        close(): void {}
      }`,
  },
  {
    name: "somebody in the file clears the field of an object",
    code: ts`
      class Clock {
        readonly timer = setInterval(() => {}, 1_000);
        close(): void {}
      }
      export function stop(clock: Clock): void {
        clearInterval(clock.timer);
      }`,
  },
  {
    name: "the base class stands in another file and may know the field",
    code: ts`
      declare class Base {
        protected timer: NodeJS.Timeout;
        close(): void;
      }
      export class Clock extends Base {
        override timer = setInterval(() => {}, 1_000);
        override close(): void {
          super.close();
        }
      }`,
  },
  {
    name: "the release is a listener by name",
    code: ts`
      import { WebSocketServer } from "ws";
      export class Hub {
        private readonly server = new WebSocketServer({ port: 0 });
        private readonly sweep = setInterval(() => this.server.clients.clear(), 1_000);
        constructor() {
          this.server.on("close", this.swept);
        }
        private readonly swept = (): void => clearInterval(this.sweep);
        close(): void {
          this.server.close();
        }
      }`,
  },
  {
    name: "an expression is a class, too",
    code: ts`
      export const Clock = class {
        private readonly timer = setInterval(() => {}, 1_000); //~ forgotten stop()
        hasRef(): boolean {
          return this.timer.hasRef();
        }
        stop(): void {
          console.log("stopped");
        }
      };`,
  },
  {
    name: "a setter method of the class is given it",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Link {
        private socket: Socket | undefined;
        open(): void {
          this.keep(connect(7_000)); //~ forgotten close()
        }
        private keep(socket: Socket): void {
          this.socket = socket;
        }
        write(text: string): void {
          this.socket?.write(text);
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "it no longer keeps the process alive, but goes on",
    code: ts`
      export class Sampler {
        readonly #timer: NodeJS.Timeout;
        constructor(sample: () => void) {
          this.#timer = setInterval(sample, 1_000); //~ forgotten destroy()
          this.#timer.unref();
        }
        destroy(): void {
          console.log("destroyed");
        }
      }`,
  },
  {
    name: "the constructor fails at the second acquisition",
    code: ts`
      import fs from "node:fs";
      export class Pair {
        readonly #a: number;
        readonly #b: number;
        constructor(a: string, b: string) {
          this.#a = fs.openSync(a, "r"); //~ leakedOnThrow throws
          this.#b = fs.openSync(b, "r");
        }
        close(): void {
          fs.closeSync(this.#a);
          fs.closeSync(this.#b);
        }
      }`,
  },
  {
    name: "somebody else has the object when its constructor fails",
    code: ts`
      import fs from "node:fs";
      const pairs = new Map<string, Pair>();
      export class Pair {
        readonly #a: number;
        readonly #b: number;
        constructor(a: string, b: string) {
          this.#a = fs.openSync(a, "r");
          pairs.set(a, this);
          this.#b = fs.openSync(b, "r");
        }
        close(): void {
          fs.closeSync(this.#a);
          fs.closeSync(this.#b);
        }
      }`,
  },
  {
    name: "the constructor gives the object to a part of its own and fails",
    code: ts`
      import fs from "node:fs";
      export class Pair {
        readonly #a: number;
        readonly #b: number;
        readonly #parts = new Set<Pair>();
        constructor(a: string, b: string) {
          this.#a = fs.openSync(a, "r"); //~ leakedOnThrow throws
          this.#parts.add(this);
          this.#b = fs.openSync(b, "r");
        }
        close(): void {
          fs.closeSync(this.#a);
          fs.closeSync(this.#b);
        }
      }`,
  },
  {
    name: "the constructor gives the first back when the second fails",
    code: ts`
      import fs from "node:fs";
      export class Pair {
        readonly #a: number;
        readonly #b: number;
        constructor(a: string, b: string) {
          this.#a = fs.openSync(a, "r");
          try {
            this.#b = fs.openSync(b, "r");
          } catch (error) {
            fs.closeSync(this.#a);
            throw error;
          }
        }
        close(): void {
          fs.closeSync(this.#a);
          fs.closeSync(this.#b);
        }
      }`,
  },
  {
    name: "the constructor throws once an interval runs",
    code: ts`
      export class Poller {
        readonly #timer = setInterval(() => this.poll(), 1_000); //~ leaked throw
        constructor(private readonly url: string) {
          if (!url.startsWith("https:")) throw new Error("insecure");
        }
        poll(): void {
          console.log(this.url);
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "the constructor throws before it acquires",
    code: ts`
      export class Poller {
        readonly #timer: NodeJS.Timeout;
        constructor(private readonly url: string) {
          if (!url.startsWith("https:")) throw new Error("insecure");
          this.#timer = setInterval(() => this.poll(), 1_000);
        }
        poll(): void {
          console.log(this.url);
        }
        stop(): void {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "a private method that ends the object releases it, whoever calls that",
    code: ts`
      export class Adapter {
        readonly #intervals = new Set<NodeJS.Timeout>();
        constructor(bus: { onExit: (stop: () => void) => void }) {
          bus.onExit(() => this._stop());
        }
        every(run: () => void): void {
          this.#intervals.add(setInterval(run, 1_000));
        }
        private _stop(): void {
          this.#intervals.forEach((interval) => clearInterval(interval));
        }
        terminate(code: number): void {
          process.exit(code);
        }
      }`,
  },
  {
    name: "a handler of some event reads like an end of the object, and the server was lent",
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Endpoint {
        readonly #server = createServer();
        server(): Server {
          return this.#server;
        }
        onDisconnect(): void {
          console.log("disconnected");
        }
        stop(): void {
          console.log("stopped");
        }
      }`,
  },
  {
    name: "the class has no end, and the process need not wait for its interval",
    code: ts`
      export class Pruner {
        private readonly timer: NodeJS.Timeout;
        constructor(prune: () => void) {
          this.timer = setInterval(prune, 60_000);
          this.timer.unref();
        }
      }`,
  },
  {
    name: "close() reaches it through another field that was given it",
    code: ts`
      import net from "node:net";
      declare class Deferred<T> { promise: Promise<T>; resolve(value: T): void }
      export class Session {
        #opened = new Deferred<net.Socket>();
        #socket: net.Socket | undefined;
        open(port: number) {
          const socket = (this.#socket = net.connect(port));
          this.#opened.resolve(socket);
        }
        address() {
          return this.#socket?.address();
        }
        async close(): Promise<void> {
          const socket = await this.#opened.promise;
          socket.destroy();
        }
      }`,
  },
  {
    name: "the one object of the module holds it and has no end",
    code: ts`
      import { createWriteStream, type WriteStream } from "node:fs";
      class Log {
        #out: WriteStream;
        constructor(path: string) {
          this.#out = createWriteStream(path);
        }
        say(text: string) {
          this.#out.write(text);
        }
      }
      export default new Log("program.log");`,
  },
  {
    name: "the end names its fields one after the other",
    code: ts`
      export class Housekeeper {
        private sweeping: NodeJS.Timeout | undefined;
        private counting: NodeJS.Timeout | undefined;
        start(): void {
          this.sweeping = setInterval(() => { console.log("sweep"); }, 60_000);
          this.counting = setInterval(() => { console.log("count"); }, 1_000);
        }
        stop(): void {
          for (const name of ["sweeping", "counting"] as const) {
            clearInterval(this[name]);
            this[name] = undefined;
          }
        }
      }`,
  },
  {
    name: "it is put among others that are ended together, by whoever that is told",
    settings: { unknownCalls: "borrows" },
    code: ts`
      class Ticker {
        readonly #timer = setInterval(() => { console.log("tick"); }, 1_000);
        dispose(): void {
          clearInterval(this.#timer);
        }
      }
      export class Container {
        private readonly parts: { dispose(): void }[] = [];
        private readonly ticker: Ticker;
        private ended = false;
        constructor(context: { subscriptions: { dispose(): void }[] }) {
          this.parts.push((this.ticker = new Ticker()));
          this.parts.push(new Ticker());
          context.subscriptions.push({ dispose: () => { this.parts.forEach((part) => { part.dispose(); }); } });
        }
        tick(): Ticker | undefined {
          return this.ended ? undefined : this.ticker;
        }
        close(): void {
          this.ended = true;
        }
      }`,
  },
  {
    name: "a closure among the parts that the end disposes of ends it",
    settings: { unknownCalls: "borrows" },
    code: ts`
      export class Bar {
        private blinking: NodeJS.Timeout | undefined;
        private readonly parts: { dispose(): void };
        constructor(together: (...parts: { dispose(): void }[]) => { dispose(): void }) {
          this.parts = together({ dispose: () => { clearInterval(this.blinking); } });
        }
        blink(): void {
          this.blinking ??= setInterval(() => { console.log("blink"); }, 500);
        }
        dispose(): void {
          this.parts.dispose();
        }
      }`,
  },
  {
    name: "a disposable made of a closure is among the parts that the end disposes of",
    settings: { unknownCalls: "borrows" },
    code: ts`
      interface Disposable { dispose(): void }
      const Disposable = { create: (dispose: () => void): Disposable => ({ dispose }) };
      const toDisposable = (dispose: () => void): Disposable => ({ dispose });
      class Parts {
        readonly #parts: Disposable[];
        constructor(...parts: Disposable[]) {
          this.#parts = parts;
        }
        pushAll(parts: Disposable[]): void {
          this.#parts.push(...parts);
        }
        dispose(): void {
          for (const part of this.#parts) part.dispose();
        }
      }
      export class Bar {
        private blinking: NodeJS.Timeout | undefined;
        private fading: NodeJS.Timeout | undefined;
        private moving: NodeJS.Timeout | undefined;
        private readonly parts = new Parts(Disposable.create(() => clearInterval(this.blinking)));
        private readonly others: Disposable[] = [];
        constructor() {
          this.others.push(toDisposable(() => { clearInterval(this.fading); }));
          this.parts.pushAll([Disposable.create(() => this.stay())]);
        }
        show(): void {
          this.blinking ??= setInterval(() => { console.log("blink"); }, 500);
          this.fading ??= setInterval(() => { console.log("fade"); }, 500);
          this.moving ??= setInterval(() => { console.log("move"); }, 500);
        }
        stay(): void {
          clearInterval(this.moving);
        }
        dispose(): void {
          this.parts.dispose();
          for (const other of this.others) other.dispose();
        }
      }`,
  },
  {
    name: "a closure that hears of something else is among the parts, and the end only takes it off",
    settings: { unknownCalls: "borrows" },
    code: ts`
      interface Disposable { dispose(): void }
      export class Bar {
        private blinking: NodeJS.Timeout | undefined;
        private readonly parts: Disposable[] = [];
        constructor(onDidHide: (listener: () => void) => Disposable) {
          this.parts.push(onDidHide(() => { clearInterval(this.blinking); this.blinking = undefined; }));
        }
        blink(): void {
          this.blinking ??= setInterval(() => { console.log("blink"); }, 500); //~ forgotten dispose() strict
        }
        dispose(): void {
          for (const part of this.parts) part.dispose();
        }
      }`,
  },
  {
    name: "what the end disposes of is made of it",
    settings: { unknownCalls: "borrows" },
    code: ts`
      class Ticker {
        readonly #timer = setInterval(() => { console.log("tick"); }, 1_000);
        dispose(): void {
          clearInterval(this.#timer);
        }
      }
      export class Service {
        private readonly ticker: Ticker;
        private readonly parts: { dispose(): void };
        constructor(together: (...parts: { dispose(): void }[]) => { dispose(): void }) {
          this.ticker = new Ticker();
          this.parts = together(this.ticker);
        }
        dispose(): void {
          this.parts.dispose();
        }
      }`,
  },
  {
    name: "objects of a class without an end are made and handed out, nobody knows how often",
    settings: { unknownCalls: "borrows" },
    code: ts`
      class Store {
        readonly #rounds = setInterval(() => { console.log("flush"); }, 1_000);
        isRunning(): boolean {
          return this.#rounds.hasRef();
        }
      }
      export function openStore(): Store {
        const store = new Store();
        return store;
      }`,
  },
  {
    name: "a server is made, and the constructor throws before anybody lets it listen",
    code: ts`
      import { createServer, type Server } from "node:net";
      export class Listener {
        readonly #server: Server;
        constructor(above: number, below: number) {
          this.#server = createServer();
          if (above < below) throw new RangeError("above");
        }
        listen(port: number): void {
          this.#server.listen(port);
        }
        close(): void {
          this.#server.close();
        }
      }`,
  },
];
