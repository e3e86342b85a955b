/** Who in the program may make something? Told by text and tree, a few cheap questions for each source. */
import type { Checker, Program, Source } from "./checker/index.ts";
import { DISPOSABLE, type Knowledge, OWNED, packageOf } from "./knowledge.ts";
import { answerIn, callsAny, type NamedCode, namedCodeIn, namedIn } from "./named-code.ts";
import { nameOf } from "./parts.ts";

/** From a file to what it imports, and on: how far a name is followed to what it makes. */
const MAX_DEPTH = 2;

type Known = readonly Map<Source, ReadonlySet<string>>[];

const known = new WeakMap<Program, WeakMap<Knowledge, Known>>();

/** Names of functions and classes, of a source and perhaps of what it imports, that may answer or keep what is acquired. */
export function makersIn(
  source: Source,
  checker: Checker,
  knowledge: Knowledge,
  followsImports: boolean,
): ReadonlySet<string> {
  const ofProgram = known.get(checker.program) ?? new WeakMap<Knowledge, Known>();
  known.set(checker.program, ofProgram);
  const all = ofProgram.get(knowledge) ?? Array.from({ length: MAX_DEPTH + 1 }, () => new Map());
  ofProgram.set(knowledge, all);
  return makersAt(followsImports ? 0 : MAX_DEPTH, source, checker, knowledge, all);
}

/** The same of a source alone that `imports` these modules, where nobody knows its program. */
export const makersAlone = (source: Source, imports: readonly string[], knowledge: Knowledge): ReadonlySet<string> =>
  joined([], source, imports, knowledge);

function makersAt(
  depth: number,
  source: Source,
  checker: Checker,
  knowledge: Knowledge,
  all: Known,
): ReadonlySet<string> {
  const found = all[depth]?.get(source);
  if (found) return found;
  const imports = depth < MAX_DEPTH ? checker.importsOf(source) : [];
  const imported = imports.map((one) => makersAt(depth + 1, one, checker, knowledge, all));
  const made = joined(imported, source, checker.specifiersOf(source), knowledge);
  all[depth]?.set(source, made);
  return made;
}

/** What is imported, and what the source adds to it. */
function joined(
  imported: readonly ReadonlySet<string>[],
  source: Source,
  imports: readonly string[],
  knowledge: Knowledge,
): ReadonlySet<string> {
  const most = imported.reduce((largest, one) => (one.size > largest.size ? one : largest), NONE);
  const more = new Set(acquirersIn(source, imports, knowledge).map(({ name }) => name));
  for (const names of imported) if (names !== most) for (const name of names) if (!most.has(name)) more.add(name);
  if (most.size + more.size > 0) addCallers(more, most, source, knowledge);
  // Files of one program mostly see the same; one set for all of them is enough.
  return more.size === 0 ? most : new Set([...most, ...more]);
}

const NONE: ReadonlySet<string> = new Set();

const acquirers = new WeakMap<Source, { readonly by: Knowledge; readonly all: readonly NamedCode[] }>();

/** Code that needs nobody else to make something. */
function acquirersIn(source: Source, imports: readonly string[], knowledge: Knowledge): readonly NamedCode[] {
  const found = acquirers.get(source);
  if (found?.by === knowledge) return found.all;
  const all = acquires(source.text, imports, knowledge)
    ? namedCodeIn(source).filter((code) => acquiresItself(code, knowledge))
    : [];
  acquirers.set(source, { by: knowledge, all });
  return all;
}

/** Does it import, or name, anything that the catalogue speaks of? */
export function acquires(text: string, imports: readonly string[], knowledge: Knowledge): boolean {
  const { packages, unimported, mentioned } = knowledge;
  return (imports.some((one) => packages.has(packageOf(one))) ? mentioned : unimported).test(text);
}

function acquiresItself(code: NamedCode, { mentioned, passing }: Knowledge): boolean {
  const { text, isType } = code;
  if (OWNED.test(text) || (isType && DISPOSABLE.test(text))) return true;
  // Most code can be told by its text, and need not be walked.
  return mentioned.test(text) && answerIn(code, passing).calls.some((call) => mentioned.test(call));
}

/** Code that calls what makes something, until no more is found. */
function addCallers(more: Set<string>, most: ReadonlySet<string>, source: Source, { passing }: Knowledge): void {
  for (let before = -1; before !== more.size;) {
    before = more.size;
    const named = [...namedIn(source, most), ...namedIn(source, more)];
    if (named.length === 0) return;
    for (const code of namedCodeIn(source))
      if (!most.has(code.name) && !more.has(code.name) && passesOn(code, named, passing)) more.add(code.name);
  }
}

/** It extends one of them; or answers, or keeps, what one of them makes. */
function passesOn(code: NamedCode, makers: readonly string[], passing: ReadonlySet<string>): boolean {
  if (code.bases.some((base) => makers.includes(nameOf(base) ?? ""))) return true;
  return callsAny(code.text, makers) && [...answerIn(code, passing).names].some((name) => makers.includes(name));
}

/** Whether this very code does, of all that may go by its name. */
export function mayMake(
  code: NamedCode,
  source: Source,
  makers: ReadonlySet<string>,
  checker: Checker,
  knowledge: Knowledge,
): boolean {
  return (
    acquirersIn(source, checker.specifiersOf(source), knowledge).includes(code) ||
    passesOn(code, namedIn(source, makers), knowledge.passing)
  );
}
