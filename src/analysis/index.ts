/** The door to the analysis: every finding of one file, computed once however many rules ask. */
import type { TSESLint } from "@typescript-eslint/utils";
import { type BorrowedRelease, borrowedReleasesIn } from "./borrowed/index.ts";
import { type Burst, burstsIn } from "./concurrency/index.ts";
import { reportCost } from "./debug.ts";
import { type File, fileFrom } from "./file.ts";
import { findingsIn } from "./findings/index.ts";
import { type Unbounded, type UnboundedKind, unboundedIn } from "./limits/index.ts";
import { type ManualRelease, manualReleasesIn } from "./manual-releases.ts";
import { type Abandoned, type Grown, type Replaced, type Unpruned, unprunedIn } from "./registries/index.ts";
import { type Settings, settingsFrom } from "./settings.ts";
import { type Forgotten, forgottenAtShutdown as forgottenIn } from "./shutdown/index.ts";
import { type HalfOpen, halfOpenIn } from "./sockets/index.ts";
import { rememberWalk } from "./tree.ts";
import type { Finding, FindingKind, FindingOf } from "./types.ts";

export type { BorrowedRelease } from "./borrowed/index.ts";
export type { Lack, OptionPlace, Unbounded, UnboundedKind } from "./limits/index.ts";
export type { Burst } from "./concurrency/index.ts";
export type { Forgotten } from "./shutdown/index.ts";
export type { HalfOpen } from "./sockets/index.ts";
export type { Abandoned, Grown, Replaced, Unpruned } from "./registries/index.ts";
export type { Often } from "./lifetimes/index.ts";
export type { Declared, ManualRelease } from "./manual-releases.ts";
export type { Acquisition, Exit, Failing, Finding, FindingKind, FindingOf, Owner, Trace, TraceStep } from "./types.ts";

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

export function findings<K extends FindingKind>(context: Context, kind: K): FindingOf<K>[] {
  return allFindings(context).filter((finding): finding is FindingOf<K> => finding.kind === kind);
}

/** What `using` says better, where nothing worse is to be said of it. Computed for the one rule that asks. */
export function manualReleases(context: Context): readonly ManualRelease[] {
  const worse = allFindings(context).filter((one) => one.kind !== "builtOften" || !one.isReleased);
  const told = new Set<object>(worse.map(({ acquisition }) => acquisition.node));
  const found = safely(settingsFrom(context.settings), () => manualReleasesIn(fileOf(context)));
  return found.filter(({ node }) => !told.has(node));
}

/** What releases a resource that was only lent. Computed for the one rule that asks. */
export function borrowedReleases(context: Context): readonly BorrowedRelease[] {
  return safely(settingsFrom(context.settings), () => borrowedReleasesIn(fileOf(context)));
}

const unboundedOf = new WeakMap<object, { readonly settings: Settings; readonly all: readonly Unbounded[] }>();

/** Requests, clients and servers that nothing bounds in one respect. */
export function unbounded(context: Context, kind: UnboundedKind): readonly Unbounded[] {
  const settings = settingsFrom(context.settings);
  const known = unboundedOf.get(context.sourceCode);
  const all = known?.settings === settings ? known.all : safely(settings, () => unboundedIn(fileOf(context), context));
  unboundedOf.set(context.sourceCode, { settings, all });
  return all.filter((one) => one.kind === kind);
}

/** Registries that keep what has ended. Computed for the one rule that asks. */
export function unprunedEntries(context: Context): readonly (Abandoned | Grown | Replaced | Unpruned)[] {
  return safely(settingsFrom(context.settings), () => unprunedIn(fileOf(context)));
}

/** Work that is under way for every item of a list at once. Computed for the one rule that asks. */
export function unboundedBursts(context: Context): readonly Burst[] {
  return safely(settingsFrom(context.settings), () => burstsIn(fileOf(context), context));
}

/** What a shutdown forgets, unless worse is said of it. Computed for the one rule that asks. */
export function forgottenAtShutdown(context: Context): readonly Forgotten[] {
  const found = safely(settingsFrom(context.settings), () => forgottenIn(fileOf(context)));
  const told = new Set<object>(found.length > 0 ? allFindings(context).map(({ acquisition }) => acquisition.node) : []);
  return found.filter(({ acquisition }) => !told.has(acquisition.node));
}

/** Connections that stay when their peer has gone. Computed for the one rule that asks. */
export function halfOpenSockets(context: Context): readonly HalfOpen[] {
  return safely(settingsFrom(context.settings), () => halfOpenIn(fileOf(context)));
}

// Rules of one file share its SourceCode and settings, but not their contexts. The same SourceCode can be
// linted again under other settings, so both make the key.
const answers = new WeakMap<object, { readonly settings: Settings; readonly all: readonly Finding[] }>();

function allFindings(context: Context): readonly Finding[] {
  const { sourceCode } = context;
  const settings = settingsFrom(context.settings);
  const known = answers.get(sourceCode);
  if (known?.settings === settings) return known.all;
  const all = safely(settings, () => analysed(fileOf(context)));
  answers.set(sourceCode, { settings, all });
  return all;
}

const files = new WeakMap<object, File>();

function fileOf(context: Context): File {
  const settings = settingsFrom(context.settings);
  const known = files.get(context.sourceCode);
  if (known?.settings === settings) return known;
  rememberWalk(context.sourceCode);
  const made = fileFrom(context.sourceCode, settings, parserOf(context));
  files.set(context.sourceCode, made);
  return made;
}

/** Not every host of rules says how it parsed. */
const parserOf = ({ languageOptions }: { readonly languageOptions?: { readonly parser?: unknown } }): unknown =>
  languageOptions?.parser;

function analysed(file: File): readonly Finding[] {
  const { found, calls } = findingsIn(file);
  if (file.settings.debug) reportCost({ calls, questions: file.checker?.asked() ?? 0 });
  return found;
}

/** A file that confuses the analysis yields no finding: one leak missed is better than a lint run lost. */
function safely<F>({ debug }: Settings, read: () => readonly F[]): readonly F[] {
  try {
    return read();
  } catch (error) {
    if (debug) throw error;
    return [];
  }
}
