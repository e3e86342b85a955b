/** Lines and margins of the program that a suggestion writes into. */
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

type Source = Readonly<TSESLint.SourceCode>;

/** A statement with the rest of its line, when nothing else stands there. */
export function withLine({ range }: TSESTree.Node, { text }: Source): [number, number] {
  const before = /(?:^|\r?\n)[ \t]*$/u.exec(text.slice(0, range[0]));
  const after = /^[ \t]*(?=\r?\n|$)/u.exec(text.slice(range[1]));
  return before && after ? [range[0] - before[0].length, range[1] + after[0].length] : [range[0], range[1]];
}

export const lineEndOf = ({ text }: Source): string => (text.includes("\r\n") ? "\r\n" : "\n");
