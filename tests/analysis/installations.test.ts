/** Declared types are known by their package, however it is installed and however its declarations spell their module. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { afterAll, expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { ts } from "../support/rule-tester.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "leakproof-installations-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const declarations = ts`
  export interface PoolClient { query(sql: string): Promise<unknown>; release(): void }
  export class Pool { connect(): Promise<PoolClient>; end(): Promise<void> }`;

/** Lints a program that only the checker can recognise: its receivers come from a function of another file. */
async function leaksIn(
  name: string,
  files: Readonly<Record<string, string>>,
  types: readonly string[],
): Promise<string[]> {
  const folder = join(root, name);
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    moduleResolution: "nodenext",
    target: "es2023",
    noEmit: true,
    types,
  };
  const all = {
    ...files,
    "package.json": "{}",
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.ts"] }),
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["*.ts"],
        languageOptions: { parser, parserOptions: { project: "tsconfig.json", tsconfigRootDir: folder } },
      },
      plugin.configs.recommended as never,
    ],
  });
  const results = await eslint.lintFiles(["*.ts"]);
  return results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`));
}

const pooled = ts`
  import { database } from "./database.js";
  export async function ping(skip: boolean) {
    const client = await database().connect();
    if (skip) return;
    client.release();
  }`;

test("a package in pnpm's store is the package", async () => {
  const store = "node_modules/.pnpm/pg@8.0.0/node_modules/pg";
  const folder = join(root, "pnpm");
  mkdirSync(join(folder, store), { recursive: true });
  symlinkSync(join(folder, store), join(folder, "node_modules/pg"), "dir");
  const files = {
    [`${store}/package.json`]: '{ "name": "pg", "types": "index.d.ts" }',
    [`${store}/index.d.ts`]: declarations,
    "database.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const database = () => pool;\n',
    "ping.ts": pooled,
  };
  expect(await leaksIn("pnpm", files, [])).toEqual(["3 leakproof/no-unreleased-resource"]);
});

test("a package of another name with the same types is not", async () => {
  const files = {
    "node_modules/mypool/package.json": '{ "name": "mypool", "types": "index.d.ts" }',
    "node_modules/mypool/index.d.ts": declarations,
    "database.ts": 'import { Pool } from "mypool";\nconst pool = new Pool();\nexport const database = () => pool;\n',
    "ping.ts": pooled,
  };
  expect(await leaksIn("other", files, [])).toEqual([]);
});

test.each([
  ["@types/node", "20, which declares 'fs/promises'"],
  ["types-node-26", "26, which declares 'node:fs/promises'"],
])("streams of a handle are known with %s (%s)", async (installed) => {
  const folder = join(root, installed.replace("/", "-"));
  const installedAt = (name: string): string => join(import.meta.dirname, "../../node_modules", name);
  cpSync(installedAt(installed), join(folder, "node_modules/@types/node"), { recursive: true });
  cpSync(installedAt("undici-types"), join(folder, "node_modules/undici-types"), { recursive: true });
  const files = {
    "handles.ts": 'import { open } from "node:fs/promises";\nexport const handle = async () => open("x");\n',
    "copy.ts": ts`
      import { handle } from "./handles.js";
      export async function copy(dry: boolean) {
        const stream = (await handle()).createWriteStream();
        if (dry) return;
        stream.end();
      }`,
  };
  expect(await leaksIn(installed.replace("/", "-"), files, ["node"])).toEqual(["3 leakproof/no-unreleased-resource"]);
});
