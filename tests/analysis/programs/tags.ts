/** Tags: what a function of the file says of its parameters in JSDoc goes before what its body shows. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const tags: readonly Case[] = [
  {
    name: "a function says that it takes",
    code: ts`
      import fs from "node:fs";
      /** @takes fd */
      function adopt(fd: number) {
        console.log("adopted", fd);
      }
      export function log(path: string) {
        const fd = fs.openSync(path, "a");
        adopt(fd);
      }`,
  },
  {
    name: "a function says that it borrows",
    code: ts`
      import fs from "node:fs";
      const known = new Map<string, number>();
      /** @borrows fd */
      function remember(fd: number) {
        known.set("log", fd);
      }
      export function log(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        remember(fd);
      }`,
  },
  {
    name: "a function says that it takes another of its parameters",
    code: ts`
      import fs from "node:fs";
      /** @takes path */
      function describe(path: string, fd: number) {
        console.log(path, fd);
      }
      export function log(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        describe(path, fd);
      }`,
  },
  {
    name: "a tag without a name speaks of every parameter",
    code: ts`
      import fs from "node:fs";
      /**
       * Keeps the log for the rest of the day.
       * @takes
       */
      const adopt = (fd: number) => console.log("adopted", fd);
      export function log(path: string) {
        const fd = fs.openSync(path, "a");
        adopt(fd);
      }`,
  },
  {
    name: "each parameter has its own tag",
    code: ts`
      import fs from "node:fs";
      /**
       * @borrows source - read to its end
       * @takes target - closed when all is written
       */
      function copy(source: number, target: number) {
        console.log(source, target);
      }
      export function run(from: string, to: string) {
        const source = fs.openSync(from, "r"); //~ leaked end
        const target = fs.openSync(to, "w");
        copy(source, target);
      }`,
  },
  {
    name: "a method says that it takes",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export class Log {
        async open(path: string) {
          const file = await open(path, "a");
          this.adopt(file);
        }
        /** @takes file */
        private adopt(file: FileHandle) {
          console.log(file.fd);
        }
      }`,
  },
  {
    name: "an ordinary comment only mentions taking",
    code: ts`
      import fs from "node:fs";
      /** Takes a file and prints it. */
      function print(fd: number) {
        console.log(fd);
      }
      export function log(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        print(fd);
      }`,
  },
  {
    name: "an interface says that its method takes",
    needs: "types",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      interface Sink {
        /** @takes file */
        accept(file: FileHandle): Promise<void>;
      }
      export async function feed(sink: Sink, path: string) {
        const file = await open(path);
        await sink.accept(file);
      }`,
  },
  {
    name: "an interface says that a function in a property takes, with its type",
    needs: "types",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      interface Sink {
        /** @takes {FileHandle} file - closed in the end */
        readonly accept: (file: FileHandle) => Promise<void>;
      }
      export async function feed(sink: Sink, path: string) {
        const file = await open(path);
        await sink.accept(file);
      }`,
  },
  {
    name: "an abstract method says that it takes",
    needs: "types",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export abstract class Sink {
        async feed(path: string) {
          const file = await open(path);
          await this.accept(file);
        }
        /** @takes file */
        protected abstract accept(file: FileHandle): Promise<void>;
      }`,
  },
  {
    name: "an interface says that its method borrows",
    needs: "types",
    code: ts`
      import { openSync } from "node:fs";
      interface Sink {
        /** @borrows fd */
        look(fd: number): void;
      }
      export function feed(sink: Sink, path: string) {
        const fd = openSync(path, "r"); //~ leaked end
        sink.look(fd);
      }`,
  },
  {
    name: "functions of a file that the settings leave out say that they take",
    settings: { crossFile: false },
    needs: "types",
    beside: {
      "sink.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        /** @takes file */
        export async function accept(file: FileHandle): Promise<void> {
          await file.stat();
        }
        /** @takes file */
        export const acceptToo = async (file: FileHandle): Promise<void> => {
          await file.stat();
        };`,
    },
    code: ts`
      import { open } from "node:fs/promises";
      import { accept, acceptToo } from "./sink.js";
      export async function feed(path: string) {
        const file = await open(path);
        await accept(file);
        const other = await open(path);
        await acceptToo(other);
      }`,
  },
  {
    name: "a constant of another file says that its answer is owned",
    beside: {
      "files.ts": ts`
        import type { FileHandle } from "node:fs/promises";
        declare const opened: Map<string, FileHandle>;
        /** @returns {FileHandle} owned */
        export const lend = (path: string): FileHandle => opened.get(path)!;
        export const look = (path: string): FileHandle => opened.get(path)!;
      `,
    },
    needs: "types",
    code: ts`
      import { lend, look } from "./files.js";
      export async function size(path: string) {
        const file = lend(path); //~ leakedOnThrow rejects
        const { size } = await file.stat();
        await file.close();
        return size;
      }
      export async function sizeSeen(path: string) {
        return (await look(path).stat()).size;
      }`,
  },
  {
    name: "an interface says that the answer of its method is owned",
    needs: "types",
    code: ts`
      import type { FileHandle } from "node:fs/promises";
      interface Files {
        /** @returns {Promise<FileHandle>} owned */
        open(path: string): Promise<FileHandle>;
        look(path: string): Promise<FileHandle>;
      }
      export async function size(files: Files, path: string) {
        const file = await files.open(path); //~ leaked return
        if (path === "") return 0;
        await file.close();
        return 1;
      }
      export async function seen(files: Files, path: string) {
        const file = await files.look(path);
        return (await file.stat()).size;
      }
      export async function safe(files: Files, path: string) {
        const file = await files.open(path);
        try {
          return (await file.stat()).size;
        } finally {
          await file.close();
        }
      }`,
  },
];
