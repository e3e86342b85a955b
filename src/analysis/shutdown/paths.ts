/** What a shutdown reaches: the functions that it calls, what it ends, and whether the process ends with it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import type { Ending } from "../lifetimes/index.ts";
import { exportOf } from "../origin.ts";
import { calledFunction, functionNamed } from "../ownership/index.ts";
import {
  type CallNode,
  calleeNameOf,
  type FunctionNode,
  isCall,
  isFunction,
  isInside,
  nodesIn,
  rootOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

export interface Path {
  readonly ending: Ending;
  /** The functions that run then. */
  readonly reached: ReadonlySet<FunctionNode>;
  /** The first thing that it ends, as the program writes it. */
  readonly ended: string;
  /** `process.exit()`, and not only when the shutdown takes too long. */
  readonly exits: boolean;
}

/** Absent when it ends nothing: a handler that only logs, or exits before anything has ended. */
export function pathFrom(ending: Ending, file: File): Path | undefined {
  if (exitsAtOnce(ending.fn, file)) return undefined;
  const reached = new Set([ending.fn]);
  const nodes = reachedFrom(reached, file);
  const calls = nodes.filter(isCall);
  const all = calls.flatMap((call) => endedBy(call, reached, file) ?? []);
  // What a helper ends says more than the name of the helper.
  const ended = all.find((one) => !one.endsWith(")")) ?? all[0];
  if (ended === undefined) return undefined;
  return { ending, reached, ended, exits: calls.some((call) => endsProcess(call, file)) };
}

/** Every node of the functions; those that are named in them are added as they are met. */
function reachedFrom(reached: Set<FunctionNode>, file: File): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  for (const fn of reached) {
    const inside = nodesIn(fn, file.sourceCode.visitorKeys);
    found.push(...inside);
    for (const node of inside) {
      const named = mayName(node) ? functionNamed(node, file) : undefined;
      if (named && ![...reached].some((one) => isInside(named, one))) reached.add(named);
    }
  }
  return found;
}

/** `close`, `this.close`, `service.close` where they are called, and names that are given away. */
function mayName(node: TSESTree.Node): boolean {
  const parent = node.parent;
  if (node.type === T.Identifier) return parent?.type !== T.MemberExpression || parent.object === node;
  return node.type === T.MemberExpression && parent?.type === T.CallExpression && parent.callee === node;
}

/** Ends that end nothing which lives as long as the program. */
const SMALL = /^(?:clear|clearTimeout|clearImmediate|exit|finish)$/u;

/** What a call ends: `server` of `server.close()`, `poll` of `clearInterval(poll)`, `closeClients()` itself. */
function endedBy(call: CallNode, reached: ReadonlySet<FunctionNode>, file: File): string | undefined {
  const name = calleeNameOf(call).replace(/^\$/u, "");
  if (call.type === T.NewExpression || SMALL.test(name) || !readsLikeEnd(name)) return undefined;
  const callee = unwrapped(call.callee);
  const [first] = call.arguments;
  const isHere = callee.type === T.Identifier && functionNamed(callee, file) !== undefined;
  const passed = first && file.isGlobal(callee) ? unwrapped(first) : callee;
  const subject = callee.type === T.MemberExpression ? unwrapped(callee.object) : passed;
  // What a function of the file ends is seen in it.
  if (isHere) return undefined;
  if (isOfProcess(callee, file) || !isFromOutside(subject, reached, file)) return undefined;
  const text = subject === callee ? `${name}()` : file.sourceCode.getText(subject);
  return text.length > 40 ? undefined : text;
}

/** Known before the shutdown began, and not made by it. */
function isFromOutside(subject: TSESTree.Node, reached: ReadonlySet<FunctionNode>, file: File): boolean {
  const base = baseOf(subject);
  if (base.type === T.ThisExpression) return true;
  const definition = base.type === T.Identifier ? file.variableOf(base)?.defs[0] : undefined;
  if (!definition) return false;
  const isParameter = isFunction(definition.node) && base.type === T.Identifier;
  return isParameter || ![...reached].some((fn) => isInside(definition.name, fn));
}

function baseOf(node: TSESTree.Node): TSESTree.Node {
  const it = unwrapped(node);
  if (it.type === T.MemberExpression) return baseOf(it.object);
  return it.type === T.CallExpression ? baseOf(it.callee) : it;
}

const isOfProcess = (node: TSESTree.Node, file: File): boolean => {
  const named = exportOf(node, file);
  return named?.module === "process" || (named?.module === "globalThis" && /^(?:process|console)\b/u.test(named.path));
};

/** Not the one that a timer calls when the shutdown takes too long. */
function endsProcess(call: CallNode, file: File): boolean {
  if (!/^(?:exit|abort|kill)$/u.test(calleeNameOf(call)) || !isOfProcess(call.callee, file)) return false;
  const root = rootOf(call);
  const given = isFunction(root) ? wrapped(root).parent : undefined;
  return !(given && isCall(given) && calleeNameOf(given) === "setTimeout");
}

const MAX_DEPTH = 3;

/** `process.exit()` on its straight way, with nothing waited for: whatever would be ended beside it goes down with the process. */
function exitsAtOnce({ body }: FunctionNode, file: File, depth = 0): boolean {
  const { visitorKeys } = file.sourceCode;
  for (const one of body.type === T.BlockStatement ? body.body : [body]) {
    const waits = nodesIn(one, visitorKeys, (node) => !isFunction(node)).some(({ type }) => type === T.AwaitExpression);
    if (waits || one.type === T.ReturnStatement) return false;
    const call = unwrapped(one.type === T.ExpressionStatement ? one.expression : one);
    if (!isCall(call)) continue;
    const called = depth < MAX_DEPTH ? calledFunction(call, file) : undefined;
    if (endsProcess(call, file) || (called && exitsAtOnce(called, file, depth + 1))) return true;
  }
  return false;
}
