/** The report programs read: one JSON object, described in docs/cli.md. */
import type { PresetName } from "../configs/index.ts";
import plugin from "../index.ts";
import type { Leak } from "./leaks.ts";
import { shownFrom } from "./paths.ts";
import { exitCodeOf, type Run } from "./run.ts";
import { countsOf } from "./summary.ts";

/** Raised when a field changes its meaning or goes away; new fields may come without. */
const format = 1;

type Shown = (path: string) => string;

export function jsonOf(run: Run, cwd: string, preset: PresetName): string {
  const shown: Shown = (path) => shownFrom(cwd, path);
  const report = {
    format,
    version: plugin.meta.version,
    preset,
    eslint: run.toolchain.eslintVersion,
    typescript: run.toolchain.typed?.version ?? null,
    exitCode: exitCodeOf(run),
    counts: countsOf(run),
    files: run.checked.map(({ file, tsconfig }) => ({
      file: shown(file),
      tsconfig: tsconfig === undefined ? null : shown(tsconfig),
      leaks: run.leaks.filter((leak) => leak.file === file).length,
    })),
    leaks: run.leaks.map((leak) => describedFrom(leak, shown)),
    failures: run.failures.map(({ file, line, column, message }) => {
      return { file: shown(file), line: line ?? null, column: column ?? null, message };
    }),
    skipped: run.skipped.map(({ file, why }) => ({ file: shown(file), why })),
    notices: run.notices,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Every field is there, null where nothing is known, so that readers need not ask which are. */
function describedFrom({ rule, message, file, span, resource, holder, trace }: Leak, shown: Shown) {
  const known = { resource: resource ?? null, holder: holder ?? null, trace: trace ?? null };
  return { rule, message, file: shown(file), ...span, ...known };
}
