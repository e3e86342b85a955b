/** The functions and classes that a source of the program names, with their text: enough to tell who may make something. */
import type { Declaration, Source } from "./checker.ts";

export interface NamedCode {
  readonly name: string;
  readonly text: string;
  /** Every name that the text calls or constructs. */
  readonly calls: ReadonlySet<string>;
  /** For a class: what it extends and implements. */
  readonly bases: readonly Declaration[];
  readonly declaration: Declaration;
}

const known = new WeakMap<Source, readonly NamedCode[]>();

/** What stands at the top of the source, and the members of its classes and objects. Found without a checker, once. */
export function namedCodeIn(source: Source): readonly NamedCode[] {
  const found = known.get(source);
  if (found) return found;
  const made = source.statements.flatMap((statement) => codeIn(statement as Part, source));
  known.set(source, made);
  return made;
}

/** A node of TypeScript's tree by what it has; the numbers of its kinds differ between versions. */
interface Part extends Declaration {
  readonly name?: { readonly text?: string; readonly escapedText?: string };
  readonly body?: Part;
  readonly parameters?: unknown;
  readonly initializer?: Part;
  readonly expression?: Part;
  readonly right?: Part;
  readonly members?: readonly Part[];
  readonly properties?: readonly Part[];
  readonly declarationList?: { readonly declarations: readonly Part[] };
  readonly heritageClauses?: readonly { readonly types: readonly { readonly expression: Declaration }[] }[];
}

function codeIn(part: Part, source: Source): readonly NamedCode[] {
  const inner = [
    ...(part.declarationList?.declarations ?? []),
    ...(part.members ?? []),
    ...(part.properties ?? []),
    ...valueOf(part),
  ].flatMap((one) => codeIn(one, source));
  const name = part.name?.text ?? part.name?.escapedText;
  const isCode = part.members !== undefined || isFunction(part) || valueOf(part).some(isFunction);
  return name === undefined || !isCode ? inner : [named(name, part, source), ...inner];
}

const isFunction = ({ parameters, body }: Part): boolean => parameters !== undefined && body !== undefined;

/** What a declaration, an export or an assignment stands for. */
function valueOf({ initializer, expression, right }: Part): readonly Part[] {
  return [initializer, expression, right].filter((one) => one !== undefined);
}

/** Every name before a parenthesis or a type argument; its own, where the text declares something. */
export const namesCalledIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/([\w$]+)\s*[(<]/gu)].map(([, name]) => name as string));

function named(name: string, part: Part, source: Source): NamedCode {
  const text = source.text.slice(part.pos, part.end);
  return {
    name,
    text,
    calls: namesCalledIn(text),
    bases: (part.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression)),
    declaration: part,
  };
}
