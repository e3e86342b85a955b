/** Reads other sources of a real program, however ESLint and the parser came by it, and leaves them as they were. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint, SourceCode } from "eslint";
import typescript from "typescript";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { fileFrom } from "../../src/analysis/file.ts";
import { findingsIn } from "../../src/analysis/findings/index.ts";
import { settingsFrom } from "../../src/analysis/settings.ts";
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
  // Both files have a 'connected()'; which one is called, only the other file can say.
  "beside.ts": ts`
    import { Client } from "pg";
    import type { Store } from "./store.js";
    const connected = async () => {
      const client = new Client();
      await client.connect();
      return client;
    };
    export async function version(store: Store) {
      const client = await store.connected();
      return (await client.query("SELECT version()")).rows;
    }
    export async function own() {
      const client = await connected();
      return (await client.query("SELECT version()")).rows;
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
  "store.ts": ts`
    import { Client } from "pg";
    export class Store {
      async connected() {
        const client = new Client();
        await client.connect();
        return client;
      }
    }`,
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

async function reportsOn(
  parserOptions: object,
  settings: object = { crossFile: true },
  names: readonly string[] = ["src/app.ts", "src/connections.ts"],
  by: typeof parser = parser,
): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.ts"],
        languageOptions: { parser: by, parserOptions: { ...parserOptions, tsconfigRootDir: folder } },
      },
      plugin.configs.recommended as never,
      { settings: { leakproof: settings } },
    ],
  });
  const results: ESLint.LintResult[] = [];
  // Together, the file that is read from the disk first would be the first.
  for (const name of names) results.push(...(await eslint.lintFiles([name])));
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${filePath.slice(folder.length + 1)}:${line} ${ruleId ?? "fatal"}`),
  );
}

test("reads one file at a time, as 'recommended' asks", async () => {
  // A single run, which CI stands for, may parse a file but once.
  vi.stubEnv("TSESTREE_SINGLE_RUN", "false");
  const reports = await reportsOn({ projectService: true }, {});
  expect(reports).toEqual(["src/connections.ts:9 leakproof/no-unreleased-resource"]);
});

test("reads no other file for a name that this one has as well", async () => {
  vi.stubEnv("TSESTREE_SINGLE_RUN", "false");
  const reports = (settings: object) => reportsOn({ projectService: true }, settings, ["src/beside.ts"]);
  expect(await reports({})).toEqual(["src/beside.ts:13 leakproof/no-unreleased-resource"]);
  expect(await reports({ crossFile: true })).toEqual([
    "src/beside.ts:9 leakproof/no-unreleased-resource",
    "src/beside.ts:13 leakproof/no-unreleased-resource",
  ]);
});

test("reads no file again that was linted before", async () => {
  vi.stubEnv("TSESTREE_SINGLE_RUN", "false");
  const paths: unknown[] = [];
  const parseForESLint: typeof parser.parseForESLint = (text, options) => {
    paths.push(options?.filePath);
    return parser.parseForESLint(text, options);
  };
  const names = ["src/connections.ts", "src/app.ts"];
  const reports = await reportsOn({ projectService: true }, { crossFile: true }, names, { ...parser, parseForESLint });
  expect(reports).toHaveLength(2);
  expect(paths).toEqual(names.map((name) => join(folder, name)));
});

test("asks the checker nothing about names that make nothing", () => {
  const sum = "export const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);";
  const code = 'import { sum } from "./sums.js"; import "./connections.js"; export const three = sum([1, 2]);';
  expect(questionsAbout({ "app.ts": code, "sums.ts": sum, "connections.ts": files["connections.ts"] })).toBe(0);
});

function questionsAbout(sources: Readonly<Record<string, string>>): number {
  const home = join(folder, "asked");
  mkdirSync(home);
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(home, name), text);
  const path = join(home, "app.ts");
  const program = typescript.createProgram([path], {
    module: typescript.ModuleKind.NodeNext,
    target: typescript.ScriptTarget.ES2023,
  });
  const read = parser.parseForESLint(sources["app.ts"] as string, {
    programs: [program],
    filePath: path,
    loc: true,
    range: true,
    comment: true,
    tokens: true,
  });
  const { ast, scopeManager, services, visitorKeys } = read;
  const text = sources["app.ts"];
  const sourceCode = new SourceCode({ text, ast, scopeManager, parserServices: services, visitorKeys } as never);
  sourceCode.traverse();
  const file = fileFrom(sourceCode as never, settingsFrom({}), parser);
  findingsIn(file);
  expect([...(file.sources?.makers ?? [])]).toContain("connected");
  return file.checker?.asked() ?? -1;
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
