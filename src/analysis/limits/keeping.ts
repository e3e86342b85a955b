/** Is a client kept for later requests? One that serves a single call reuses and collects nothing. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { type CallNode, isFunction, rootOf } from "../tree.ts";

/** It is made where the module is loaded, or becomes part of what outlives the function that makes it. */
export function isKept(call: CallNode, file: File): boolean {
  return rootOf(call).type === T.Program || isAssignedOutside(call, file);
}

/** `this.agent = new Agent()`, `agents ??= { https: new Agent() }`. */
function isAssignedOutside(node: TSESTree.Node, file: File): boolean {
  const { parent } = node;
  if (!parent || isFunction(parent) || parent.type === T.BlockStatement) return false;
  if (parent.type !== T.AssignmentExpression || parent.right !== node) return isAssignedOutside(parent, file);
  const { left } = parent;
  if (left.type === T.MemberExpression) return left.object.type === T.ThisExpression;
  const declared = file.variableOf(left)?.defs[0]?.node as TSESTree.Node | undefined;
  return declared !== undefined && rootOf(declared) !== rootOf(node);
}
