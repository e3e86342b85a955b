/** It is (not) a leak when only a way out that nobody can see leaves a resource open. */
import { noLeakOnThrow } from "../../src/rules/no-leak-on-throw.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "an awaited query rejects",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        const { rows } = await client.query(sql);
        client.release();
        return rows;
      }`,
    errors: [
      {
        messageId: "leakedOnThrow",
        line: 3,
        data: {
          holder: "client",
          resource: "pg pooled client",
          release: "client.release()",
          exit: "'query()' on line 4 rejects",
        },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import type { Pool } from "pg";
              export async function rows(pool: Pool, sql: string) {
                const client = await pool.connect();
                try {
                const { rows } = await client.query(sql);
                return rows;
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
    name: "a synchronous call throws",
    code: ts`
      import fs from "node:fs";
      export function append(path: string, text: string) {
        const fd = fs.openSync(path, "a");
        fs.writeSync(fd, text);
        fs.closeSync(fd);
      }`,
    errors: [
      {
        messageId: "leakedOnThrow",
        data: {
          holder: "fd",
          resource: "file descriptor",
          release: "fs.closeSync(fd)",
          exit: "'writeSync()' on line 4 throws",
        },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import fs from "node:fs";
              export function append(path: string, text: string) {
                const fd = fs.openSync(path, "a");
                try {
                fs.writeSync(fd, text);
                } finally {
                  fs.closeSync(fd);
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the release is to be awaited",
    code: ts`
      import { open } from "node:fs/promises";
      export async function size(path: string) {
        const file = await open(path);
        const { size } = await file.stat();
        await file.close();
        return size;
      }`,
    errors: [
      {
        messageId: "leakedOnThrow",
        data: {
          holder: "file",
          resource: "file handle",
          release: "file.close()",
          exit: "'stat()' on line 4 rejects",
        },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import { open } from "node:fs/promises";
              export async function size(path: string) {
                const file = await open(path);
                try {
                const { size } = await file.stat();
                return size;
                } finally {
                  await file.close();
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a name that is assigned later has no block of its own to wrap",
    code: ts`
      import fs from "node:fs";
      export function append(path: string, text: string) {
        let fd: number;
        fd = fs.openSync(path, "a");
        fs.writeSync(fd, text);
        fs.closeSync(fd);
      }`,
    errors: [
      {
        messageId: "leakedOnThrow",
        data: {
          holder: "fd",
          resource: "file descriptor",
          release: "fs.closeSync(fd)",
          exit: "'writeSync()' on line 5 throws",
        },
        suggestions: null,
      },
    ],
  },
  {
    name: "lines end as Windows ends them",
    code: ts`
      import fs from "node:fs";
      export function append(path: string, text: string) {
        const fd = fs.openSync(path, "a");
        fs.writeSync(fd, text);
        fs.closeSync(fd);
      }`.replaceAll("\n", "\r\n"),
    errors: [
      {
        messageId: "leakedOnThrow",
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import fs from "node:fs";
              export function append(path: string, text: string) {
                const fd = fs.openSync(path, "a");
                try {
                fs.writeSync(fd, text);
                } finally {
                  fs.closeSync(fd);
                }
              }`.replaceAll("\n", "\r\n"),
          },
        ],
      },
    ],
  },
  {
    name: "a handler that runs at another time releases it",
    code: ts`
      import { once } from "node:events";
      import net from "node:net";
      export async function ask(port: number, signal: AbortSignal) {
        const socket = net.connect(port);
        signal.addEventListener("abort", () => {
          socket.destroy();
        });
        await once(socket, "data");
        socket.destroy();
      }`,
    errors: [
      {
        messageId: "leakedOnThrow",
        data: {
          holder: "socket",
          resource: "net socket",
          release: "socket.destroy()",
          exit: "'once()' on line 8 rejects",
        },
        suggestions: [
          {
            messageId: "releaseInFinally",
            output: ts`
              import { once } from "node:events";
              import net from "node:net";
              export async function ask(port: number, signal: AbortSignal) {
                const socket = net.connect(port);
                try {
                signal.addEventListener("abort", () => {
                  socket.destroy();
                });
                await once(socket, "data");
                } finally {
                  socket.destroy();
                }
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a constructor acquires after it has moved the stack that guards it",
    code: ts`
      class Port implements Disposable {
        [Symbol.dispose](): void {}
      }
      export class Ports implements Disposable {
        readonly #owned: DisposableStack;
        readonly #last: Port;
        constructor(count: number) {
          using stack = new DisposableStack();
          for (let i = 0; i < count; i++) stack.use(new Port());
          this.#owned = stack.move();
          this.#last = new Port();
        }
        [Symbol.dispose](): void {
          this.#last[Symbol.dispose]();
          this.#owned.dispose();
        }
      }`,
    errors: [
      {
        messageId: "leakedUnborn",
        data: {
          holder: "this.#owned",
          resource: "moved disposable stack",
          release: "this.#owned.dispose()",
          exit: "'new Port()' on line 11 throws",
        },
      },
    ],
  },
];

untyped.run("no-leak-on-throw", noLeakOnThrow, {
  valid: [
    {
      name: "a visible exit is forgotten, of which another rule speaks",
      code: ts`
        import type { Pool } from "pg";
        export async function rows(pool: Pool, sql: string) {
          const client = await pool.connect();
          return await client.query(sql);
        }`,
    },
    ...mendsOf(leaks),
  ],
  invalid: leaks as never,
});
