/** Counts the leaks by rule and by resource, and closes with one line. */
import type { Leak } from "./leaks.ts";
import type { Run } from "./run.ts";

export interface Counts {
  readonly leaks: number;
  /** Files with at least one leak. */
  readonly leaking: number;
  /** Files that were checked, with types or without. */
  readonly typed: number;
  readonly untyped: number;
  /** Files that could not be read or parsed. */
  readonly failed: number;
  readonly skipped: number;
}

export function countsOf({ leaks, checked, failures, skipped }: Run): Counts {
  const typed = checked.filter(({ tsconfig }) => tsconfig !== undefined).length;
  return {
    leaks: leaks.length,
    leaking: new Set(leaks.map(({ file }) => file)).size,
    typed,
    untyped: checked.length - typed,
    failed: new Set(failures.map(({ file }) => file)).size,
    skipped: skipped.length,
  };
}

export function summaryOf(leaks: readonly Leak[], counts: Counts): string {
  if (leaks.length === 0) return closingLine(counts);
  const rules = leaks.map(({ rule }) => rule);
  const resources = leaks.map(({ resource }) => resource ?? "other");
  return [table("By rule", rules), table("By resource", resources), closingLine(counts)].join("\n\n");
}

/** "3 leaks in 2 files (41 files, typed)" */
function closingLine({ leaks, leaking, typed, untyped, failed, skipped }: Counts): string {
  const found = leaks === 0 ? "No leaks" : `${amount(leaks, "leak")} in ${amount(leaking, "file")}`;
  const isMixed = typed > 0 && untyped > 0;
  const parts = [
    amount(typed + untyped, "file"),
    ...(typed > 0 ? [isMixed ? `${typed} typed` : "typed"] : []),
    ...(untyped > 0 ? [isMixed ? `${untyped} untyped` : "untyped"] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${found} (${parts.join(", ")})`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The most frequent first, equals by name. */
function table(title: string, names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = Math.max(...names.map((name) => name.length));
  const digits = String(names.length).length;
  return [title, ...rows.map(([name, count]) => `  ${name.padEnd(width)}  ${String(count).padStart(digits)}`)].join(
    "\n",
  );
}
