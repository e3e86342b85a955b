/** The SARIF file: what the formatter writes, or what tells of a failure, never a leftover. */
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import { expect, it } from "vitest";
import format from "../../src/formatter.ts";
import plugin from "../../src/index.ts";
import { leaky, leakyTs, mended, project, tsconfig } from "./project.ts";

interface Run {
  readonly results: readonly unknown[];
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly unknown[] },
  ];
}
const runIn = (sarif: string): Run => (JSON.parse(sarif) as { runs: [Run] }).runs[0];

/** What ESLint's own command would write with our formatter. */
async function formatted(cwd: string, settings: object): Promise<string> {
  const files = ["**/*.{ts,js}"];
  const parserOptions = { tsconfigRootDir: cwd, ...settings };
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      plugin.configs.recommended as Linter.Config,
      { files, languageOptions: { parser, parserOptions } },
    ],
  });
  const results = await eslint.lintFiles(["."]);
  return format(results, { cwd, rulesMeta: eslint.getRulesMetaForResults(results) });
}

it.each([
  ["without types", {}, { "src/size.js": leaky, "src/ok.js": mended }],
  ["with types", { project: true }, { "tsconfig.json": tsconfig, "src/size.ts": leakyTs, "b.ts": leakyTs }],
  ["beside a syntax error", {}, { "a.js": leaky, "b.js": "let b = ;" }],
])("has the formatter's bytes %s", async (_, settings, files) => {
  const { folder, run, read } = project(files);
  const { code, out } = await run("--sarif", "leaks.sarif");
  expect(code).toBe(1);
  expect(out).toMatch(/^\d leaks? in \d files? /m);
  expect(read("leaks.sarif")).toBe(await formatted(folder, settings));
  expect(runIn(read("leaks.sarif")).results).not.toEqual([]);
});

it("is written into folders that do not exist yet, and replaces an old one", async () => {
  const { run, read, write } = project({ "a.js": mended, "new.sarif": "" });
  await run("--sarif", "deep/down/new.sarif");
  write("old.sarif", "an old report");
  await run("--sarif", "old.sarif");
  expect(runIn(read("deep/down/new.sarif"))).toMatchObject({
    results: [],
    invocations: [{ executionSuccessful: true }],
  });
  expect(read("old.sarif")).toBe(read("deep/down/new.sarif"));
});

it.each([
  ["a path does not exist", ["nowhere"], /^'nowhere' does not exist\./],
  ["nothing is there to check", ["docs"], /^There are no JavaScript or TypeScript files in 'docs'\./],
])("tells of the failure when %s", async (_, paths, sentence) => {
  const { run, read, write } = project({ "docs/page.md": "" });
  write("old.sarif", "an old report");
  expect(await run(...paths, "--sarif", "old.sarif")).toMatchObject({ code: 2, out: "" });
  const { results, invocations } = runIn(read("old.sarif"));
  expect(results).toEqual([]);
  expect(invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: "error", message: { text: expect.stringMatching(sentence) as string } }],
    },
  ]);
});

it("tells of the failure when no file can be parsed", async () => {
  const { run, read } = project({ "a.js": "let a = ;" });
  expect((await run("--sarif", "leaks.sarif")).code).toBe(2);
  expect(runIn(read("leaks.sarif")).invocations[0].executionSuccessful).toBe(false);
});

it("tells of the failure when every file had to be skipped", async () => {
  const { folder, link, runAs, read } = project({ "a.ts": leakyTs });
  link("eslint");
  const { code } = await runAs({ argv: ["--sarif", "leaks.sarif"], home: join(folder, "home.js") });
  expect(code).toBe(2);
  expect(runIn(read("leaks.sarif")).invocations[0].executionSuccessful).toBe(false);
});

it("is not written over somebody's source code", async () => {
  const { run, read } = project({ "src/a.js": mended, "package.json": "{}" });
  for (const path of ["src/a.js", "package.json"]) {
    const sentence = `'${path}' is not a SARIF file and would be lost. Name another file for --sarif, or delete it first.`;
    expect(await run("src", "--sarif", path)).toEqual({ code: 2, out: "", err: `leakproof: ${sentence}\n` });
  }
  expect([read("src/a.js"), read("package.json")]).toEqual([mended, "{}"]);
});

it.each([
  ["a folder", "taken", "'taken' is a folder. Name a file for --sarif to write."],
  [
    "a file below a file",
    "a.js/leaks.sarif",
    "'a.js/leaks.sarif' cannot be written: part of the path is a file, not a folder. Name another file for --sarif.",
  ],
])("cannot be %s", async (_, path, sentence) => {
  const { folder, run } = project({ "a.js": mended });
  mkdirSync(join(folder, "taken"));
  expect(await run("--sarif", path)).toEqual({ code: 2, out: "", err: `leakproof: ${sentence}\n` });
});

it.skipIf(process.platform === "win32")("can be a pipe, which is neither deleted nor replaced", async () => {
  const { folder, run } = project({ "a.js": mended });
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const [{ code }, sarif] = await Promise.all([run("--sarif", "pipe"), readFile(pipe, "utf8")]);
  expect(code).toBe(0);
  expect(runIn(sarif).results).toEqual([]);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

it("can be a link, which stays one", async () => {
  const { folder, run, read, write } = project({ "a.js": mended });
  write("target.sarif", '{ "$schema": "sarif" }');
  symlinkSync("target.sarif", join(folder, "link"));
  expect((await run("--sarif", "link")).code).toBe(0);
  expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
  expect(runIn(read("target.sarif")).results).toEqual([]);
});

it("leaves nothing else behind", async () => {
  const { folder, run } = project({ "a.js": mended });
  await run("--sarif", "leaks.sarif");
  expect(existsSync(join(folder, "leaks.sarif.unfinished"))).toBe(false);
});
