/** It is (not) a leak when a visible way out leaves a resource open: what the rule says of it, and what it suggests. */
import { noUnreleasedResource } from "../../src/rules/no-unreleased-resource.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const client = { holder: "client", resource: "pg pooled client", release: "client.release()" };
const fd = { holder: "fd", resource: "file descriptor", release: "closeSync(fd)" };

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "an early return skips the release",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool, skip: boolean) {
        const client = await pool.connect();
        if (skip) return;
        client.release();
      }`,
    errors: [
      {
        messageId: "leaked",
        line: 3,
        column: 24,
        endColumn: 38,
        data: { ...client, exit: "the function returns on line 4" },
        suggestions: [
          {
            messageId: "releaseBefore",
            data: { ...client, line: "4" },
            output: ts`
              import type { Pool } from "pg";
              export async function warm(pool: Pool, skip: boolean) {
                const client = await pool.connect();
                if (skip) { client.release(); return; }
                client.release();
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "nobody disposes of the composite that it was put into",
    code: ts`
      import { connect } from "node:net";
      class Link {
        readonly #socket = connect(7_000);
        dispose(): void {
          this.#socket.destroy();
        }
      }
      class Composite {
        readonly #all = new Set<Disposable>();
        add(one: { [Symbol.dispose](): void }): void {
          this.#all.add(one);
        }
        [Symbol.dispose](): void {
          for (const one of this.#all) one[Symbol.dispose]();
        }
      }
      class Parts {
        readonly #all = new Set<{ dispose(): void }>();
        add(one: { dispose(): void }): void {
          this.#all.add(one);
        }
        dispose(): void {
          for (const one of this.#all) one.dispose();
        }
      }
      export function show(): void {
        using links = new Composite();
        const parts = new Parts();
        parts.add(new Link());
        console.log(links);
      }`,
    errors: [
      {
        messageId: "leaked",
        line: 29,
        data: { holder: "parts", resource: "Link", release: "parts.dispose()", exit: "the function ends" },
        suggestions: null,
      },
    ],
  },
  {
    name: "a return in a block skips the release",
    code: ts`
      import { open } from "node:fs/promises";
      export async function touch(path: string, dry: boolean) {
        const file = await open(path, "a");
        if (dry) {
          console.log("dry run");
          return false;
        }
        await file.close();
        return true;
      }`,
    errors: [
      {
        messageId: "leaked",
        data: {
          holder: "file",
          resource: "file handle",
          release: "file.close()",
          exit: "the function returns on line 6",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import { open } from "node:fs/promises";
              export async function touch(path: string, dry: boolean) {
                const file = await open(path, "a");
                if (dry) {
                  console.log("dry run");
                  await file.close();
                  return false;
                }
                await file.close();
                return true;
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a throw skips the release",
    code: ts`
      import { closeSync, fstatSync, openSync } from "node:fs";
      export function size(path: string) {
        const fd = openSync(path, "r");
        const { size } = fstatSync(fd);
        if (size === 0) throw new Error("empty");
        closeSync(fd);
        return size;
      }`,
    errors: [
      {
        messageId: "leaked",
        data: { ...fd, exit: "the function throws on line 5" },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import { closeSync, fstatSync, openSync } from "node:fs";
              export function size(path: string) {
                const fd = openSync(path, "r");
                const { size } = fstatSync(fd);
                if (size === 0) { closeSync(fd); throw new Error("empty"); }
                closeSync(fd);
                return size;
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "continue skips the release",
    code: ts`
      import fs from "node:fs";
      export function total(paths: readonly string[]) {
        let bytes = 0;
        for (const path of paths) {
          const fd = fs.openSync(path, "r");
          const stats = fs.fstatSync(fd);
          if (!stats.isFile()) continue;
          bytes += stats.size;
          fs.closeSync(fd);
        }
        return bytes;
      }`,
    errors: [
      {
        messageId: "leaked",
        data: { ...fd, release: "fs.closeSync(fd)", exit: "the loop goes on with 'continue' on line 7" },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import fs from "node:fs";
              export function total(paths: readonly string[]) {
                let bytes = 0;
                for (const path of paths) {
                  const fd = fs.openSync(path, "r");
                  const stats = fs.fstatSync(fd);
                  if (!stats.isFile()) { fs.closeSync(fd); continue; }
                  bytes += stats.size;
                  fs.closeSync(fd);
                }
                return bytes;
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the function never releases it",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        const { rows } = await client.query(sql);
        return rows;
      }`,
    errors: [
      {
        messageId: "leaked",
        data: { ...client, exit: "the function returns on line 5" },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import type { Pool } from "pg";
              export async function rows(pool: Pool, sql: string) {
                const client = await pool.connect();
                const { rows } = await client.query(sql);
                client.release();
                return rows;
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the return uses it, so that the release goes to finally",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        return await client.query(sql);
      }`,
    errors: [
      {
        messageId: "leaked",
        data: { ...client, exit: "the function returns on line 4" },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import type { Pool } from "pg";
              export async function rows(pool: Pool, sql: string) {
                const client = await pool.connect();
                try {
                return await client.query(sql);
                } finally {
                  client.release();
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "an executor settles with it still open",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function write(path: string, lines: readonly string[]) {
        return new Promise<void>((resolve, reject) => {
          const stream = createWriteStream(path);
          stream.on("error", reject);
          if (lines.length === 0) {
            resolve();
            return;
          }
          stream.end(lines.join(), resolve);
        });
      }`,
    errors: [
      {
        messageId: "leaked",
        data: {
          holder: "stream",
          resource: "write stream",
          release: "stream.end()",
          exit: "the promise settles with 'resolve' on line 7",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import { createWriteStream } from "node:fs";
              export function write(path: string, lines: readonly string[]) {
                return new Promise<void>((resolve, reject) => {
                  const stream = createWriteStream(path);
                  stream.on("error", reject);
                  if (lines.length === 0) {
                    stream.end();
                    resolve();
                    return;
                  }
                  stream.end(lines.join(), resolve);
                });
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a case of a switch leaves early",
    code: ts`
      import fs from "node:fs";
      export function end(path: string, mode: "keep" | "drop") {
        const fd = fs.openSync(path, "r");
        switch (mode) {
          case "keep":
            return true;
          default:
            fs.closeSync(fd);
            return false;
        }
      }`,
    errors: [
      {
        messageId: "leaked",
        data: { ...fd, release: "fs.closeSync(fd)", exit: "the function returns on line 6" },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import fs from "node:fs";
              export function end(path: string, mode: "keep" | "drop") {
                const fd = fs.openSync(path, "r");
                switch (mode) {
                  case "keep":
                    fs.closeSync(fd);
                    return true;
                  default:
                    fs.closeSync(fd);
                    return false;
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a function that is not async releases without await",
    code: ts`
      import { open } from "node:fs/promises";
      export function touch(path: string, dry: boolean) {
        return open(path, "a").then((file) => {
          if (dry) return undefined;
          return file.close();
        });
      }`,
    errors: [
      {
        messageId: "leaked",
        data: {
          holder: "file",
          resource: "file handle",
          release: "file.close()",
          exit: "the function returns on line 4",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import { open } from "node:fs/promises";
              export function touch(path: string, dry: boolean) {
                return open(path, "a").then((file) => {
                  if (dry) { file.close(); return undefined; }
                  return file.close();
                });
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "an arrow function without a block has no place for a release",
    code: ts`
      import { open } from "node:fs/promises";
      export const size = (path: string) => open(path).then((file) => file.stat());`,
    errors: [
      {
        messageId: "leaked",
        data: {
          holder: "file",
          resource: "file handle",
          release: "file.close()",
          exit: "the function ends",
        },
        suggestions: null,
      },
    ],
  },
  {
    name: "a second resource fails to be checked before both are released",
    code: ts`
      import fs from "node:fs";
      export function same(a: string, b: string) {
        const first = fs.openSync(a, "r");
        try {
          const second = fs.openSync(b, "r");
          if (fs.fstatSync(second).size === 0) return false;
          fs.closeSync(second);
          return true;
        } finally {
          fs.closeSync(first);
        }
      }`,
    errors: [
      {
        messageId: "leaked",
        data: {
          holder: "second",
          resource: "file descriptor",
          release: "fs.closeSync(second)",
          exit: "the function returns on line 6",
        },
        suggestions: [
          {
            messageId: "releaseBefore",
            output: ts`
              import fs from "node:fs";
              export function same(a: string, b: string) {
                const first = fs.openSync(a, "r");
                try {
                  const second = fs.openSync(b, "r");
                  if (fs.fstatSync(second).size === 0) { fs.closeSync(second); return false; }
                  fs.closeSync(second);
                  return true;
                } finally {
                  fs.closeSync(first);
                }
              }`,
          },
        ],
      },
    ],
  },
];

untyped.run("no-unreleased-resource, untyped", noUnreleasedResource, {
  valid: [
    {
      name: "only a rejection leaves it open, of which another rule speaks",
      code: ts`
        import type { Pool } from "pg";
        export async function rows(pool: Pool, sql: string) {
          const client = await pool.connect();
          const { rows } = await client.query(sql);
          client.release();
          return rows;
        }`,
    },
    ...mendsOf(leaks),
  ],
  invalid: leaks as never,
});

typed.run("no-unreleased-resource, typed", noUnreleasedResource, {
  valid: [
    {
      name: "the checker knows that the receiver is no pool",
      code: ts`
        interface Plug {
          connect(): Promise<{ readonly volts: number }>;
        }
        export async function volts({ plug }: { plug: Plug }) {
          const line = await plug.connect();
          return line.volts;
        }`,
    },
  ],
  invalid: [
    {
      name: "the checker knows that the receiver is a pool",
      code: ts`
        import type { Pool } from "pg";
        export async function warm({ pool }: { pool: Pool }) {
          const client = await pool.connect();
          console.log(client.listenerCount("error"));
        }`,
      errors: [
        {
          messageId: "leaked",
          data: { ...client, exit: "the function ends" },
          suggestions: [
            {
              messageId: "releaseInFinally",
              output: ts`
                import type { Pool } from "pg";
                export async function warm({ pool }: { pool: Pool }) {
                  const client = await pool.connect();
                  try {
                  console.log(client.listenerCount("error"));
                  } finally {
                    client.release();
                  }
                }`,
            },
          ],
        },
      ],
    },
  ],
});
