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
];
