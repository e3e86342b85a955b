/** What a function says in JSDoc of its parameters and its answer: `@takes file`, `@borrows file`, `@returns {File} owned`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import type { FunctionNode } from "../tree.ts";

/** Absent when the comment above the function says nothing of the parameter; a tag without a name speaks of all. */
export function taggedDuty(fn: FunctionNode, parameter: string, { sourceCode }: File): "takes" | "borrows" | undefined {
  for (const { groups } of commentOn(fn, sourceCode).matchAll(/@(?<duty>takes|borrows)(?:[ \t]+(?<name>[\w$]+))?/gu))
    if (groups?.["name"] === undefined || groups["name"] === parameter) return groups?.["duty"] as "takes" | "borrows";
  return undefined;
}

/** Whether the caller owes the release of what the function answers; absent when the comment does not say. */
export function taggedAnswer(fn: FunctionNode, { sourceCode }: File): "owned" | "borrowed" | undefined {
  const { groups } =
    /@returns?[ \t]+(?:\{[^}\n]*\}[ \t]*)?(?<duty>owned|borrowed)\b/u.exec(commentOn(fn, sourceCode)) ?? {};
  return groups?.["duty"] as "owned" | "borrowed" | undefined;
}

function commentOn(fn: FunctionNode, sourceCode: File["sourceCode"]): string {
  return sourceCode.getCommentsBefore(statementOf(fn)).at(-1)?.value ?? "";
}

/** The statement or member whose comment documents the function. */
function statementOf(fn: FunctionNode): TSESTree.Node {
  let at: TSESTree.Node = fn;
  while (
    at.parent &&
    [
      T.VariableDeclarator,
      T.VariableDeclaration,
      T.MethodDefinition,
      T.PropertyDefinition,
      T.Property,
      T.ExportNamedDeclaration,
      T.ExportDefaultDeclaration,
    ].includes(at.parent.type)
  )
    at = at.parent;
  return at;
}
