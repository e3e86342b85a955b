/** Async iterators that a function drives by hand: whoever has asked for an element and wants no more calls `return()`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../catalog/index.ts";
import type { File, Variable } from "./file.ts";
import { isTest } from "./test-code.ts";
import { type CallNode, isFunction, keyNameOf, rootOf, unwrapped, wrapped } from "./tree.ts";
import { says } from "./written.ts";

/** A generator that was never asked has not begun; one that failed or is done has ended. */
const iterator: ResourceModel = {
  name: "async iterator",
  acquire: [],
  release: ["await _.return()", "await _.throw()"],
  opens: ["_.next()"],
  neverRejects: ["next"],
  endedWhen: ["!return", "next().done", "next().done=true"],
  iteration: "releases",
  cwe: [772],
};

const MENTIONED = "[Symbol.asyncIterator]()";

/** Only where doubt is what the user asked for: many sources hold nothing. */
export const mayIterate = (file: File): boolean =>
  file.settings.unknownCalls === "borrows" && says(MENTIONED, file.sourceCode) && !isTest(file);

/** `const pages = source[Symbol.asyncIterator](); const first = await pages.next()`, and nothing else is done with it. */
export function iteratorFrom(call: CallNode, file: File): ResourceModel | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "@@asyncIterator" || !mayIterate(file))
    return undefined;
  const declarator = wrapped(call).parent;
  const root = rootOf(call);
  if (declarator?.type !== T.VariableDeclarator || declarator.parent.kind !== "const" || !isFunction(root))
    return undefined;
  const variable = file.variableOf(declarator.id);
  return variable && isDrivenIn(root, variable, file) ? iterator : undefined;
}

/** Each use is seen, and none is in a loop, which would run to the end. */
function isDrivenIn(root: TSESTree.Node, { references }: Variable, file: File): boolean {
  const uses = references.filter((one) => one.init !== true).map(({ identifier }) => identifier);
  const asks = uses.filter((one) => isAsked(one, root, file));
  return asks.length > 0 && uses.every((one) => asks.includes(one) || isEnded(one));
}

/** `await pages.next()`, of whose answer only `value` and `done` matter. */
function isAsked(name: TSESTree.Node, root: TSESTree.Node, file: File): boolean {
  const call = callOf(name, ["next"]);
  const waits = call && wrapped(call).parent;
  if (waits?.type !== T.AwaitExpression || rootOf(waits) !== root || isInLoop(waits, root)) return false;
  const { parent } = wrapped(waits);
  if (parent?.type === T.MemberExpression) return keyNameOf(parent) === "value";
  if (parent?.type !== T.VariableDeclarator) return parent?.type === T.ExpressionStatement;
  return isPlainlyRead(parent.id, file);
}

/** `pages.return?.()`, `for await (const page of pages)`. */
function isEnded(name: TSESTree.Node): boolean {
  const { parent } = wrapped(name);
  if (parent?.type === T.MemberExpression) return ["return", "throw"].includes(keyNameOf(parent) ?? "");
  return parent?.type === T.ForOfStatement && parent.right === wrapped(name);
}

function callOf(name: TSESTree.Node, methods: readonly string[]): TSESTree.CallExpression | undefined {
  const member = wrapped(name).parent;
  if (member?.type !== T.MemberExpression || !methods.includes(keyNameOf(member) ?? "")) return undefined;
  const call = wrapped(member).parent;
  return call?.type === T.CallExpression && call.callee === wrapped(member) ? call : undefined;
}

function isInLoop(node: TSESTree.Node, root: TSESTree.Node): boolean {
  for (let at = node; at !== root && at.parent; at = at.parent)
    if (/^(?:For|While|DoWhile)/u.test(at.type)) return true;
  return false;
}

function isPlainlyRead(answer: TSESTree.Node, file: File): boolean {
  if (answer.type === T.Identifier)
    return readsOf(answer, file).every((one) => {
      const { parent } = wrapped(one);
      if (parent?.type !== T.MemberExpression) return false;
      const name = keyNameOf(parent);
      return name === "value" || (name === "done" && isCondition(parent));
    });
  if (answer.type !== T.ObjectPattern) return false;
  return answer.properties.every((one) => {
    const name = one.type === T.Property ? keyNameOf(one) : undefined;
    if (one.type !== T.Property || (name !== "value" && name !== "done")) return false;
    return name === "value" || readsOf(one.value, file).every(isCondition);
  });
}

const readsOf = (name: TSESTree.Node, file: File): readonly TSESTree.Node[] =>
  (file.variableOf(name)?.references ?? []).filter((one) => one.init !== true).map(({ identifier }) => identifier);

function isCondition(node: TSESTree.Node): boolean {
  const it = wrapped(node);
  switch (it.parent?.type) {
    case T.UnaryExpression:
    case T.BinaryExpression:
    case T.LogicalExpression:
      return isCondition(it.parent);
    case T.IfStatement:
    case T.ConditionalExpression:
      return it.parent.test === it;
    default:
      return false;
  }
}
