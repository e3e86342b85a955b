/** Does this code run once, as long as the program does? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isFunction, type Root, rootOf, wrapped } from "../tree.ts";

/** The module itself, and a function that only the module calls, at its top: when `main()` is over, so is the program. */
export function isProgram(root: Root, file: File): boolean {
  if (!isFunction(root)) return true;
  const outer = wrapped(root).parent;
  if (outer?.type === T.CallExpression && outer.callee === wrapped(root)) return isAtTop(outer);
  const variable = root.type === T.FunctionDeclaration && root.id ? file.variableOf(root.id) : constantOf(root, file);
  const calls = variable?.references.filter((reference) => reference.isRead()) ?? [];
  return calls.length > 0 && calls.every(({ identifier }) => isCalledAtTop(identifier)) && !isExported(root);
}

function constantOf({ parent }: TSESTree.Node, file: File): ReturnType<File["variableOf"]> {
  return parent?.type === T.VariableDeclarator ? file.variableOf(parent.id) : undefined;
}

function isCalledAtTop(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return parent?.type === T.CallExpression && parent.callee === identifier && isAtTop(parent);
}

const isAtTop = (node: TSESTree.Node): boolean => !isFunction(rootOf(node)) && !isInLoop(node);

function isInLoop({ parent }: TSESTree.Node): boolean {
  if (!parent) return false;
  return /^(?:For|While|DoWhile)/u.test(parent.type) || isInLoop(parent);
}

function isExported(root: TSESTree.Node): boolean {
  const statement = root.parent?.type === T.VariableDeclarator ? root.parent.parent : root;
  return statement.parent?.type === T.ExportNamedDeclaration || statement.parent?.type === T.ExportDefaultDeclaration;
}
