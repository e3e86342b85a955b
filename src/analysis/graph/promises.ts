/** Turns promise chains into control flow: what `then`, `catch` and `finally` run, and where a rejection goes. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type CallNode, type FunctionNode, isCall, isFunction, keyNameOf, unwrapped } from "../tree.ts";
import { decided, evaluateAll, methodOf, optionalChain } from "./expressions.ts";
import { type Around, type Step, stepTo } from "./step.ts";

/** A call that continues a promise, or makes one with an executor or an async function written in place. */
export function chainOf(node: TSESTree.Node): CallNode | undefined {
  const it = unwrapped(node);
  return isCall(it) && (isLink(it) || asyncFunctionOf(it) || executorOf(it)) ? it : undefined;
}

/** Promises of other makes take an executor too: `new CancelablePromise((resolve, reject) => …)`, `new Bluebird.Promise(…)`. */
export function executorOf(node: TSESTree.Node): FunctionNode | undefined {
  if (node.type !== T.NewExpression) return undefined;
  const { callee } = node;
  const name = callee.type === T.MemberExpression ? keyNameOf(callee) : callee.type === T.Identifier && callee.name;
  if (!name || !/Promise$/u.test(name)) return undefined;
  const [executor] = node.arguments;
  return isFunction(executor) ? executor : undefined;
}

/** Evaluates a promise and follows it to its outcome. */
export function settled(node: TSESTree.Node, fulfilled: Step, rejected: Step, around: Around): Step {
  return started(node, outcome(node, fulfilled, rejected), fulfilled, around);
}

/** Evaluates what a chain starts from and the handlers that are not written in place; nothing has settled yet. */
export function started(node: TSESTree.Node, next: Step, skipped: Step, around: Around): Step {
  const it = unwrapped(node);
  if (executorOf(it)) return next;
  if (!isLink(it)) return begun(it, next, skipped, around);
  const { object, optional } = unwrapped(it.callee) as TSESTree.MemberExpression;
  const passed = evaluateAll(
    it.arguments.filter((one) => !isFunction(one)),
    next,
    around,
  );
  return started(object, optional ? decided(unwrapped(object), "nullish", skipped, passed) : passed, skipped, around);
}

function begun(it: TSESTree.Node, next: Step, skipped: Step, around: Around): Step {
  const called = asyncFunctionOf(it);
  return isCall(it) && called ? evaluateAll(it.arguments, next, around) : optionalChain(it, next, skipped, around);
}

/** Follows a promise that has been started. */
export function outcome(node: TSESTree.Node, fulfilled: Step, rejected: Step): Step {
  const it = unwrapped(node);
  if (executorOf(it)) return stepTo("promise", it, fulfilled, rejected);
  const called = asyncFunctionOf(it);
  if (called) return stepTo("run", called, stepTo("evaluate", it, fulfilled), rejected);
  if (!isLink(it)) return stepTo("settle", it, fulfilled, rejected);
  const { object } = unwrapped(it.callee) as TSESTree.MemberExpression;
  const [first, second] = it.arguments;
  switch (methodOf(it)) {
    case "then":
      return outcome(
        object,
        handled(first, it, fulfilled, rejected) ?? fulfilled,
        handled(second, it, fulfilled, rejected) ?? rejected,
      );
    case "catch":
      return outcome(object, fulfilled, handled(first, it, fulfilled, rejected) ?? rejected);
    default:
      return outcome(
        object,
        handled(first, it, fulfilled, rejected) ?? fulfilled,
        handled(first, it, rejected, rejected) ?? rejected,
      );
  }
}

/** A handler written in place runs; one passed by name is called by the chain. */
function handled(
  handler: TSESTree.Node | undefined,
  chain: CallNode,
  fulfilled: Step,
  rejected: Step,
): Step | undefined {
  if (!handler || isNothing(handler)) return undefined;
  if (isFunction(handler)) return stepTo("run", handler, fulfilled, rejected);
  return stepTo("evaluate", chain, fulfilled, rejected);
}

function isNothing(node: TSESTree.Node): boolean {
  return (node.type === T.Identifier && node.name === "undefined") || (node.type === T.Literal && node.value === null);
}

/** A call of `then`, `catch` or `finally`. */
export function isLink(node: TSESTree.Node): node is TSESTree.CallExpression {
  return node.type === T.CallExpression && ["then", "catch", "finally"].includes(methodOf(node) ?? "");
}

function asyncFunctionOf(node: TSESTree.Node): FunctionNode | undefined {
  if (node.type !== T.CallExpression) return undefined;
  const it = unwrapped(node.callee);
  return isFunction(it) && it.async && !it.generator ? it : undefined;
}
