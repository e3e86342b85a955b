/** What functions do that are given away and run at another time: who owes the resource from then on, and what they settle. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isLink, type Step } from "../graph/index.ts";
import { exportOf } from "../origin.ts";
import { calleeNameOf, callsIn, type FunctionNode, isCall, rootOf, wrapped } from "../tree.ts";
import { functionNamed, isDeferredResolve, settlerOf } from "./callees.ts";
import type { Moment } from "./effects.ts";
import { isTaken } from "./evidence.ts";
import { namesFacts, noFacts } from "./facts.ts";
import { isListening, isOwnEnd, isUnlistening } from "./moments.ts";
import { done, entrusted, isThere, type State, type Visit } from "./state.ts";
import { isExecutor, type Outcome, outcomesOf, type Walker } from "./walk.ts";

/** The state after something was given away, and what is known to end badly there. */
export interface Given {
  readonly state: State;
  readonly outcomes: readonly Outcome[];
}

export function later(fn: FunctionNode, when: Moment, state: State, visit: Visit, walker: Walker): Given {
  if (when === "mayNotCome" && resolvesDeferred(fn, state, walker)) return { state: entrusted(state), outcomes: [] };
  if (when === "ended" || when === "mayNotCome") return { state, outcomes: [] };
  const is = state.is === "idle" ? "idle" : "held";
  const found = outcomesOf(fn, atAnotherTime({ ...state, is, isDue: undefined, settled: undefined }, walker), walker);
  const releases = found?.some((one) => one.state.is === "done" || one.state.is === "entrusted") ?? true;
  const isOpened = state.is === "idle" && found?.some((one) => one.state.is === "held") === true;
  const unchanged = { state: isOpened ? { ...state, is: "held" as const } : state, outcomes: [] };
  const given = { state: entrusted(state), outcomes: [] };
  if (when === "certain") return releases ? dueAfter(given, visit) : unchanged;
  if (when === "callback" && found) {
    if (!releases) return unchanged;
    const open = found.filter((one) => one.way === "return" && one.state.is === "held");
    return { ...given, outcomes: open.map((one) => ({ ...one, path: [visit, ...one.path] })) };
  }
  if (resolvesDeferred(fn, state, walker)) return given;
  const isRegistered = when === "unknown" && found?.some((one) => one.state.is === "done") === true;
  // A middleware has no place for an end: whoever has it holds what it works with.
  const isAnswered = wrapped(fn).parent?.type === T.ReturnStatement;
  const isStored =
    when === "escape" && (releases || isAnswered || walker.tracked.arrival.resource.lifetime === "class");
  // Whoever waits for its beginning to hand it over need not do so when it never begins.
  const isBegun = when === "start" && found?.every((one) => one.way !== "return" || one.state.is !== "held") === true;
  const sure = isRegistered || isStored || isBegun;
  return isTaken(sure, visit, walker) ? given : unchanged;
}

/** `child.on("close", () => log.close())`: a timer that would do the same can be cleared. */
function dueAfter(given: Given, { step: { at } }: Visit): Given {
  const isEvent = isCall(at) && isListening(calleeNameOf(at));
  return isEvent ? { ...given, state: { ...given.state, isDue: true } } : given;
}

/** `() => resolve(socket)` for a promise that this function waits for, or somebody else. */
function resolvesDeferred(fn: FunctionNode, { holders }: State, { tracked: { file } }: Walker): boolean {
  return callsIn(fn, file.sourceCode.visitorKeys).some((call) => {
    const isWhole = isDeferredResolve(call.callee, file);
    if (!isWhole && !isGivenOn(settlerOf(call.callee, file))) return false;
    return call.arguments
      .flatMap((argument) => (!isWhole && isCall(argument) ? argument.arguments : [argument]))
      .some((argument) => holders.some((one) => one === file.variableOf(argument)));
  });
}

/** `withTimeout(new Promise((resolve) => …))`: who was given the promise waits for it. */
function isGivenOn(settler: ReturnType<typeof settlerOf>): boolean {
  const promise = settler?.way === "resolve" ? wrapped(settler.executor.parent) : undefined;
  return promise?.parent?.type === T.CallExpression && promise.parent.callee !== promise;
}

/** When a handler runs, the names hold the resource, and what else was known may have changed. */
function atAnotherTime(state: State, { places }: Walker): State {
  return { ...state, facts: isThere(state) ? namesFacts(state.holders, places) : noFacts };
}

/** `socket.on("connect", function () { this.destroy(); })`: listeners know their emitter as `this`. */
function mayEndItself(fn: FunctionNode, { tracked: { file } }: Walker): boolean {
  if (fn.type === T.ArrowFunctionExpression) return false;
  return callsIn(fn.body, file.sourceCode.visitorKeys).some(
    ({ callee }) =>
      callee.type === T.MemberExpression && callee.object.type === T.ThisExpression && rootOf(callee) === fn,
  );
}

/** A timer that rejects gives up on the resource, and nothing that comes later will be waited for. */
function isTimer(at: TSESTree.Node, { tracked: { file } }: Walker): boolean {
  return at.type === T.CallExpression && exportOf(at.callee, file)?.path === "setTimeout";
}

/** Handlers that settle the executor's promise at another time: `socket.once("connect", resolve)`, `() => reject(e)`. */
export function settlementsAt(visit: Visit, states: readonly State[], walker: Walker): readonly Outcome[] {
  const { step } = visit;
  if (!walker.inside.some(isExecutor)) return [];
  const found = states.flatMap((state) => settlementsIn(step, sinceBegun(state, visit), walker));
  // A failure may come at any time; success comes when all has been set up, which is seen where the executor ends.
  const isSettingUp = isExecutor(walker.inside.at(-1));
  return isSettingUp ? found.filter(({ way }) => way === "reject") : found;
}

/** How the handlers that an executor set up on its way resolve its promise, once it has done its part. */
export function successesAfter(end: Visit, walker: Walker): readonly Outcome[] {
  const steps = new Set<Step>();
  for (let visit: Visit | undefined = end; visit; visit = visit.from) steps.add(visit.step);
  const state = sinceBegun(end.state, end);
  return [...steps].flatMap((step) => settlementsIn(step, state, walker)).filter(({ way }) => way === "resolve");
}

/** What was entrusted on the way through an executor may be told by whoever settles its promise; what was before is not. */
function sinceBegun(state: State, visit: Visit): State {
  if (!state.isDue) return state;
  let first = visit;
  while (first.from) first = first.from;
  return first.state.isDue ? state : { ...state, isDue: undefined };
}

function settlementsIn(step: Step, state: State, walker: Walker): readonly Outcome[] {
  if (step.kind !== "evaluate" || (isCall(step.at) && isUnlistening(step.at))) return [];
  const handlers = isCall(step.at) ? step.at.arguments : isHandling(step.at) ? [step.at.right] : [];
  return handlers.flatMap((handler) => settlementsBy(handler, step, state, walker));
}

/** `socket.onerror = reject`; a variable only remembers how to settle. */
const isHandling = (at: TSESTree.Node): at is TSESTree.AssignmentExpression =>
  at.type === T.AssignmentExpression && at.left.type === T.MemberExpression;

function settlementsBy(handler: TSESTree.Node, step: Step, state: State, walker: Walker): readonly Outcome[] {
  const open = state.is === "entrusted" && !state.isDue ? { ...state, is: "held" as const } : state;
  const then = isOwnEnd(step.at, state.holders, walker.tracked) ? done(state) : open;
  const visit: Visit = { step, state: then, from: undefined, thrown: false };
  const settler = settlerOf(handler, walker.tracked.file);
  // `work.catch(reject).finally(() => clearTimeout(timer))`: the chain goes on, and releases it.
  if (settler && isLink(step.at) && walker.releasesAfter(step, walker.inside.at(-1) ?? walker.tracked.root)) return [];
  if (settler && walker.inside.includes(settler.executor)) return [{ way: settler.way, state: then, path: [visit] }];
  const fn = functionNamed(handler, walker.tracked.file);
  if (fn && mayEndItself(fn, walker)) return [];
  const found = fn && state.settled === undefined ? outcomesOf(fn, atAnotherTime(then, walker), walker) : undefined;
  const settling = (found ?? []).filter(({ way }) => way === "resolve" || way === "reject");
  return settling.map((one) => ({
    ...one,
    isForgotten:
      isTimer(step.at, walker) ||
      settling.some(({ way, state: { is } }) => is === "done" && (one.way === "reject" || one.way === way)),
    path: [visit, ...one.path],
  }));
}
