/** Synchronous calls that whoever is strict takes to throw: functions of strangers, readers of data, requests made of the resource. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { calleeNameOf, type CallNode, isFunction, isInside, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { settlerOf } from "./callees.ts";
import type { Tracked } from "./tracked.ts";

/** Evidence, not ignorance, makes a call feared: most calls that nobody knows never throw. */
export function isFeared(call: CallNode, file: File): boolean {
  if (call.type === T.NewExpression || isInCatch(call) || isChained(call)) return false;
  return isStrangers(call, file) || readsData(call) || limitsByCaller(call, file);
}

/** `lease.execute(sql)`: what it is asked may be refused on the spot. Whoever emits events tells of failures by them. */
export function isAsked(at: TSESTree.Node, { file, holders, arrival: { resource } }: Tracked): boolean {
  if (at.type !== T.CallExpression || resource.ends !== undefined || isInCatch(at) || isChained(at)) return false;
  const { callee, arguments: given } = at;
  const holder = callee.type === T.MemberExpression ? file.variableOf(unwrapped(callee.object)) : undefined;
  const asks = given.some(
    (one) => one.type === T.Identifier && isParameter(one, file) && settlerOf(one, file) === undefined,
  );
  return holder !== undefined && holders.includes(holder) && asks;
}

/** What runs because something has failed is not taken to fail in its turn, before it comes to the release. */
function isInCatch({ parent }: TSESTree.Node): boolean {
  if (!parent || isFunction(parent)) return false;
  return parent.type === T.CatchClause || isInCatch(parent);
}

const LINKS: ReadonlySet<string> = new Set(["catch", "finally", "then"]);

/** What a promise is asked of fails when the promise does. */
function isChained(call: CallNode): boolean {
  const { parent } = wrapped(call);
  if (parent?.type === T.MemberExpression) return LINKS.has(keyNameOf(parent) ?? "");
  return parent?.type === T.AwaitExpression;
}

/** Those who are told of the end keep their troubles to themselves. */
const TOLD = /^(?:callback|cb|done|emit|log|next|notify|on[A-Z]\w*|reject|report|resolve|settle|warn)$/u;

/** A function that the caller gave: `work(client)`. */
function isStrangers({ callee }: CallNode, file: File): boolean {
  const it = unwrapped(callee);
  if (it.type !== T.Identifier || TOLD.test(it.name)) return false;
  return isParameter(it, file) && settlerOf(it, file) === undefined;
}

function isParameter(name: TSESTree.Identifier, file: File): boolean {
  const [definition] = file.variableOf(name)?.defs ?? [];
  const fn = definition?.node as TSESTree.Node | undefined;
  return isFunction(fn) && fn.params.some((one) => definition !== undefined && isInside(definition.name, one));
}

const READS = /^(?:decode|decrypt|deserialize|parse)(?![a-z])(?!Float$|Int$)/u;
const CHECKS = /^(?:assert|check|ensure|invariant|must|require|validate|verify)(?![a-z])/u;

/** `parse(text)` refuses what does not fit; so does a check whose answer nobody reads. */
function readsData(call: CallNode): boolean {
  const name = calleeNameOf(call);
  const [first] = call.arguments;
  if (first === undefined || !isData(first)) return false;
  if (READS.test(name) || /OrThrow$/u.test(name)) return true;
  return CHECKS.test(name) && wrapped(call).parent?.type === T.ExpressionStatement;
}

/** Neither written on the spot nor a function. */
function isData(argument: TSESTree.Node): boolean {
  const it = unwrapped(argument);
  return it.type !== T.Literal && it.type !== T.ObjectExpression && it.type !== T.ArrayExpression && !isFunction(it);
}

/** `AbortSignal.timeout(limit)`: the program's own number is in range, a caller's may be out of it. */
function limitsByCaller({ callee, arguments: [limit] }: CallNode, file: File): boolean {
  if (limit?.type !== T.Identifier || !isParameter(limit, file)) return false;
  const named = exportOf(callee, file);
  return named?.module === "globalThis" && named.path === "AbortSignal.timeout";
}
