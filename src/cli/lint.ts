/** Lets ESLint check the files, one tsconfig after the other. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ESLint, Linter } from "eslint";
import type TypeScript from "typescript";
import type { PresetName } from "../configs/index.ts";
import plugin from "../index.ts";
import { reasonOf } from "./cannot-run.ts";
import { isGenerated, typescriptFile, type Selection } from "./files.ts";
import type { Project } from "./projects.ts";
import type { Toolchain } from "./toolchain.ts";

export interface Assignment {
  readonly projects: readonly Project[];
  readonly named: Selection["named"];
  readonly toolchain: Toolchain;
  readonly preset: PresetName;
  /** Told what is read next, a tsconfig or a file, and how many files are done. */
  readonly onNext: (path: string, filesDone: number) => void;
}

export interface Checked {
  readonly file: string;
  /** The tsconfig whose types were at hand. */
  readonly tsconfig: string | undefined;
  /** Messages of leakproof's rules, and fatal ones. */
  readonly result: ESLint.LintResult;
}

export interface Skipped {
  readonly file: string;
  /** Completes "it was skipped, because it …". */
  readonly why: string;
}

/** The types of one tsconfig's files, in whose light they are checked. */
type Program = TypeScript.Program | undefined;

const ownPrefix = `${plugin.meta.namespace}/`;
const isOwn = ({ ruleId }: Linter.LintMessage): boolean => ruleId?.startsWith(ownPrefix) === true;

export async function lint(assignment: Assignment): Promise<(Checked | Skipped)[]> {
  const outcomes: (Checked | Skipped)[] = [];
  for (const project of assignment.projects) outcomes.push(...(await outcomesIn(project, assignment, outcomes.length)));
  return outcomes;
}

/**
 * One program at a time, built from what is on disk and let go with this call: a shared service would keep all of a
 * monorepo's in memory, and builds anew at every file that starts with `#!`, since ESLint shows the parser another text.
 */
async function outcomesIn(
  { tsconfig, files }: Project,
  assignment: Assignment,
  filesBefore: number,
): Promise<(Checked | Skipped)[]> {
  if (tsconfig !== undefined) assignment.onNext(tsconfig.path, filesBefore);
  const program = tsconfig && assignment.toolchain.typed?.typescript.createProgram(tsconfig.program);
  const eslint = eslintFor(assignment, program);
  const outcomes: (Checked | Skipped)[] = [];
  for (const file of files) {
    assignment.onNext(file, filesBefore + outcomes.length);
    outcomes.push(await outcomeOf(file, eslint, program && tsconfig.path, assignment));
  }
  return outcomes;
}

async function outcomeOf(
  file: string,
  eslint: ESLint,
  tsconfig: string | undefined,
  { named, toolchain }: Assignment,
): Promise<Checked | Skipped> {
  if (toolchain.typed === undefined && typescriptFile.test(file)) return { file, why: "needs TypeScript" };
  try {
    const text = await readFile(file, "utf8");
    if (!named.has(file) && isGenerated(text)) return { file, why: "looks generated; name it to have it checked" };
    const [result] = await eslint.lintText(text, { filePath: file, warnIgnored: false });
    return result === undefined ? { file, why: "is ignored by ESLint" } : { file, tsconfig, result: ownPartOf(result) };
  } catch (error) {
    return { file, tsconfig, result: failure(file, reasonOf(error)) };
  }
}

function eslintFor({ toolchain: { ESLint, typed }, preset }: Assignment, program: Program): ESLint {
  const { name, plugins, rules, settings } = plugin.configs[preset] as Linter.Config;
  const parserOptions = { ecmaFeatures: { jsx: true }, loggerFn: false, ...(program && { programs: [program] }) };
  return new ESLint({
    // ESLint ignores files outside its folder, and complains about an old '.eslintignore' inside.
    cwd: resolve("/"),
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ["!**/node_modules/", "!**/.git/"] },
      { linterOptions: { reportUnusedDisableDirectives: "off", reportUnusedInlineConfigs: "off" } },
      {
        files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
        languageOptions: { parserOptions, ...(typed && { parser: typed.parser }) },
        ...{ name, plugins, settings },
        rules: program === undefined ? soundWithoutTypes(rules) : rules,
      } as Linter.Config,
    ],
  });
}

function soundWithoutTypes(rules: Linter.Config["rules"] = {}): NonNullable<Linter.Config["rules"]> {
  const untyped = Object.entries(plugin.rules).filter(([, { meta }]) => meta.docs?.untyped === true);
  const names = new Set(untyped.map(([name]) => ownPrefix + name));
  return Object.fromEntries(Object.entries(rules).filter(([rule]) => names.has(rule)));
}

/** Comments in the files may switch on rules of other plugins, or core's; those are none of our business. */
function ownPartOf(result: ESLint.LintResult): ESLint.LintResult {
  const isParseError = ({ fatal, message }: Linter.LintMessage) =>
    fatal === true && message.startsWith("Parsing error:");
  const messages = result.messages.filter((message) => isOwn(message) || isParseError(message));
  return { ...result, messages, suppressedMessages: result.suppressedMessages.filter(isOwn) };
}

function failure(filePath: string, message: string): ESLint.LintResult {
  const counts = { errorCount: 1, fatalErrorCount: 1, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0 };
  const fatal: Linter.LintMessage = { ruleId: null, fatal: true, severity: 2, message, line: 1, column: 1 };
  return { filePath, messages: [fatal], suppressedMessages: [], usedDeprecatedRules: [], ...counts };
}
