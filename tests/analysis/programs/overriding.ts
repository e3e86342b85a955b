/** Overriding: a class inherits a field and the method that releases it, and replaces that method. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const base = (below: string): string => [poller, below].join("\n");

const poller = ts`
  class Poller {
    readonly #timer: NodeJS.Timeout;
    constructor(tick: () => void) {
      this.#timer = setInterval(tick, 1_000);
    }
    stop(): void {
      clearInterval(this.#timer);
    }
  }`;

const exportedPoller = `export ${poller}`;

export const overriding: readonly Case[] = [
  {
    name: "the override does not call what it replaces",
    code: base(ts`
      export class LoggingPoller extends Poller {
        override stop(): void { //~ superForgotten
          console.log("stopped");
        }
      }`),
  },
  {
    name: "the override calls what it replaces",
    code: base(ts`
      export class LoggingPoller extends Poller {
        override stop(): void {
          super.stop();
          console.log("stopped");
        }
      }`),
  },
  {
    name: "a private method of the override calls what it replaces",
    code: base(ts`
      export class LoggingPoller extends Poller {
        override stop(): void {
          this.#halt();
        }
        #halt(): void {
          super.stop();
        }
      }`),
  },
  {
    name: "a callback in the override calls what it replaces",
    code: base(ts`
      export class LoggingPoller extends Poller {
        override stop(): void {
          queueMicrotask(() => super.stop());
        }
      }`),
  },
  {
    name: "a method that releases nothing is replaced",
    code: base(ts`
      export class LoggingPoller extends Poller {
        tick(): void {
          console.log("tick");
        }
      }`),
  },
  {
    name: "the override releases the inherited field itself",
    code: ts`
      class Base {
        protected timer = setInterval(() => {}, 1_000);
        stop(): void {
          clearInterval(this.timer);
        }
      }
      export class Poller extends Base {
        override stop(): void {
          clearInterval(this.timer);
          console.log("stopped");
        }
      }`,
  },
  {
    name: "another method that ends the object still releases",
    code: ts`
      class Base {
        protected timer = setInterval(() => {}, 1_000);
        stop(): void {
          this.dispose();
        }
        dispose(): void {
          clearInterval(this.timer);
        }
      }
      export class Poller extends Base {
        override stop(): void {
          console.log("stopped");
        }
      }`,
  },
  {
    name: "the second class below replaces the first one's method",
    code: base(ts`
      class Named extends Poller {
        name = "poller";
      }
      export class Logging extends Named {
        override stop(): void { //~ superForgotten
          console.log(this.name);
        }
      }`),
  },
  {
    name: "an override of an asynchronous release forgets it",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      class Log {
        protected file: FileHandle | undefined;
        async open(path: string): Promise<void> {
          this.file = await open(path, "a");
        }
        async close(): Promise<void> {
          await this.file?.close();
        }
      }
      export class Audit extends Log {
        override async close(): Promise<void> { //~ superForgotten
          await Promise.resolve();
        }
      }`,
  },
  {
    name: "both the method that acquires and the one that releases are replaced",
    code: ts`
      class Base {
        protected timer: NodeJS.Timeout | undefined;
        start(): void {
          this.timer = setInterval(() => {}, 1_000);
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }
      export class Still extends Base {
        override start(): void {
          console.log("started");
        }
        override stop(): void {
          console.log("stopped");
        }
      }`,
  },
  {
    name: "what replaces the method that acquires calls it",
    code: ts`
      class Base {
        protected timer: NodeJS.Timeout | undefined;
        start(): void {
          this.timer = setInterval(() => {}, 1_000);
        }
        stop(): void {
          clearInterval(this.timer);
        }
      }
      export class Loud extends Base {
        override start(): void {
          super.start();
          console.log("started");
        }
        override stop(): void { //~ superForgotten
          console.log("stopped");
        }
      }`,
  },
  {
    name: "the inherited disposal calls the method that is replaced",
    code: ts`
      class Base implements Disposable {
        readonly #timer = setInterval(() => {}, 1_000);
        stop(): void {
          clearInterval(this.#timer);
        }
        [Symbol.dispose](): void {
          this.stop();
        }
      }
      export class Quiet extends Base {
        override stop(): void { //~ superForgotten
          console.log("stopped");
        }
      }`,
  },
  {
    name: "a class of another file releases, and the override forgets it",
    needs: "types",
    beside: { "poller.ts": exportedPoller },
    code: ts`
      import { Poller } from "./poller.js";
      export class LoggingPoller extends Poller {
        override stop(): void { //~ superForgotten
          console.log("stopped");
        }
      }`,
  },
  {
    name: "the override of what a class of another file releases calls it",
    needs: "types",
    beside: { "poller.ts": exportedPoller },
    code: ts`
      import { Poller } from "./poller.js";
      export class LoggingPoller extends Poller {
        override stop(): void {
          super.stop();
          console.log("stopped");
        }
      }`,
  },
  {
    name: "a private method of the override calls what a class of another file releases",
    needs: "types",
    beside: { "poller.ts": exportedPoller },
    code: ts`
      import { Poller } from "./poller.js";
      export class LoggingPoller extends Poller {
        override stop(): void {
          queueMicrotask(() => this.#halt());
        }
        #halt(): void {
          super.stop();
        }
      }`,
  },
  {
    name: "the class of another file is a generic default export by another name",
    needs: "types",
    beside: {
      "store.ts": ts`
        import { type FSWatcher, watch } from "node:fs";
        export default abstract class Store<T> {
          #watcher: FSWatcher | undefined;
          protected items: T[] = [];
          open(path: string): void {
            this.#watcher = watch(path);
          }
          async close(): Promise<void> {
            this.#watcher?.close();
            await Promise.resolve();
          }
        }`,
    },
    code: ts`
      import Base from "./store.js";
      export class Names extends Base<string> {
        override async close(): Promise<void> { //~ superForgotten
          this.items = [];
          await Promise.resolve();
        }
      }`,
  },
  {
    name: "two files lie between the override and the release",
    needs: "types",
    beside: {
      "poller.ts": exportedPoller,
      "named.ts": ts`
        import { Poller } from "./poller.js";
        export class Named extends Poller {
          name = "poller";
        }`,
    },
    code: ts`
      import { Named } from "./named.js";
      export class Logging extends Named {
        override stop(): void { //~ superForgotten
          console.log(this.name);
        }
      }`,
  },
  {
    name: "two files lie between the override and the release, which it calls",
    needs: "types",
    beside: {
      "poller.ts": exportedPoller,
      "named.ts": ts`
        import { Poller } from "./poller.js";
        export class Named extends Poller {
          name = "poller";
          override stop(): void {
            super.stop();
            this.name = "stopped";
          }
        }`,
    },
    code: ts`
      import { Named } from "./named.js";
      export class Logging extends Named {
        override stop(): void {
          console.log(this.name);
          super.stop();
        }
      }`,
  },
  {
    name: "a class of this file lies between the override and the class of another file",
    needs: "types",
    beside: { "poller.ts": exportedPoller },
    code: ts`
      import { Poller } from "./poller.js";
      class Named extends Poller {
        name = "poller";
      }
      export class Logging extends Named {
        override stop(): void { //~ superForgotten
          console.log(this.name);
        }
      }`,
  },
  {
    name: "another inherited method of the class of another file still releases",
    needs: "types",
    beside: {
      "poller.ts": ts`
        export class Poller {
          readonly #timer = setInterval(() => {}, 1_000);
          stop(): void {
            this.dispose();
          }
          dispose(): void {
            clearInterval(this.#timer);
          }
        }`,
    },
    code: ts`
      import { Poller } from "./poller.js";
      export class Quiet extends Poller {
        override stop(): void {
          console.log("stopped");
        }
      }`,
  },
  {
    name: "the override releases the protected field of a class of another file itself",
    needs: "types",
    beside: {
      "poller.ts": ts`
        export class Poller {
          protected timer = setInterval(() => {}, 1_000);
          stop(): void {
            clearInterval(this.timer);
          }
        }`,
    },
    code: ts`
      import { Poller } from "./poller.js";
      export class Quiet extends Poller {
        override stop(): void {
          clearInterval(this.timer);
        }
      }`,
  },
  {
    name: "the class of another file calls a hook that is replaced, and releases on its own",
    needs: "types",
    beside: {
      "poller.ts": ts`
        export abstract class Poller {
          readonly #timer = setInterval(() => {}, 1_000);
          stop(): void {
            this.onStop();
            clearInterval(this.#timer);
          }
          protected onStop(): void {}
          shutdown(): void {
            this.stop();
          }
          teardown(): void {
            console.log("torn down");
          }
        }`,
    },
    code: ts`
      import { Poller } from "./poller.js";
      export class Quiet extends Poller {
        protected override onStop(): void {
          console.log("stopped");
        }
        override teardown(): void {
          console.log("gone");
        }
      }`,
  },
  {
    name: "the override replaces both what a class of another file acquires and what it releases",
    needs: "types",
    beside: {
      "poller.ts": ts`
        export class Poller {
          #timer: NodeJS.Timeout | undefined;
          start(): void {
            this.#timer = setInterval(() => {}, 1_000);
          }
          stop(): void {
            clearInterval(this.#timer);
          }
        }`,
    },
    code: ts`
      import { Poller } from "./poller.js";
      export class Still extends Poller {
        override start(): void {
          console.log("started");
        }
        override stop(): void {
          console.log("stopped");
        }
      }`,
  },
  {
    name: "no other file is to be read",
    needs: "types",
    beside: { "poller.ts": exportedPoller },
    settings: { crossFile: false },
    code: ts`
      import { Poller } from "./poller.js";
      export class LoggingPoller extends Poller {
        override stop(): void {
          console.log("stopped");
        }
      }`,
  },
];
