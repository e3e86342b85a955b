/** How a path goes on through a function that runs here: a helper, one written in place, the executor of a promise. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../file.ts";
import { type FunctionNode, isFunction } from "../tree.ts";
import type { Effect } from "./effects.ts";
import { isTaken } from "./evidence.ts";
import { namesFacts } from "./facts.ts";
import type { Move } from "./moves.ts";
import { endingsOf } from "./summaries.ts";
import { done, type State, type Visit, without } from "./state.ts";
import { isExecutor, type Outcome, outcomesOf, type Walker } from "./walk.ts";

/** A helper of this file, or a local function that captures the holder, runs here. */
export function enteredInto(
  fn: FunctionNode,
  parameter: Variable | undefined,
  state: State,
  visit: Visit,
  walker: Walker,
): readonly (Move | Outcome)[] {
  const given = parameter && {
    ...state,
    holders: [...state.holders, parameter],
    facts: new Map([...state.facts, ...namesFacts([parameter], walker.places)]),
  };
  const found = outcomesOf(fn, given ?? state, walker);
  // Whoever calls himself ends as he does without that.
  if (!found && walker.inside.includes(fn)) return [];
  if (!found) return [{ state: isTaken(false, visit, walker) ? done(state) : state, thrown: false }];
  return found.flatMap((one) => passedUp(one, parameter, state, visit));
}

/** A function of another file runs here; of its ways only what they do to the resource is known. */
export function passedTo(
  effect: Extract<Effect, { kind: "pass" }>,
  state: State,
  visit: Visit,
  walker: Walker,
): readonly (Move | Outcome)[] {
  const endings = endingsOf(effect, walker.tracked);
  if (!endings) return [{ state: isTaken(effect.sure, visit, walker) ? done(state) : state, thrown: false }];
  return endings.map(({ way, isOwed }) => ({ state: isOwed ? state : done(state), thrown: way === "throw" }));
}

function passedUp(
  one: Outcome,
  parameter: Variable | undefined,
  before: State,
  visit: Visit,
): readonly (Move | Outcome)[] {
  const after = parameter ? without(one.state, parameter) : one.state;
  const state = { ...after, facts: before.facts };
  switch (one.way) {
    case "return":
      return [{ state, thrown: false }];
    case "throw":
      return [{ state, thrown: true }];
    case "resolve":
    case "reject":
      // The path goes on; what settled the promise shows where the executor ends.
      return [{ state: { ...state, settled: one.way }, thrown: false }];
    default:
      return [{ ...one, path: [visit, ...one.path] }];
  }
}

/** A function written in place runs here; an executor's promise is not waited for. */
export function ran(fn: FunctionNode, visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
  const found = outcomesOf(fn, visit.state, walker);
  if (!found) return [{ state: visit.state, thrown: false }];
  if (isExecutor(fn)) {
    const unsettled = found.filter((one) => one.way === "return" || one.path.at(-1)?.step.kind === "exit");
    return unsettled.map(({ state }) => ({ state: { ...state, settled: visit.state.settled }, thrown: false }));
  }
  return found.flatMap((one) =>
    one.way === "return" ? [{ state: one.state, thrown: false }] : passedUp(one, undefined, visit.state, visit),
  );
}

/** An awaited promise goes on where its executor settles it. */
export function promised(node: TSESTree.NewExpression, visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
  const [executor] = node.arguments;
  const found = isFunction(executor) ? outcomesOf(executor, { ...visit.state, settled: undefined }, walker) : undefined;
  const { settled } = visit.state;
  if (!found) return [{ state: visit.state, thrown: false }];
  const moves = found.flatMap((one): (Move | Outcome)[] => {
    const state = { ...one.state, settled };
    if (one.way === "resolve") return [{ state, thrown: false }];
    if (one.way === "reject") return [{ state, thrown: true, rejected: one.path }];
    if (one.way === "throw") return [{ state, thrown: true }];
    return one.way === "return" ? [] : [{ ...one, path: [visit, ...one.path] }];
  });
  const resolves = found.some((one) => one.way === "resolve");
  // Whoever else got hold of `resolve` will call it some day.
  const pending = resolves
    ? []
    : found.filter((one) => one.way === "return").map(({ state }) => ({ state: { ...state, settled }, thrown: false }));
  return [...moves, ...pending];
}
