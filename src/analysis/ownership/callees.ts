/** Which function of this file does a call run, and who are the settle functions of a promise? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File, Variable } from "../file.ts";
import { executorOf } from "../graph/index.ts";
import { exportOf, isWrittenOnce } from "../origin.ts";
import { type CallNode, type FunctionNode, isFunction, keyNameOf, unwrapped } from "../tree.ts";

/** A function declaration, a function in a constant, or a method called on `this`; not a generator, which runs in pieces. */
export function calledFunction(call: CallNode, file: File): FunctionNode | undefined {
  if (call.type === T.NewExpression) return undefined;
  const fn = functionNamed(call.callee, file);
  return fn?.generator === true ? undefined : fn;
}

/** The function an expression names: written in place, declared, in a constant, or a method of the class around. */
export function functionNamed(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const it = unwrapped(node);
  if (isFunction(it)) return it;
  if (it.type === T.Identifier) return declaredFunction(file.variableOf(it));
  if (it.type !== T.MemberExpression || it.object.type !== T.ThisExpression) return undefined;
  return methodNamed(keyNameOf(it), it);
}

function declaredFunction(variable: Variable | undefined): FunctionNode | undefined {
  const [definition] = variable?.defs ?? [];
  const at = definition?.node as TSESTree.Node | undefined;
  // A parameter is defined by the function it belongs to.
  if (at?.type === T.FunctionDeclaration) return at.id === definition?.name ? at : undefined;
  if (at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier || !isWrittenOnce(variable)) return undefined;
  const value = at.init ? unwrapped(at.init) : null;
  return isFunction(value) ? value : undefined;
}

function methodNamed(name: string | undefined, from: TSESTree.Node): FunctionNode | undefined {
  for (let at: TSESTree.Node | undefined = from; at; at = at.parent) {
    if (at.type !== T.ClassBody) continue;
    const member = at.body.find(
      (one) => (one.type === T.MethodDefinition || one.type === T.PropertyDefinition) && keyNameOf(one) === name,
    );
    const value = member && "value" in member ? member.value : undefined;
    return isFunction(value) ? value : undefined;
  }
  return undefined;
}

export type Settled = "resolve" | "reject";

/** The promise that an identifier settles: `resolve` in `new Promise((resolve, reject) => …)`, by the executor it belongs to. */
export function settlerOf(
  node: TSESTree.Node,
  file: File,
): { readonly executor: FunctionNode; readonly way: Settled } | undefined {
  const it = unwrapped(node);
  const definition = it.type === T.Identifier ? file.variableOf(it)?.defs[0] : undefined;
  const executor = definition?.node as TSESTree.Node | undefined;
  if (!isFunction(executor) || executorOf(executor.parent) !== executor) return undefined;
  const index = executor.params.findIndex((parameter) => parameter === definition?.name);
  return index === 0 || index === 1 ? { executor, way: index === 0 ? "resolve" : "reject" } : undefined;
}

/** `resolve` of `const { promise, resolve } = Promise.withResolvers()`: what it is given goes to whoever waits. */
export function isDeferredResolve(node: TSESTree.Node, file: File): boolean {
  const it = unwrapped(node);
  const at = it.type === T.Identifier ? (file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  if (at?.type !== T.VariableDeclarator || at.init?.type !== T.CallExpression) return false;
  const named = exportOf(at.init.callee, file);
  return named?.module === "globalThis" && named.path === "Promise.withResolvers";
}
