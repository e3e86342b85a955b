/** Which steps can end a function unseen: rejected promises, failed acquisitions, calls known to throw. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { modelsOf } from "../acquisitions.ts";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { executorOf, graphOf, type Step } from "../graph/index.ts";
import { isBody, lastName } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, type FunctionNode, isCall, isFunction, keyNameOf, textStartOf, unwrapped } from "../tree.ts";
import { type Callee, calledFunction, calleeOf, guardedMethod } from "./callees.ts";
import { failsByEnd } from "./deferreds.ts";
import { isAsked, isFeared } from "./feared.ts";
import { isFixtureUse } from "./fixtures.ts";
import { isStart } from "./moments.ts";
import { neverRejects } from "./never-rejects.ts";
import { acquiresAt, endsGuard } from "./partial.ts";
import type { Walker } from "./walk.ts";

export function mayThrow(step: Step, { tracked }: Walker): boolean {
  const { file, uses } = tracked;
  if (awaitsOwnStart(step.at, tracked) || setsUp(step.at, tracked) || isEntered(step.at, tracked)) return false;
  if (failsByEnd(step.at, tracked)) return false;
  // A release that fails is no leak of what it releases.
  if (uses.get(step.at)?.some(({ effect: { kind } }) => kind === "release" || kind === "drain" || kind === "carry"))
    return false;
  // What only looks at a response is not taken to fail.
  if (isBody(tracked.arrival.resource) && isCall(step.at)) return false;
  if (canThrow(step, file, 0) || (file.settings.throws === "calls" && isAskedAt(step, tracked))) return true;
  return step.thrown !== undefined && endsGuard(tracked.arrival.call, file) && acquiresAt(step.at, file);
}

const isAskedAt = ({ kind, at, thrown }: Step, tracked: Walker["tracked"]): boolean =>
  thrown !== undefined && kind === "evaluate" && isAsked(at, tracked);

/** A call that ends something, whatever it is: its failure leaves nothing more to release. */
function isRelease(call: CallNode, file: File): boolean {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || modelsOf(call, file).length > 0) return false;
  const name = keyNameOf(callee) ?? "";
  if (file.knowledge.releaseMethods.has(name) || isEnd(name)) return true;
  const [first] = call.arguments;
  return first?.type === T.Literal && /^\s*(?:rollback|commit|end|abort)\b/iu.test(String(first.value));
}

/** `await once(server, "listening")` fails when the resource itself does, and then it never opened. */
function awaitsOwnStart(at: TSESTree.Node, tracked: Walker["tracked"]): boolean {
  const call = at.type === T.AwaitExpression ? unwrapped(at.argument) : at;
  if (call.type !== T.CallExpression) return false;
  const named = exportOf(call.callee, tracked.file);
  const [emitter, event] = call.arguments;
  if (named?.module !== "events" || named.path !== "once" || !emitter) return false;
  const isOwn = tracked.holders.some((one) => one === tracked.file.variableOf(unwrapped(emitter)));
  return isOwn && isStart(textStartOf(event), tracked);
}

/** How a helper that runs with the resource fails is known from its body. */
function isEntered(at: TSESTree.Node, { uses }: Walker["tracked"]): boolean {
  const call = at.type === T.AwaitExpression ? unwrapped(at.argument) : at;
  return uses.get(call)?.some(({ effect }) => effect.kind === "enter" || effect.kind === "pass") === true;
}

/** `socket.setNoDelay(true)`: methods that answer the resource itself only set it up; `await writer.ready` fails with it. */
function setsUp(
  at: TSESTree.Node,
  { file, holders, arrival: { call: acquiring, resource } }: Walker["tracked"],
): boolean {
  const settled = at.type === T.AwaitExpression ? unwrapped(at.argument) : at;
  const member = settled.type === T.CallExpression ? settled.callee : settled;
  if (member.type !== T.MemberExpression) return false;
  const object = unwrapped(member.object);
  const holder = file.variableOf(object);
  if (object !== acquiring && (!holder || !holders.includes(holder))) return false;
  const name = keyNameOf(member) ?? "";
  return (settled === at && resource.fluent?.includes(name) === true) || resource.neverRejects?.includes(name) === true;
}

const answers = new WeakMap<File, WeakMap<Step, boolean>>();

export function canThrow(step: Step, file: File, depth: number): boolean {
  const known = answers.get(file) ?? new WeakMap<Step, boolean>();
  answers.set(file, known);
  const answer = known.get(step) ?? leavesUnseen(step, file, depth);
  known.set(step, answer);
  return answer;
}

function leavesUnseen({ kind, at, thrown }: Step, file: File, depth: number): boolean {
  if (!thrown) return false;
  if (kind === "settle") return rejects(at, file, depth);
  if (kind === "iterate") return true;
  if (kind !== "evaluate") return false;
  if (at.type === T.AwaitExpression) return rejects(unwrapped(at.argument), file, depth);
  return isCall(at) && throws(at, file, depth);
}

function rejects(promise: TSESTree.Node, file: File, depth: number): boolean {
  if (!isCall(promise))
    return promise.type !== T.Literal && promise.type !== T.ObjectExpression && !isOnlyResolved(promise, file, depth);
  if (isRelease(promise, file)) return false;
  if (neverRejects(promise, file) || isFixtureUse(promise, file)) return false;
  const callee = visibleCallee(promise, file);
  return callee ? reachesThrow(callee.fn, callee.file, depth + 1) : true;
}

/** `const over = new Promise((resolve) => give(resolve))`: nobody can reject it. */
function isOnlyResolved(name: TSESTree.Node, file: File, depth: number): boolean {
  const at = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  const value = at?.type === T.VariableDeclarator && at.parent.kind === "const" ? at.init : undefined;
  const executor = value ? executorOf(unwrapped(value)) : undefined;
  return isFunction(executor) && executor.params.length < 2 && !reachesThrow(executor, file, depth + 1);
}

function throws(call: CallNode, file: File, depth: number): boolean {
  const named = exportOf(call.callee, file);
  const key = named ? `${named.module}|${named.path}` : "";
  if (file.knowledge.throws.has(key)) return true;
  if (modelsOf(call, file).some(({ form }) => lastName(form.path).endsWith("Sync"))) return true;
  const callee = visibleCallee(call, file);
  // An async function answers a promise; whoever awaits that sees it fail.
  if (callee) return !callee.fn.async && reachesThrow(callee.fn, callee.file, depth + 1);
  return file.settings.throws === "calls" && !file.knowledge.harmless.has(key) && isFeared(call, file);
}

/** A function whose body can be read without asking much: of this file, or imported by name from a file beside it. */
function visibleCallee(call: CallNode, file: File): Callee | undefined {
  const fn = calledFunction(call, file);
  if (fn) return { fn, file };
  const name = call.callee.type === T.Identifier ? call.callee : undefined;
  const at = name && (file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined);
  if (at?.type !== T.ImportSpecifier) return guardedMethod(call, file);
  return /^\.{1,2}\//u.test(importedFrom(at)) ? calleeOf(call, file) : undefined;
}

const importedFrom = ({ parent }: TSESTree.ImportSpecifier): string =>
  parent.type === T.ImportDeclaration ? parent.source.value : "";

const reached = new WeakMap<FunctionNode, boolean>();
const MAX_DEPTH = 3;

/** Whether an exception can leave a function that can be seen. */
function reachesThrow(fn: FunctionNode, file: File, depth: number): boolean {
  const known = reached.get(fn);
  if (known !== undefined) return known;
  if (depth > MAX_DEPTH) return false;
  reached.set(fn, false);
  const found = leadsToThrow(fn, file, depth);
  reached.set(fn, found);
  return found;
}

function leadsToThrow(fn: FunctionNode, file: File, depth: number): boolean {
  const { entry, threw } = graphOf(fn, file.sourceCode.visitorKeys);
  const seen = new Set<Step>([entry]);
  for (const step of seen) {
    if (step === threw) return true;
    for (const { to } of step.next) seen.add(to);
    const leaves =
      step.thrown &&
      (step.kind === "run" && isFunction(step.at)
        ? reachesThrow(step.at, file, depth + 1)
        : canThrow(step, file, depth));
    if (step.thrown && leaves) seen.add(step.thrown);
  }
  return false;
}
