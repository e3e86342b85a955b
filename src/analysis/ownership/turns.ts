/** Loops as turns: whether a place is passed more than once, and where the loop around it begins. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isFunction, isInside, wrapped } from "../tree.ts";
import type { Subject } from "./effects.ts";
import { mappingOf } from "./partial.ts";

/** The outermost loop around a use of the container that the container does not stand in, as the step where it begins. */
export function loopAround(node: TSESTree.Node, { arrival, holders }: Subject): TSESTree.Node | undefined {
  const born = [arrival.call, ...holders.flatMap(({ defs: [definition] }) => (definition ? [definition.name] : []))];
  let found: TSESTree.Node | undefined;
  for (let { parent } = node; parent && !isFunction(parent); parent = parent.parent) {
    const around = parent;
    const step = headOf(around);
    if (step && !born.some((one) => isInside(one, around))) found = step;
  }
  return found;
}

function headOf(node: TSESTree.Node): TSESTree.Node | undefined {
  switch (node.type) {
    case T.ForOfStatement:
    case T.ForInStatement:
      return node;
    case T.ForStatement:
    case T.WhileStatement:
      return node.test ?? node.body;
    default:
      return undefined;
  }
}

/** It arrives more than once, in a loop or in a function that is called for each. */
export function isRepeated({ arrival: { call } }: Subject): boolean {
  if (mappingOf(call)) return true;
  for (let at = wrapped(call).parent; at && !isFunction(at); at = at.parent)
    if (headOf(at) ?? at.type === T.DoWhileStatement) return true;
  return false;
}
