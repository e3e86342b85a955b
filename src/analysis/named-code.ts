/** The functions and classes that a source of the program names: enough to tell who may make something. */
import { type Answer, answerOf } from "./answers.ts";
import type { Source } from "./checker/index.ts";
import { OWNED } from "./knowledge.ts";
import { isFunction, nameOf, namesWrittenIn, type Part } from "./parts.ts";

export interface NamedCode {
  readonly name: string;
  /** With the comment before it. */
  readonly text: string;
  /** For a class: what it extends and implements. */
  readonly bases: readonly Part[];
  /** A class or an interface. */
  readonly isType: boolean;
  readonly declaration: Part;
}

const known = new WeakMap<Source, readonly NamedCode[]>();

/** What stands at the top of the source, and the members of its classes and objects. Found without a checker, once. */
export function namedCodeIn(source: Source): readonly NamedCode[] {
  const found = known.get(source);
  if (found) return found;
  const made: NamedCode[] = [];
  for (const statement of source.statements) addCode(statement, source, made, tagsAnswers(source));
  known.set(source, made);
  return made;
}

const tags = new WeakMap<Source, boolean>();

/** Whether the source says in JSDoc that an answer is owned. */
export function tagsAnswers(source: Source): boolean {
  const said = tags.get(source) ?? OWNED.test(source.text);
  tags.set(source, said);
  return said;
}

export const namesDeclaredIn = (source: Source): ReadonlySet<string> =>
  new Set(namedCodeIn(source).map(({ name }) => name));

/** Classes by the name of what they extend or implement. */
export type Heirs = ReadonlyMap<string, readonly { readonly base: Part; readonly declaration: Part }[]>;

export function heirsAmong(sources: readonly Source[]): Heirs {
  const heirs = new Map<string, { readonly base: Part; readonly declaration: Part }[]>();
  for (const { bases, declaration } of sources.flatMap(namedCodeIn))
    for (const base of bases) {
      const name = nameOf(base) ?? "";
      heirs.set(name, [...(heirs.get(name) ?? []), { base, declaration }]);
    }
  return heirs;
}

/** `isTagged`: it says somewhere that an answer is owned; then a declaration without a body may. */
function addCode(part: Part, source: Source, into: NamedCode[], isTagged: boolean): void {
  const name = part.name && nameOf(part);
  const { declarationList, members, properties } = part;
  const value = valueOf(part);
  const isCode = members !== undefined || isFunction(part) || (value && isFunction(value));
  if (name !== undefined && (isCode || (isTagged && OWNED.test(textOf(part, source)))))
    into.push(named(name, part, source));
  const parts = declarationList?.declarations ?? members ?? properties;
  if (parts) for (const one of parts) addCode(one, source, into, isTagged);
  if (value) addCode(value, source, into, isTagged);
}

/** What a declaration, an export or an assignment stands for. */
const valueOf = ({ initializer, expression, right }: Part): Part | undefined => initializer ?? expression ?? right;

function named(name: string, part: Part, source: Source): NamedCode {
  return {
    name,
    text: textOf(part, source),
    bases: (part.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression)),
    isType: part.members !== undefined,
    declaration: part,
  };
}

/** With the comment above, which a constant has above its statement. */
const textOf = (part: Part, { text }: Source): string =>
  text.slice((part.initializer && part.parent.parent.declarationList ? part.parent.parent : part).pos, part.end);

const answers = new WeakMap<NamedCode, Answer>();

/** What the code may answer, or keep in its fields; found once. */
export function answerIn(code: NamedCode, passing: ReadonlySet<string>): Answer {
  const found = answers.get(code);
  if (found) return found;
  const { declaration } = code;
  const value = valueOf(declaration);
  const made = answerOf(value && isFunction(value) ? value : declaration, passing);
  answers.set(code, made);
  return made;
}

/** Whether a text calls, or gives type arguments to, anything of these names; its own, where it declares something. */
export function callsAny(text: string, names: readonly string[]): boolean {
  return names.some((name) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      CALLED.lastIndex = at + name.length;
      if (CALLED.test(text) && !/[\w$]/u.test(text[at - 1] ?? "")) return true;
    }
    return false;
  });
}

const CALLED = /\s*[(<]/uy;

/** Those of the names that stand anywhere in a source. */
export function namedIn(source: Source, names: ReadonlySet<string>): readonly string[] {
  const written = namesWrittenIn(source);
  return [...names].filter((name) => written?.has(name) !== false);
}
