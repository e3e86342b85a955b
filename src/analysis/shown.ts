/** Does a function only show what somebody else holds? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "./file.ts";
import { type FunctionNode, isFunction, isInside, returnsIn, unwrapped } from "./tree.ts";

/** The function behind a name and its overloads; absent where no body is written. */
export const bodyAmong = ({ defs }: Variable): FunctionNode | undefined =>
  defs.flatMap(({ node, name }) => (isFunction(node) && node.id === name ? [node] : []))[0];

/** Whatever it answers it was given, or others keep: `node instanceof Node ? node.model : node`. */
export function isShowing(fn: FunctionNode, file: File): boolean {
  const answers = returnsIn(fn, file.sourceCode.visitorKeys).map((one) =>
    one.type === T.ReturnStatement ? one.argument : one,
  );
  return answers.some(Boolean) && answers.every((one) => one === null || isShown(one, fn, file));
}

function isShown(node: TSESTree.Node, fn: FunctionNode, file: File): boolean {
  const it = unwrapped(node);
  switch (it.type) {
    case T.ConditionalExpression:
      return isShown(it.consequent, fn, file) && isShown(it.alternate, fn, file);
    case T.LogicalExpression:
      return isShown(it.left, fn, file) && isShown(it.right, fn, file);
    case T.MemberExpression:
      return it.object.type !== T.Super && isShown(it.object, fn, file);
    case T.Identifier:
      return isKept(it, fn, file);
    default:
      return it.type === T.ThisExpression || (it.type === T.Literal && it.value === null);
  }
}

/** A parameter, a constant that is given what others keep, or whatever is declared outside the function. */
function isKept(name: TSESTree.Identifier, fn: FunctionNode, file: File): boolean {
  const [definition] = file.variableOf(name)?.defs ?? [];
  const at = definition?.node as TSESTree.Node | undefined;
  if (!at || String(definition?.type) === "Parameter" || !isInside(at, fn)) return true;
  return at.type === T.VariableDeclarator && at.parent.kind === "const" && !!at.init && isShown(at.init, fn, file);
}
