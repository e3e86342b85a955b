/** What a function says of its parameters in JSDoc: `@takes file`, `@borrows file`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import type { FunctionNode } from "../tree.ts";

/** Absent when the comment above the function says nothing of the parameter; a tag without a name speaks of all. */
export function taggedDuty(fn: FunctionNode, parameter: string, { sourceCode }: File): "takes" | "borrows" | undefined {
  const [comment] = sourceCode.getCommentsBefore(statementOf(fn)).slice(-1);
  for (const { groups } of comment?.value.matchAll(/@(?<duty>takes|borrows)(?:[ \t]+(?<name>[\w$]+))?/gu) ?? [])
    if (groups?.["name"] === undefined || groups["name"] === parameter) return groups?.["duty"] as "takes" | "borrows";
  return undefined;
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
