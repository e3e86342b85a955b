/** A repository in a temporary folder, and what the formatter writes about it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SarifLog } from "@microsoft/sarif";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint9";
import { afterAll } from "vitest";
import { sarifFor, type SarifOptions } from "../../../src/formatter.ts";

export const revision = "0123456789abcdef0123456789abcdef01234567";

const repository = {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/refs/heads/main": `${revision}\n`,
  ".git/config": '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://robot:secret@github.com/acme/shop.git\n',
};

const plugin = pathToFileURL(join(import.meta.dirname, "leaky-plugin.js")).href;

const config = `import leaky from ${JSON.stringify(plugin)};
export default [
  { ignores: ["ignored.js"] },
  {
    linterOptions: { reportUnusedDisableDirectives: "warn" },
    plugins: { leaky, "@scope/other": leaky },
    rules: { "leaky/traced": "error", "leaky/bare": "warn", "leaky/fixable": "warn", "leaky/again": "warn", "no-undef-init": "error" },
  },
];
`;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with these files until the test file ends; a file's name may hold folders. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "leakproof sarif ")));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A repository with these files, in which ESLint finds its configuration. */
export function projectOf(files: Readonly<Record<string, string>>): string {
  return folderOf({ ...repository, "eslint.config.js": config, "package.json": '{"type":"module"}', ...files });
}

/** What ESLint says of these paths of a project. */
export async function lint(
  cwd: string,
  paths: readonly string[] = ["."],
  options: ESLint.Options = {},
): Promise<Linted> {
  return linted(new ESLint({ cwd, ...options }), cwd, paths);
}

/** The same from the oldest major version we support. */
export async function lintWith9(cwd: string, paths: readonly string[] = ["."]): Promise<Linted> {
  return linted(new ESLint9({ cwd }), cwd, paths);
}

export interface Linted {
  readonly results: readonly ESLint.LintResult[];
  readonly options: SarifOptions;
}

async function linted(eslint: ESLint, cwd: string, paths: readonly string[]): Promise<Linted> {
  const results = await eslint.lintFiles([...paths]);
  return { results, options: { cwd, rulesMeta: eslint.getRulesMetaForResults(results) } };
}

export function textOf({ results, options }: Linted, more: Partial<SarifOptions> = {}): string {
  return sarifFor(results, { ...options, ...more });
}

export async function logOf(files: Readonly<Record<string, string>>, more?: Partial<SarifOptions>): Promise<SarifLog> {
  return JSON.parse(textOf(await lint(projectOf(files), Object.keys(files)), more)) as SarifLog;
}
