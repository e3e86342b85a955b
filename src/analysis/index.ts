/** The door to the analysis: every finding of one file, computed once however many rules ask. */
import type { TSESLint } from "@typescript-eslint/utils";
import type { Finding, FindingKind, FindingOf } from "./types.ts";

export type { Acquisition, Exit, Finding, FindingKind, FindingOf, Trace, TraceStep } from "./types.ts";

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

export function findings<K extends FindingKind>(context: Context, kind: K): FindingOf<K>[] {
  return allFindings(context).filter((finding): finding is FindingOf<K> => finding.kind === kind);
}

function allFindings(_context: Context): readonly Finding[] {
  return [];
}
