/** Exits: every visible way out of the holder's reach is named for what it is. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const exits: readonly Case[] = [
  {
    name: "the function ends",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        fs.writeSync(fd, "");
      }`,
  },
  {
    name: "an arrow function without braces ends",
    code: ts`
      import fs from "node:fs";
      export const text = (path: string) => fs.readFileSync(fs.openSync(path, "r")); //~ dropped`,
  },
  {
    name: "a throw leaves it open",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const fd = fs.openSync(path, "r"); //~ leaked throw
        const { size } = fs.fstatSync(fd);
        if (size === 0) throw new Error("empty");
        fs.closeSync(fd);
        return size;
      }`,
  },
  {
    name: "a throw is caught by a handler that goes on to the release",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          if (fs.fstatSync(fd).size === 0) throw new Error("empty");
        } catch (error) {
          console.error(error);
        }
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a throw is caught and answered by a return",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const fd = fs.openSync(path, "r"); //~ leaked return
        try {
          if (fs.fstatSync(fd).size === 0) throw new Error("empty");
        } catch {
          return 0;
        }
        fs.closeSync(fd);
        return 1;
      }`,
  },
  {
    name: "finally returns before the release",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const fd = fs.openSync(path, "r"); //~ leaked return
        try {
          fs.readFileSync(fd);
        } finally {
          if (path === "/dev/null") return 0;
          fs.closeSync(fd);
        }
        return 1;
      }`,
  },
  {
    name: "a case of a switch returns",
    code: ts`
      import fs from "node:fs";
      export function open(path: string, mode: "check" | "keep") {
        const fd = fs.openSync(path, "r"); //~ leaked return
        switch (mode) {
          case "check":
            return true;
          case "keep":
            fs.closeSync(fd);
        }
        return false;
      }`,
  },
  {
    name: "a case of a switch falls through to the release",
    code: ts`
      import fs from "node:fs";
      export function end(path: string, mode: "log" | "quiet") {
        const fd = fs.openSync(path, "r");
        switch (mode) {
          case "log":
            console.log("closing", path);
          default:
            fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a switch has no case for the rest",
    code: ts`
      import fs from "node:fs";
      export function end(path: string, mode: number) {
        const fd = fs.openSync(path, "r"); //~ leaked end
        switch (mode) {
          case 1:
            fs.closeSync(fd);
            break;
          case 2:
            fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "break leaves a labelled block before the release",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        work: {
          const fd = fs.openSync(path, "r"); //~ leaked end
          if (fs.fstatSync(fd).size === 0) break work;
          fs.closeSync(fd);
        }
        console.log("looked at", path);
      }`,
  },
  {
    name: "a generator's consumer may stop at the yield",
    code: ts`
      import fs from "node:fs";
      export function* chunks(path: string, read: (fd: number) => string) {
        const fd = fs.openSync(path, "r"); //~ leakedOnThrow yield
        for (let text = read(fd); text !== ""; text = read(fd)) yield text;
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a generator closes in finally",
    code: ts`
      import fs from "node:fs";
      export function* chunks(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          const buffer = Buffer.alloc(1_024);
          while (fs.readSync(fd, buffer) > 0) yield buffer;
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "the process ends instead",
    code: ts`
      import fs from "node:fs";
      export function check(path: string) {
        const fd = fs.openSync(path, "r");
        if (fs.fstatSync(fd).size === 0) {
          console.error("empty");
          process.exit(1);
        }
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a getter forgets it",
    code: ts`
      import fs from "node:fs";
      export class Config {
        constructor(readonly path: string) {}
        get size() {
          const fd = fs.openSync(this.path, "r"); //~ leaked return
          return fs.fstatSync(fd).size;
        }
      }`,
  },
  {
    name: "a constructor throws before it stores it",
    code: ts`
      import fs from "node:fs";
      export class Log {
        readonly fd: number;
        constructor(path: string) {
          const fd = fs.openSync(path, "a"); //~ leaked throw
          if (!fs.fstatSync(fd).isFile()) throw new Error("no file");
          this.fd = fd;
        }
      }`,
  },
];
