/** Disposables: what has a disposal symbol is a resource of its own, whatever it is. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const lifetime = ts`
  export abstract class Lifetime implements Disposable {
    readonly #parts: { dispose(): void }[] = [];
    [Symbol.dispose](): void {
      for (const part of this.#parts.splice(0)) part.dispose();
    }
    protected register<T extends { dispose(): void }>(part: T): T {
      this.#parts.push(part);
      return part;
    }
    protected every(interval: number): void {
      const timer = setInterval(() => console.log("tick"), interval);
      this.register({ dispose: () => clearInterval(timer) });
    }
  }
  export abstract class Store implements Disposable {
    readonly #parts: { dispose(): void }[] = [];
    [Symbol.dispose](): void {
      for (const part of this.#parts.splice(0)) part.dispose();
    }
    add(part: { dispose(): void }): void {
      this.#parts.push(part);
    }
  }
  export class Emitter<V> {
    #heard: ((value: V) => void)[] = [];
    fire(value: V): void {
      for (const listener of this.#heard) listener(value);
    }
    event = (listener: (value: V) => void): void => void this.#heard.push(listener);
    dispose(): void {
      this.#heard = [];
    }
  }
  export abstract class Counted extends Lifetime {
    label = "";
  }`;

export const disposables: readonly Case[] = [
  {
    name: "its disposal only wakes those who wait for their turn",
    code: ts`
      class Turns {
        readonly #waiting: ((isMine: boolean) => void)[] = [];
        take(): Promise<boolean> {
          return new Promise((resolve) => this.#waiting.push(resolve));
        }
        give() {
          this.#waiting.shift()?.(true);
        }
        [Symbol.dispose]() {
          for (const wake of this.#waiting) wake(false);
          this.#waiting.length = 0;
        }
      }
      export async function inTurn(works: readonly (() => Promise<void>)[]) {
        const turns = new Turns();
        for (const work of works) {
          turns.give();
          if (await turns.take()) await work();
        }
      }`,
  },
  {
    name: "its disposal wakes those who wait, and stops what wakes them in turn",
    code: ts`
      class Turns {
        readonly #waiting: ((isMine: boolean) => void)[] = [];
        #timer: NodeJS.Timeout | undefined;
        take(): Promise<boolean> {
          this.#timer ??= setInterval(() => this.#waiting.shift()?.(true), 100);
          return new Promise((resolve) => this.#waiting.push(resolve));
        }
        [Symbol.dispose]() {
          clearInterval(this.#timer);
          for (const wake of this.#waiting) wake(false);
          this.#waiting.length = 0;
        }
      }
      export async function inTurn(works: readonly (() => Promise<void>)[]) {
        const turns = new Turns(); //~ leaked end
        for (const work of works) if (await turns.take()) await work();
      }`,
  },
  {
    name: "a class of the file is disposable and a path forgets it",
    code: ts`
      class Span implements Disposable {
        constructor(readonly name: string) {}
        [Symbol.dispose]() {
          console.log("end", this.name);
        }
      }
      export function trace(skip: boolean) {
        const span = new Span("work"); //~ leaked return
        if (skip) return;
        span[Symbol.dispose]();
      }`,
  },
  {
    name: "using disposes of it",
    code: ts`
      class Span implements Disposable {
        [Symbol.dispose]() {}
      }
      export function trace(work: () => void) {
        using span = new Span();
        work();
        return span instanceof Span;
      }`,
  },
  {
    name: "a disposable is made for nobody",
    code: ts`
      class Span implements Disposable {
        [Symbol.dispose]() {}
      }
      export function trace() {
        new Span(); //~ dropped
      }`,
  },
  {
    name: "a function is declared to answer a disposable",
    code: ts`
      interface Lock extends AsyncDisposable {
        readonly key: string;
      }
      declare function lock(key: string): Promise<Lock>;
      export async function exclusive(key: string, work: () => Promise<void>) {
        const held = await lock(key); //~ leakedOnThrow rejects
        await work();
        await held[Symbol.asyncDispose]();
      }`,
  },
  {
    name: "what a function is declared to answer is ended by the method that its disposal calls",
    code: ts`
      class Driver {
        constructor(readonly url: string) {}
        ask(): Promise<string> {
          return Promise.resolve(this.url);
        }
        async close() {
          console.log("closed");
        }
        [Symbol.asyncDispose]() {
          return this.close();
        }
      }
      function driver(url: string): Driver {
        return new Driver(url);
      }
      async function opened(url: string): Promise<Driver> {
        return new Driver(url);
      }
      export async function asked(url: string) {
        const one = driver(url);
        try {
          await one.ask();
        } finally {
          await one.close();
        }
        const other = await opened(url);
        try {
          return await other.ask();
        } finally {
          await other.close();
        }
      }
      export async function askedOnly(url: string) {
        const one = driver(url); //~ leakedOnThrow rejects
        await one.ask();
        await one.close();
      }`,
  },
  {
    name: "an interface is ended by a method whose name says so",
    code: ts`
      interface Session extends AsyncDisposable {
        ask(): Promise<string>;
        close(): Promise<void>;
      }
      declare function session(): Session;
      export async function asked() {
        const one = session();
        try {
          return await one.ask();
        } finally {
          await one.close();
        }
      }
      export async function flushed() {
        const one = session(); //~ leakedOnThrow rejects
        await one.ask();
        await one.close();
      }`,
  },
  {
    name: "a subclass is disposable by inheritance",
    code: ts`
      class Span implements Disposable {
        [Symbol.dispose]() {}
      }
      class Child extends Span {}
      export function trace(skip: boolean) {
        const child = new Child(); //~ leaked return
        if (skip) return;
        child[Symbol.dispose]();
      }`,
  },
  {
    name: "its disposal only calls the method that is called",
    code: ts`
      class Span implements AsyncDisposable {
        async end() {
          console.log("end");
        }
        async [Symbol.asyncDispose]() {
          await this.end();
        }
      }
      export async function trace() {
        const span = new Span();
        await span.end();
      }`,
  },
  {
    name: "the method that is called only calls the disposal",
    code: ts`
      class Span implements Disposable {
        end() {
          return this[Symbol.dispose]();
        }
        [Symbol.dispose]() {
          console.log("end");
        }
      }
      export function trace() {
        const span = new Span();
        span.end();
      }`,
  },
  {
    name: "a method that is called does less than the disposal",
    code: ts`
      class Span implements Disposable {
        flush() {}
        [Symbol.dispose]() {
          this.flush();
          console.log("end");
        }
      }
      export function trace() {
        const span = new Span(); //~ leaked end
        span.flush();
      }`,
  },
  {
    name: "a class without a disposal symbol is just a value",
    code: ts`
      class Span {
        dispose() {}
      }
      export function trace() {
        const span = new Span();
        return span === undefined;
      }`,
  },
  {
    name: "a class of the program only shares its name with the platform's",
    needs: "types",
    beside: {
      "lifecycle.ts": ts`
        export abstract class Disposable {
          readonly #parts: { dispose(): void }[] = [];
          dispose(): void {
            for (const part of this.#parts.splice(0)) part.dispose();
          }
          protected register<T extends { dispose(): void }>(part: T): T {
            this.#parts.push(part);
            return part;
          }
        }`,
      "model.ts": ts`
        import { Disposable } from "./lifecycle.js";
        export class Model extends Disposable {
          constructor(listen: (heard: () => void) => { dispose(): void }) {
            super();
            this.register(listen(() => console.log("heard")));
          }
          async load(): Promise<number> {
            return 1;
          }
        }
        export interface Held extends Disposable {
          readonly name: string;
        }`,
    },
    code: ts`
      import { type Held, Model } from "./model.js";
      export async function load(listen: (heard: () => void) => { dispose(): void }) {
        const model = new Model(listen);
        try {
          return await model.load();
        } finally {
          model.dispose();
        }
      }
      declare function hold(name: string): Held;
      export function named(name: string): string {
        const held = hold(name);
        return held.name;
      }`,
  },
  {
    name: "a class or an interface of another file extends the platform's",
    needs: "types",
    beside: {
      "lifecycle.ts": ts`
        export interface Held extends Disposable {
          readonly name: string;
        }
        export abstract class Lifetime implements Disposable {
          readonly #parts: { dispose(): void }[] = [];
          [Symbol.dispose](): void {
            for (const part of this.#parts.splice(0)) part.dispose();
          }
          protected register<T extends { dispose(): void }>(part: T): T {
            this.#parts.push(part);
            return part;
          }
        }`,
      "model.ts": ts`
        import { Lifetime } from "./lifecycle.js";
        export class Model extends Lifetime {
          constructor(listen: (heard: () => void) => { dispose(): void }) {
            super();
            this.register(listen(() => console.log("heard")));
          }
          async load(): Promise<number> {
            return 1;
          }
        }`,
    },
    code: ts`
      import type { Held } from "./lifecycle.js";
      import { Model } from "./model.js";
      export async function load(listen: (heard: () => void) => { dispose(): void }) {
        const model = new Model(listen); //~ leaked return
        return await model.load();
      }
      declare function hold(name: string): Held;
      export function named(name: string): string {
        const held = hold(name); //~ leaked return
        return held.name;
      }`,
  },
  {
    name: "a function only shows what somebody else holds",
    code: ts`
      class Model implements Disposable {
        #timer = setInterval(() => {}, 1_000);
        [Symbol.dispose]() {
          clearInterval(this.#timer);
        }
        async load() {}
      }
      class Leaf {
        constructor(readonly model: Model) {}
      }
      interface Manager {
        readonly active: Model | undefined;
      }
      function ensured(manager: Manager, leaf?: Leaf): Model;
      function ensured<M extends Model>(manager: Manager, leaf?: M): M;
      function ensured<M extends Model>(manager: Manager, leaf?: Leaf | M): M {
        if (leaf) return (leaf instanceof Leaf ? leaf.model : leaf) as M;
        const { active } = manager;
        if (!active) throw new Error("nothing is active");
        const found = manager.active;
        return found as M;
      }
      export async function load(manager: Manager, leaf: Leaf) {
        const model = ensured(manager, leaf);
        await model.load();
      }`,
  },
  {
    name: "a function shows what it has made for the call",
    code: ts`
      class Model implements Disposable {
        #timer = setInterval(() => {}, 1_000);
        [Symbol.dispose]() {
          clearInterval(this.#timer);
        }
        async load() {}
      }
      function ensured(given?: Model): Model {
        const made = { model: new Model() };
        return given ?? made.model;
      }
      export async function load() {
        const model = ensured(); //~ leaked end
        await model.load();
      }`,
  },
  {
    name: "it inherits its disposal, and has nothing but an emitter, or nothing at all",
    needs: "types",
    beside: {
      "lifetime.ts": lifetime,
      "issue.ts": ts`
        import { Counted, Emitter, Lifetime } from "./lifetime.js";
        export class Issue extends Counted {
          readonly #changed = this.register(new Emitter<string>());
          readonly onChanged = this.#changed.event;
          rename(to: string): void {
            this.label = to;
            this.announce();
          }
          announce(): void {
            this.#changed.fire(this.label);
          }
        }
        export class Leaf extends Lifetime {
          constructor(readonly label: string) {
            super();
          }
        }`,
    },
    code: ts`
      import { Issue, Leaf } from "./issue.js";
      import { Lifetime } from "./lifetime.js";
      class Twig extends Lifetime {
        readonly leaves: readonly Leaf[] = [];
      }
      export function labelOf(id: string): string {
        const issue = new Issue();
        issue.rename(id);
        const leaf = new Leaf(issue.label);
        const twig = new Twig();
        return leaf.label + String(twig.leaves.length);
      }`,
  },
  {
    name: "it inherits its disposal, and has more to end than an emitter",
    needs: "types",
    beside: {
      "lifetime.ts": lifetime,
      "issue.ts": ts`
        import { Counted, Emitter, Lifetime, Store } from "./lifetime.js";
        export class Own extends Store {
          readonly label = "own";
        }
        export class Issue extends Counted {
          readonly #changed = this.register(new Emitter<string>());
          readonly onChanged = this.#changed.event;
          constructor() {
            super();
            this.every(1_000);
          }
        }
        export class Leaf extends Lifetime {
          readonly #timer = setInterval(() => console.log("leaf"), 1_000);
          [Symbol.dispose](): void {
            clearInterval(this.#timer);
          }
        }`,
    },
    code: ts`
      import { Issue, Leaf, Own } from "./issue.js";
      export function labelOf(part: { dispose(): void }): string {
        const store = new Own(); //~ leaked return
        store.add(part);
        const issue = new Issue(); //~ leaked return
        const leaf = new Leaf(); //~ leaked return
        return issue.label + String(leaf instanceof Leaf);
      }`,
  },
  {
    name: "a stack takes it",
    code: ts`
      class Span implements Disposable {
        [Symbol.dispose]() {}
      }
      export function trace(stack: DisposableStack) {
        const span = new Span();
        stack.use(span);
      }`,
  },
  {
    name: "the release of a disposable is a parameter",
    code: ts`
      export function span(start: () => void, end: () => void): Disposable {
        start();
        return { [Symbol.dispose]: end };
      }`,
  },
  {
    name: "an object that holds nothing when it is made fails to connect",
    code: ts`
      export class Client {
        private socket: WebSocket | undefined;
        private readonly pending = new Map<number, () => void>();
        private constructor(private readonly url: string) {}
        static async to(url: string): Promise<Client> {
          const client = new Client(url);
          await client.connect();
          return client;
        }
        private async connect(): Promise<void> {
          const socket = new WebSocket(this.url);
          this.socket = socket;
          await new Promise<void>((resolve) => { socket.onopen = () => resolve(); });
        }
        [Symbol.dispose](): void {
          this.pending.clear();
          this.socket?.close();
        }
      }`,
  },
  {
    name: "an object that has connected is not disposed of when its next call rejects",
    code: ts`
      declare class Link { connect(): Promise<void>; info(): Promise<string>; [Symbol.dispose](): void }
      class Client {
        private link: Link | undefined;
        constructor(private readonly make: () => Link) {}
        async connect(): Promise<void> {
          this.link = this.make();
          await this.link.connect();
        }
        async info(): Promise<string> {
          return (await this.link?.info()) ?? "";
        }
        [Symbol.dispose](): void {
          this.link?.[Symbol.dispose]();
        }
      }
      export async function told(make: () => Link): Promise<string> {
        const client = new Client(make); //~ leakedOnThrow rejects
        await client.connect();
        const info = await client.info();
        client[Symbol.dispose]();
        return info;
      }`,
  },
  {
    name: "a promise of one's own is settled in the end",
    code: ts`
      class Deferred<T> {
        resolve!: (value: T) => void;
        reject!: (reason: Error) => void;
        promise = new Promise<T>((resolve, reject) => {
          this.resolve = resolve;
          this.reject = reject;
        });
        [Symbol.dispose]() {
          this.reject(new Error("disposed"));
        }
      }
      export function exit(child: { once(event: "exit", listener: () => void): void }) {
        const exited = new Deferred<undefined>();
        child.once("exit", () => { exited.resolve(undefined); });
        return exited.promise;
      }`,
  },
  {
    name: "a stopwatch only says how long it took",
    code: ts`
      class Stopwatch {
        private readonly since = performance.now();
        [Symbol.dispose]() {
          this.stop();
        }
        stop() {
          console.log("took", performance.now() - this.since);
        }
      }
      export function work(skip: boolean) {
        const watch = new Stopwatch();
        if (skip) return;
        watch.stop();
      }`,
  },
  {
    name: "listeners of an emitter of one's own live as long as it does",
    code: ts`
      class Emitter<T> {
        #listeners: ((value: T) => void)[] = [];
        event = (listener: (value: T) => void): void => { this.#listeners.push(listener); };
        fire(value: T): void {
          for (const listener of this.#listeners) listener(value);
        }
        [Symbol.dispose](): void {
          this.#listeners = [];
        }
      }
      export function announce(text: string, to: (text: string) => void): void {
        const emitter = new Emitter<string>();
        emitter.event(to);
        emitter.fire(text);
      }`,
  },
  {
    name: "a class that can be turned into text is no disposable",
    code: ts`
      class Change {
        constructor(private readonly path: string) {}
        toString(): string {
          return this.path;
        }
      }
      export function changed(path: string, say: (text: string) => void): void {
        const change = new Change(path);
        say(change.toString());
      }`,
  },
  {
    name: "what holds something begins when it is started, whatever its fields are",
    code: ts`
      class Sessions {
        readonly #known = new EventTarget();
        #timer: NodeJS.Timeout | undefined;
        start(): void {
          this.#timer = setInterval(() => { this.#known.dispatchEvent(new Event("tick")); }, 1_000);
        }
        [Symbol.dispose](): void {
          clearInterval(this.#timer);
        }
      }
      export function count(enabled: boolean): number {
        const all = enabled ? [new Sessions()] : [];
        return all.length;
      }`,
  },
  {
    name: "its own method ends it whatever happens",
    code: ts`
      interface Source {
        read(count: number): Promise<string[]>;
        close(): Promise<void>;
      }
      class Cursor {
        source: Source | undefined;
        setup(source: Source) {
          this.source = source;
        }
        async readAll(): Promise<string[]> {
          try {
            return (await this.source?.read(9)) ?? [];
          } finally {
            await this.source?.close();
          }
        }
        async [Symbol.asyncDispose]() {
          await this.close();
        }
        async close() {
          await this.source?.close();
        }
      }
      export async function rowsOf(sources: Source[]) {
        const rows: string[] = [];
        for (const source of sources) {
          const cursor = new Cursor();
          cursor.setup(source);
          rows.push(...(await cursor.readAll()));
        }
        return rows;
      }`,
  },
  {
    name: "its own method ends it only if all goes well",
    code: ts`
      interface Source {
        read(count: number): Promise<string[]>;
        close(): Promise<void>;
      }
      class Cursor {
        source: Source | undefined;
        setup(source: Source) {
          this.source = source;
        }
        async readAll(): Promise<string[]> {
          const rows = (await this.source?.read(9)) ?? [];
          await this.close();
          return rows;
        }
        async [Symbol.asyncDispose]() {
          await this.close();
        }
        async close() {
          await this.source?.close();
        }
      }
      export async function rowsOf(sources: Source[]) {
        const rows: string[] = [];
        for (const source of sources) {
          const cursor = new Cursor(); //~ leaked iteration
          cursor.setup(source);
          rows.push(...(await cursor.readAll()));
        }
        return rows;
      }`,
  },
  {
    name: "its own method ends something else",
    code: ts`
      interface Source {
        read(count: number): Promise<string[]>;
        close(): Promise<void>;
      }
      class Cursor {
        source: Source | undefined;
        setup(source: Source) {
          this.source = source;
        }
        async readAll(): Promise<string[]> {
          const lock = await (this.source as unknown as { lock(): Promise<{ close(): void }> }).lock();
          try {
            return [];
          } finally {
            lock.close();
          }
        }
        async [Symbol.asyncDispose]() {
          await this.close();
        }
        async close() {
          await this.source?.close();
        }
      }
      export async function rowsOf(sources: Source[]) {
        const rows: string[] = [];
        for (const source of sources) {
          const cursor = new Cursor(); //~ leaked iteration
          cursor.setup(source);
          rows.push(...(await cursor.readAll()));
        }
        return rows;
      }`,
  },
  {
    name: "an object that is written where it is used says how to end it",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      import fs from "node:fs";
      export async function size(path: string, isWanted: () => boolean) {
        const file = await open(path);
        await using _ = { [Symbol.asyncDispose]: () => file.close() };
        if (!isWanted()) throw new Error("unwanted");
        return (await file.stat()).size;
      }
      export function sizeAtOnce(path: string, isWanted: () => boolean) {
        const fd = fs.openSync(path, "r");
        using _ = {
          [Symbol.dispose]() {
            fs.closeSync(fd);
          },
        };
        if (!isWanted()) throw new Error("unwanted");
        return fs.fstatSync(fd).size;
      }
      export async function other(path: string, given: FileHandle, isWanted: () => boolean) {
        const file = await open(path); //~ leaked throw
        await using _ = { [Symbol.asyncDispose]: () => given.close() };
        if (!isWanted()) throw new Error("unwanted");
        await file.close();
      }`,
  },
];
