/** The means to end what a function acquired, as it hands them out: methods of an object, or a function. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { functionNamed } from "../ownership/index.ts";
import { callsIn, type FunctionNode, isFunction, isInside, keyNameOf, unwrapped } from "../tree.ts";

export interface ClosureEnd {
  /** As a message calls it: `close()`, `[Symbol.dispose]()`, `() => …`. */
  readonly name: string;
  /** The name of the method; absent when the function itself is handed out. */
  readonly key: string | undefined;
  readonly fn: FunctionNode;
}

/** What a `return`, or an arrow function's body, hands out. */
export function endsAnswered(at: TSESTree.Node, file: File): readonly ClosureEnd[] {
  const value = at.type === T.ReturnStatement ? at.argument : at;
  return value ? endsIn(answerBehind(value, file), file) : [];
}

function endsIn(value: TSESTree.Node, file: File): readonly ClosureEnd[] {
  if (isFunction(value)) return [{ name: "() => …", key: undefined, fn: value }];
  if (value.type !== T.ObjectExpression) return [];
  return value.properties.flatMap((one) => {
    const key = one.type === T.Property ? keyNameOf(one) : undefined;
    const fn = one.type === T.Property ? functionNamed(one.value, file) : undefined;
    if (key === undefined || !fn || !isEnd(key)) return [];
    return [{ name: key.startsWith("@@") ? `[Symbol.${key.slice(2)}]()` : `${key}()`, key, fn }];
  });
}

/** `const api = { close() {} }; return api`, and a function by its name. */
export function answerBehind(node: TSESTree.Node, file: File): TSESTree.Node {
  const it = unwrapped(node);
  if (it.type !== T.Identifier) return it;
  const at = file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined;
  return functionNamed(it, file) ?? initialOf(at) ?? it;
}

const initialOf = (at: TSESTree.Node | undefined): TSESTree.Node | undefined =>
  at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.init ? unwrapped(at.init) : undefined;

/** Whether a place lies in the function or in those of this file that it calls by name. */
export function reachOfEnd(end: FunctionNode, file: File): (place: TSESTree.Node) => boolean {
  const reached = new Set<TSESTree.Node>([end]);
  for (const fn of reached)
    for (const { callee } of callsIn(fn, file.sourceCode.visitorKeys)) {
      const named = unwrapped(callee).type === T.Identifier ? functionNamed(callee, file) : undefined;
      if (named) reached.add(named);
    }
  return (place) => [...reached].some((fn) => isInside(place, fn));
}
