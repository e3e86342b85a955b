/** Turns a call into steps: callee, arguments, the call itself, and the functions written in place that it runs. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type CallNode, type FunctionNode, isCall, isFunction, unwrapped, wrapped } from "../tree.ts";
import { evaluate, evaluateAll, methodOf } from "./expressions.ts";
import { chainOf, executorOf, isLink, settled } from "./promises.ts";
import { type Around, type Step, stepTo } from "./step.ts";

/** Methods of collections that run their function before they return. */
const RUNS_EACH: ReadonlySet<string> = new Set([
  "every",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "flatMap",
  "forEach",
  "map",
  "reduce",
  "reduceRight",
  "some",
  "sort",
  "toSorted",
]);

export function evaluateCall(node: CallNode, next: Step, around: Around, { calleeDone = false } = {}): Step {
  const throws = around.way("throw");
  // Nobody waits for the outcome of a chain that stands here, so a rejection ends nothing that can be seen.
  if (!calleeDone && !executorOf(node) && chainOf(node)) return settled(node, next, deadEnd(node), around);
  const callee = unwrapped(node.callee);
  if (isFunction(callee) && !callee.generator)
    return evaluateAll(node.arguments, stepTo("run", callee, stepTo("evaluate", node, next), throws), around);
  const called = stepTo("evaluate", node, afterwards(node, next, around), throws);
  const passed = evaluateAll(node.arguments, called, around);
  return calleeDone ? passed : evaluateCallee(node, passed, around);
}

/** A name or a plain member runs nothing; its object may. */
function evaluateCallee({ callee }: CallNode, next: Step, around: Around): Step {
  const it = unwrapped(callee);
  if (it.type !== T.MemberExpression) return evaluate(it, next, around);
  return evaluate(it.object, it.computed ? evaluate(it.property, next, around) : next, around);
}

/** Executors and the functions of `forEach` and the like run right after the call begins; an executor that throws rejects. */
function afterwards(node: CallNode, next: Step, around: Around): Step {
  const executor = executorOf(node);
  if (executor) return stepTo("run", executor, next, next);
  const each = eachFunctionOf(node);
  if (!each) return next;
  const turn: Step = { kind: "iterate", at: node, next: [] };
  turn.next = [{ to: stepTo("run", each, turn, around.way("throw")) }, { to: next }];
  return turn;
}

function eachFunctionOf(node: CallNode): FunctionNode | undefined {
  if (node.type !== T.CallExpression || !RUNS_EACH.has(methodOf(node) ?? "")) return undefined;
  const first = node.arguments[0];
  return isFunction(first) ? first : undefined;
}

/** Whether the graph of the function around has a `run` or `promise` step for a function. */
export function isRunInPlace(fn: FunctionNode): boolean {
  const call = wrapped(fn).parent;
  if (!call || !isCall(call)) return false;
  if (unwrapped(call.callee) === fn) return !fn.generator;
  return (
    executorOf(call) === fn ||
    eachFunctionOf(call) === fn ||
    (isLink(call) && call.arguments.slice(0, 2).some((one) => one === fn))
  );
}

/** A step from which nothing follows. */
export function deadEnd(at: TSESTree.Node): Step {
  return { kind: "exit", at, next: [] };
}
