/** Stores: what is put on a stack, or into a store that ends it, is owed by whoever holds that. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const doubtful = { throws: "calls", unknownCalls: "borrows" };

/** A store of the program, as many projects have one. */
const store = ts`
  export class DisposableStore {
    readonly #all = new Set<{ dispose(): void } | (() => void)>();
    add<T extends { dispose(): void } | (() => void)>(one: T): T {
      this.#all.add(one);
      return one;
    }
    dispose(): void {
      for (const one of this.#all) typeof one === "function" ? one() : one.dispose();
    }
  }`;

export const stores: readonly Case[] = [
  {
    name: "the constructor acquires something after the stack was moved into a field",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export class Cluster implements Disposable {
        readonly #owned: DisposableStack;
        readonly extra: Conn;
        constructor(ports: readonly number[]) {
          using stack = new DisposableStack();
          for (const port of ports) stack.use(new Conn(port));
          this.#owned = stack.move(); //~ leakedOnThrow throws
          this.extra = new Conn(9_999); //~ forgotten [Symbol.dispose]()
        }
        [Symbol.dispose](): void {
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "all is on the stack when it is moved into a field",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export class Cluster implements Disposable {
        readonly #owned: DisposableStack;
        readonly extra: Conn;
        constructor(ports: readonly number[]) {
          using stack = new DisposableStack();
          for (const port of ports) stack.use(new Conn(port));
          this.extra = stack.use(new Conn(9_999));
          this.#owned = stack.move();
        }
        [Symbol.dispose](): void {
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "the moved stack is never disposed of",
    code: ts`
      import { connect } from "node:net";
      export class Cluster {
        readonly #owned: DisposableStack;
        #closed = false;
        constructor(ports: readonly number[]) {
          using stack = new DisposableStack();
          for (const port of ports) stack.adopt(connect(port), (socket) => socket.destroy());
          this.#owned = stack.move(); //~ forgotten close()
        }
        isOpen(): boolean {
          return !this.#closed && !this.#owned.disposed;
        }
        close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "a stack in a field is filled and never disposed of",
    code: ts`
      import { connect } from "node:net";
      export class Cluster {
        readonly #owned = new DisposableStack(); //~ forgotten close()
        #closed = false;
        add(port: number): void {
          if (!this.#closed) this.#owned.adopt(connect(port), (socket) => socket.destroy());
        }
        close(): void {
          this.#closed = true;
        }
      }`,
  },
  {
    name: "a stack in a field is given a function and disposed of",
    code: ts`
      import { connect } from "node:net";
      export class Cluster {
        readonly #owned = new AsyncDisposableStack();
        add(port: number): void {
          const socket = connect(port);
          this.#owned.defer(() => void socket.destroy());
        }
        async close(): Promise<void> {
          await this.#owned.disposeAsync();
        }
      }`,
    settings: doubtful,
  },
  {
    name: "a call that throws stands between the move and the end of the constructor",
    code: ts`
      import { connect } from "node:net";
      import { readFileSync } from "node:fs";
      export class Cluster {
        readonly #owned: DisposableStack;
        readonly greeting: string;
        constructor(port: number) {
          using stack = new DisposableStack();
          stack.adopt(connect(port), (socket) => socket.destroy());
          this.#owned = stack.move(); //~ leakedOnThrow throws
          this.greeting = readFileSync("greeting.txt", "utf8");
        }
        close(): void {
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "nothing but plain values follows the move",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export class Cluster implements Disposable {
        readonly #owned: DisposableStack;
        readonly ports: ReadonlySet<number>;
        constructor(ports: readonly number[]) {
          using stack = new DisposableStack();
          for (const port of ports) stack.use(new Conn(port));
          this.#owned = stack.move();
          this.ports = new Set(ports);
        }
        [Symbol.dispose](): void {
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "the stack that is moved guarded nothing, and the next acquisition is harmless",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export class Cluster implements Disposable {
        readonly #owned: DisposableStack;
        readonly #extra: Conn;
        constructor(given: DisposableStack) {
          this.#owned = given.move();
          this.#extra = new Conn(9_999);
        }
        [Symbol.dispose](): void {
          this.#extra[Symbol.dispose]();
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "a function acquires after it has moved the stack that guards it",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export function cluster(ports: readonly number[]): { owned: DisposableStack; extra: Conn } {
        using stack = new DisposableStack();
        for (const port of ports) stack.use(new Conn(port));
        const owned = stack.move(); //~ partiallyAcquired throws
        const extra = new Conn(9_999);
        return { owned, extra };
      }`,
  },
  {
    name: "a function moves the stack that guards it when it has acquired all",
    code: ts`
      class Conn implements Disposable {
        constructor(readonly port: number) {}
        [Symbol.dispose](): void {}
      }
      export function cluster(ports: readonly number[]): { owned: DisposableStack; extra: Conn } {
        using stack = new DisposableStack();
        for (const port of ports) stack.use(new Conn(port));
        const extra = stack.use(new Conn(9_999));
        return { owned: stack.move(), extra };
      }`,
  },
  {
    name: "the stack is moved when nothing can throw any more",
    code: ts`
      import { connect } from "node:net";
      import { readFileSync } from "node:fs";
      export class Cluster {
        readonly #owned: DisposableStack;
        readonly greeting: string;
        constructor(port: number) {
          using stack = new DisposableStack();
          stack.adopt(connect(port), (socket) => socket.destroy());
          this.greeting = readFileSync("greeting.txt", "utf8");
          this.#owned = stack.move();
        }
        close(): void {
          this.#owned.dispose();
        }
      }`,
  },
  {
    name: "a store of the program is given the resource",
    beside: { "store.ts": store },
    code: ts`
      import { watch } from "node:fs";
      import type { DisposableStore } from "./store.js";
      export function follow(path: string, store: DisposableStore, onChange: () => void): void {
        const watcher = watch(path, onChange);
        store.add({ dispose: () => { watcher.close(); } });
      }
      export function followLater(path: string, store: DisposableStore, onChange: () => void): void {
        const watcher = watch(path, onChange);
        store.add(() => { watcher.close(); });
      }`,
    settings: doubtful,
  },
  {
    name: "a list of clean-ups is given a function that releases",
    code: ts`
      import { connect } from "node:net";
      export function follow(port: number, cleanups: (() => void)[]): void {
        const socket = connect(port);
        cleanups.push(() => socket.destroy());
        socket.write("hello");
      }`,
    settings: doubtful,
  },
  {
    name: "a framework is told what to do at the end",
    code: ts`
      import { connect } from "node:net";
      declare function onCleanup(end: () => void): void;
      export function ended(port: number): void {
        const socket = connect(port);
        onCleanup(() => socket.destroy());
      }`,
    settings: doubtful,
  },
  {
    name: "a list of jobs is given a function that only uses it",
    code: ts`
      import { openSync, writeSync } from "node:fs";
      export function logTo(path: string, jobs: (() => void)[]): void {
        const fd = openSync(path, "a"); //~ leaked end
        jobs.push(() => writeSync(fd, "hello"));
      }`,
    settings: doubtful,
  },
  {
    name: "a class keeps what it registers with what it extends",
    beside: {
      "base.ts": ts`
        export class Owner {
          protected _register<T>(one: T): T {
            return one;
          }
        }`,
    },
    code: ts`
      import { connect } from "node:net";
      import { Owner } from "./base.js";
      export class Feed extends Owner {
        follow(port: number): void {
          const socket = connect(port);
          this._register(socket);
        }
      }`,
    settings: doubtful,
  },
  {
    name: "a set of lumino is forgotten beside another",
    extension: "js",
    code: ts`
      import { DisposableDelegate, DisposableSet } from "@lumino/disposable";
      export class Panel {
        constructor(list) {
          this.items = new DisposableSet();
          this.others = new DisposableSet(); //~ forgotten dispose()
          this.items.add(new DisposableDelegate(() => list.clear()));
          this.others.add(new DisposableDelegate(() => list.clear()));
        }
        dispose() {
          this.items.dispose();
        }
      }`,
  },
  {
    name: "both sets of lumino are disposed of",
    extension: "js",
    code: ts`
      import { DisposableDelegate, DisposableSet } from "@lumino/disposable";
      export class Panel {
        constructor(list) {
          this.items = new DisposableSet();
          this.others = DisposableSet.from([new DisposableDelegate(() => list.close())]);
          this.items.add(new DisposableDelegate(() => list.clear()));
        }
        dispose() {
          this.items.dispose();
          this.others.dispose();
        }
      }`,
  },
  {
    name: "a set of lumino is given something and left on an early return",
    extension: "js",
    code: ts`
      import { DisposableDelegate, DisposableSet } from "@lumino/disposable";
      export function follow(list, work) {
        const all = new DisposableSet(); //~ leaked return
        all.add(new DisposableDelegate(() => list.clear()));
        if (list.length === 0) return;
        work();
        all.dispose();
      }`,
  },
  {
    name: "a delegate of lumino is returned",
    extension: "js",
    code: ts`
      import { DisposableDelegate } from "@lumino/disposable";
      export function register(map, key, value) {
        map.set(key, value);
        return new DisposableDelegate(() => map.delete(key));
      }`,
  },
  {
    name: "a package of an editor forgets its subscriptions",
    extension: "cjs",
    code: ts`
      const { CompositeDisposable } = require("atom");
      class Clock {
        activate(commands) {
          this.subscriptions = new CompositeDisposable(); //~ forgotten deactivate()
          this.subscriptions.add(commands.add("workspace", { "clock:toggle": () => this.toggle() }));
          this.timer = setInterval(() => this.toggle(), 1_000);
        }
        toggle() {
          this.isShown = !this.isShown;
        }
        deactivate() {
          clearInterval(this.timer);
        }
      }
      module.exports = Clock;`,
  },
  {
    name: "a package of an editor disposes of its subscriptions",
    extension: "cjs",
    code: ts`
      const { CompositeDisposable } = require("atom");
      class Clock {
        activate(commands) {
          this.subscriptions = new CompositeDisposable();
          this.subscriptions.add(commands.add("workspace", { "clock:toggle": () => this.toggle() }));
          this.timer = setInterval(() => this.toggle(), 1_000);
        }
        toggle() {
          this.isShown = !this.isShown;
        }
        deactivate() {
          clearInterval(this.timer);
          this.subscriptions.dispose();
        }
      }
      module.exports = Clock;`,
  },
  {
    name: "a composite made of what it holds is forgotten",
    extension: "js",
    code: ts`
      import { CompositeDisposable } from "event-kit";
      export class View {
        constructor(model) {
          this.listening = new CompositeDisposable(model.onDidChange(() => this.draw()));
          this.ending = new CompositeDisposable(model.onDidDestroy(() => this.destroy())); //~ forgotten destroy()
        }
        draw() {}
        destroy() {
          this.listening.dispose();
        }
      }`,
  },
  {
    name: "a store of an editor is forgotten",
    extension: "js",
    code: ts`
      import { DisposableStore } from "monaco-editor/esm/vs/base/common/lifecycle.js";
      export class Widget {
        #listening = new DisposableStore();
        #hidden = new DisposableStore(); //~ forgotten dispose()
        constructor(editor) {
          this.#listening.add(editor.onDidChangeModel(() => this.draw()));
          this.#hidden.add(editor.onDidBlurEditorText(() => this.draw()));
        }
        draw() {}
        dispose() {
          this.#listening.dispose();
        }
      }`,
  },
  {
    name: "a store of an editor has a part that changes, and is disposed of",
    extension: "js",
    code: ts`
      import { DisposableStore, MutableDisposable } from "monaco-editor/esm/vs/base/common/lifecycle.js";
      export class Widget {
        #store = new DisposableStore();
        #current = this.#store.add(new MutableDisposable());
        show(editor) {
          this.#current.value = editor.onDidBlurEditorText(() => this.draw());
        }
        draw() {}
        dispose() {
          this.#store.dispose();
        }
      }`,
  },
];
