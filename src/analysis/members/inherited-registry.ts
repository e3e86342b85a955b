/** Does a class give the ends of its other fields to what it inherits from another file: `this.register(ending(() => …))`? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import { keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Case, casesIn, isEnding } from "./cases.ts";
import { membersAbove } from "./teardowns.ts";

/** What ends the object runs what that was given, and nobody gave it the end of this field. */
export function isMissedByRegistry({ holding, cares, file }: Case): boolean {
  const { shape } = holding;
  if (cares.some(({ kind }) => kind !== "open")) return false;
  const above = membersAbove(shape, file);
  if (!above.some(({ isMethod, name }) => isMethod && isEnd(name))) return false;
  const inherited = above.flatMap(({ isMethod, name }) => (isMethod && !shape.methods.has(name) ? [name] : []));
  return casesIn(shape, file).some((other) =>
    other.cares.some((care) => isEnding(care) && isGivenAbove(care.at, inherited)),
  );
}

/** It stands in a function that a method of those names is given, perhaps in a wrapper. */
function isGivenAbove(at: TSESTree.Node, inherited: readonly string[]): boolean {
  for (let value = wrapped(rootOf(at)); value.parent?.type === T.CallExpression; value = wrapped(value.parent)) {
    const callee: TSESTree.Node = unwrapped(value.parent.callee);
    if (callee === value) return false;
    const isOwn = callee.type === T.MemberExpression && callee.object.type === T.ThisExpression;
    if (isOwn && inherited.includes(keyNameOf(callee) ?? "")) return true;
  }
  return false;
}
