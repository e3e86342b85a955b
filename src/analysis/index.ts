/** The door to the analysis: every finding of one file, computed once however many rules ask. */
import type { TSESLint } from "@typescript-eslint/utils";
import { reportCost } from "./debug.ts";
import { fileFrom } from "./file.ts";
import { findingsIn } from "./findings.ts";
import { type Settings, settingsFrom } from "./settings.ts";
import type { Finding, FindingKind, FindingOf } from "./types.ts";

export type { Acquisition, Exit, Failing, Finding, FindingKind, FindingOf, Owner, Trace, TraceStep } from "./types.ts";

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

export function findings<K extends FindingKind>(context: Context, kind: K): FindingOf<K>[] {
  return allFindings(context).filter((finding): finding is FindingOf<K> => finding.kind === kind);
}

// Rules of one file share its SourceCode and settings, but not their contexts. The same SourceCode can be
// linted again under other settings, so both make the key.
const analysed = new WeakMap<object, { readonly settings: Settings; readonly all: readonly Finding[] }>();

function allFindings(context: Context): readonly Finding[] {
  const { sourceCode } = context;
  const settings = settingsFrom(context.settings);
  const known = analysed.get(sourceCode);
  if (known?.settings === settings) return known.all;
  const all = analysedSafely(sourceCode, settings, parserOf(context));
  analysed.set(sourceCode, { settings, all });
  return all;
}

/** Not every host of rules says how it parsed. */
const parserOf = ({ languageOptions }: { readonly languageOptions?: { readonly parser?: unknown } }): unknown =>
  languageOptions?.parser;

/** A file that confuses the analysis yields no finding: one leak missed is better than a lint run lost. */
function analysedSafely(
  sourceCode: Readonly<TSESLint.SourceCode>,
  settings: Settings,
  parser: unknown,
): readonly Finding[] {
  try {
    const file = fileFrom(sourceCode, settings, parser);
    const { found, calls } = findingsIn(file);
    if (settings.debug) reportCost({ calls, questions: file.checker?.asked() ?? 0 });
    return found;
  } catch (error) {
    if (settings.debug) throw error;
    return [];
  }
}
