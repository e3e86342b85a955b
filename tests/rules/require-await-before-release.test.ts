/** It is (not) a misuse when a promise is returned or let go before the release. */
import { requireAwaitBeforeRelease } from "../../src/rules/require-await-before-release.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const program = (statement: string, around = "async function f(pool: Pool)"): string => ts`
  import type { Pool } from "pg";
  export ${around} {
    const client = await pool.connect();
    try {
      ${statement}
    } finally {
      client.release();
    }
  }`;

const returned = (before: string, after: string, call: string): Parameters<typeof mendsOf>[0][number] => ({
  name: before,
  code: program(before),
  errors: [
    {
      messageId: "releasedTooEarly",
      line: 5,
      data: { holder: "client", resource: "pg pooled client", call, where: "on line 7" },
      suggestions: [{ messageId: "awaitFirst", output: program(after) }],
    },
  ],
});

const misuses = [
  returned('return client.query("a");', 'return await client.query("a");', "'query()'"),
  returned('client.query("a");', 'await client.query("a");', "'query()'"),
  returned(
    'return Promise.all(["a"].map((sql) => client.query(sql)));',
    'return await Promise.all(["a"].map((sql) => client.query(sql)));',
    "'query()'",
  ),
  returned(
    'return pool ? client.query("a") : undefined;',
    'return pool ? await client.query("a") : undefined;',
    "'query()'",
  ),
  returned(
    'const rows = client.query("a"); return rows;',
    'const rows = await client.query("a"); return rows;',
    "'query()'",
  ),
  returned(
    'const all = []; all.push(client.query("a"));',
    'const all = []; all.push(await client.query("a"));',
    "'query()'",
  ),
  {
    name: "a list of promises, which no single 'await' mends",
    code: program('const all = ["a"].map((sql) => client.query(sql)); setImmediate(() => Promise.all(all));'),
    errors: [{ messageId: "releasedTooEarly", line: 5, suggestions: [] }],
  },
];

untyped.run("require-await-before-release", requireAwaitBeforeRelease, {
  valid: [
    ...mendsOf(misuses),
    {
      name: "another await comes between, and the queries run in turn",
      code: program('client.query("a"); await client.query("b");'),
    },
  ],
  invalid: misuses,
} as never);
