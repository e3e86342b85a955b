/** It is (not) a leak when a resource is dropped as soon as it is acquired. */
import { noFloatingResource } from "../../src/rules/no-floating-resource.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "an await stands alone",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        await pool.connect();
      }`,
    errors: [
      {
        messageId: "dropped",
        line: 3,
        column: 9,
        data: { resource: "pg pooled client", release: "release()" },
        suggestions: [
          {
            messageId: "releaseAtOnce",
            output: ts`
              import type { Pool } from "pg";
              export async function warm(pool: Pool) {
                (await pool.connect()).release();
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "a query is chained to it",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        return (await pool.connect()).query(sql);
      }`,
    errors: [{ messageId: "dropped", data: { resource: "pg pooled client", release: "release()" }, suggestions: null }],
  },
  {
    name: "a socket is dialled for nobody",
    code: ts`
      import net from "node:net";
      export function knock(port: number) {
        net.connect(port);
      }`,
    errors: [
      {
        messageId: "dropped",
        data: { resource: "net socket", release: "destroy()" },
        suggestions: [
          {
            messageId: "releaseAtOnce",
            output: ts`
              import net from "node:net";
              export function knock(port: number) {
                (net.connect(port)).destroy();
              }`,
          },
        ],
      },
    ],
  },
];

untyped.run("no-floating-resource", noFloatingResource, {
  valid: [
    {
      name: "a name holds it, of which another rule speaks",
      code: ts`
        import type { Pool } from "pg";
        export async function warm(pool: Pool) {
          const client = await pool.connect();
          console.log(typeof client);
        }`,
    },
    ...mendsOf(leaks),
  ],
  invalid: leaks as never,
});
