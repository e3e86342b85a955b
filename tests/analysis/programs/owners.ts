/** Owners: an object that owns what it acquired is a resource of its own. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const journal = ts`
  import { closeSync, openSync, readFileSync } from "node:fs";
  export class Journal {
    readonly #fd: number;
    constructor(path: string) {
      this.#fd = openSync(path, "r");
    }
    text() {
      return readFileSync(this.#fd, "utf8");
    }
    close() {
      closeSync(this.#fd);
    }
  }`;

export const owners: readonly Case[] = [
  {
    name: "an object of the file that holds a file is not closed on an early return",
    code: ts`
      ${journal}
      export function first(path: string, enabled: boolean) {
        const journal = new Journal(path); //~ leaked return
        if (!enabled) return "";
        const text = journal.text();
        journal.close();
        return text;
      }`,
  },
  {
    name: "an object that holds a file is closed",
    code: ts`
      ${journal}
      export function first(path: string) {
        const journal = new Journal(path);
        try {
          return journal.text();
        } finally {
          journal.close();
        }
      }`,
  },
  {
    name: "an object of another file holds a file",
    needs: "types",
    beside: { "journal.ts": journal },
    code: ts`
      import { Journal } from "./journal.js";
      export function first(path: string) {
        const journal = new Journal(path); //~ leaked return
        return journal.text();
      }`,
  },
  {
    name: "a field holds an object that holds a file, and is forgotten",
    code: ts`
      ${journal}
      export class Reader {
        readonly #journal: Journal;
        readonly #timer = setInterval(() => {}, 1_000);
        constructor(path: string) {
          this.#journal = new Journal(path); //~ forgotten stop()
        }
        stop() {
          clearInterval(this.#timer);
        }
        text() {
          return this.#journal.text();
        }
      }`,
  },
  {
    name: "an object holds nothing before it is started",
    code: ts`
      import { closeSync, openSync } from "node:fs";
      class Log {
        #fd: number | undefined;
        start(path: string) {
          this.#fd = openSync(path, "a");
        }
        stop() {
          if (this.#fd !== undefined) closeSync(this.#fd);
        }
        name() {
          return "log";
        }
      }
      export function named() {
        const log = new Log();
        return log.name();
      }`,
  },
  {
    name: "an object was started and is not stopped",
    code: ts`
      import { closeSync, openSync } from "node:fs";
      class Log {
        #fd: number | undefined;
        start(path: string) {
          this.#fd = openSync(path, "a");
        }
        stop() {
          if (this.#fd !== undefined) closeSync(this.#fd);
        }
        name() {
          return "log";
        }
      }
      export function named(path: string) {
        const log = new Log(); //~ leaked return
        log.start(path);
        return log.name();
      }`,
  },
  {
    name: "a method of the object itself cannot throw, whoever fears calls",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      class Cursor implements Disposable {
        constructor(readonly from: number) {}
        rows() {
          return [this.from];
        }
        [Symbol.dispose]() {}
      }
      export function rows() {
        const cursor = new Cursor(0);
        const all = cursor.rows();
        cursor[Symbol.dispose]();
        return all;
      }`,
  },
  {
    name: "an object was lent what it closes",
    code: ts`
      import { closeSync } from "node:fs";
      class Log {
        constructor(readonly fd: number) {}
        close() {
          closeSync(this.fd);
        }
      }
      export function numbered(fd: number) {
        const log = new Log(fd);
        return log.fd;
      }`,
  },
  {
    name: "an object that beats in the background is made and let go",
    code: ts`
      class Beat {
        readonly #timer = setInterval(() => {}, 1_000);
        stop() {
          clearInterval(this.#timer);
        }
      }
      export function start() {
        const beat = new Beat();
        console.log(beat);
      }`,
  },
];
