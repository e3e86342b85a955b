/** TypeScript's own tree, of the file and of sources that no parser has read for us. */
import type { TSESLint } from "@typescript-eslint/utils";
import type { Declaration, Source } from "./checker/index.ts";

/** The tree that a file was made from, with types or without; other parsers than TypeScript's keep none. */
export const treeOf = ({ ast, parserServices }: Readonly<TSESLint.SourceCode>): Source | undefined =>
  parserServices?.esTreeNodeToTSNodeMap?.get(ast);

/** Every name that stands in a source: TypeScript keeps them, though it does not say so in its declarations. */
export const namesWrittenIn = (source: Source | undefined): ReadonlyMap<string, string> | undefined =>
  (source as { readonly identifiers?: ReadonlyMap<string, string> } | undefined)?.identifiers;

/** A node of TypeScript's tree by what it has; the numbers of its kinds differ between versions. */
export interface Part extends Declaration {
  readonly parent: Part;
  forEachChild<T>(visit: (child: Part) => T | undefined): T | undefined;
  readonly name?: Part;
  readonly modifiers?: readonly Part[];
  readonly text?: string;
  readonly escapedText?: string;
  readonly body?: Part;
  readonly parameters?: readonly Part[];
  readonly arguments?: readonly Part[];
  readonly initializer?: Part;
  readonly type?: Part;
  readonly expression?: Part;
  readonly left?: Part;
  readonly operatorToken?: Part;
  readonly right?: Part;
  readonly members?: readonly Part[];
  readonly properties?: readonly Part[];
  readonly templateSpans?: readonly Part[];
  readonly declarationList?: { readonly declarations: readonly Part[] };
  /** What it declares for all that is written in it. */
  readonly locals?: ReadonlyMap<string, unknown>;
  readonly heritageClauses?: readonly ({ readonly types: readonly { readonly expression: Part }[] } & Part)[];
}

export const isFunction = ({ parameters, body }: Part): boolean => parameters !== undefined && body !== undefined;

/** The name of a declaration, or of an identifier. */
export const nameOf = (part: Part | undefined): string | undefined =>
  (part?.name?.escapedText ?? part?.name?.text ?? part?.escapedText)?.replace(/^#/u, "");

/** `new Pool` without parentheses has no arguments, and nothing else that a value could have. */
export const isCall = ({ arguments: given, expression }: Part): boolean =>
  given !== undefined && expression !== undefined;

/** The source declares or imports an identifier somewhere around it. TypeScript notes that once it has a checker. */
export function isDeclaredAround(identifier: Part): boolean {
  const name = identifier.escapedText;
  if (name === undefined) return true;
  for (let at: Part | undefined = identifier; at; at = at.parent as Part | undefined)
    if (at.locals?.has(name) === true) return true;
  return false;
}

/** Comments and space stand before what they belong to. */
export const textAt = (part: Part): string => part.getSourceFile().text.slice(part.getStart(), part.end);

export const writtenAt = (part: Part, text: string): boolean =>
  part.getSourceFile().text.startsWith(text, part.getStart());

/** Visits all below, each once; where `visit` answers false, it is not entered. Copies nothing: most of it is not wanted. */
export function visitBelow(root: Part, visit: (part: Part) => unknown): void {
  const pending: Part[] = [root];
  const add = (child: Part): void => void pending.push(child);
  for (let part = pending.pop(); part !== undefined; part = pending.pop())
    if (part === root || visit(part) !== false) part.forEachChild(add);
}

/** Those below that are wanted. */
export function partsBelow(root: Part, isWanted: (part: Part) => boolean): readonly Part[] {
  const found: Part[] = [];
  visitBelow(root, (part) => {
    if (isWanted(part)) found.push(part);
  });
  return found;
}
