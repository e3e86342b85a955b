/** Test fixtures: `test.extend({ db: async ({}, use) => { … await use(db); … } })`, whose `use` comes back however the test went. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { type CallNode, isFunction, keyNameOf, unwrapped } from "../tree.ts";

/** The call lends to a test what its fixture has made; the runner keeps the test's failure to itself. */
export function isFixtureUse({ callee }: CallNode, file: File): boolean {
  const fixture = file.variableOf(unwrapped(callee))?.defs[0]?.node as TSESTree.Node | undefined;
  if (!isFunction(fixture)) return false;
  const [, use] = fixture.params;
  return use !== undefined && file.variableOf(use) === file.variableOf(unwrapped(callee)) && isGivenToExtend(fixture);
}

/** A fixture stands under its name, perhaps in a list with its options. */
function isGivenToExtend({ parent }: TSESTree.Node): boolean {
  const property = parent?.type === T.ArrayExpression ? parent.parent : parent;
  if (property?.type !== T.Property) return false;
  const call = property.parent.parent;
  return (
    call.type === T.CallExpression &&
    call.callee.type === T.MemberExpression &&
    keyNameOf(call.callee) === "extend" &&
    call.arguments.some((argument) => argument === property.parent)
  );
}
