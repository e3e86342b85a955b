/** Fields whose make no model knows: what the class does with the others of the kind, and their type, tell how they end. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const signal = ts`
  export class Signal<V> {
    private readonly handlers: ((value: V) => void)[] = [];
    fire(value: V): void {
      for (const handler of this.handlers) handler(value);
    }
    dispose(): void {
      this.handlers.length = 0;
    }
  }`;

const bus = ts`
  export interface Subscription { unsubscribe(): void; readonly topic: string }
  export interface Bus { subscribe(topic: string, handler: (text: string) => void): Subscription }
  export interface Cache { subscribe(topic: string): { readonly size: number } }
  export interface Terminal { onData(handler: (text: string) => void): { dispose(): void } }`;

const clock = ts`
  export interface Clock {
    onGenesis(handler: () => void): void;
    onNewEpoch(handler: (epoch: number) => void): void;
    unsubscribeFromNewEpoch(handler: (epoch: number) => void): void;
  }
  export interface Registry {
    registerTask(name: string, task: () => void): void;
    unregisterTask(name: string): void;
  }
  export class OwnClock implements Clock {
    onGenesis(): void {}
    onNewEpoch(handler: (epoch: number) => void): void {
      handler(1);
    }
    unsubscribeFromNewEpoch(): void {}
  }`;

const stoppable = ts`
  export interface Options { readonly signal?: AbortSignal }
  export interface Bus {
    subscribe(topic: string, handler: (text: string) => void, options?: Options): { unsubscribe(): void };
    unsubscribe(topic: string, handler: (text: string) => void): void;
  }`;

const turns = ts`
  import { watch } from "node:fs";
  type Wake = (isMine: boolean) => void;
  export class Turns {
    private readonly waiting: Wake[] = [];
    private isGone = false;
    constructor(private count = 1) {}
    async take(limit?: number): Promise<boolean> {
      if (this.count > 0) {
        this.count -= 1;
        return true;
      }
      const promises = [new Promise<boolean>((resolve) => this.waiting.push(resolve))];
      if (limit) promises.push(new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limit)));
      return Promise.race(promises);
    }
    give(): void {
      const next = this.waiting.shift();
      if (next) next(true);
      else this.count += 1;
    }
    dispose(): void {
      if (this.isGone) return;
      this.isGone = true;
      for (const wake of this.waiting) wake(false);
      this.waiting.splice(0, this.waiting.length);
    }
  }
  export class Ends {
    private readonly ends: (() => void)[] = [];
    watch(path: string): void {
      const watcher = watch(path);
      this.ends.push(() => watcher.close());
    }
    async watchSoon(path: string): Promise<void> {
      await new Promise<void>((resolve) => setTimeout(resolve, 100));
      this.watch(path);
    }
    dispose(): void {
      for (const end of this.ends) end();
      this.ends.splice(0, this.ends.length);
    }
  }
  export class WatchedTurns {
    private readonly waiting: Wake[] = [];
    private isTold = false;
    constructor(private readonly bus: { on(f: () => void): void; off(f: () => void): void }) {}
    async take(): Promise<boolean> {
      if (!this.isTold) this.bus.on(this.tell);
      this.isTold = true;
      return new Promise<boolean>((resolve) => this.waiting.push(resolve));
    }
    tell(): void {
      this.waiting.shift()?.(true);
    }
    dispose(): void {
      this.bus.off(this.tell);
      for (const wake of this.waiting) wake(false);
      this.waiting.splice(0, this.waiting.length);
    }
  }`;

export const fieldsPresumed: readonly Case[] = [
  {
    name: "a queue of promises only wakes those who wait when it is disposed of",
    settings: { unknownCalls: "borrows", throws: "calls" },
    needs: "types",
    beside: { "turns.ts": turns },
    code: ts`
      import { Ends, Turns, WatchedTurns } from "./turns.js";
      interface Algorithms { dispose(): void }
      interface Bus { on(f: () => void): void; off(f: () => void): void }
      export class Protocol {
        private readonly turns = new Turns();
        private readonly ends = new Ends(); //~ forgotten dispose() strict
        private readonly told: WatchedTurns;
        algorithms: Algorithms | undefined;
        constructor(private readonly write: (data: Buffer) => Promise<void>, bus: Bus) {
          this.told = new WatchedTurns(bus); //~ forgotten dispose() strict
        }
        async send(data: Buffer): Promise<void> {
          if (!(await this.turns.take(1000)) || !(await this.told.take())) return;
          this.ends.watch("data");
          try {
            await this.write(data);
          } finally {
            this.turns.give();
          }
        }
        dispose(): void {
          this.algorithms?.dispose();
        }
      }`,
  },
  {
    name: "one of two emitters is disposed of: the other holds its listeners only",
    code: ts`
      declare namespace editor {
        class EventEmitter<V> {
          fire(value: V): void;
          dispose(): void;
        }
      }
      export class Reader {
        private readonly failed = new editor.EventEmitter<Error>();
        private readonly partial = new editor.EventEmitter<number>();
        read(size: number): void {
          this.partial.fire(size);
        }
        dispose(): void {
          this.failed.dispose();
        }
      }
    `,
  },
  {
    name: "all emitters but one are disposed of",
    code: ts`
      declare namespace editor {
        class EventEmitter<V> {
          fire(value: V): void;
          dispose(): void;
        }
      }
      export class Reader {
        private readonly failed = new editor.EventEmitter<Error>();
        private readonly closed = new editor.EventEmitter<void>();
        private readonly partial = new editor.EventEmitter<number>(); //~ forgotten dispose()
        read(size: number): void {
          this.partial.fire(size);
        }
        dispose(): void {
          this.failed.dispose();
          this.closed.dispose();
        }
      }
    `,
  },
  {
    name: "what is forgotten has nothing to end but an emitter of its own",
    needs: "types",
    beside: {
      "property.ts": ts`
        declare namespace editor {
          class EventEmitter<V> {
            fire(value: V): void;
            dispose(): void;
          }
        }
        export class Property<V> {
          private readonly emitter = new editor.EventEmitter<V>();
          set(value: V): void {
            this.emitter.fire(value);
          }
          dispose(): void {
            this.emitter.dispose();
          }
        }`,
    },
    code: ts`
      import { Property } from "./property.js";
      export class Project {
        readonly name = new Property<string>();
        readonly folder = new Property<string>();
        rename(name: string): void {
          this.name.set(name);
          this.folder.set(name);
        }
        dispose(): void {
          this.folder.dispose();
        }
      }
    `,
  },
  {
    name: "what is forgotten has more to end than an emitter of its own",
    beside: {
      "property.ts": ts`
        declare namespace editor {
          class EventEmitter<V> {
            fire(value: V): void;
            dispose(): void;
          }
        }
        export class Property<V> {
          private readonly emitter = new editor.EventEmitter<V>();
          private readonly look: { dispose(): void };
          constructor(watch: () => { dispose(): void }) {
            this.look = watch();
          }
          dispose(): void {
            this.emitter.dispose();
            this.look.dispose();
          }
        }`,
    },
    code: ts`
      import { Property } from "./property.js";
      export class Project {
        readonly name = new Property<string>(() => ({ dispose() {} })); //~ forgotten dispose()
        readonly folder = new Property<string>(() => ({ dispose() {} }));
        dispose(): void {
          this.folder.dispose();
        }
      }
    `,
  },
  {
    name: "two of three signals are disposed of",
    beside: { "signal.ts": signal },
    code: ts`
      import { Signal } from "./signal.js";
      export class Reader {
        private readonly failed: Signal<Error>;
        private readonly closed: Signal<void>;
        private readonly partial: Signal<number>;
        constructor() {
          this.failed = new Signal<Error>();
          this.closed = new Signal<void>();
          this.partial = new Signal<number>(); //~ forgotten dispose()
        }
        read(size: number): void {
          this.partial.fire(size);
        }
        dispose(): void {
          this.failed.dispose();
          this.closed.dispose();
        }
      }`,
  },
  {
    name: "all three signals are disposed of, one by a method that is called",
    beside: { "signal.ts": signal },
    code: ts`
      import { Signal } from "./signal.js";
      export class Reader {
        private readonly failed = new Signal<Error>();
        private readonly closed = new Signal<void>();
        private readonly partial = new Signal<number>();
        dispose(): void {
          const { closed } = this;
          closed.dispose();
          this.#forget();
          this.failed.dispose();
        }
        #forget(): void {
          this.partial.dispose();
        }
      }`,
  },
  {
    name: "a list is given all signals to dispose of",
    beside: { "signal.ts": signal },
    code: ts`
      import { Signal } from "./signal.js";
      export class Reader {
        private readonly failed = new Signal<Error>();
        private readonly closed = new Signal<void>();
        private readonly all = [this.closed];
        dispose(): void {
          this.failed.dispose();
          for (const one of this.all) one.dispose();
        }
      }`,
  },
  {
    name: "a signal is given to whoever may dispose of it",
    beside: { "signal.ts": signal },
    code: ts`
      import { Signal } from "./signal.js";
      declare function adopt(signal: Signal<void>): void;
      export class Reader {
        private readonly failed = new Signal<Error>();
        private readonly closed = new Signal<void>();
        constructor() {
          adopt(this.closed);
        }
        dispose(): void {
          this.failed.dispose();
        }
      }`,
  },
  {
    name: "what the constructor is given is of the same class",
    beside: { "signal.ts": signal },
    code: ts`
      import { Signal } from "./signal.js";
      export class Reader {
        private readonly failed = new Signal<Error>();
        private readonly closed: Signal<void>;
        constructor(closed?: Signal<void>) {
          this.closed = closed ?? new Signal<void>();
        }
        read(): void {
          this.closed.fire();
        }
        dispose(): void {
          this.failed.dispose();
        }
      }`,
  },
  {
    name: "the second part is made of the first, which ends it perhaps",
    code: ts`
      declare class Panel {
        constructor(parent: Panel | undefined);
        show(): void;
        dispose(): void;
      }
      export class View {
        private readonly outer = new Panel(undefined);
        private readonly inner = new Panel(this.outer); //~ forgotten dispose() strict
        show(): void {
          this.inner.show();
        }
        dispose(): void {
          this.outer.dispose();
        }
      }`,
  },
  {
    name: "one of two is stopped, the other need not have begun",
    code: ts`
      declare class Service {
        start(): void;
        stop(): void;
      }
      export class App {
        private readonly main = new Service();
        private readonly debug = new Service(); //~ forgotten stop() strict
        start(): void {
          this.main.start();
          this.debug.start();
        }
        stop(): void {
          this.main.stop();
        }
      }`,
  },
  {
    name: "maps are cleared, one of them not",
    code: ts`
      export class Index {
        private readonly names = new Map<string, number>();
        private readonly sizes = new Map<string, number>();
        dispose(): void {
          this.names.clear();
          console.log(this.sizes.size);
        }
      }`,
  },
  {
    name: "an own class that can be disposed of is forgotten beside something else",
    beside: { "signal.ts": signal },
    needs: "types",
    code: ts`
      import { Signal } from "./signal.js";
      declare class Panel { dispose(): void }
      export class View {
        private readonly panel = new Panel();
        private readonly resized = new Signal<number>(); //~ forgotten dispose() strict
        resize(size: number): void {
          this.resized.fire(size);
        }
        dispose(): void {
          this.panel.dispose();
        }
      }`,
  },
  {
    name: "an own class has nothing to be disposed of",
    beside: { "plain.ts": "export class Plain { readonly size = 1; dispose(): void {} }" },
    code: ts`
      import { Plain } from "./plain.js";
      declare class Panel { dispose(): void }
      export class View {
        private readonly panel = new Panel();
        readonly plain = new Plain();
        dispose(): void {
          this.panel.dispose();
        }
      }`,
  },
  {
    name: "stop() clears the timer and forgets the subscription",
    beside: { "bus.ts": bus },
    needs: "types",
    code: ts`
      import type { Bus, Subscription } from "./bus.js";
      export class Consumer {
        private readonly sub: Subscription;
        private timer: NodeJS.Timeout | undefined;
        constructor(private readonly bus: Bus) {
          this.sub = bus.subscribe("orders", (text) => { console.log(text, this.bus); }); //~ forgotten stop() strict
        }
        start(): void {
          console.log(this.sub.topic);
          this.timer = setInterval(() => {}, 1_000);
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "stop() ends the subscription",
    beside: { "bus.ts": bus },
    code: ts`
      import type { Bus, Subscription } from "./bus.js";
      export class Consumer {
        private sub: Subscription | undefined;
        private readonly timer = setInterval(() => {}, 1_000);
        start(bus: Bus): void {
          this.sub = bus.subscribe("orders", (text) => { console.log(text); });
        }
        stop(): void {
          clearInterval(this.timer);
          this.sub?.unsubscribe();
        }
      }`,
  },
  {
    name: "subscribing answers nothing that could be ended",
    beside: { "bus.ts": bus },
    code: ts`
      import type { Cache } from "./bus.js";
      export class Consumer {
        private readonly page: { readonly size: number };
        private readonly timer = setInterval(() => {}, 1_000);
        constructor(cache: Cache) {
          this.page = cache.subscribe("orders");
        }
        stop(): void {
          clearInterval(this.timer);
          console.log(this.page.size);
        }
      }`,
  },
  {
    name: "one of two subscriptions is ended, and nobody knows their type",
    code: ts`
      declare const bus: { subscribe(topic: string): { unsubscribe(): void } };
      export class Consumer {
        #orders: { unsubscribe(): void } | undefined;
        #bills: { unsubscribe(): void } | undefined;
        start(): void {
          this.#orders = bus.subscribe("orders");
          this.#bills = bus.subscribe("bills"); //~ forgotten stop() strict
        }
        stop(): void {
          this.#orders?.unsubscribe();
          this.#bills = undefined;
        }
      }`,
  },
  {
    name: "the handler of an event disposes of its own handle",
    beside: { "bus.ts": bus },
    needs: "types",
    code: ts`
      import type { Terminal } from "./bus.js";
      export class Prompt {
        private timer = setInterval(() => console.log("waiting"), 1_000);
        private once: { dispose(): void } | undefined;
        ask(terminal: Terminal): void {
          this.once = terminal.onData((text) => {
            this.once?.dispose();
            this.once = undefined;
            console.log(text);
          });
        }
        dispose(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "the handler of an event disposes of the handle before only",
    beside: { "bus.ts": bus },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Terminal } from "./bus.js";
      export class Prompt {
        private timer = setInterval(() => console.log("waiting"), 1_000);
        private once: { dispose(): void } | undefined;
        ask(terminal: Terminal): void {
          this.once?.dispose();
          this.once = terminal.onData((text) => console.log(text)); //~ forgotten dispose() strict
        }
        dispose(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "an event's handle is forgotten",
    beside: { "bus.ts": bus },
    needs: "types",
    code: ts`
      import type { Terminal } from "./bus.js";
      export class Shell {
        private readonly data: { dispose(): void };
        private readonly timer = setInterval(() => {}, 1_000);
        constructor(terminal: Terminal) {
          this.data = terminal.onData((text) => { console.log(text); }); //~ forgotten dispose() strict
        }
        dispose(): void {
          clearInterval(this.timer);
          console.log(this.data);
        }
      }`,
  },
  {
    name: "stop() of a class that names itself ends the timer",
    code: ts`
      export class Ticker {
        private readonly _self = this;
        #timer: NodeJS.Timeout | undefined;
        start(): void {
          this._self.#timer = setInterval(() => {}, 1_000);
        }
        stop(): void {
          clearInterval(this._self.#timer);
        }
      }`,
  },
  {
    name: "stop() of a class that names itself forgets the timer",
    code: ts`
      export class Ticker {
        private readonly _self = this;
        #timer: NodeJS.Timeout | undefined;
        start(): void {
          this._self.#timer = setInterval(() => {}, 1_000); //~ forgotten stop()
        }
        stop(): void {
          this._self.#timer = undefined;
        }
      }`,
  },
  {
    name: "stop() does not take back what start() registered with a clock",
    beside: { "clock.ts": clock },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Clock } from "./clock.js";
      export class Chain {
        #epoch = 0;
        start(clock: Clock): void {
          clock.onNewEpoch(this.tick); //~ forgotten stop() strict
        }
        stop(): void {
          this.#epoch = 0;
        }
        private readonly tick = (epoch: number): void => {
          this.#epoch = epoch;
        };
      }`,
  },
  {
    name: "stop() takes back what start() registered with a clock",
    beside: { "clock.ts": clock },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Clock } from "./clock.js";
      export class Chain {
        constructor(private readonly clock: Clock) {}
        start(): void {
          this.clock.onNewEpoch(this.tick);
        }
        stop(): void {
          this.clock.unsubscribeFromNewEpoch(this.tick);
        }
        private readonly tick = (epoch: number): void => {
          console.log(epoch);
        };
      }`,
  },
  {
    name: "stop() does not take back what the constructor registered with a registry it was given",
    beside: { "clock.ts": clock },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Registry } from "./clock.js";
      export class Job {
        constructor(private readonly registry: Registry) {
          this.registry.registerTask("job", this.run); //~ forgotten dispose() strict
        }
        dispose(): void {
          console.log("disposed");
        }
        private readonly run = (): void => {
          console.log("run");
        };
      }`,
  },
  {
    name: "the clock has no way to take it back",
    beside: { "clock.ts": clock },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Clock } from "./clock.js";
      export class Chain {
        start(clock: Clock): void {
          clock.onGenesis(this.tick);
        }
        stop(): void {
          console.log("stopped");
        }
        private readonly tick = (): void => {
          console.log("tick");
        };
      }`,
  },
  {
    name: "the clock is the object's own, and ends with it",
    beside: { "clock.ts": clock },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import { OwnClock } from "./clock.js";
      export class Chain {
        private readonly clock = new OwnClock();
        start(): void {
          this.clock.onNewEpoch(this.tick);
        }
        stop(): void {
          console.log("stopped");
        }
        private readonly tick = (epoch: number): void => {
          console.log(epoch);
        };
      }`,
  },
  {
    name: "dispose() aborts the signal that the subscription was given",
    beside: { "stoppable.ts": stoppable },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        readonly #controller = new AbortController();
        constructor(private readonly bus: Bus) {
          this.listen(bus);
        }
        private listen(bus: Bus): void {
          bus.subscribe("tools", this.confirm, { signal: this.#controller.signal });
        }
        dispose(): void {
          this.#controller.abort();
        }
        private readonly confirm = (text: string): void => {
          console.log(text);
        };
      }`,
  },
  {
    name: "dispose() ends what the constructor subscribed to by options under a name",
    beside: { "stoppable.ts": stoppable },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        readonly #controller = new AbortController();
        constructor(bus: Bus) {
          const options = { signal: this.#controller.signal };
          bus.subscribe("tools", this.confirm, options);
        }
        dispose(): void {
          const controller = this.#controller;
          controller.abort();
        }
        private readonly confirm = (text: string): void => {
          console.log(text);
        };
      }`,
  },
  {
    name: "whoever gives the signal ends the subscription",
    beside: { "stoppable.ts": stoppable },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        #count = 0;
        start(bus: Bus, signal: AbortSignal): void {
          bus.subscribe("tools", this.confirm, { signal });
        }
        dispose(): void {
          this.#count = 0;
        }
        private readonly confirm = (text: string): void => {
          this.#count += text.length;
        };
      }`,
  },
  {
    name: "dispose() replaces the controller whose signal the subscription was given, and never aborts it",
    beside: { "stoppable.ts": stoppable },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        #controller = new AbortController();
        constructor(bus: Bus) {
          bus.subscribe("tools", this.confirm, { signal: this.#controller.signal }); //~ forgotten dispose() strict
        }
        dispose(): void {
          this.#controller = new AbortController();
        }
        private readonly confirm = (text: string): void => {
          console.log(text);
        };
      }`,
  },
  {
    name: "dispose() aborts another controller than that of the subscription",
    beside: { "stoppable.ts": stoppable },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        readonly #listening = new AbortController();
        readonly #running = new AbortController();
        constructor(bus: Bus) {
          bus.subscribe("tools", this.confirm, { signal: this.#listening.signal }); //~ forgotten dispose() strict
        }
        dispose(): void {
          this.#running.abort();
        }
        private readonly confirm = (text: string): void => {
          console.log(text, this.#running.signal.aborted);
        };
      }`,
  },
  {
    name: "the field that keeps the subscription ends with the controller",
    beside: { "stoppable.ts": stoppable },
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        readonly #controller = new AbortController();
        readonly #beat = setInterval(() => {}, 1_000);
        #subscription: { unsubscribe(): void } | undefined;
        start(bus: Bus): void {
          this.#subscription = bus.subscribe("tools", () => {}, { signal: this.#controller.signal });
        }
        isStarted(): boolean {
          return this.#subscription !== undefined;
        }
        dispose(): void {
          clearInterval(this.#beat);
          this.#controller.abort();
        }
      }`,
  },
  {
    name: "the field that keeps the subscription has nothing to do with the controller",
    beside: { "stoppable.ts": stoppable },
    needs: "types",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import type { Bus } from "./stoppable.js";
      export class Scheduler {
        readonly #controller = new AbortController();
        readonly #beat = setInterval(() => {}, 1_000);
        #subscription: { unsubscribe(): void } | undefined;
        start(bus: Bus): void {
          this.#subscription = bus.subscribe("tools", () => {}); //~ forgotten dispose() strict
        }
        isStarted(): boolean {
          return this.#subscription !== undefined && !this.#controller.signal.aborted;
        }
        dispose(): void {
          clearInterval(this.#beat);
          this.#controller.abort();
        }
      }`,
  },
  {
    name: "a subscription is a function that ends it, and one of two is not called",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      interface Store {
        subscribe(changed: () => void): () => void;
      }
      export class View {
        private readonly leave: () => void;
        private readonly other: () => void;
        constructor(store: Store) {
          this.leave = store.subscribe(() => console.log("changed"));
          this.other = store.subscribe(() => console.log("changed, too")); //~ forgotten dispose() strict
        }
        dispose() {
          this.leave();
        }
      }
      export class Both {
        private leave?: () => void;
        private other?: () => void;
        start(store: Store) {
          this.leave = store.subscribe(() => console.log("changed"));
          this.other = store.subscribe(() => console.log("changed, too"));
        }
        dispose() {
          this.leave?.();
          for (const one of [this.other]) one?.();
        }
      }
      export class Loaded {
        private readonly render: () => void;
        private readonly measure: () => void;
        constructor(layout: { create(): () => void }) {
          this.render = layout.create();
          this.measure = layout.create();
        }
        size() {
          this.measure();
        }
        dispose() {
          this.render();
        }
      }`,
  },
];
