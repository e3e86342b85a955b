/** What a file writes: the modules it names, and the names that TypeScript keeps of it; other parsers keep nothing. */
import type { TSESLint } from "@typescript-eslint/utils";
import { namesWrittenIn, treeOf } from "./parts.ts";

/** False only where none of these names stands in the file. */
export function mayWrite(names: Iterable<string>, sourceCode: Readonly<TSESLint.SourceCode>): boolean {
  const written = namesWrittenIn(treeOf(sourceCode));
  if (!written) return true;
  for (const name of names) if (written.has(name)) return true;
  return false;
}

const answers = new WeakMap<Readonly<TSESLint.SourceCode>, Map<string | RegExp, boolean>>();

/** Whether the file's text holds it, searched once; for patterns that live as long as the program. */
export function says(what: string | RegExp, sourceCode: Readonly<TSESLint.SourceCode>): boolean {
  const said = answers.get(sourceCode) ?? new Map<string | RegExp, boolean>();
  answers.set(sourceCode, said);
  const { text } = sourceCode;
  const found = said.get(what) ?? (typeof what === "string" ? text.includes(what) : what.test(text));
  said.set(what, found);
  return found;
}

/** The modules that a text names in an import or a call of `require`. */
export const modulesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:from|require\(|import\(?)\s*["']([^"']+)["']/gu)].map(([, name = ""]) => name);
