/** Reads other sources of a real program, however ESLint and the parser came by it, and leaves them as they were. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import plugin from "../../src/index.ts";
import { ts } from "../support/rule-tester.ts";

const files = {
  "app.ts": ts`
    import { connected } from "./connections.js";
    export async function version() {
      const client = await connected();
      const { rows } = await client.query("SELECT version()");
      await client.end();
      return rows;
    }`,
  "broken.ts": "export const broken = (;",
  "connections.ts": ts`
    import { Client, type Pool } from "pg";
    import "./broken.js";
    export async function connected() {
      const client = new Client();
      await client.connect();
      return client;
    }
    export const first = async (pools: { readonly main: Pool }) => {
      const client = await pools.main.connect();
      return (await client.query("SELECT 1")).rows;
    };`,
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leakproof sources "));
  mkdirSync(join(folder, "src"));
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
  const compilerOptions = { target: "ES2023", module: "NodeNext", strict: true, skipLibCheck: true };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, "src", name), code);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function reportsOn(parserOptions: object): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.ts"],
        languageOptions: { parser, parserOptions: { ...parserOptions, tsconfigRootDir: folder } },
      },
      plugin.configs.recommended as never,
    ],
  });
  const results = await eslint.lintFiles(["src/app.ts", "src/connections.ts"]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${filePath.slice(folder.length + 1)}:${line} ${ruleId ?? "fatal"}`),
  );
}

// What is read for another file must not count as the one time that a single run may parse it.
test.each([
  ["a project service", { projectService: true }, "false"],
  ["programs made once for a single run", { project: "./tsconfig.json" }, "true"],
  ["programs that are watched", { project: "./tsconfig.json" }, "false"],
])("with %s", async (_name, options, singleRun) => {
  vi.stubEnv("TSESTREE_SINGLE_RUN", singleRun);
  expect(await reportsOn(options)).toEqual([
    "src/app.ts:3 leakproof/no-leak-on-throw",
    "src/connections.ts:9 leakproof/no-unreleased-resource",
  ]);
});
