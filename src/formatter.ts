/** The ESLint formatter: hands results and rule metadata to the reporter. */
import { readFileSync, realpathSync } from "node:fs";
import type { ESLint } from "eslint";
import plugin from "./index.ts";
import { repositoryOf, sarifText, type ReportedRule } from "./reporter/index.ts";

export interface SarifOptions {
  /** The folder ESLint ran in; paths are written relative to the repository around it. */
  readonly cwd: string;
  /** What ESLint knows of the rules that reported, other plugins' included. */
  readonly rulesMeta?: Readonly<Record<string, unknown>> | undefined;
  /** What becomes of silenced results; left out unless told otherwise. */
  readonly suppressed?: "omit" | "include" | undefined;
  /** How many results are written at most, the most severe. */
  readonly limit?: number | undefined;
  /** Names this analysis among several of one commit. */
  readonly category?: string | undefined;
  /** Why the run ended before its time, if it did. */
  readonly failure?: string | undefined;
}

/** A SARIF 2.1.0 log of these results, the same bytes for formatter and command line. */
export function sarifFor(results: readonly ESLint.LintResult[], options: SarifOptions): string {
  const { cwd, rulesMeta = {}, suppressed = "omit", limit, category, failure } = options;
  return sarifText({
    // Dashboards cannot show a file by the name of a link to it.
    results: results.map((result) => ({ ...result, filePath: realPathOf(result.filePath) })),
    rules: [...othersIn(rulesMeta), ...ownRules()],
    tool: { ...plugin.meta, informationUri: "https://github.com/leakproof/eslint-plugin-leakproof" },
    repository: repositoryOf(realPathOf(cwd), textOf),
    readFile: textOf,
    suppressed,
    limit,
    category,
    failure,
  });
}

/** `LEAKPROOF_SUPPRESSED=include` in the environment shows silenced results: ESLint hands formatters no options. */
export default function format(results: ESLint.LintResult[], { cwd, rulesMeta }: ESLint.LintResultData): string {
  // eslint-disable-next-line no-restricted-globals -- the one thing a user can hand to a formatter
  const suppressed = process.env["LEAKPROOF_SUPPRESSED"] === "include" ? "include" : "omit";
  return sarifFor(results, { cwd, rulesMeta, suppressed });
}

function othersIn(rulesMeta: Readonly<Record<string, unknown>>): ReportedRule[] {
  return Object.entries(rulesMeta).map(([id, meta]) => ({ id, meta }));
}

/** Found or not: a rule without findings closes the alerts it raised before. */
function ownRules(): ReportedRule[] {
  return Object.entries(plugin.rules).map(([name, { meta }]) => ({
    id: `${plugin.meta.namespace}/${name}`,
    meta,
    page: textOf(new URL(`../docs/rules/${name}.md`, import.meta.url)),
  }));
}

function textOf(file: string | URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Standard input has a name but no path. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
