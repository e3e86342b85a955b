/** The report people read: each leak with its path, then the sums. */
import { createColors } from "picocolors";
import { frameOf } from "./frames.ts";
import { shownFrom } from "./paths.ts";
import type { Run } from "./run.ts";
import { countsOf, summaryOf } from "./summary.ts";

export function reportOf(run: Run, cwd: string, color: boolean): string {
  const { bold, cyan, dim } = createColors(color);
  const sources = new Map(run.results.map(({ filePath, source = "" }) => [filePath, source]));
  const entries = run.leaks.map((leak) => {
    const place = `${shownFrom(cwd, leak.file)}:${leak.span.line}:${leak.span.column}`;
    const frame = frameOf(leak, sources.get(leak.file) ?? "", color);
    return `${cyan(place)}  ${dim(leak.rule)}\n${bold(leak.message)}\n\n${frame}\n`;
  });
  return [...entries, summaryOf(run.leaks, countsOf(run))].join("\n") + "\n";
}

/** What was left out or went wrong, for standard error; every line is a sentence, every file is named. */
export function remarksOf({ notices, skipped, failures }: Run, cwd: string): string[] {
  const failed = failures.map(({ file, line, column, message }) => {
    const place = [shownFrom(cwd, file), line, column].filter((part) => part !== undefined).join(":");
    return `${place} was not checked: ${message.replace(/\.?$/, ".")}`;
  });
  return [...notices, ...failed, ...skipped.map(({ file, why }) => `${shownFrom(cwd, file)} is skipped: it ${why}.`)];
}
