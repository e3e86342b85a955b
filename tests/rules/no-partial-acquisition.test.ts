/** It is (not) a leak when another acquisition fails. */
import { noPartialAcquisition } from "../../src/rules/no-partial-acquisition.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "the second file cannot be opened",
    code: ts`
      import fs from "node:fs";
      export function copy(from: string, to: string) {
        const source = fs.openSync(from, "r");
        const target = fs.openSync(to, "w");
        fs.closeSync(target);
        fs.closeSync(source);
      }`,
    errors: [
      {
        messageId: "partiallyAcquired",
        line: 3,
        data: {
          holder: "source",
          resource: "file descriptor",
          release: "fs.closeSync(source)",
          failing: "acquiring 'target'",
          line: "4",
        },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import fs from "node:fs";
              export function copy(from: string, to: string) {
                const source = fs.openSync(from, "r");
                try {
                const target = fs.openSync(to, "w");
                fs.closeSync(target);
                } finally {
                  fs.closeSync(source);
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the next turn of the loop cannot open its file",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function openAll(paths: readonly string[]) {
        const files: FileHandle[] = [];
        for (const path of paths) files.push(await open(path));
        return files;
      }`,
    errors: [
      {
        messageId: "partiallyAcquired",
        line: 4,
        data: {
          holder: "files",
          resource: "file handle",
          release: "files.forEach((one) => one.close())",
          failing: "acquiring the next one",
          line: "4",
        },
        suggestions: [],
      },
    ],
  },
  {
    name: "a list of what a function maps to is not complete",
    code: ts`
      import fs from "node:fs";
      export function firstBytes(paths: readonly string[]) {
        const fds = paths.map((path) => fs.openSync(path, "r"));
        try {
          return fds.map((fd) => fs.readSync(fd, new Uint8Array(1)));
        } finally {
          for (const fd of fds) fs.closeSync(fd);
        }
      }`,
    errors: [
      {
        messageId: "partiallyAcquired",
        line: 3,
        data: {
          holder: "fds",
          resource: "file descriptor",
          release: "fds.forEach((one) => closeSync(one))",
          failing: "acquiring the next one",
          line: "3",
        },
        suggestions: [],
      },
    ],
  },
  {
    name: "what has no name yet is made beside another",
    code: ts`
      import * as files from "node:fs/promises";
      export async function pair(a: string, b: string) {
        return { a: await files.open(a), b: await files.open(b) };
      }`,
    errors: [
      {
        messageId: "partiallyAcquired",
        line: 3,
        data: {
          holder: "files.open()",
          resource: "file handle",
          release: "close()",
          failing: "acquiring 'open()'",
          line: "3",
        },
        suggestions: [],
      },
    ],
  },
  {
    name: "another call in Promise.all rejects",
    code: ts`
      import { open } from "node:fs/promises";
      export async function pair(a: string, b: string) {
        const [first, second] = await Promise.all([
          open(a),
          open(b),
        ]);
        await Promise.all([first.close(), second.close()]);
      }`,
    errors: [
      {
        messageId: "acquiredTogether",
        line: 4,
        data: {
          holder: "first",
          resource: "file handle",
          release: "first.close()",
          line: "3",
        },
        suggestions: [],
      },
    ],
  },
];

untyped.run("no-partial-acquisition", noPartialAcquisition, {
  valid: [
    {
      name: "each acquisition has its own try",
      code: ts`
        import fs from "node:fs";
        export function copy(from: string, to: string) {
          const source = fs.openSync(from, "r");
          try {
            fs.closeSync(fs.openSync(to, "w"));
          } finally {
            fs.closeSync(source);
          }
        }`,
    },
    ...mendsOf(leaks),
  ],
  invalid: leaks as never,
});
