/** The docs pages keep their word: each example compiles, and is reported exactly where its page says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { catalog, parseForm } from "../src/catalog/index.ts";
import type { PresetName } from "../src/configs/index.ts";
import plugin from "../src/index.ts";
import { rules } from "../src/rules/index.ts";
import { compilerErrorsOf, examples, fences, program, rulePages, type Example } from "./support/docs-examples.ts";

const linter = new Linter();
const guide = readFileSync(join(import.meta.dirname, "../docs/how-it-works.md"), "utf8");

test("every rule has a page, and every page a rule", () => {
  expect([...rulePages].sort()).toEqual(Object.keys(rules).sort());
});

test("every program says whether it is correct", () => {
  const programs = fences.filter(({ info: [language = ""] }) => /^(ts|tsx|typescript)$/.test(language));
  const unlabelled = programs.filter(({ info: [, verdict] }) => verdict !== "correct" && verdict !== "incorrect");
  expect(unlabelled.map(({ page, line }) => `${page}:${String(line)}`)).toEqual([]);
});

test.each(rulePages)("%s shows eight programs of each kind", (rule) => {
  const shown = examples.filter(({ page }) => page === `rules/${rule}.md`);
  expect(shown.filter(({ verdict }) => verdict === "incorrect").length).toBeGreaterThanOrEqual(8);
  expect(shown.filter(({ verdict }) => verdict === "correct").length).toBeGreaterThanOrEqual(8);
});

test("an incorrect program marks its leaks, a correct one has none", () => {
  const mismarked = examples.filter(({ verdict, leaks }) => (verdict === "incorrect") !== leaks.length > 0);
  expect(mismarked.map(({ page, line }) => `${page}:${String(line)}`)).toEqual([]);
});

test("how-it-works shows forms as the catalogue reads them", () => {
  const shown = [...guide.matchAll(/^\| `([^`]+\([^`]+)` \|/gm)].map(([, form = ""]) => form);
  expect(shown.length).toBeGreaterThan(15);
  for (const form of shown) expect(() => parseForm(form)).not.toThrow();
});

test("how-it-works explains every field of a model", () => {
  const schema = readFileSync(join(import.meta.dirname, "../src/catalog/schema.ts"), "utf8");
  const fields = new Set([...schema.matchAll(/^ {2}readonly (\w+)/gm)].map(([, field = ""]) => field));
  expect([...fields].filter((field) => !new RegExp(`[\`"]${field}\\b`).test(guide))).toEqual([]);
});

test("how-it-works names all that the catalogue covers", () => {
  expect(guide).toContain(coverage().join("\n"));
});

describe.each(examples)("$page:$line", (example) => {
  test("compiles", () => {
    expect(compilerErrorsOf(example)).toEqual([]);
  });

  test(`is ${example.verdict}`, () => {
    const expected = example.leaks.map((line) => `${String(line)} leakproof/${example.rule}`);
    expect(reportsOn(example, presetOf(example), { programs: [program] })).toEqual(expected);
  });
});

describe.each(examples.filter(({ verdict }) => verdict === "correct"))("$page:$line", (example) => {
  test("is correct without types, too", () => {
    expect(reportsOn(example, "untyped", {})).toEqual([]);
  });
});

/** "| `ws` | web socket, web socket server |", one row for each set of modules that export resources. */
function coverage(): readonly string[] {
  const rows = new Map<string, readonly string[]>();
  for (const { modules, resources } of catalog) {
    const where = modules.map((module) => `\`${module}\``).join(", ");
    rows.set(where, [...(rows.get(where) ?? []), ...resources.map(({ name }) => name)]);
  }
  return [...rows]
    .filter(([, names]) => names.length > 0)
    .map(([where, names]) => `| ${where} | ${names.join(", ")} |`);
}

/** The narrowest preset that has the page's rule; guides are about none. */
function presetOf({ rule }: Example): PresetName {
  const { meta } = Object.entries(rules).find(([name]) => name === rule)?.[1] ?? {};
  return meta?.docs?.tier === "style" ? "all" : (meta?.docs?.tier ?? "recommended");
}

/** "4 leakproof/no-leak-on-throw", one for each report of a preset, by line. */
function reportsOn(
  { code, file, rule, settings }: Example,
  preset: PresetName,
  parserOptions: object,
): readonly string[] {
  const messages = linter.verify(
    code,
    [
      { files: ["**/*.ts"], languageOptions: { parser, parserOptions } },
      plugin.configs[preset] as Linter.Config,
      { settings },
    ],
    { filename: file },
  );
  // Wider presets have more to say of a program than the page is about.
  const isAbout = (said: string | null): boolean =>
    preset === "recommended" || preset === "untyped" || said === null || said === `leakproof/${rule}`;
  return messages
    .filter(({ ruleId }) => isAbout(ruleId))
    .map(({ line, ruleId, message }) => `${String(line)} ${ruleId ?? message}`);
}
