/** What ships loads and lints where TypeScript is missing, and where it is version 7, whose package exports only a version. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { builtPackage } from "./built.ts";

const leaking = `
import { openSync } from "node:fs";
export function look(path) {
  const descriptor = openSync(path);
  return descriptor > 0;
}`;

const lint = (preset: string) => `
import { Linter } from "eslint";
import plugin from "./dist/index.js";
const config = [{ languageOptions: { ecmaVersion: "latest", sourceType: "module" } }, plugin.configs.${preset}];
console.log(JSON.stringify(new Linter().verify(${JSON.stringify(leaking)}, config).map((it) => it.ruleId)));
`;

/** A preload that answers every request for TypeScript, by \`require\` or \`import\`, with \`answer\`. */
const preload = (answer: string) => `
const Module = require("node:module");
const { pathToFileURL } = require("node:url");
const load = Module._load;
const isTypescript = (id) => /^typescript(\\/|$)/.test(id);
Module._load = function (id, ...rest) {
  if (!isTypescript(id)) return load.call(this, id, ...rest);
  ${answer}
};
Module.register("data:text/javascript," + encodeURIComponent(\`
  export async function resolve(id, context, next) {
    if (!/^typescript(\\\\/|$)/.test(id)) return next(id, context);
    const error = new Error("Cannot find package 'typescript'");
    error.code = "ERR_MODULE_NOT_FOUND";
    throw error;
  }
\`), pathToFileURL(__filename));
`;

const missing = `const error = new Error("Cannot find module 'typescript'"); error.code = "MODULE_NOT_FOUND"; throw error;`;
const seven = `return { version: "7.0.2", versionMajorMinor: "7.0" };`;

let folder: string;

beforeAll(() => {
  folder = builtPackage("no-typescript");
  mkdirSync(join(folder, "preload"));
  writeFileSync(join(folder, "preload", "missing.cjs"), preload(missing));
  writeFileSync(join(folder, "preload", "seven.cjs"), preload(seven));
});

const run = (file: string, code: string, preloaded: string) => {
  writeFileSync(join(folder, file), code);
  return spawnSync(process.execPath, ["--no-warnings", "--require", `./preload/${preloaded}.cjs`, file], {
    cwd: folder,
    encoding: "utf8",
  });
};

test.each([
  ["missing", "typescript"],
  ["missing", "@typescript-eslint/typescript-estree"],
  ["seven", "typescript"],
  ["seven", "@typescript-eslint/typescript-estree"],
])("control: with typescript %s, whoever imports %s fails", (preloaded, name) => {
  const { stdout, status } = run("control.mjs", `import "${name}"; console.log("loaded");`, preloaded);
  expect({ stdout, failed: status !== 0 }).toEqual({ stdout: "", failed: true });
});

test.each([
  ["missing", "untyped"],
  ["missing", "recommended"],
  ["seven", "untyped"],
  ["seven", "recommended"],
])("typescript %s: the plugin lints with %s", (preloaded, preset) => {
  const { stdout, stderr } = run(`${preset}.mjs`, lint(preset), preloaded);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(["leakproof/no-unreleased-resource"]);
});

test.each(["missing", "seven"])("typescript %s: the formatter loads", (preloaded) => {
  const { stdout, stderr } = run(
    "formatter.mjs",
    'console.log(typeof (await import("./dist/formatter.js")).default);',
    preloaded,
  );
  expect({ stdout, stderr }).toEqual({ stdout: "function\n", stderr: "" });
});
