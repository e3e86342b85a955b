/** It is (not) better said with `using` when a release is written by hand. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { preferUsing } from "../../src/rules/prefer-using.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

type Invalid = InvalidTestCase<"releasedByHand" | "declareWithUsing", []>;
type Data = Readonly<Record<"holder" | "resource" | "keyword", string>>;

const handle: Data = { holder: "file", resource: "file handle", keyword: "await using" };

const byHand = (name: string, code: string, output: string, data: Data = handle): Invalid => ({
  name,
  code,
  errors: [{ messageId: "releasedByHand", data, suggestions: [{ messageId: "declareWithUsing", data, output }] }],
});

const manual: readonly Invalid[] = [
  byHand(
    "a file handle is closed in 'finally'",
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          const text = await file.readFile("utf8");
          return text.trim();
        } finally {
          await file.close();
        }
      }`,
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        await using file = await open(path);
        const text = await file.readFile("utf8");
        return text.trim();
      }`,
  ),
  byHand(
    "a catch keeps the try",
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          return await file.readFile("utf8");
        } catch (error) {
          console.error(error);
          return "";
        } finally {
          await file.close();
        }
      }`,
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        await using file = await open(path);
        try {
          return await file.readFile("utf8");
        } catch (error) {
          console.error(error);
          return "";
        }
      }`,
  ),
  byHand(
    "'finally' does something else before",
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          console.timeEnd(path);
          // The last thing to do.
          await file.close();
        }
      }`,
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        await using file = await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          console.timeEnd(path);
          // The last thing to do.
        }
      }`,
  ),
  byHand(
    "statements follow the 'finally', and still come after the release",
    ts`
      import { open, rm } from "node:fs/promises";
      export async function read(path: string) {
        let text = "";
        const file = await open(path); // no rm before
        try {
          text = await file.readFile("utf8");
        } finally {
          // Windows removes no open file.
          await file.close();
        }
        await rm(path);
        return text;
      }`,
    ts`
      import { open, rm } from "node:fs/promises";
      export async function read(path: string) {
        let text = "";
        {
          // Windows removes no open file.
          await using file = await open(path); // no rm before
          text = await file.readFile("utf8");
        }
        await rm(path);
        return text;
      }`,
  ),
  byHand(
    "comments and templates keep their text",
    ts`
      import { open } from "node:fs/promises";
      export async function write(path: string, name: string) {
        const file = await open(path, "w");
        // From here on it is open.
        try {
          // Two lines.
          await file.writeFile(\`
            Dear ${"$"}{name},
          \`);
        } finally {
          await file.close(); // whatever happens
        }
      }`.replaceAll("\\`", "`"),
    ts`
      import { open } from "node:fs/promises";
      export async function write(path: string, name: string) {
        // whatever happens
        await using file = await open(path, "w");
        // From here on it is open.
        // Two lines.
        await file.writeFile(\`
            Dear ${"$"}{name},
          \`);
      }`.replaceAll("\\`", "`"),
  ),
  byHand(
    "a name of the tried block means something else around it",
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string, size: number) {
        const file = await open(path);
        try {
          const { size } = await file.stat();
          console.log(size);
        } finally {
          await file.close();
        }
      }`,
    ts`
      import { open } from "node:fs/promises";
      export async function read(path: string, size: number) {
        {
          await using file = await open(path);
          const { size } = await file.stat();
          console.log(size);
        }
      }`,
  ),
  byHand(
    "a child process is killed",
    ts`
      import { spawn } from "node:child_process";
      export function first(path: string) {
        let child = spawn(path);
        try {
          return child.connected;
        } finally {
          child.kill();
        }
      }`,
    ts`
      import { spawn } from "node:child_process";
      export function first(path: string) {
        using child = spawn(path);
        return child.connected;
      }`,
    { holder: "child", resource: "child process", keyword: "using" },
  ),
  byHand(
    "a client is closed at the end of a loop's turn",
    ts`
      import { MongoClient } from "mongodb";
      export async function ping(urls: readonly string[]) {
        for (const url of urls) {
          const client = new MongoClient(url);
          try {
            await client.db().command({ ping: 1 });
          } finally {
            await client.close();
          }
        }
      }`,
    ts`
      import { MongoClient } from "mongodb";
      export async function ping(urls: readonly string[]) {
        for (const url of urls) {
          await using client = new MongoClient(url);
          await client.db().command({ ping: 1 });
        }
      }`,
    { holder: "client", resource: "mongodb client", keyword: "await using" },
  ),
  byHand(
    "it is released right before every way out",
    ts`
      import { spawn } from "node:child_process";
      export function hasFailed(path: string, deep: boolean) {
        const child = spawn(path);
        if (deep) {
          child.kill();
          return false;
        }
        const failed = !child.connected;
        child.kill();
        return failed;
      }`,
    ts`
      import { spawn } from "node:child_process";
      export function hasFailed(path: string, deep: boolean) {
        using child = spawn(path);
        if (deep) {
          return false;
        }
        const failed = !child.connected;
        return failed;
      }`,
    { holder: "child", resource: "child process", keyword: "using" },
  ),
  byHand(
    "a class of the file has the symbol, and its method does the same",
    ts`
      class Span {
        end() {
          console.log("end");
        }
        [Symbol.dispose]() {
          this.end();
        }
      }
      export function trace(work: () => void) {
        const span = new Span();
        try {
          work();
        } finally {
          span.end();
        }
      }`,
    ts`
      class Span {
        end() {
          console.log("end");
        }
        [Symbol.dispose]() {
          this.end();
        }
      }
      export function trace(work: () => void) {
        using span = new Span();
        work();
      }`,
    { holder: "span", resource: "disposable Span", keyword: "using" },
  ),
];

const fine: readonly ValidTestCase<[]>[] = [
  {
    name: "the library declares no symbol",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool) {
        const client = await pool.connect();
        try {
          return (await client.query("SELECT 1")).rows;
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "the installed declarations have no symbol yet",
    code: ts`
      import { opendirSync } from "node:fs";
      export function first(path: string) {
        const dir = opendirSync(path);
        try {
          return dir.readSync()?.name;
        } finally {
          dir.closeSync();
        }
      }`,
  },
  {
    name: "the release is told more than disposal is",
    code: ts`
      import { spawn } from "node:child_process";
      export async function run(work: () => Promise<void>) {
        const child = spawn("sleep", ["9"]);
        try {
          await work();
        } finally {
          child.kill("SIGKILL");
        }
      }`,
  },
  {
    name: "disposal would cut off what the release lets end",
    code: ts`
      import { createWriteStream } from "node:fs";
      export async function write(path: string, work: () => Promise<string>) {
        const out = createWriteStream(path);
        try {
          out.write(await work());
        } finally {
          out.end();
        }
      }`,
  },
  {
    name: "nobody waits for the server to close, which disposal would",
    code: ts`
      import { createServer } from "node:http";
      export async function serve(work: () => Promise<void>) {
        const server = createServer().listen(0);
        try {
          await work();
        } finally {
          server.close();
        }
      }`,
  },
  {
    name: "nobody waits for the handle to close",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          void file.close();
        }
      }`,
  },
  {
    name: "its failure to close is let pass",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close().catch(console.error);
        }
      }`,
  },
  {
    name: "something is done after the release",
    code: ts`
      import { open, rm } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
          await rm(path);
        }
      }`,
  },
  {
    name: "what is returned is computed after the release",
    code: ts`
      import { spawn } from "node:child_process";
        import { rmSync } from "node:fs";
      export function remove(path: string) {
        const child = spawn(path);
        child.kill();
        return rmSync(path);
      }`,
  },
  {
    name: "the name holds another one later",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string, other: string) {
        let file = await open(path);
        await file.close();
        file = await open(other);
        await file.close();
      }`,
  },
  {
    name: "it is returned on one path",
    code: ts`
      import { spawn } from "node:child_process";
      export function first(path: string, lend: boolean) {
        const child = spawn(path);
        if (lend) return child;
        child.kill();
        return undefined;
      }`,
  },
  {
    name: "a helper releases it",
    code: ts`
      import { type ChildProcess, spawn } from "node:child_process";
      const end = (child: ChildProcess) => child.kill();
      export function first(path: string) {
        const child = spawn(path);
        try {
          return child.pid;
        } finally {
          end(child);
        }
      }`,
  },
  {
    name: "a list of the module knows it",
    code: ts`
      import { open } from "node:fs/promises";
      const known: object[] = [];
      export async function read(path: string) {
        const file = await open(path);
        known.push(file);
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "it is released early on one path, too",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string, skip: boolean) {
        const file = await open(path);
        try {
          if (skip) await file.close();
          return skip;
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "a timer of the browser may be a number",
    code: ts`
      export async function limited(work: () => Promise<void>) {
        const timer = setTimeout(() => console.log("slow"), 1000);
        try {
          await work();
        } finally {
          clearTimeout(timer);
        }
      }`,
  },
  {
    name: "a statement after the 'finally' speaks of it, and another catches its failure",
    code: ts`
      import { open } from "node:fs/promises";
      export async function read(path: string) {
        const file = await open(path);
        try {
          console.log(await file.readFile("utf8"));
        } finally {
          await file.close();
        }
        return file.fd;
      }`,
  },
  {
    name: "it stands in a case of a switch",
    code: ts`
      import { spawn } from "node:child_process";
      export function first(path: string, kind: string) {
        switch (kind) {
          case "dir":
            const child = spawn(path);
            child.kill();
        }
      }`,
  },
  {
    name: "the turn of a loop is left before the release",
    code: ts`
      import { spawn } from "node:child_process";
      export function count(paths: readonly string[]) {
        for (const path of paths) {
          const child = spawn(path);
          if (path === "") break;
          child.kill();
        }
      }`,
  },
];

typed.run("prefer-using", preferUsing, {
  valid: [...fine, ...(mendsOf(manual as never) as ValidTestCase<[]>[])],
  invalid: manual,
});

// Without types only the file itself can show the symbol, and that its runtime knows `using`.
const span = ts`
  class Span {
    end() {}
    [Symbol.dispose]() {
      this.end();
    }
  }`;
const traced = ts`
  export function trace(work) {
    const span = new Span();
    try {
      work();
    } finally {
      span.end();
    }
  }`;

untyped.run("prefer-using without types", preferUsing, {
  valid: [
    { name: "nothing says that the runtime knows 'using'", code: `${span}\n${traced}` },
    {
      name: "nobody knows which symbols a library has",
      code: ts`
        import { open } from "node:fs/promises";
        export async function read(path) {
          await using other = await open(path);
          const file = await open(path);
          try {
            return await file.readFile("utf8");
          } finally {
            await file.close();
          }
        }`,
    },
  ],
  invalid: [
    {
      name: "the file says 'using' elsewhere",
      code: `${span}\nexport function other() {\n  using it = new Span();\n}\n${traced}`,
      errors: [
        {
          messageId: "releasedByHand",
          suggestions: [
            {
              messageId: "declareWithUsing",
              output: `${span}\nexport function other() {\n  using it = new Span();\n}\n${ts`
                export function trace(work) {
                  using span = new Span();
                  work();
                }`}`,
            },
          ],
        },
      ],
    },
  ],
});
