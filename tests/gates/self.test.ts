/** The plugin's own source holds no leak that the plugin itself would report. */
import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";
import { expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { root } from "./house.ts";

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    { linterOptions: { reportUnusedDisableDirectives: "off" } },
    {
      files: ["**/*.ts"],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { projectService: true, tsconfigRootDir: root },
      },
    },
    plugin.configs.recommended as Linter.Config,
  ],
});

test("recommended finds nothing in src", async () => {
  const results = await eslint.lintFiles(["src"]);
  expect(results.length).toBeGreaterThan(10);
  expect(
    results.flatMap(({ filePath, messages }) => messages.map((it) => `${filePath}:${it.line} ${it.message}`)),
  ).toEqual([]);
});

test("it would find one", async () => {
  const leaking = `
import { openSync } from "node:fs";
export function size(path: string, skip: boolean): number {
  const descriptor = openSync(path);
  if (skip) return 0;
  closeSync(descriptor);
  return 1;
}`;
  const [result] = await eslint.lintText(leaking, { filePath: "src/index.ts" });
  expect(result?.messages.map((it) => it.ruleId)).toEqual(["leakproof/no-unreleased-resource"]);
});
