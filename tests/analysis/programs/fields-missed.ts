/** Fields that one end of an object releases, and another end, or another way out of the same, does not. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const doubtful = { throws: "calls", unknownCalls: "borrows" };

const provider = ts`
  export interface Handle { dispose(): void }
  export interface Provider { subscribe(handler: (name: string) => void): Promise<[string, Handle]> }
  export interface Link { readonly isIdle: boolean; close(): void; destroy(): void; on(event: "idle", handler: () => void): void }`;

const storage = ts`
  export interface Store { read(key: string): string | undefined }
  export class MemoryStore implements Store {
    readonly #entries = new Map<string, string>();
    readonly #timer = setInterval(() => this.#entries.clear(), 60_000);
    read(key: string): string | undefined {
      return this.#entries.get(key);
    }
    destroy(): void {
      clearInterval(this.#timer);
    }
  }
  export class EncryptedStore implements Store {
    constructor(private readonly backend: Store, private readonly key: string) {}
    read(key: string): string | undefined {
      return this.backend.read(this.key + key);
    }
  }
  export class OwningStore implements Store {
    constructor(private readonly backend: Store) {}
    read(key: string): string | undefined {
      return this.backend.read(key);
    }
    destroy(): void {
      if (this.backend instanceof MemoryStore) this.backend.destroy();
    }
  }`;

export const fieldsMissed: readonly Case[] = [
  {
    name: "an early return of the promise's executor ends the link and not the subscription",
    beside: { "provider.ts": provider },
    code: ts`
      import type { Handle, Link, Provider } from "./provider.js";
      export class Client {
        #credentials: Handle | null = null;
        readonly #link: Link;
        constructor(link: Link) {
          this.#link = link;
        }
        async login(provider: Provider): Promise<string> {
          const [name, handle] = await provider.subscribe((next) => console.log(next)); //~ forgotten close() strict
          this.#credentials = handle;
          return name;
        }
        close(): Promise<void> {
          return new Promise((resolve) => {
            this.#link.close();
            if (this.#link.isIdle) {
              this.#link.destroy();
              return resolve();
            }
            this.#link.on("idle", () => resolve());
            this.#credentials?.dispose();
            this.#credentials = null;
          });
        }
      }`,
    settings: doubtful,
  },
  {
    name: "the subscription is ended before the early return",
    beside: { "provider.ts": provider },
    code: ts`
      import type { Handle, Link, Provider } from "./provider.js";
      export class Client {
        #credentials: Handle | null = null;
        readonly #link: Link;
        constructor(link: Link) {
          this.#link = link;
        }
        async login(provider: Provider): Promise<string> {
          const [name, handle] = await provider.subscribe((next) => console.log(next));
          this.#credentials = handle;
          return name;
        }
        close(): void {
          this.#credentials?.dispose();
          if (this.#link.isIdle) {
            this.#link.destroy();
            return;
          }
          this.#link.on("idle", () => this.#link.destroy());
        }
      }`,
    settings: doubtful,
  },
  {
    name: "the early return finds nothing to end, or leaves it to finally",
    beside: { "provider.ts": provider },
    code: ts`
      import { setTimeout as sleep } from "node:timers/promises";
      import type { Handle, Link, Provider } from "./provider.js";
      export class Client {
        #credentials: Handle | null = null;
        #closed = false;
        constructor(private readonly link: Link) {}
        async login(provider: Provider): Promise<void> {
          const [, handle] = await provider.subscribe((next) => console.log(next));
          this.#credentials = handle;
        }
        async close(): Promise<void> {
          if (this.#closed) return;
          this.#closed = true;
          try {
            if (this.link.isIdle) {
              this.link.destroy();
              return;
            }
            await sleep(100);
          } finally {
            this.#credentials?.dispose();
          }
        }
        dispose(): void {
          if (!this.#credentials) {
            this.link.destroy();
            return;
          }
          this.#credentials.dispose();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "a timer is cleared on the second half of close only",
    code: ts`
      import { createConnection, type Socket } from "node:net";
      export class Session {
        readonly #socket: Socket = createConnection(6379);
        readonly #timer = setInterval(() => this.#socket.write("PING"), 1000); //~ forgotten close() strict
        close(force: boolean): void {
          if (force) {
            this.#socket.destroy();
            return;
          }
          clearInterval(this.#timer);
          this.#socket.end();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "one end of the object is empty, and another destroys what it dialled",
    code: ts`
      import { createConnection, type Socket } from "node:net";
      export class Transport {
        socket?: Socket;
        async connect(port: number): Promise<void> {
          this.socket = await this.dial(port); //~ forgotten discard() strict
        }
        private dial(port: number): Promise<Socket> {
          return new Promise((resolve, reject) => {
            const socket = createConnection(port, "::1", () => resolve(socket));
            socket.on("error", reject);
          });
        }
        discard(): void {}
        async close(): Promise<void> {
          this.socket?.destroy();
          this.socket = undefined;
        }
      }`,
    settings: doubtful,
  },
  {
    name: "both ends destroy what was dialled",
    code: ts`
      import { createConnection, type Socket } from "node:net";
      export class Transport {
        socket?: Socket;
        async connect(port: number): Promise<void> {
          this.socket = await this.dial(port);
        }
        private async dial(port: number): Promise<Socket> {
          return createConnection(port);
        }
        discard(): void {
          this.#end();
        }
        async close(): Promise<void> {
          this.#end();
        }
        #end(): void {
          this.socket?.destroy();
          this.socket = undefined;
        }
      }`,
    settings: doubtful,
  },
  {
    name: "one end destroys the server and forgets the timer that another clears",
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Api {
        readonly #server: Server = createServer().listen(80);
        readonly #timer = setInterval(() => console.log("alive"), 1000); //~ forgotten destroy() strict
        close(): void {
          clearInterval(this.#timer);
          this.#server.close();
        }
        destroy(): void {
          this.#server.closeAllConnections();
          this.#server.close();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "what start() makes stop() clears, and close() goes with open()",
    settings: doubtful,
    code: ts`
      export class Pool {
        #isOpen = false;
        #ticker: NodeJS.Timeout | undefined;
        readonly #peers = new Map<string, string>();
        open(): void {
          this.#isOpen = true;
        }
        start(beat: () => void): void {
          this.#ticker = setInterval(beat, 1_000);
        }
        stop(): void {
          clearInterval(this.#ticker);
        }
        close(): void {
          this.#peers.clear();
          this.#isOpen = false;
          console.log(this.#isOpen);
        }
      }`,
  },
  {
    name: "stop() runs close() and then clears the timer",
    settings: doubtful,
    code: ts`
      export class Service {
        #isOpen = true;
        #ticker: NodeJS.Timeout | undefined;
        readonly #peers = new Map<string, string>();
        start(beat: () => void): void {
          this.#ticker = setInterval(beat, 1_000);
        }
        async stop(): Promise<void> {
          if (this.#isOpen) await this.close();
          clearInterval(this.#ticker);
        }
        async close(): Promise<void> {
          this.#peers.clear();
          this.#isOpen = false;
        }
      }`,
  },
  {
    name: "close() forgets the timer that open() has set",
    settings: doubtful,
    code: ts`
      export class Pool {
        #ticker: NodeJS.Timeout | undefined;
        readonly #peers = new Map<string, string>();
        open(beat: () => void): void {
          this.#ticker = setInterval(beat, 1_000); //~ forgotten close() strict
        }
        start(): void {
          console.log("started");
        }
        stop(): void {
          clearInterval(this.#ticker);
        }
        close(): void {
          this.#peers.clear();
        }
      }
      export class Plain {
        #ticker: NodeJS.Timeout | undefined;
        readonly #peers = new Map<string, string>();
        start(beat: () => void): void {
          this.#ticker = setInterval(beat, 1_000); //~ forgotten close() strict
        }
        stop(): void {
          clearInterval(this.#ticker);
        }
        close(): void {
          this.#peers.clear();
        }
      }
      export class Last {
        #ticker: NodeJS.Timeout | undefined;
        readonly #peers = new Map<string, string>();
        create(name: string): void {
          this.#peers.set(name, name);
        }
        start(beat: () => void): void {
          this.#ticker = setInterval(beat, 1_000); //~ forgotten destroy() strict
        }
        stop(): void {
          clearInterval(this.#ticker);
        }
        destroy(): void {
          this.#peers.clear();
        }
      }`,
  },
  {
    name: "a method that is bound to the object listens to the end of the socket",
    settings: doubtful,
    code: ts`
      import type { Socket } from "node:net";
      export class Peer {
        #ping: NodeJS.Timeout | undefined;
        constructor(private readonly socket: Socket) {
          this.socket.once("close", this.onClose.bind(this));
        }
        hello(): void {
          this.#ping = setInterval(() => this.socket.write("ping"), 1_000);
        }
        onClose(): void {
          clearInterval(this.#ping);
        }
        disconnect(): void {
          this.socket.end();
        }
      }`,
  },
  {
    name: "a method that is bound to the object listens to something else",
    settings: doubtful,
    code: ts`
      import type { Socket } from "node:net";
      export class Peer {
        #ping: NodeJS.Timeout | undefined;
        constructor(private readonly socket: Socket) {
          this.socket.once("data", this.onData.bind(this));
        }
        hello(): void {
          this.#ping = setInterval(() => this.socket.write("ping"), 1_000); //~ forgotten disconnect() strict
        }
        onData(): void {
          clearInterval(this.#ping);
        }
        disconnect(): void {
          this.socket.end();
        }
      }`,
  },
  {
    name: "a framework that tells of every document unloads it before it ends the extension",
    settings: doubtful,
    code: ts`
      import { connect, type Socket } from "node:net";
      interface Extension {
        onLoadDocument?(given: { name: string }): Promise<void>;
        afterUnloadDocument?(given: { name: string }): Promise<void>;
        onDestroy?(): Promise<void>;
      }
      export class Locks implements Extension {
        private readonly all: Record<string, NodeJS.Timeout> = {};
        private readonly link: Socket = connect(6379);
        async onLoadDocument({ name }: { name: string }): Promise<void> {
          this.hold(name);
        }
        hold(name: string): void {
          clearInterval(this.all[name]);
          this.all[name] = setInterval(() => this.link.write(name), 1_000);
        }
        release(name: string): void {
          clearInterval(this.all[name]);
          delete this.all[name];
        }
        async afterUnloadDocument({ name }: { name: string }): Promise<void> {
          this.release(name);
        }
        async onDestroy(): Promise<void> {
          this.link.destroy();
        }
      }`,
  },
  {
    name: "nobody promises that what was taken by name is given back before the end",
    settings: doubtful,
    code: ts`
      import { connect, type Socket } from "node:net";
      export class Locks {
        private readonly all: Record<string, NodeJS.Timeout> = {};
        private readonly link: Socket = connect(6379);
        hold(name: string): void {
          clearInterval(this.all[name]);
          this.all[name] = setInterval(() => this.link.write(name), 1_000); //~ forgotten onDestroy() strict
        }
        release(name: string): void {
          clearInterval(this.all[name]);
          delete this.all[name];
        }
        async onDestroy(): Promise<void> {
          this.link.destroy();
        }
      }
      interface Extension {
        onLoadDocument?(given: { name: string }): Promise<void>;
        afterUnloadUser?(given: { name: string }): Promise<void>;
        onDestroy?(): Promise<void>;
      }
      export class Timers implements Extension {
        private readonly all: Record<string, NodeJS.Timeout> = {};
        private readonly link: Socket = connect(6379);
        async onLoadDocument({ name }: { name: string }): Promise<void> {
          this.all[name] = setInterval(() => this.link.write(name), 1_000); //~ forgotten onDestroy() strict
        }
        async afterUnloadUser({ name }: { name: string }): Promise<void> {
          clearInterval(this.all[name]);
        }
        async onDestroy(): Promise<void> {
          this.link.destroy();
        }
      }`,
  },
  {
    name: "the other method ends a part of the object, and a timer ends the rest",
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Api {
        readonly #server: Server = createServer().listen(80);
        readonly #timer = setInterval(() => console.log("alive"), 1000);
        constructor() {
          this.#server.on("close", () => clearInterval(this.#timer));
        }
        stop(): void {
          this.#server.closeAllConnections();
        }
        close(): void {
          clearInterval(this.#timer);
          this.#server.close();
        }
        destroy(): void {
          this.#server.close();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "one method terminates, and another disposes of the rest afterwards",
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Api {
        readonly #server: Server = createServer().listen(80);
        readonly #timer = setInterval(() => console.log("alive"), 1000);
        terminate(): void {
          this.#server.close();
        }
        dispose(): void {
          clearInterval(this.#timer);
          this.#server.close();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "what it made of another field ends with that one",
    beside: {
      "client.ts": ts`
        export interface Session { close(): void }
        export interface Client { session(): Session; close(): void; destroy(): void }
        export declare function createClient(): Client;`,
    },
    code: ts`
      import { type Client, createClient, type Session } from "./client.js";
      export class Store {
        readonly #client: Client = createClient();
        readonly #session: Session = this.#client.session();
        close(): void {
          this.#session.close();
          this.#client.close();
        }
        destroy(): void {
          this.#client.destroy();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "nobody doubts that the object is ended in the right way",
    code: ts`
      import { createConnection, type Socket } from "node:net";
      export class Session {
        readonly #socket: Socket = createConnection(6379);
        readonly #timer = setInterval(() => this.#socket.write("PING"), 1000);
        close(): void {
          clearInterval(this.#timer);
          this.#socket.end();
        }
        destroy(): void {
          this.#socket.destroy();
        }
      }`,
  },
  {
    name: "the store that it makes when it is given none is wrapped in a view, and nobody ends it",
    beside: { "storage.ts": storage },
    code: ts`
      import { EncryptedStore, MemoryStore, type Store } from "./storage.js";
      export class Proxy {
        readonly #timer = setInterval(() => console.log(this.#store.read("size")), 1000);
        readonly #store: Store;
        constructor(options: { readonly store?: Store; readonly key?: string }) {
          let store: Store = options.store ?? new MemoryStore(); //~ forgotten destroy() strict
          if (options.key !== undefined) store = new EncryptedStore(store, options.key);
          this.#store = store;
        }
        destroy(): void {
          clearInterval(this.#timer);
        }
      }`,
    settings: doubtful,
    needs: "types",
  },
  {
    name: "the store that it makes is wrapped in one that ends it, or nobody doubts that",
    beside: { "storage.ts": storage },
    code: ts`
      import { MemoryStore, OwningStore, type Store } from "./storage.js";
      export class Proxy {
        readonly #timer = setInterval(() => console.log(this.#store.read("size")), 1000);
        readonly #store: Store;
        constructor(options: { readonly store?: Store; readonly key?: string }) {
          let store: Store = options.store ?? new MemoryStore();
          if (options.key !== undefined) store = new OwningStore(store);
          this.#store = store;
        }
        destroy(): void {
          clearInterval(this.#timer);
        }
      }`,
    settings: doubtful,
  },
  {
    name: "only the store that it made itself is ended",
    beside: { "storage.ts": storage },
    code: ts`
      import { EncryptedStore, MemoryStore, type Store } from "./storage.js";
      export class Proxy {
        readonly #own: MemoryStore | undefined;
        readonly #store: Store;
        constructor(options: { readonly store?: Store; readonly key: string }) {
          this.#own = options.store ? undefined : new MemoryStore();
          this.#store = new EncryptedStore((options.store ?? this.#own) as Store, options.key);
          console.log(this.#store.read("size"));
        }
        destroy(): void {
          this.#own?.destroy();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "a private method that only an interval runs tidies up, and ends nothing",
    beside: { "storage.ts": storage },
    code: ts`
      import { MemoryStore } from "./storage.js";
      export class Cache {
        readonly #store = new MemoryStore(); //~ forgotten close() strict
        readonly #timer = setInterval(() => this.cleanup(), 60_000);
        private cleanup(): void {
          this.#store.destroy();
        }
        close(): void {
          clearInterval(this.#timer);
        }
      }`,
    needs: "types",
    settings: doubtful,
  },
  {
    name: "a private method that an interval runs and the end of the object, too, ends what it holds",
    beside: { "storage.ts": storage },
    code: ts`
      import { MemoryStore } from "./storage.js";
      export class Cache {
        readonly #store = new MemoryStore();
        readonly #timer = setInterval(() => this.cleanup(), 60_000);
        private cleanup(): void {
          this.#store.destroy();
        }
        close(): void {
          clearInterval(this.#timer);
          this.cleanup();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "a private method that a timeout runs once ends the object",
    beside: { "storage.ts": storage },
    code: ts`
      import { MemoryStore } from "./storage.js";
      export class Cache {
        readonly #store = new MemoryStore();
        readonly #timer = setTimeout(() => this.shutdown(), 60_000);
        private shutdown(): void {
          this.#store.destroy();
        }
        close(): void {
          clearTimeout(this.#timer);
        }
      }`,
    settings: doubtful,
  },
  {
    name: "what ends the object calls a method of its own, in another file, and that forgets",
    settings: doubtful,
    needs: "types",
    beside: {
      "service.ts": ts`
        export abstract class Service {
          protected abstract onStop(): Promise<void>;
          async stop() {
            await this.onStop();
          }
          protected onIdle(): void {}
        }
      `,
    },
    code: ts`
      import { createServer } from "node:http";
      import { Service } from "./service.js";
      export class Web extends Service {
        readonly #server = createServer().listen(80);
        readonly #timer = setInterval(() => console.log("up"), 100); //~ forgotten onStop()
        protected override async onStop() {
          await new Promise((done) => this.#server.close(done));
        }
      }
      export class Tidy extends Service {
        readonly #timer = setInterval(() => console.log("up"), 100);
        protected override async onStop() {
          clearInterval(this.#timer);
        }
      }
      export class Idle extends Service {
        readonly #timer = setInterval(() => console.log("up"), 100); //~ forgotten onStop() strict
        protected override async onStop() {
          await Promise.resolve();
        }
        protected override onIdle() {
          clearInterval(this.#timer);
        }
      }`,
  },
  {
    name: "an inherited registry is given what ends one field, and not the other",
    settings: doubtful,
    needs: "types",
    beside: {
      "lifecycle.ts": ts`
        export interface Ending {
          dispose(): void;
        }
        export const ending = (dispose: () => void): Ending => ({ dispose });
        export abstract class Component implements Ending {
          private readonly endings = new Set<Ending>();
          dispose(): void {
            for (const one of this.endings) one.dispose();
            this.endings.clear();
          }
          protected register<T extends Ending>(one: T): T {
            this.endings.add(one);
            return one;
          }
        }
      `,
    },
    code: ts`
      import { Component, ending } from "./lifecycle.js";
      export class View extends Component {
        private readonly timer = setInterval(() => console.log("drawn"), 100);
        private readonly other = setInterval(() => console.log("seen"), 100); //~ forgotten strict
        constructor() {
          super();
          this.register(ending(() => clearInterval(this.timer)));
        }
      }
      export class Bare extends Component {
        private readonly timer = setInterval(() => console.log("drawn"), 100);
      }
      export class Both extends Component {
        private readonly timer = setInterval(() => console.log("drawn"), 100);
        private readonly other = setInterval(() => console.log("seen"), 100);
        constructor() {
          super();
          this.register(ending(() => clearInterval(this.timer)));
          this.register(ending(() => clearInterval(this.other)));
        }
      }`,
  },
];
