/** Promises that a name or a list holds: where they are stored, and whether they still use a resource when it is released. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Variable } from "../file.ts";
import { termsOf } from "../knowledge.ts";
import { type CallNode, isCall, isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { calledFunction } from "./callees.ts";
import { isMethodCall } from "./effects.ts";
import type { Tracked } from "./tracked.ts";

/** `const p = …`, `p = …`, `list.push(…)`. */
export type Store = TSESTree.VariableDeclarator | TSESTree.AssignmentExpression | TSESTree.CallExpression;

/** Where the value of an expression is given a name, or put into a list that has one. */
export function storeAround(node: TSESTree.Node): Store | undefined {
  const at = wrapped(node);
  const { parent } = at;
  switch (parent?.type) {
    case T.VariableDeclarator:
      return parent.id.type === T.Identifier ? parent : undefined;
    case T.AssignmentExpression:
      return parent.right === at && isStatement(parent) && nameIn(parent) ? parent : undefined;
    case T.CallExpression:
      return parent.callee !== at && isStatement(parent) && nameIn(parent) ? parent : undefined;
    default:
      return undefined;
  }
}

const isStatement = ({ parent }: TSESTree.Node): boolean => parent?.type === T.ExpressionStatement;

function nameIn(store: Store): TSESTree.Identifier | undefined {
  if (store.type === T.VariableDeclarator) return store.id.type === T.Identifier ? store.id : undefined;
  if (store.type === T.AssignmentExpression) return store.left.type === T.Identifier ? store.left : undefined;
  const callee = unwrapped(store.callee);
  const isPush = callee.type === T.MemberExpression && keyNameOf(callee) === "push";
  return isPush && callee.object.type === T.Identifier ? callee.object : undefined;
}

/** Its promise is stored, or nobody has it: it rejects later, if at all. */
export function isUnawaited(node: TSESTree.Node): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === T.UnaryExpression) return parent.operator === "void" && isStatement(parent);
  return parent?.type === T.ExpressionStatement || storeAround(node) !== undefined;
}

const MAX_DEPTH = 4;

/** What acquires the resource, a name that was given it, or the parameter of a helper: `typeof given === "function" ? given() : given`. */
export function isItsPromise(node: TSESTree.Node, tracked: Tracked, depth = 0): boolean {
  const it = unwrapped(node);
  if (it === tracked.arrival.call) return true;
  const ofAny = (...nodes: TSESTree.Node[]): boolean => nodes.some((one) => isItsPromise(one, tracked, depth + 1));
  if (it.type === T.ConditionalExpression) return depth < MAX_DEPTH && ofAny(it.consequent, it.alternate);
  const variable = tracked.file.variableOf(it);
  const definition = variable?.defs[0];
  if (!variable || !definition) return false;
  const at: TSESTree.Node = definition.node;
  if (isFunction(at)) return at.params.some((one) => one === definition.name) && tracked.holders.includes(variable);
  const isConstant = at.type === T.VariableDeclarator && at.parent.kind === "const" && at.id === definition.name;
  return isConstant && at.init !== null && depth < MAX_DEPTH && ofAny(at.init);
}

/** The `return`s that answer what is stored, when nothing else is done with it. */
export function returnsOf(store: Store, { file }: Tracked): readonly TSESTree.ReturnStatement[] {
  const name = store.type === T.VariableDeclarator ? nameIn(store) : undefined;
  const variable: Variable | undefined = name && file.variableOf(name);
  const reads = (variable?.references ?? []).filter((one) => one.isRead()).map(({ identifier }) => identifier.parent);
  const returns = reads.filter((one): one is TSESTree.ReturnStatement => one.type === T.ReturnStatement);
  return returns.length === reads.length ? returns : [];
}

/**
 * A method of the catalogue's that needs the resource open and answers a promise, or an async function of this file that calls
 * one; anything else may well wait for the end of the resource: `const closed = once(server, "close"); server.close();`.
 */
export function needsItOpen(call: CallNode, tracked: Tracked): boolean {
  if (call.type !== T.CallExpression || call.arguments.some((one) => isFunction(one))) return false;
  if (isOperation(call, tracked)) return true;
  const fn = calledFunction(call, tracked.file);
  if (fn?.async !== true) return false;
  return fn.params.some((parameter, index) => {
    const given = call.arguments[index];
    const isGiven = given !== undefined && tracked.holders.some((one) => one === tracked.file.variableOf(given));
    const used = isGiven ? (tracked.file.variableOf(parameter)?.references ?? []) : [];
    return used.some(({ identifier }) => {
      const member = wrapped(identifier).parent;
      const called = member && wrapped(member).parent;
      return called !== undefined && isCall(called) && called.callee === member && isOperation(called, tracked);
    });
  });
}

function isOperation(call: CallNode, { arrival, file }: Tracked): boolean {
  const callee = unwrapped(call.callee);
  const name = callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  const forms = termsOf(arrival.resource).needsOpen.filter(({ kind }) => kind === "method");
  return forms.some((form) => isMethodCall(form, call, name) && (form.awaited || isPromise(call, file)));
}

export const isPromise = (call: CallNode, { checker }: Tracked["file"]): boolean =>
  checker?.typesOf(call).some((type) => type.package === "globalThis" && type.name === "Promise") === true;
