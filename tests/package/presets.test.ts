/** The presets fit any flat config, as objects and by name, on every ESLint that the package says it supports. */
import * as eslint10 from "eslint";
import * as config10 from "eslint/config";
import * as eslint9 from "eslint9";
import * as config9 from "eslint9/config";
import * as eslint938 from "eslint938";
import * as config938 from "eslint938/config";
import { describe, expect, test } from "vitest";
import { presetNames } from "../../src/configs/index.ts";
import plugin from "../../src/index.ts";

const leaking = `
  import { openSync } from "node:fs";
  export function look(path) {
    const descriptor = openSync(path);
    return descriptor > 0;
  }`;

test.each(presetNames)("%s is { name, plugins, rules, settings }, without parser or files", (name) => {
  expect(Object.keys(plugin.configs[name]).sort()).toEqual(["name", "plugins", "rules", "settings"]);
  expect(plugin.configs[name].plugins).toEqual({ leakproof: plugin });
  expect(plugin.configs[name].name).toBe(`leakproof/${name}`);
});

test("each wider preset has all rules of the narrower one", () => {
  const rulesOf = (name: (typeof presetNames)[number]) => Object.keys(plugin.configs[name].rules ?? {});
  expect(rulesOf("strict")).toEqual(expect.arrayContaining(rulesOf("recommended")));
  expect(rulesOf("all")).toEqual(expect.arrayContaining(rulesOf("strict")));
  expect(rulesOf("recommended")).toEqual(expect.arrayContaining(rulesOf("untyped")));
  expect(rulesOf("all").sort()).toEqual(Object.keys(plugin.rules).map((it) => `leakproof/${it}`));
  expect(rulesOf("untyped").length).toBeGreaterThan(0);
});

const releases = [
  { release: "10.15", ESLint: eslint10.ESLint, defineConfig: config10.defineConfig },
  { release: "9.39", ESLint: eslint9.ESLint, defineConfig: config9.defineConfig },
  { release: "9.38", ESLint: eslint938.ESLint, defineConfig: config938.defineConfig },
] as unknown as readonly Release[];

/** What the tests use of one ESLint; the releases' own types do not fit each other. */
interface Release {
  readonly release: string;
  readonly ESLint: typeof eslint10.ESLint;
  readonly defineConfig: (...configs: object[]) => eslint10.Linter.Config[];
}

describe.each(releases)("ESLint $release", ({ release, ESLint, defineConfig }) => {
  test("is the one meant", () => {
    expect(ESLint.version.startsWith(`${release}.`)).toBe(true);
  });

  const reportsUnder = async (overrideConfig: eslint10.Linter.Config[]) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig });
    const [result] = await eslint.lintText(leaking, { filePath: "look.js" });
    return result?.messages.map((it) => it.ruleId);
  };

  test.each(presetNames)("%s, used directly", async (name) => {
    expect(await reportsUnder(defineConfig(plugin.configs[name]))).toEqual(["leakproof/no-unreleased-resource"]);
  });

  test.each(presetNames)("%s, extended by name", async (name) => {
    const config = defineConfig({ files: ["**/*.js"], plugins: { leakproof: plugin }, extends: [`leakproof/${name}`] });
    expect(await reportsUnder(config)).toEqual(["leakproof/no-unreleased-resource"]);
  });
});
