/** One run: finds the files, checks them, and says what came of it in the nouns that reports are written from. */
import type { ESLint } from "eslint";
import type { Arguments } from "./arguments.ts";
import { filesOf } from "./files.ts";
import type { Host } from "./host.ts";
import { leaksIn, type Leak } from "./leaks.ts";
import { lint, type Checked, type Skipped } from "./lint.ts";
import { commonFolder, shownFrom } from "./paths.ts";
import { progressOn } from "./progress.ts";
import { projectsOf, type Division } from "./projects.ts";
import { toolchainFor, type Toolchain } from "./toolchain.ts";

export interface Run {
  readonly toolchain: Toolchain;
  readonly leaks: readonly Leak[];
  readonly checked: readonly Checked[];
  readonly skipped: readonly Skipped[];
  readonly failures: readonly Failure[];
  /** Sentences on what was not as it should be. */
  readonly notices: readonly string[];
  /** As ESLint gave them, for the reporter. */
  readonly results: readonly ESLint.LintResult[];
}

/** A file that could not be read, parsed or checked. */
export interface Failure {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
}

export async function runOf({ paths, preset }: Arguments, host: Host): Promise<Run> {
  const { files, named } = await filesOf(paths, host.cwd);
  const toolchain = toolchainFor(commonFolder(files), host.home);
  const { projects, broken } = divisionOf(files, preset === "untyped" ? undefined : toolchain.typed);
  const progress = progressOn(host, files.length);
  const onNext = (path: string, filesDone: number) => progress.show(shownFrom(host.cwd, path), filesDone);
  const outcomes = await lint({ projects, named, toolchain, preset, onNext }).finally(progress.stop);
  const tried = outcomes.filter((outcome) => "result" in outcome).sort(byFile);
  const failures = tried.flatMap(failuresIn);
  const results = tried.map((outcome) => outcome.result);
  return {
    toolchain,
    leaks: results.flatMap(leaksIn),
    checked: tried.filter(({ file }) => !failures.some((failure) => failure.file === file)),
    skipped: outcomes.filter((outcome) => "why" in outcome).sort(byFile),
    failures,
    notices: [
      ...toolchain.notices,
      ...broken.map((tsconfig) => {
        const name = shownFrom(host.cwd, tsconfig.path);
        return `'${name}' cannot be used: ${tsconfig.broken} Mend it to have its files checked with types.`;
      }),
      ...results.flatMap((result) =>
        remarksIn(result).map((remark) => `${shownFrom(host.cwd, result.filePath)}: ${remark}`),
      ),
    ],
    results,
  };
}

/** 0 clean, 1 leaks, 2 nothing could be checked. */
export function exitCodeOf({ leaks, checked }: Run): 0 | 1 | 2 {
  if (leaks.length > 0) return 1;
  return checked.length === 0 ? 2 : 0;
}

function divisionOf(files: readonly string[], typed: Toolchain["typed"]): Division {
  return typed === undefined
    ? { projects: [{ tsconfig: undefined, files }], broken: [] }
    : projectsOf(files, typed.typescript);
}

function failuresIn({ file, result }: Checked): Failure[] {
  return result.messages
    .filter(({ fatal }) => fatal === true)
    .map(({ message, line, column }) => ({ file, line, column, message: message.replace(/^Parsing error: /, "") }));
}

/** What ESLint says about comments that configure our rules wrongly. */
function remarksIn({ messages }: ESLint.LintResult): string[] {
  return messages
    .filter(({ fatal, messageId }) => fatal !== true && messageId === undefined)
    .map(({ message }) => message.trim().replace(/\s+/g, " "));
}

/** ESLint's own order, so that the formatter would write the same. */
function byFile(left: { readonly file: string }, right: { readonly file: string }): number {
  if (left.file === right.file) return 0;
  return left.file < right.file ? -1 : 1;
}
