/** Composites: classes of the program that acquire nothing themselves, and end all that they are given. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" };

/** As many projects have one. */
const composite = ts`
  import { connect, type Socket } from "node:net";
  export interface Disposable {
    dispose(): void;
  }
  export class CompositeDisposable implements Disposable {
    readonly #all = new Set<Disposable>();
    constructor(...all: Disposable[]) {
      for (const one of all) this.#all.add(one);
    }
    add(...all: Disposable[]): void {
      for (const one of all) this.#all.add(one);
    }
    dispose(): void {
      for (const one of this.#all) one.dispose();
      this.#all.clear();
    }
  }
  export class Link implements Disposable {
    readonly #socket: Socket;
    constructor(port: number) {
      this.#socket = connect(port);
    }
    dispose(): void {
      this.#socket.destroy();
    }
  }`;

export const composites: readonly Case[] = [
  {
    name: "a local composite is disposed of",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export function follow(port: number, work: () => void): void {
        const all = new CompositeDisposable();
        all.add(new Link(port));
        try {
          work();
        } finally {
          all.dispose();
        }
      }`,
  },
  {
    name: "a local composite is returned",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, type Disposable, Link } from "./composite.js";
      export function follow(port: number): Disposable {
        const all = new CompositeDisposable();
        all.add(new Link(port));
        return all;
      }`,
  },
  {
    name: "a local composite is made of what it holds, and returned",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, type Disposable, Link } from "./composite.js";
      export function follow(port: number): Disposable {
        const link = new Link(port);
        return new CompositeDisposable(link, new Link(port));
      }`,
  },
  {
    name: "a local composite is forgotten",
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export function follow(port: number): void {
        const all = new CompositeDisposable();
        all.add(new Link(port)); //~ leaked end
      }`,
  },
  {
    name: "a local composite of the same file is forgotten",
    code:
      composite +
      "\n" +
      ts`
      export function follow(port: number): void {
        const all = new CompositeDisposable();
        all.add(new Link(port)); //~ leaked end
      }`,
  },
  {
    name: "an early return forgets the local composite",
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export function follow(port: number, isOn: () => boolean): void {
        const all = new CompositeDisposable();
        const link = new Link(port); //~ leaked return
        all.add(link);
        if (!isOn()) return;
        all.dispose();
      }`,
  },
  {
    name: "the end of the object disposes of its composite",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export class View {
        readonly #all = new CompositeDisposable();
        constructor(port: number) {
          this.#all.add(new Link(port));
        }
        dispose(): void {
          this.#all.dispose();
        }
      }`,
  },
  {
    name: "the end of the object forgets its composite",
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export class View {
        readonly #all = new CompositeDisposable();
        #visible = true;
        constructor(port: number) {
          this.#all.add(new Link(port)); //~ forgotten dispose()
        }
        dispose(): void {
          this.#visible = false;
        }
      }`,
  },
  {
    name: "the composite of another object is lent",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { type CompositeDisposable, Link } from "./composite.js";
      export class View {
        constructor(private readonly all: CompositeDisposable, port: number) {
          this.all.add(new Link(port));
        }
        hide(): void {
          console.log(this.all);
        }
        dispose(): void {
          console.log("gone");
        }
      }`,
  },
  {
    name: "a composite is put into another",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      export function follow(port: number, outer: CompositeDisposable): void {
        const all = new CompositeDisposable();
        all.add(new Link(port));
        outer.add(all);
      }`,
  },
  {
    name: "a composite of the module lives as long as the program",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable, Link } from "./composite.js";
      const all = new CompositeDisposable();
      export function follow(port: number): void {
        all.add(new Link(port));
      }`,
  },
  {
    name: "nothing is put into the composite",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { CompositeDisposable } from "./composite.js";
      export function count(): number {
        const all = new CompositeDisposable();
        console.log(all);
        return 1;
      }`,
  },
  {
    name: "a collection that empties itself from behind is forgotten",
    needs: "types",
    beside: {
      "composite.ts": composite,
      "collection.ts": ts`
        import type { Disposable } from "./composite.js";
        export class DisposableCollection implements Disposable {
          protected readonly disposables: Disposable[] = [];
          constructor(...given: Disposable[]) {
            given.forEach((one) => { this.push(one); });
          }
          push(one: Disposable): void {
            this.disposables.push(one);
            this.checkDisposed();
          }
          protected checkDisposed(): void {
            if (this.disposables.length > 100) console.warn("many");
          }
          dispose(): void {
            for (let one = this.disposables.pop(); one; one = this.disposables.pop()) one.dispose();
          }
        }`,
    },
    code: ts`
      import { DisposableCollection } from "./collection.js";
      import { Link } from "./composite.js";
      export function follow(port: number): void {
        const all = new DisposableCollection();
        all.push(new Link(port)); //~ leaked end
      }`,
  },
  {
    name: "a call that fails stands before the end of the composite",
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { readFile } from "node:fs/promises";
      import { CompositeDisposable, Link } from "./composite.js";
      export async function follow(port: number): Promise<string> {
        const all = new CompositeDisposable();
        all.add(new Link(port)); //~ leakedOnThrow rejects
        const text = await readFile("greeting.txt", "utf8");
        all.dispose();
        return text;
      }`,
  },
  {
    name: "a queue works with what it is given",
    settings: strict,
    needs: "types",
    beside: {
      "composite.ts": composite,
      "queue.ts": ts`
        import type { Link } from "./composite.js";
        export class Queue {
          readonly #links = new Set<Link>();
          add(link: Link): void {
            this.#links.add(link);
            queueMicrotask(() => { this.close(); });
          }
          close(): void {
            for (const link of this.#links) link.dispose();
          }
        }`,
    },
    code: ts`
      import { Link } from "./composite.js";
      import { Queue } from "./queue.js";
      export function follow(port: number): void {
        const queue = new Queue();
        queue.add(new Link(port));
      }`,
  },
  {
    name: "a scope tells its parent that it is there",
    settings: strict,
    code:
      composite +
      "\n" +
      ts`
      const scopes = new Map<string, Scope>();
      export class Scope implements Disposable {
        readonly #all = new Set<Disposable>();
        constructor(name: string) {
          enter(name, this);
        }
        add(one: Disposable): void {
          this.#all.add(one);
        }
        dispose(): void {
          for (const one of this.#all) one.dispose();
        }
      }
      function enter(name: string, scope: Scope): void {
        scopes.set(name, scope);
      }
      export function follow(port: number): void {
        const all = new Scope("follow");
        all.add(new Link(port));
      }`,
  },
  {
    name: "a scope puts itself where the end of all finds it",
    settings: strict,
    code:
      composite +
      "\n" +
      ts`
      const scopes = new Set<Disposable>();
      export class Scope implements Disposable {
        readonly #all = new Set<Disposable>();
        constructor() {
          scopes.add(this);
        }
        add(one: Disposable): void {
          this.#all.add(one);
        }
        dispose(): void {
          for (const one of this.#all) one.dispose();
        }
      }
      export function follow(port: number): void {
        const all = new Scope();
        all.add(new Link(port));
      }`,
  },
  {
    name: "what is put in comes out again",
    settings: strict,
    needs: "types",
    beside: {
      "composite.ts": composite,
      "store.ts": ts`
        import type { Disposable } from "./composite.js";
        export class Store implements Disposable {
          readonly #all = new Set<Disposable>();
          add<T extends Disposable>(one: T): T {
            this.#all.add(one);
            return one;
          }
          dispose(): void {
            for (const one of this.#all) one.dispose();
          }
        }`,
    },
    code: ts`
      import { Link } from "./composite.js";
      import { Store } from "./store.js";
      export function follow(port: number): Link {
        const all = new Store();
        return all.add(new Link(port));
      }`,
  },
  {
    name: "an object is lent a set of links",
    settings: strict,
    needs: "types",
    beside: { "composite.ts": composite },
    code: ts`
      import { Link } from "./composite.js";
      export class View {
        readonly #all: Set<Link>;
        constructor(all: Set<Link>, port: number) {
          this.#all = all;
          this.#all.add(new Link(port));
        }
        get size(): number {
          return this.#all.size;
        }
        close(): void {
          console.log("gone");
        }
      }`,
  },
  {
    name: "the end of the object forgets its composite of the same file",
    code:
      composite +
      "\n" +
      ts`
      export class View {
        readonly #all = new CompositeDisposable();
        #visible = true;
        show(port: number): void {
          this.#all.add(new Link(port)); //~ forgotten dispose()
        }
        dispose(): void {
          this.#visible = false;
        }
      }`,
  },
];
