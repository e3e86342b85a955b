/** Containers: a local array, set, map or object holds the resource, and with it the duty. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

/** A function that opens a file for each path into `files`, so that no failure is lost, and goes on with `rest`. */
const filled = (rest: string): string => ts`
  import fs from "node:fs";
  declare function work(): void;
  declare function use(...values: readonly unknown[]): void;
  export function run(paths: readonly string[]) {
    const files: number[] = [];
    try {
      for (const path of paths) files.push(fs.openSync(path, "r"));
      work();
    } finally {
      ${rest}
    }
  }`;

const leaking = (code: string): string => code.replace('fs.openSync(path, "r"));', (it) => `${it} //~ leaked end`);

const drained: readonly (readonly [string, string])[] = [
  ["each is released in a loop", "for (const file of files) fs.closeSync(file);"],
  ["each is released by forEach", "files.forEach((file) => fs.closeSync(file));"],
  ["each is released by the function itself", "files.forEach(fs.closeSync);"],
  ["each is released by a counted loop", "for (let i = 0; i < files.length; i++) fs.closeSync(files[i]!);"],
  ["the last is taken out until none is left", "while (files.length > 0) fs.closeSync(files.pop()!);"],
  [
    "each is taken out until nothing comes",
    "for (let file = files.shift(); file !== undefined; file = files.shift()) fs.closeSync(file);",
  ],
  ["each is released, if there are any", "if (files.length > 0) for (const file of files) fs.closeSync(file);"],
  ["nothing happens if there are none", "if (!files.length) return; for (const file of files) fs.closeSync(file);"],
  ["each is released in the opposite order", "for (const file of [...files].reverse()) fs.closeSync(file);"],
  ["those that are open are released", "files.filter((file) => file > 2).forEach((file) => fs.closeSync(file));"],
  ["each is released with its position", "for (const [, file] of files.entries()) fs.closeSync(file);"],
  ["each is released on a condition", "for (const file of files) if (file > 2) fs.closeSync(file);"],
  ["each is handed over", "for (const file of files) use(file);"],
  ["it is given to others", "use(files);"],
  ["it is spread into a call", "use(...files);"],
  ["it is spread into another that is given to others", "use([0, ...files]);"],
  ["a copy of it is released", "const all = new Set(files); for (const file of all) fs.closeSync(file);"],
  ["another name of it is released", "const all = files; all.forEach((file) => { fs.closeSync(file); });"],
  ["it is released when the process ends", "process.on('exit', () => files.forEach((file) => fs.closeSync(file)));"],
];

const forgotten: readonly (readonly [string, string])[] = [
  ["nothing is released", ""],
  ["only the first is released", "if (files[0] !== undefined) fs.closeSync(files[0]);"],
  ["they are only counted", "console.log(files.length);"],
  ["each is only used", "for (const file of files) fs.fsyncSync(file);"],
  ["it is only looked through", "if (files.includes(3)) console.log(files.indexOf(3));"],
];

export const containers: readonly Case[] = [
  ...drained.map(([name, rest]) => ({ name, code: filled(rest) })),
  ...forgotten.map(([name, rest]) => ({ name, code: leaking(filled(rest)) })),
  {
    name: "each element of an array is closed at once",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(paths: readonly string[]) {
        const files = [];
        try {
          for (const path of paths) files.push(await open(path, "a"));
        } finally {
          await Promise.all(files.map((file) => file.close()));
        }
      }`,
  },
  {
    name: "a function of the file closes each element it is given",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function close(file: FileHandle) {
        await file.close();
      }
      async function closeAll(files: readonly FileHandle[]) {
        for (const file of files) await file.close();
      }
      export async function touch(paths: readonly string[], all: boolean) {
        const files: FileHandle[] = [];
        try {
          for (const path of paths) files.push(await open(path, "a"));
        } finally {
          if (all) await closeAll(files);
          else await Promise.all(files.map(close));
        }
      }`,
  },
  {
    name: "a function of the file only looks at what it is given",
    code: ts`
      import fs from "node:fs";
      function count(files: readonly number[]) {
        return files.length;
      }
      export function touch(path: string) {
        const files: number[] = [];
        files.push(fs.openSync(path, "a")); //~ leaked return
        return count(files);
      }`,
  },
  {
    name: "a local function closes what was opened",
    code: ts`
      import fs from "node:fs";
      export function touch(paths: readonly string[]) {
        const files: number[] = [];
        const closeAll = () => {
          for (const file of files) fs.closeSync(file);
        };
        try {
          for (const path of paths) files.push(fs.openSync(path, "a"));
        } finally {
          closeAll();
        }
      }`,
  },
  {
    name: "a function that was given away before closes what is opened",
    code: ts`
      import fs from "node:fs";
      export function touch(paths: readonly string[], signal: AbortSignal) {
        const files: number[] = [];
        signal.addEventListener("abort", () => {
          for (const file of files) fs.closeSync(file);
        });
        for (const path of paths) files.push(fs.openSync(path, "a"));
      }`,
  },
  {
    name: "somebody knew the array before anything was in it",
    code: ts`
      import fs from "node:fs";
      export class Log {
        files: number[] = [];
        open(paths: readonly string[]) {
          const files: number[] = [];
          this.files = files;
          for (const path of paths) files.push(fs.openSync(path, "a"));
        }
      }`,
  },
  {
    name: "the array belongs to the caller",
    code: ts`
      import fs from "node:fs";
      export function openAll(paths: readonly string[], into: number[]) {
        for (const path of paths) into.push(fs.openSync(path, "a"));
      }`,
  },
  {
    name: "an array literal is iterated",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from); //~ partiallyAcquired rejects
        const target = await open(to, "w");
        for (const file of [source, target]) await file.close();
      }`,
  },
  {
    name: "an array literal is destructured again",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const pair = [path, fs.openSync(path, "r")] as const;
        const [, file] = pair;
        fs.closeSync(file);
      }`,
  },
  {
    name: "values of a map",
    code: ts`
      import fs from "node:fs";
      export function iterate(paths: readonly string[]) {
        const files = new Map<string, number>();
        try {
          for (const path of paths) files.set(path, fs.openSync(path, "r"));
        } finally {
          for (const [, file] of files) fs.closeSync(file);
        }
      }
      export function values(paths: readonly string[]) {
        const files = new Map<string, number>();
        try {
          for (const path of paths) files.set(path, fs.openSync(path, "r"));
        } finally {
          for (const file of files.values()) fs.closeSync(file);
        }
      }
      export function each(paths: readonly string[]) {
        const files = new Map<string, number>();
        try {
          for (const path of paths) files.set(path, fs.openSync(path, "r"));
        } finally {
          files.forEach((file) => fs.closeSync(file));
        }
      }
      export function byKey(paths: readonly string[]) {
        const files = new Map<string, number>();
        try {
          for (const path of paths) files.set(path, fs.openSync(path, "r"));
        } finally {
          for (const path of paths) fs.closeSync(files.get(path)!);
        }
      }
      export function keys(paths: readonly string[]) {
        const files = new Map<string, number>();
        try {
          for (const path of paths) files.set(path, fs.openSync(path, "r")); //~ leaked return
          return [...files.keys()];
        } finally {
          for (const [path] of files) console.log(path);
        }
      }`,
  },
  {
    name: "values of an object that is used as a map",
    code: ts`
      import fs from "node:fs";
      export function values(paths: readonly string[]) {
        const files: Record<string, number> = {};
        try {
          for (const path of paths) files[path] = fs.openSync(path, "r");
        } finally {
          for (const file of Object.values(files)) fs.closeSync(file);
        }
      }
      export function entries(paths: readonly string[]) {
        const files: Record<string, number> = {};
        try {
          for (const path of paths) files[path] = fs.openSync(path, "r");
        } finally {
          Object.entries(files).forEach(([, file]) => fs.closeSync(file));
        }
      }
      export function byKey(paths: readonly string[]) {
        const files: Record<string, number> = {};
        try {
          for (const path of paths) files[path] = fs.openSync(path, "r");
        } finally {
          for (const path in files) fs.closeSync(files[path]!);
        }
      }
      export function forgotten(paths: readonly string[]) {
        const files: Record<string, number> = {};
        try {
          for (const path of paths) files[path] = fs.openSync(path, "r"); //~ leaked return
          return Object.keys(files);
        } finally {
          console.log("done");
        }
      }`,
  },
  {
    name: "a set",
    code: ts`
      import fs from "node:fs";
      export function drained(paths: readonly string[]) {
        const files = new Set<number>();
        try {
          for (const path of paths) files.add(fs.openSync(path, "r"));
        } finally {
          for (const file of files) fs.closeSync(file);
        }
      }
      export function forgotten(path: string) {
        const files = new Set<number>();
        files.add(fs.openSync(path, "r")); //~ leaked return
        return files.size;
      }`,
  },
  {
    name: "a property of a local object",
    code: ts`
      import { open } from "node:fs/promises";
      export async function released(path: string) {
        const context = { path, file: await open(path) };
        try {
          return await context.file.readFile();
        } finally {
          await context.file.close();
        }
      }
      export async function destructured(path: string) {
        const context = { path, file: await open(path) };
        const { file } = context;
        await file.close();
      }
      export async function filledLater(path: string) {
        const context: { file?: Awaited<ReturnType<typeof open>> } = {};
        try {
          context.file = await open(path);
          await context.file.readFile();
        } finally {
          await context.file?.close();
        }
      }
      export async function forgotten(path: string) {
        const context = { path, file: await open(path) }; //~ leaked return
        return context.path;
      }
      export async function forgottenOnThrow(path: string) {
        const context = { path, file: await open(path) }; //~ leakedOnThrow rejects
        await context.file.readFile();
        await context.file.close();
      }`,
  },
  {
    name: "the object itself knows what to do with it",
    code: ts`
      import fs from "node:fs";
      export function log(path: string) {
        const log = {
          file: fs.openSync(path, "a"),
          close() {
            fs.closeSync(this.file);
          },
        };
        log.close();
      }`,
  },
  {
    name: "a container that holds it is returned, stored or spread into another",
    code: ts`
      import fs from "node:fs";
      export function array(path: string) {
        const files = [fs.openSync(path, "r")];
        return files;
      }
      export function object(path: string) {
        const context = { file: fs.openSync(path, "r") };
        return { ...context, path };
      }
      export class Log {
        files: readonly number[] = [];
        open(path: string) {
          const files = [fs.openSync(path, "r")]; //~ forgotten strict
          this.files = files;
        }
      }
      export const logTo = (path: string) => {
        new Log().open(path);
      };`,
  },
  {
    name: "a function that maps opens them all",
    code: ts`
      import fs from "node:fs";
      import { connect } from "node:net";
      export function forgotten(ports: readonly number[]) {
        const sockets = ports.map((port) => connect(port)); //~ leaked return
        return sockets.length;
      }
      export function released(ports: readonly number[]) {
        const sockets = ports.map((port) => connect(port));
        sockets.forEach((socket) => socket.destroy());
      }
      export function returned(paths: readonly string[]) {
        return paths.map((path) => connect(path));
      }
      export function handedOn(paths: readonly string[]) {
        return new Map(paths.map((path) => [path, connect(path)]));
      }`,
  },
  {
    name: "a loop leaves a container of its own behind",
    code: ts`
      import { connect } from "node:net";
      export function forgotten(batches: readonly (readonly number[])[]) {
        for (const ports of batches) {
          const sockets = [];
          for (const port of ports) sockets.push(connect(port)); //~ leaked iteration
        }
      }
      export function released(batches: readonly (readonly number[])[]) {
        for (const ports of batches) {
          const sockets = [];
          for (const port of ports) sockets.push(connect(port));
          for (const socket of sockets) socket.destroy();
        }
      }`,
  },
  {
    name: "it is put in a container as well, and released by its name",
    code: ts`
      import { connect } from "node:net";
      export function once(port: number) {
        const sockets = [];
        const socket = connect(port);
        sockets.push(socket);
        socket.destroy();
        return sockets.length;
      }`,
  },
  {
    name: "batches are emptied when they are full",
    code: ts`
      import fs from "node:fs";
      export function run(paths: readonly string[]) {
        let batch: number[] = [];
        try {
          for (const path of paths) {
            batch.push(fs.openSync(path, "r"));
            if (batch.length < 10) continue;
            batch.forEach((file) => fs.closeSync(file));
            batch = [];
          }
        } finally {
          batch.forEach((file) => fs.closeSync(file));
        }
      }`,
  },
];

export const stacks: readonly Case[] = [
  {
    name: "a stack gives back what was put on it",
    code: ts`
      import fs from "node:fs";
      import { open } from "node:fs/promises";
      export async function sizes(a: string, b: string) {
        await using stack = new AsyncDisposableStack();
        const first = stack.use(await open(a));
        const second = await open(b);
        stack.defer(() => second.close());
        return (await first.stat()).size + (await second.stat()).size;
      }
      export function adopted(path: string) {
        using stack = new DisposableStack();
        const file = stack.adopt(fs.openSync(path, "r"), fs.closeSync);
        return fs.readFileSync(file);
      }
      export function byHand(path: string) {
        const stack = new DisposableStack();
        try {
          const file = stack.adopt(fs.openSync(path, "r"), fs.closeSync);
          return fs.readFileSync(file);
        } finally {
          stack.dispose();
        }
      }
      export function empty() {
        return new DisposableStack().disposed;
      }`,
  },
  {
    name: "a stack is forgotten",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const stack = new DisposableStack(); //~ leaked return
        const file = stack.adopt(fs.openSync(path, "r"), fs.closeSync);
        return fs.fstatSync(file).size;
      }`,
  },
  {
    name: "what was on a stack is moved to nobody",
    needs: "types",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        using stack = new DisposableStack();
        const file = stack.adopt(fs.openSync(path, "r"), fs.closeSync);
        stack.move(); //~ dropped
        return fs.fstatSync(file).size;
      }
      export class Log {
        #owned: DisposableStack;
        constructor(path: string) {
          using stack = new DisposableStack();
          stack.adopt(fs.openSync(path, "r"), fs.closeSync);
          this.#owned = stack.move();
        }
        close() {
          this.#owned.dispose();
        }
      }`,
  },
];
