/** ESLint's formatter writes what the reporter writes, with our rules' pages, and takes one wish from the environment. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { SarifLog } from "@microsoft/sarif";
import { ESLint, type Linter } from "eslint";
import { afterEach, expect, test, vi } from "vitest";
import format, { sarifFor } from "../src/formatter.ts";
import plugin from "../src/index.ts";
import { fixtures } from "./support/sarif-tools/fixtures.ts";
import { folderOf, projectOf } from "./support/sarif-tools/project.ts";

afterEach(() => vi.unstubAllEnvs());

async function run(files: Readonly<Record<string, string>> = {}) {
  const cwd = projectOf(files);
  const eslint = new ESLint({ cwd });
  const results = await eslint.lintFiles(Object.keys(files));
  return { results, context: { cwd, rulesMeta: eslint.getRulesMetaForResults(results) } };
}

const runOf = (text: string) => (JSON.parse(text) as SarifLog).runs[0];

test("it is the same function that the command line calls", async () => {
  const { results, context } = await run(fixtures["plain"]);
  expect(format(results, context)).toBe(sarifFor(results, context));
});

test("silenced results are left out unless the environment asks for them", async () => {
  const { results, context } = await run(fixtures["suppressed"]);
  expect(runOf(format(results, context))?.results?.map((it) => it.suppressions)).toEqual([undefined]);
  vi.stubEnv("LEAKPROOF_SUPPRESSED", "include");
  expect(runOf(format(results, context))?.results?.map((it) => it.suppressions)).toEqual([
    [{ kind: "inSource", status: "accepted", justification: "the test's own: `closed` by [the caller](1)" }],
    [],
    [{ kind: "inSource", status: "accepted" }],
  ]);
});

test("a file in which all is silenced is read from the disk, since ESLint keeps no text of it", async () => {
  const { results, context } = await run({ "a.js": "// eslint-disable-next-line\nopen();\n" });
  expect(results[0]).not.toHaveProperty("source");
  const [silenced] = runOf(sarifFor(results, { ...context, suppressed: "include" }))?.results ?? [];
  expect(silenced?.partialFingerprints).toHaveProperty("primaryLocationLineHash");
});

test("results silenced by a suppressions file say that it was none of the program's comments", async () => {
  const cwd = projectOf({ "a.js": "open();", "eslint-suppressions.json": '{"a.js":{"leaky/traced":{"count":1}}}' });
  const results = await new ESLint({ cwd, applySuppressions: true }).lintFiles(["a.js"]);
  expect(runOf(sarifFor(results, { cwd }))?.results).toEqual([]);
  const [silenced] = runOf(sarifFor(results, { cwd, suppressed: "include" }))?.results ?? [];
  expect(silenced?.suppressions).toEqual([{ kind: "external", status: "accepted" }]);
  expect(silenced?.partialFingerprints).toHaveProperty("primaryLocationLineHash");
});

test("each of our rules is described by its page, whether it found something or not", () => {
  const described = runOf(sarifFor([], { cwd: folderOf({}) }))?.tool.driver;
  expect(described).toMatchObject({ name: plugin.meta.name, semanticVersion: plugin.meta.version });
  expect(described?.rules?.map(({ id }) => id)).toEqual(
    Object.keys(plugin.rules)
      .map((name) => `leakproof/${name}`)
      .sort(),
  );
  for (const rule of described?.rules ?? []) {
    expect(rule.help?.markdown).toContain("## Examples");
    expect(rule.fullDescription?.text).not.toBe(rule.shortDescription?.text);
  }
});

test("a leak that our own rules find is told with the rule's page", async () => {
  const cwd = projectOf({
    "leak.js":
      'import { closeSync, openSync } from "node:fs";\n' +
      "export function size(skip) {\n  const fd = openSync('x');\n  if (skip) return 0;\n  closeSync(fd);\n}\n",
  });
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [plugin.configs.recommended as Linter.Config],
  });
  const results = await eslint.lintFiles(["leak.js"]);
  const found = runOf(sarifFor(results, { cwd, rulesMeta: eslint.getRulesMetaForResults(results) }));
  const [leak, ...others] = found?.results ?? [];
  expect(others).toEqual([]);
  expect(leak).toMatchObject({ ruleId: "leakproof/no-unreleased-resource", level: "error" });
  expect(leak?.locations?.[0]?.physicalLocation?.region?.snippet?.text).toBe("openSync('x')");
  expect(leak?.relatedLocations?.[0]?.physicalLocation?.region?.startLine).toBeTypeOf("number");
  expect(found?.tool.driver.rules?.[leak?.ruleIndex ?? -1]?.help?.markdown).toContain("## Examples");
});

test("a category is written only on request, and the root's own folder never", async () => {
  const { results, context } = await run(fixtures["plain"]);
  const text = sarifFor(results, context);
  expect(text).not.toContain(context.cwd);
  expect(runOf(text)).not.toHaveProperty("automationDetails");
  expect(runOf(sarifFor(results, { ...context, category: "leaks/web" }))).toMatchObject({
    automationDetails: { id: "leaks/web/" },
  });
});

test("a file reached by a link is named as the repository knows it", async () => {
  const cwd = projectOf({ "src/a.js": "open();" });
  symlinkSync(join(cwd, "src/a.js"), join(cwd, "link.js"));
  const results = await new ESLint({ cwd }).lintText("open();", { filePath: join(cwd, "link.js") });
  expect(sarifFor(results, { cwd })).toContain('"uri":"src/a.js"');
});

test("a checkout reached by a link is one checkout", async () => {
  const { results, context } = await run(fixtures["plain"]);
  const link = join(folderOf({}), "checkout");
  symlinkSync(context.cwd, link);
  expect(sarifFor(results, { ...context, cwd: link })).toBe(sarifFor(results, context));
});

test("a file outside the repository keeps its full address", async () => {
  const cwd = projectOf({});
  const other = folderOf({ "a.js": "open();" });
  const [result] = await new ESLint({ cwd }).lintText("open();", { filePath: join(cwd, "a.js") });
  const moved = result === undefined ? [] : [{ ...result, filePath: join(other, "a.js") }];
  const [place] = runOf(sarifFor(moved, { cwd }))?.results?.[0]?.locations ?? [];
  expect(place?.physicalLocation?.artifactLocation).toEqual({
    uri: expect.stringMatching(/^file:\/\/\/.*%20.*a\.js$/) as string,
  });
});
