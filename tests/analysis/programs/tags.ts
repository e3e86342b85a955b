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
];
