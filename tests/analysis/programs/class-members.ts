/** Members of every kind: what holds a resource, and from where the end of the object gets to it. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

export const classMembers: readonly Case[] = [
  {
    name: "an accessor fills its field once, and close() forgets it",
    code: ts`
      import { watch, type FSWatcher } from "node:fs";
      export class A {
        #watcher: FSWatcher | undefined;
        get watcher(): FSWatcher {
          return (this.#watcher ??= watch(".")); //~ forgotten close() strict
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "an accessor fills its field once, and close() closes it",
    settings: strict,
    code: ts`
      import { watch, type FSWatcher } from "node:fs";
      export class A {
        #watcher: FSWatcher | undefined;
        get watcher(): FSWatcher {
          return (this.#watcher ??= watch("."));
        }
        close(): void {
          this.#watcher?.close();
        }
      }`,
  },
  {
    name: "an auto-accessor holds an interval that close() forgets",
    code: ts`
      export class A {
        accessor beating = setInterval(() => {}, 1000); //~ forgotten close()
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "an auto-accessor holds an interval that close() clears",
    settings: strict,
    code: ts`
      export class A {
        accessor timer = setInterval(() => {}, 1000);
        close(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "a setter ends what it replaces, and close() sets nothing",
    needs: "types",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        #socket: Socket | undefined;
        set socket(next: Socket | undefined) {
          this.#socket?.destroy();
          this.#socket = next;
        }
        open(port: number) {
          this.socket = connect(port);
        }
        close(): void {
          this.socket = undefined;
        }
      }`,
  },
  {
    name: "a static field is cleared by a static close()",
    settings: strict,
    code: ts`
      export class A {
        static timer = setInterval(() => {}, 1000);
        static close(): void {
          clearInterval(A.timer);
        }
      }`,
  },
  {
    name: "a static map is drained by a static close()",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        static #all = new Map<number, Socket>();
        static open(port: number) {
          const socket = connect(port);
          A.#all.set(port, socket);
          return socket;
        }
        static close(): void {
          for (const one of A.#all.values()) one.destroy();
          A.#all.clear();
        }
      }`,
  },
  {
    name: "the base calls a hook at the end, which destroys the field",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      abstract class Base {
        close(): void {
          this.onClose();
        }
        protected abstract onClose(): void;
      }
      export class A extends Base {
        #socket: Socket = connect(1);
        send(text: string) {
          this.#socket.write(text);
        }
        protected onClose(): void {
          this.#socket.destroy();
        }
      }`,
  },
  {
    name: "the base calls a hook at the end, which forgets the field",
    code: ts`
      import { connect, type Socket } from "node:net";
      abstract class Base {
        close(): void {
          this.onClose();
        }
        protected abstract onClose(): void;
      }
      export class A extends Base {
        #socket: Socket = connect(1); //~ forgotten close()
        send(text: string) {
          this.#socket.write(text);
        }
        protected onClose(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "close() gets to the release through two private methods",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        #socket: Socket = connect(1);
        send(text: string) {
          this.#socket.write(text);
        }
        close(): void {
          this.#stop();
        }
        #stop(): void {
          this.#end();
        }
        #end(): void {
          this.#socket.end();
        }
      }`,
  },
  {
    name: "a private method releases, and close() does not call it",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        #socket: Socket = connect(1); //~ forgotten close() strict
        send(text: string) {
          this.#socket.write(text);
        }
        close(): void {
          console.log("closed");
        }
        drop(): void {
          this.#end();
        }
        #end(): void {
          this.#socket.end();
        }
      }`,
  },
  {
    name: "a teardown is an arrow function in a field, and clears",
    settings: strict,
    code: ts`
      export class A {
        #timer = setInterval(() => {}, 1000);
        close = (): void => {
          clearInterval(this.#timer);
        };
      }`,
  },
  {
    name: "a teardown is an arrow function in a field, and forgets",
    code: ts`
      export class A {
        #timer = setInterval(() => {}, 1000); //~ forgotten close()
        has() {
          return this.#timer.hasRef();
        }
        close = (): void => {
          console.log("closed");
        };
      }`,
  },
  {
    name: "a stack in a field has it by use()",
    settings: strict,
    code: ts`
      class Conn implements Disposable {
        [Symbol.dispose](): void {}
      }
      export class A implements Disposable {
        #stack = new DisposableStack();
        #conn = this.#stack.use(new Conn());
        get conn() {
          return this.#conn;
        }
        [Symbol.dispose](): void {
          this.#stack.dispose();
        }
      }`,
  },
  {
    name: "a stack in a field has one by use(), and another one not",
    code: ts`
      class Conn implements Disposable {
        ping(): void {}
        [Symbol.dispose](): void {}
      }
      export class A implements Disposable {
        #stack = new DisposableStack();
        #conn = this.#stack.use(new Conn());
        #other = new Conn(); //~ forgotten [Symbol.dispose]()
        ping() {
          this.#conn.ping();
          this.#other.ping();
        }
        [Symbol.dispose](): void {
          this.#stack.dispose();
        }
      }`,
  },
  {
    name: "an asynchronous stack in a field has it by use()",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        #stack = new AsyncDisposableStack();
        async load(path: string): Promise<FileHandle> {
          return this.#stack.use(await open(path));
        }
        async close(): Promise<void> {
          await this.#stack.disposeAsync();
        }
      }`,
  },
  {
    name: "the base class registers and disposes of what it is given",
    settings: strict,
    code: ts`
      class Emitter {
        dispose(): void {}
        fire(): void {}
      }
      abstract class Owner {
        #all: { dispose(): void }[] = [];
        protected _register<T extends { dispose(): void }>(one: T): T {
          this.#all.push(one);
          return one;
        }
        dispose(): void {
          for (const one of this.#all) one.dispose();
        }
      }
      export class A extends Owner {
        readonly #changed = this._register(new Emitter());
        fire() {
          this.#changed.fire();
        }
      }`,
  },
  {
    name: "a list of watchers is closed one by one",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private readonly subscriptions: { close(): void }[] = [];
        watch(path: string) {
          this.subscriptions.push(fs.watch(path));
        }
        close(): void {
          this.subscriptions.forEach((one) => one.close());
        }
      }`,
  },
  {
    name: "a list of watchers is only counted",
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private readonly subscriptions: { close(): void }[] = [];
        watch(path: string) {
          this.subscriptions.push(fs.watch(path)); //~ forgotten close()
        }
        count() {
          return this.subscriptions.length;
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "a list of watchers is only emptied",
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: fs.FSWatcher[] = [];
        watch(path: string) {
          this.watchers.push(fs.watch(path)); //~ forgotten close()
        }
        close(): void {
          this.watchers.length = 0;
        }
      }`,
  },
  {
    name: "a list of watchers is replaced by an empty one",
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: fs.FSWatcher[] = [];
        watch(path: string) {
          this.watchers.push(fs.watch(path)); //~ forgotten close()
        }
        close(): void {
          this.watchers = [];
        }
      }`,
  },
  {
    name: "a map of watchers is only cleared",
    code: ts`
      import * as fs from "node:fs";
      export class A {
        readonly #watchers = new Map<string, fs.FSWatcher>();
        watch(path: string) {
          if (!this.#watchers.has(path)) this.#watchers.set(path, fs.watch(path)); //~ forgotten close()
        }
        close(): void {
          this.#watchers.clear();
        }
      }`,
  },
  {
    name: "a map of watchers is closed entry by entry",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        readonly #watchers = new Map<string, fs.FSWatcher>();
        watch(path: string) {
          if (!this.#watchers.has(path)) this.#watchers.set(path, fs.watch(path));
        }
        close(): void {
          for (const [path, one] of this.#watchers) {
            one.close();
            this.#watchers.delete(path);
          }
        }
      }`,
  },
  {
    name: "a list of watchers is closed while there is one to pop",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: fs.FSWatcher[] = [];
        watch(path: string) {
          this.watchers.push(fs.watch(path));
        }
        close(): void {
          let one: fs.FSWatcher | undefined;
          while ((one = this.watchers.pop())) one.close();
        }
      }`,
  },
  {
    name: "a list of watchers is spliced and closed",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: fs.FSWatcher[] = [];
        watch(path: string) {
          this.watchers.push(fs.watch(path));
        }
        close(): void {
          for (const one of this.watchers.splice(0)) one.close();
        }
      }`,
  },
  {
    name: "an object of watchers is closed by key",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: Record<string, fs.FSWatcher> = {};
        watch(path: string) {
          if (!this.watchers[path]) this.watchers[path] = fs.watch(path);
        }
        close(): void {
          for (const path in this.watchers) {
            this.watchers[path]?.close();
            delete this.watchers[path];
          }
        }
      }`,
  },
  {
    name: "an object of watchers is replaced by an empty one",
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: Record<string, fs.FSWatcher> = {};
        watch(path: string) {
          if (!this.watchers[path]) this.watchers[path] = fs.watch(path); //~ forgotten close()
        }
        close(): void {
          this.watchers = {};
        }
      }`,
  },
  {
    name: "an object of watchers is closed by its values",
    settings: strict,
    code: ts`
      import * as fs from "node:fs";
      export class A {
        private watchers: Record<string, fs.FSWatcher> = {};
        watch(path: string) {
          if (!this.watchers[path]) this.watchers[path] = fs.watch(path);
        }
        close(): void {
          Object.values(this.watchers).forEach((one) => {
            one.close();
          });
        }
      }`,
  },
  {
    name: "all files of a set are closed together",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        readonly #files = new Set<FileHandle>();
        async load(path: string) {
          const file = await open(path);
          this.#files.add(file);
          return file.fd;
        }
        async close(): Promise<void> {
          await Promise.all([...this.#files].map((file) => file.close()));
        }
      }`,
  },
  {
    name: "all files of a set are closed together by Array.from",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        readonly #files = new Set<FileHandle>();
        async load(path: string) {
          const file = await open(path);
          this.#files.add(file);
          return file.fd;
        }
        async close(): Promise<void> {
          await Promise.allSettled(
            Array.from(this.#files, async (file) => {
              await file.close();
            }),
          );
        }
      }`,
  },
  {
    name: "all files of a set are synchronised together, and none is closed",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        readonly #files = new Set<FileHandle>();
        async load(path: string) {
          const file = await open(path); //~ forgotten close()
          this.#files.add(file);
          return file.fd;
        }
        async close(): Promise<void> {
          await Promise.all([...this.#files].map((file) => file.sync()));
        }
      }`,
  },
  {
    name: "reconnect() overwrites what connect() has stored",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        #socket: Socket | undefined;
        connect(port: number) {
          this.#socket = connect(port); //~ overwritten
        }
        reconnect(port: number) {
          this.connect(port);
        }
        close(): void {
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "reconnect() overwrites what connect() destroys first",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        #socket: Socket | undefined;
        connect(port: number) {
          this.#socket?.destroy();
          this.#socket = connect(port);
        }
        reconnect(port: number) {
          this.connect(port);
        }
        close(): void {
          this.#socket?.destroy();
        }
      }`,
  },
  {
    name: "the constructor checks its arguments after it has acquired",
    code: ts`
      import { openSync, closeSync, readSync } from "node:fs";
      export class A {
        readonly #fd: number;
        constructor(path: string, size: number) {
          this.#fd = openSync(path, "r"); //~ leaked throw
          if (size < 0) throw new RangeError("size");
        }
        read(b: Buffer) {
          return readSync(this.#fd, b);
        }
        close(): void {
          closeSync(this.#fd);
        }
      }`,
  },
  {
    name: "the constructor checks its arguments before it acquires",
    settings: strict,
    code: ts`
      import { openSync, closeSync, readSync } from "node:fs";
      export class A {
        readonly #fd: number;
        constructor(path: string, size: number) {
          if (size < 0) throw new RangeError("size");
          this.#fd = openSync(path, "r");
        }
        read(b: Buffer) {
          return readSync(this.#fd, b);
        }
        close(): void {
          closeSync(this.#fd);
        }
      }`,
  },
  {
    name: "the constructor gives back what it has acquired when it fails",
    settings: strict,
    code: ts`
      import { openSync, closeSync, readSync } from "node:fs";
      export class A {
        readonly #fd: number;
        readonly head: unknown;
        constructor(path: string) {
          this.#fd = openSync(path, "r");
          try {
            const b = Buffer.alloc(8);
            readSync(this.#fd, b);
            this.head = JSON.parse(b.toString());
          } catch (error) {
            closeSync(this.#fd);
            throw error;
          }
        }
        read(b: Buffer) {
          return readSync(this.#fd, b);
        }
        close(): void {
          closeSync(this.#fd);
        }
      }`,
  },
  {
    name: "a file arrives in a field after close()",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        #file: FileHandle | undefined;
        #closed = false;
        async load(path: string) {
          this.#file = await open(path); //~ forgotten close() strict
        }
        async close(): Promise<void> {
          this.#closed = true;
          await this.#file?.close();
        }
        get closed() {
          return this.#closed;
        }
      }`,
  },
  {
    name: "a file that arrives after close() is closed at once",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        #file: FileHandle | undefined;
        #closed = false;
        async load(path: string) {
          const file = await open(path);
          if (this.#closed) {
            await file.close();
            return;
          }
          this.#file = file;
        }
        async close(): Promise<void> {
          this.#closed = true;
          await this.#file?.close();
        }
      }`,
  },
  {
    name: "close() destructures both fields and destroys them",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2);
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          const { a, b } = this;
          a.destroy();
          b.destroy();
        }
      }`,
  },
  {
    name: "close() destructures one of two fields",
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2); //~ forgotten close()
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          const { a } = this;
          a.destroy();
        }
      }`,
  },
  {
    name: "close() goes through a list of its fields",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2);
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          for (const one of [this.a, this.b]) one.destroy();
        }
      }`,
  },
  {
    name: "a class without a name of its own forgets its field",
    code: ts`
      import { connect, type Socket } from "node:net";
      export const A = class {
        readonly #a: Socket = connect(1); //~ forgotten close()
        send() {
          this.#a.write("x");
        }
        close(): void {
          console.log("closed");
        }
      };`,
  },
  {
    name: "a private constructor is given what the disposal closes",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A implements AsyncDisposable {
        private constructor(private readonly file: FileHandle) {}
        static async open(path: string) {
          return new A(await open(path));
        }
        stat() {
          return this.file.stat();
        }
        async [Symbol.asyncDispose](): Promise<void> {
          await this.file.close();
        }
      }`,
  },
  {
    name: "a private constructor is given what the disposal forgets",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A implements AsyncDisposable {
        private constructor(private readonly file: FileHandle) {}
        static async open(path: string) {
          return new A(await open(path)); //~ forgotten [Symbol.asyncDispose]()
        }
        stat() {
          return this.file.stat();
        }
        async [Symbol.asyncDispose](): Promise<void> {
          console.log("x");
        }
      }`,
  },
  {
    name: "a class that a function answers destroys its field",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export function withSocket(port: number) {
        return class {
          readonly socket: Socket = connect(port);
          close(): void {
            this.socket.destroy();
          }
        };
      }`,
  },
  {
    name: "a function of the file is given the whole object to end it",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      function stop(a: A) {
        a.socket.destroy();
      }
      export class A {
        readonly socket: Socket = connect(1);
        close(): void {
          stop(this);
        }
      }`,
  },
  {
    name: "close() goes through a list of its fields by forEach",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2);
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          [this.a, this.b].forEach((one) => one.destroy());
        }
      }`,
  },
  {
    name: "close() closes a list of its fields together",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export class A {
        #a: FileHandle | undefined;
        #b: FileHandle | undefined;
        async open() {
          this.#a = await open("a");
          this.#b = await open("b");
        }
        async close(): Promise<void> {
          await Promise.all([this.#a, this.#b].map((one) => one?.close()));
        }
      }`,
  },
  {
    name: "close() names a list of its fields first",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2);
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          const all = [this.a, this.b];
          for (const one of all) one.destroy();
        }
      }`,
  },
  {
    name: "close() goes through an object of its fields",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private readonly a: Socket = connect(1);
        private readonly b: Socket = connect(2);
        send() {
          this.a.write("x");
          this.b.write("y");
        }
        close(): void {
          for (const one of Object.values({ a: this.a, b: this.b })) one.destroy();
        }
      }`,
  },
  {
    name: "close() goes through those of its fields that are there",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class A {
        private a: Socket | undefined;
        private b: Socket | undefined;
        send() {
          this.a = connect(1);
          this.b = connect(2);
        }
        close(): void {
          for (const one of [this.a, this.b].filter((x) => x !== undefined)) one.destroy();
        }
      }`,
  },
  {
    name: "a map notes something about it, and the caller gets it",
    settings: strict,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Front {
        readonly #ends = new Map<Socket, () => void>();
        open(port: number): Socket {
          const socket = connect(port);
          this.#ends.set(socket, () => console.log(port));
          return socket;
        }
        close(): void {
          this.#ends.clear();
        }
      }`,
  },
];
