/** It is (not) unbounded when all callers in other files of the program give a few (one gives as many as there are). */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { noUnboundedConcurrency } from "../../src/rules/no-unbounded-concurrency.ts";
import { fixture, programOf } from "./judge.ts";
import { ts } from "../support/rule-tester.ts";

const latest = ts`
  export async function latest(names: readonly string[]) {
    const found = new Map<string, string>();
    await Promise.all(
      names.map(async (name) => {
        found.set(name, await (await fetch("https://packages.internal/" + name)).text());
      }),
    );
    return found;
  }`;

const few = ts`
  import { latest } from "./latest.js";
  export async function describe(isTyped: boolean) {
    const names = ["core", "cli"];
    const more = isTyped ? ["types"] : [];
    return latest([...names, ...more]);
  }`;

const many = ts`
  import { latest } from "./latest.js";
  export const update = (rows: readonly { name: string }[]) => latest(rows.map((row) => row.name));`;

const tested = ts`
  import { test } from "node:test";
  import { latest } from "./latest.js";
  test("finds one", async () => {
    await latest(["core"]);
  });`;

type Programs = Readonly<Record<string, Readonly<Record<string, string>>>>;

const bounded: Programs = {
  "every caller lists a few": { "few.ts": few },
  "tests call it, too": { "few.ts": few, "latest.test.ts": tested },
};

const unbounded: Programs = {
  "one caller of two gives as many as it is given": { "few.ts": few, "many.ts": many },
  "only tests call it": { "latest.test.ts": tested },
  "nobody calls it": { "other.ts": "export const latest = 1;" },
  "a door of the package passes it on": { "few.ts": few, "door.ts": 'export * from "./latest.js";' },
  "it is given away": {
    "few.ts": few,
    "give.ts": 'import { latest } from "./latest.js"; export const all = [["core"]].map(latest);',
  },
};

const rules = { "no-unbounded-concurrency": noUnboundedConcurrency } as never;

/** With the parser as it is, which a RuleTester wraps so that it reads no other files. */
function reportsAmong(others: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.entries({ "latest.ts": latest, ...others });
  const program = programOf(new Map(files.map(([path, code]) => [join(fixture, path), code])));
  const config = {
    files: ["**/*.ts"],
    plugins: { leakproof: { rules } },
    languageOptions: { parser, parserOptions: { programs: [program] } },
    rules: { "leakproof/no-unbounded-concurrency": "error" as const },
  };
  const found = new Linter({ cwd: fixture }).verify(latest, [config], { filename: join(fixture, "latest.ts") });
  return found.map(({ messageId, message }) => messageId ?? message);
}

describe("no-unbounded-concurrency by the callers of other files", () => {
  it.each(Object.entries(bounded))("it is bounded when %s", (_name, others) => {
    expect(reportsAmong(others)).toEqual([]);
  });
  it.each(Object.entries(unbounded))("it is unbounded when %s", (_name, others) => {
    expect(reportsAmong(others)).toEqual(["together"]);
  });
});
