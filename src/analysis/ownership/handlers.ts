/** What functions do that are given away and run at another time: who owes the resource from then on, and what they settle. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/utils";
import { type FunctionNode, isCall } from "../tree.ts";
import { functionNamed, settlerOf } from "./callees.ts";
import type { Moment } from "./effects.ts";
import { isTaken } from "./evidence.ts";
import { namesFacts, noFacts } from "./facts.ts";
import { isOwnEnd } from "./moments.ts";
import { done, entrusted, isOpen, type State, type Visit } from "./state.ts";
import { isExecutor, type Outcome, outcomesOf, type Walker } from "./walk.ts";

/** The state after something was given away, and what is known to end badly there. */
export interface Given {
  readonly state: State;
  readonly outcomes: readonly Outcome[];
}

export function later(fn: FunctionNode, when: Moment, state: State, visit: Visit, walker: Walker): Given {
  const unchanged = { state, outcomes: [] };
  const given = { state: entrusted(state), outcomes: [] };
  if (when === "ended" || when === "mayNotCome") return unchanged;
  const found = outcomesOf(fn, atAnotherTime({ ...state, is: "held", settled: undefined }, walker), walker);
  const releases = found?.some((one) => one.state.is !== "held") ?? true;
  if (when === "certain") return releases ? given : unchanged;
  if (when === "callback" && found) {
    if (!releases) return unchanged;
    const open = found.filter((one) => one.way === "return" && one.state.is === "held");
    return { ...given, outcomes: open.map((one) => ({ ...one, path: [visit, ...one.path] })) };
  }
  if (when === "elsewhere" && !releases) return unchanged;
  const sure = when === "escape" && (releases || walker.tracked.arrival.resource.lifetime === "class");
  return isTaken(sure, visit, walker) ? given : unchanged;
}

/** When a handler runs, the names hold the resource, and what else was known may have changed. */
function atAnotherTime(state: State, { places }: Walker): State {
  return { ...state, facts: isOpen(state) ? namesFacts(state.holders, places) : noFacts };
}

/** Handlers that settle the executor's promise at another time: `socket.once("connect", resolve)`, `() => reject(e)`. */
export function settlementsAt({ step }: Visit, state: State, walker: Walker): readonly Outcome[] {
  if (step.kind !== "evaluate" || !walker.inside.some(isExecutor)) return [];
  const handlers = isCall(step.at) ? step.at.arguments : step.at.type === T.AssignmentExpression ? [step.at.right] : [];
  return handlers.flatMap((handler) => {
    const open = state.is === "entrusted" ? { ...state, is: "held" as const } : state;
    const then = isOwnEnd(step.at, state.holders, walker.tracked) ? done(state) : open;
    const visit: Visit = { step, state: then, from: undefined, thrown: false };
    const settler = settlerOf(handler, walker.tracked.file);
    if (settler && walker.inside.includes(settler.executor)) return [{ way: settler.way, state: then, path: [visit] }];
    const fn = functionNamed(handler, walker.tracked.file);
    const found = fn && state.settled === undefined ? outcomesOf(fn, atAnotherTime(then, walker), walker) : undefined;
    return (found ?? [])
      .filter(({ way }) => way === "resolve" || way === "reject")
      .map((one) => ({ ...one, path: [visit, ...one.path] }));
  });
}
