/** It is (not) a misuse when a resource is released once more. */
import { noDoubleRelease } from "../../src/rules/no-double-release.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const misuses: Parameters<typeof mendsOf>[0] = [
  {
    name: "finally closes what the try block has closed: the first is removed",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          const { size } = fs.fstatSync(fd);
          fs.closeSync(fd);
          return size;
        } finally {
          fs.closeSync(fd);
        }
      }`,
    errors: [
      {
        messageId: "releasedTwice",
        line: 9,
        data: { holder: "fd", resource: "file descriptor", release: "fs.closeSync(fd)", where: "on line 6" },
        suggestions: [
          {
            messageId: "removeFirst",
            output: ts`
              import fs from "node:fs";
              export function size(path: string) {
                const fd = fs.openSync(path, "r");
                try {
                  const { size } = fs.fstatSync(fd);
                  return size;
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
    name: "nothing depends on the second: it is removed",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string) {
        const fd = fs.openSync(path, "a");
        fs.closeSync(fd);
        fs.closeSync(fd);
      }`,
    errors: [
      {
        messageId: "releasedTwice",
        line: 5,
        suggestions: [
          {
            messageId: "removeRelease",
            output: ts`
              import fs from "node:fs";
              export function touch(path: string) {
                const fd = fs.openSync(path, "a");
                fs.closeSync(fd);
              }`,
          },
        ],
      },
    ],
  },
];

const tolerated = ts`
  import { open } from "node:fs/promises";
  export async function f() {
    const file = await open("a");
    await file.close();
    await file.close();
  }`;

untyped.run("no-double-release", noDoubleRelease, {
  valid: [
    { name: "it is tolerated", code: tolerated },
    {
      name: "it is tolerated in finally, however strict",
      options: [{ tier: "strict" }],
      code: ts`
        import { open } from "node:fs/promises";
        export async function f() {
          const file = await open("a");
          try {
            await file.close();
          } finally {
            await file.close();
          }
        }`,
    },
    ...mendsOf(misuses).map(({ name, code }) => ({ name: name ?? "", code })),
  ],
  invalid: [
    ...misuses.map((one) => ({ ...one, options: [] as const })),
    {
      name: "it is tolerated, and nothing but an oversight explains it",
      options: [{ tier: "strict" }],
      code: tolerated,
      errors: [{ messageId: "releasedTwice", line: 5, suggestions: 1 }],
    },
  ] as never,
});

typed.run("no-double-release", noDoubleRelease, {
  valid: [],
  invalid: [
    {
      name: "a pooled client is given back by the handler of the failure and by finally",
      code: ts`
        import type { Pool } from "pg";
        export async function ping(pool: Pool) {
          const client = await pool.connect();
          try {
            await client.query("select 1");
          } catch (error) {
            client.release(error as Error);
            throw error;
          } finally {
            client.release();
          }
        }`,
      errors: [
        {
          messageId: "releasedTwice",
          line: 10,
          data: { holder: "client", resource: "pg pooled client", release: "client.release()", where: "on line 7" },
          suggestions: 1,
        },
      ],
    },
  ],
} as never);
