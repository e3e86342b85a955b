/** Promises that are settled from outside: `completion.promise`, `const { promise, reject } = Promise.withResolvers()`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { keyNameOf, rootOf, textStartOf, unwrapped, wrapped } from "../tree.ts";
import { isListening, ownMoment } from "./moments.ts";
import type { Tracked } from "./tracked.ts";

/** `await completion.promise` where `completion.reject` is called by nobody but the resource, once it has ended. */
export function failsByEnd(at: TSESTree.Node, tracked: Tracked): boolean {
  if (at.type !== T.AwaitExpression) return false;
  const rejecters = rejectersOf(unwrapped(at.argument), tracked.file);
  return rejecters.length > 0 && rejecters.every((one) => isToldOfEnd(one, tracked));
}

/** Every place that names what rejects the promise; none where somebody else may have it, too. */
function rejectersOf(promise: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  if (promise.type === T.Identifier) return rejectersBeside(promise, file);
  if (promise.type !== T.MemberExpression || keyNameOf(promise) !== "promise") return [];
  const deferred = file.variableOf(unwrapped(promise.object));
  if (deferred?.defs[0]?.node.type !== T.VariableDeclarator) return [];
  const members = deferred.references
    .filter(({ init }) => init !== true)
    .map(({ identifier }) => wrapped(identifier).parent);
  const isMember = (one: TSESTree.Node | undefined): one is TSESTree.MemberExpression =>
    one?.type === T.MemberExpression;
  return members.every(isMember) ? members.filter((one) => keyNameOf(one) === "reject") : [];
}

/** Of `promise` in a pattern: the uses of `reject` in the same. */
function rejectersBeside(promise: TSESTree.Identifier, file: File): readonly TSESTree.Node[] {
  const at = file.variableOf(promise)?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || at.id.type !== T.ObjectPattern) return [];
  const reject = at.id.properties.find((one) => one.type === T.Property && keyNameOf(one) === "reject");
  const variable = reject?.type === T.Property ? file.variableOf(reject.value) : undefined;
  return (variable?.references ?? []).filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

/** `socket.once("error", reject)`, or a call of it in such a listener. */
function isToldOfEnd(rejecter: TSESTree.Node, tracked: Tracked): boolean {
  const { parent } = wrapped(rejecter);
  const isCalled = parent?.type === T.CallExpression && unwrapped(parent.callee) === rejecter;
  const listener = isCalled ? rootOf(parent) : rejecter;
  const call = wrapped(listener).parent;
  if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression || call.arguments[1] !== listener)
    return false;
  const emitter = tracked.file.variableOf(unwrapped(call.callee.object));
  const isOwn = emitter !== undefined && tracked.holders.includes(emitter);
  return (
    isOwn && isListening(keyNameOf(call.callee) ?? "") && ownMoment(textStartOf(call.arguments[0]), tracked) === "ended"
  );
}
