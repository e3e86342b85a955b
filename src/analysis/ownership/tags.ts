/** What a function says in JSDoc of its parameters and its answer: `@takes file`, `@borrows file`, `@returns {File} owned`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
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

/** Other sources are read without their comments, so it is found in the text. */
function commentOn(fn: FunctionNode, { text }: File["sourceCode"]): string {
  const before = text.slice(0, statementOf(fn).range[0]).trimEnd();
  if (before.endsWith("*/")) return before.slice(before.lastIndexOf("/*"));
  const line = before.slice(before.lastIndexOf("\n") + 1).trimStart();
  return line.startsWith("//") ? line : "";
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
