/** Writes the mend of a misuse into the program: one release less, or an `await`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { FindingOf } from "../../analysis/index.ts";
import { withLine } from "./layout.ts";
import { functionAround, isAsync, releasingStatement } from "./suggestions.ts";

type Source = Readonly<TSESLint.SourceCode>;

export type Misuse = FindingOf<"releasedTwice" | "usedAfterRelease" | "releasedTooEarly">;

export const misuseSuggestionMessages = {
  removeRelease: "Remove this release.",
  removeFirst: "Remove the release {{where}}.",
  awaitFirst: "Write 'await' before it.",
} as const;

export type MisuseSuggestionId = keyof typeof misuseSuggestionMessages;

export interface MisuseSuggestion {
  readonly messageId: MisuseSuggestionId;
  readonly fix: TSESLint.ReportFixFunction;
}

/** The one of two releases that nothing depends on; never the one in `finally`, which runs on ways that nobody sees. */
export function suggestionsForTwice({ by, release, isRedundant }: Misuse, source: Source): readonly MisuseSuggestion[] {
  const isFirst = isInFinallyOf(by, release);
  const statement = isFirst || isRedundant ? releasingStatement(isFirst ? release : by) : undefined;
  const messageId = isFirst ? "removeFirst" : "removeRelease";
  return statement ? [{ messageId, fix: (fixer) => fixer.removeRange(withLine(statement, source)) }] : [];
}

/** Whatever happens after `first`, the `finally` block with `later` runs. */
function isInFinallyOf(later: TSESTree.Node, first: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = later; at && at !== functionAround(later); at = at.parent)
    if (at.parent?.type === T.TryStatement && at.parent.finalizer === at) return contains(at.parent, first);
  return false;
}

const contains = (outer: TSESTree.Node, { range }: TSESTree.Node): boolean =>
  range[0] >= outer.range[0] && range[1] <= outer.range[1];

export function suggestionsForAwait({ by }: Misuse): readonly MisuseSuggestion[] {
  const before: TSESLint.ReportFixFunction = (fixer) => fixer.insertTextBefore(by, "await ");
  if (isStored(by)) return isAsync(by) ? [{ messageId: "awaitFirst", fix: before }] : [];
  const place = statementOf(by);
  const value = place?.type === T.ReturnStatement ? place.argument : place?.expression;
  if (!place || !value || value.type === T.UnaryExpression || !isAsync(place)) return [];
  const isWhole = value.type === T.CallExpression || value.type === T.ChainExpression;
  const isElsewhere = functionAround(by) !== functionAround(place);
  // A list of promises cannot be awaited.
  if (isElsewhere && !(isWhole && isCombined(value))) return [];
  return [{ messageId: "awaitFirst", fix: (fixer) => fixer.insertTextBefore(isWhole ? value : by, "await ") }];
}

function isCombined(value: TSESTree.Node): boolean {
  const callee = value.type === T.CallExpression ? value.callee : undefined;
  return callee?.type === T.MemberExpression && callee.object.type === T.Identifier && callee.object.name === "Promise";
}

/** `const rows = client.query(sql)`, `all.push(client.query(sql))`: what is awaited goes where the promise went. */
function isStored(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === T.CallExpression) return parent.callee !== node && parent.parent.type === T.ExpressionStatement;
  return parent?.type === T.VariableDeclarator || parent?.type === T.AssignmentExpression;
}

function statementOf(node: TSESTree.Node): TSESTree.ReturnStatement | TSESTree.ExpressionStatement | undefined {
  if (node.type === T.ReturnStatement || node.type === T.ExpressionStatement) return node;
  if (node.type === T.VariableDeclaration) return undefined;
  return node.parent && statementOf(node.parent);
}
