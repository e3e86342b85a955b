/** What one step does to the state, and how the path can go on from it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Variable } from "../file.ts";
import { isCall, isFunction, unwrapped, wrapped } from "../tree.ts";
import { isReleasing } from "./aftermath.ts";
import { settlerBehind } from "./callees.ts";
import type { Effect } from "./effects.ts";
import { enteredInto, passedTo, promised, ran } from "./entering.ts";
import { isTaken } from "./evidence.ts";
import { factOf, noFacts, written } from "./facts.ts";
import { factsGiven } from "./flags.ts";
import { type Given, later, settlementsAt } from "./handlers.ts";
import { isItsPromise, isUnawaited } from "./stored-promises.ts";
import { done, entrusted, heldBy, isFollowed, isThere, released, type State, type Visit, without } from "./state.ts";
import { neverReturns } from "./never-returns.ts";
import { mayThrow } from "./throwing.ts";
import { isContainer, type Use } from "./tracked.ts";
import type { Outcome, Walker } from "./walk.ts";

/** The path goes on in a state, along the step's edges or where its exception goes. */
export interface Move {
  readonly state: State;
  readonly thrown: boolean;
  /** The path on which the promise that is waited for rejects. */
  readonly rejected?: readonly Visit[];
}

export function stepped(visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
  const { step } = visit;
  if (step.kind === "run" && isFunction(step.at)) return ran(step.at, visit, walker);
  if (step.kind === "promise" && step.at.type === T.NewExpression) return promised(step.at, visit, walker);
  return evaluated(visit, walker);
}

function evaluated(visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
  const { step, state: before } = visit;
  const { tracked } = walker;
  if (isCall(step.at) && step.kind === "evaluate" && neverReturns(step.at, tracked.file)) return [];
  const begins = step.kind === "evaluate" && step.at === tracked.begins;
  const begun = begins
    ? {
        ...before,
        is: isPrepared(tracked) ? ("idle" as const) : ("held" as const),
        holders: [...new Set([...tracked.first, ...firstNames(tracked)])],
      }
    : before;
  const uses = (tracked.uses.get(step.at) ?? []).filter(({ by }) => isFollowed(begun) && begun.holders.includes(by));
  const lost = begins && before.is === "held" ? overwritten(visit, walker) : [];
  const { state: used, outcomes, entered } = usesApplied(begun, uses, visit, walker);
  const isOffered = begun.is === "idle" && isOfferedBy(step.at, tracked);
  const state: State = isOffered ? { ...used, is: "held" } : used;
  const known = factsAfter(visit, state, walker).map((facts) => ({ ...state, facts }));
  const { at } = step;
  const after = isCall(at) && step.kind === "evaluate" ? known.map((one) => settledBy(at, one, walker)) : known;
  const opens = isOffered || (begun.is === "idle" && uses.some(({ effect }) => effect.kind === "open"));
  const failed = begins
    ? withoutResult(before, tracked)
    : opens
      ? begun
      : settlesIt(step.at, tracked)
        ? done(state)
        : state;
  const throws = mayThrow(step, walker) ? [{ state: failed, thrown: true }] : [];
  const onward = entered ?? [...after.map((one) => ({ state: one, thrown: false })), ...throws];
  return [...lost, ...outcomes, ...settlementsAt(visit, settledStates(after, onward, uses), walker), ...onward];
}

/** `await listen(server)`: who was given it may have opened it, unless that fails. */
const isOfferedBy = (at: TSESTree.Node, { uses }: Walker["tracked"]): boolean =>
  at.type === T.AwaitExpression &&
  (uses.get(unwrapped(at.argument)) ?? []).some(({ effect }) => effect.kind === "offer");

/** The states in which what the call was given may be called: those in which a helper that runs with the resource ends. */
function settledStates(
  after: readonly State[],
  onward: readonly (Move | Outcome)[],
  uses: readonly Use[],
): readonly State[] {
  if (!uses.some(({ effect }) => effect.kind === "enter")) return after;
  return onward.flatMap((one) => ("way" in one || one.thrown ? [] : [one.state]));
}

/** An acquisition that fails holds nothing, unless others stand beside it that may have succeeded. */
const withoutResult = (before: State, { beside }: Walker["tracked"]): State =>
  beside && before.is !== "held" ? { ...before, is: "lost", holders: [] } : before;

/**
 * `await (given ? given(path) : open(path))`, or `await` of a name that was given that, in a helper, too: where it rejects,
 * the acquisition has failed; what is no promise never does.
 */
function settlesIt(at: TSESTree.Node, tracked: Walker["tracked"]): boolean {
  if (at.type !== T.AwaitExpression) return false;
  const { call, awaited } = tracked.arrival;
  if (awaited && isItsPromise(at.argument, tracked)) return true;
  let inner = wrapped(call);
  while (inner.parent?.type === T.ConditionalExpression || inner.parent?.type === T.LogicalExpression)
    inner = wrapped(inner.parent);
  return inner.parent === at;
}

/** Made, but not opened: nothing is held until it is. */
function isPrepared({ arrival: { resource, awaited, through, own } }: Walker["tracked"]): boolean {
  return resource.opens !== undefined && !(own?.opened ?? awaited) && through === "value";
}

/** The names the acquiring expression is bound to: its own callback already knows the resource by them. */
function firstNames({ uses }: Walker["tracked"]): readonly Variable[] {
  return [...uses.values()]
    .flat()
    .flatMap(({ by, effect }) => (by === "fresh" && effect.kind === "alias" && !effect.adds ? effect.to : []));
}

/** The acquiring call is reached again while the names it gives the resource to hold the one before. */
function overwritten(visit: Visit, { tracked }: Walker): readonly Outcome[] {
  const { state } = visit;
  const names = firstNames(tracked);
  const isRebound = names.some((name) => state.holders.includes(name));
  const isKept = state.holders.some((one) => isContainer(one, tracked) && !names.includes(one as Variable));
  const isReachable = tracked.lenders.some((name) => state.holders.includes(name));
  return isRebound && !isKept && !isReachable ? [{ way: "overwritten", state, path: [visit] }] : [];
}

interface Applied extends Given {
  /** How the path goes on when a function of this file went on with the resource. */
  readonly entered: readonly (Move | Outcome)[] | undefined;
}

/** A release or a sure handover decides; otherwise every use has its say in turn. */
function usesApplied(start: State, uses: readonly Use[], visit: Visit, walker: Walker): Applied {
  const kinds = new Set(uses.map(({ effect }) => effect.kind));
  if (start.is === "released") return appliedAfter(start, uses, visit, walker);
  if (walker.watch && isReleasing(uses, visit.step))
    return { state: released(start), outcomes: [], entered: undefined };
  if (kinds.has("release") || kinds.has("take")) return { state: done(start), outcomes: [], entered: undefined };
  const names = uses.flatMap(({ effect }) => (effect.kind === "alias" || effect.kind === "carry" ? effect.to : []));
  let state = names.length > 0 ? heldBy(start, names) : start;
  const outcomes: Outcome[] = [];
  let entered: Applied["entered"];
  for (const { by, effect } of uses) {
    if (!isThere(state)) break;
    if (effect.kind === "enter") entered = enteredInto(effect.fn, effect.parameter, state, visit, walker);
    else if (effect.kind === "pass") entered = passedTo(effect, state, visit, walker);
    else if (effect.kind === "lose" && !names.includes(by as Variable)) {
      const lost = losing(by as Variable, state, visit);
      state = lost.state;
      outcomes.push(...lost.outcomes);
    } else {
      const given = givenAway(effect, state, visit, walker);
      state = given.state;
      outcomes.push(...given.outcomes);
    }
  }
  return { state, outcomes, entered: isThere(state) ? rejectingLater(entered, uses, visit) : undefined };
}

/** `const done = work(client)`: an async function throws nothing where it is called, and nobody waits for its promise yet. */
function rejectingLater(entered: Applied["entered"], uses: readonly Use[], { step, state }: Visit): Applied["entered"] {
  const isAsync = uses.some(
    ({ effect }) => (effect.kind === "enter" && effect.fn.async) || (effect.kind === "pass" && effect.to.fn.async),
  );
  if (!entered || !isAsync || !isUnawaited(step.at)) return entered;
  const onward = entered.filter((one) => "way" in one || !one.thrown);
  return onward.length > 0 ? onward : [{ state, thrown: false }];
}

/** After the release only names matter, who goes on with it, and whether it is opened anew. */
function appliedAfter(start: State, uses: readonly Use[], visit: Visit, walker: Walker): Applied {
  const names = uses.flatMap(({ effect }) => (effect.kind === "alias" ? effect.to : []));
  const lost = uses.filter(({ by, effect }) => effect.kind === "lose" && !names.includes(by as Variable));
  const held = lost.reduce((state, { by }) => without(state, by), names.length > 0 ? heldBy(start, names) : start);
  const state = uses.some(({ effect }) => effect.kind === "open") ? done(held) : held;
  const [entering] = uses.flatMap(({ effect }) => (effect.kind === "enter" ? [effect] : []));
  const entered = entering && enteredInto(entering.fn, entering.parameter, state, visit, walker);
  return { state, outcomes: [], entered };
}

/** A name that is set to nothing just lets go; one that is given another value overwrites. */
function losing(by: Variable, state: State, visit: Visit): Given {
  const rest = without(state, by);
  const { at } = visit.step;
  const isNothing =
    at.type === T.AssignmentExpression &&
    factOf(at.right, noFacts, { placeOf: () => undefined, nameOf: () => undefined }) === "nullish";
  if (rest.holders.length > 0 || isNothing || state.is !== "held") return { state: rest, outcomes: [] };
  return { state: done(state), outcomes: [{ way: "overwritten", state, path: [visit] }] };
}

function givenAway(effect: Effect, state: State, visit: Visit, walker: Walker): Given {
  const unchanged = { state, outcomes: [] };
  switch (effect.kind) {
    case "carry":
      // It ends unless a loop begins to take it piece by piece, or somebody stops it.
      return { state: effect.ends === true && state.is === "held" ? { ...state, is: "idle" } : state, outcomes: [] };
    case "drain":
    case "halt":
    case "open":
      return { state: state.is === "idle" ? { ...state, is: "held" } : state, outcomes: [] };
    case "offer":
      if (isTaken(effect.sure, visit, walker)) return { state: done(state), outcomes: [] };
      // Whoever borrowed it may have opened it by the time its promise is kept.
      if (wrapped(visit.step.at).parent?.type === T.AwaitExpression) return unchanged;
      return { state: state.is === "idle" ? { ...state, is: "held" } : state, outcomes: [] };
    case "listen":
      return isTaken(false, visit, walker) ? { state: entrusted(state), outcomes: [] } : unchanged;
    case "later":
      return later(effect.fn, effect.when, state, visit, walker);
    default:
      return unchanged;
  }
}

function settledBy(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State, walker: Walker): State {
  const settler = settlerBehind(call.callee, walker.tracked.file);
  if (!settler || state.settled || !walker.inside.includes(settler.executor)) return state;
  return { ...state, settled: settler.way };
}

/** What a declaration or an assignment makes known, on each of the ways that it tells apart. */
function factsAfter({ step: { kind, at } }: Visit, state: State, { places }: Walker): readonly State["facts"][] {
  if (kind !== "evaluate") return [state.facts];
  if (at.type === T.VariableDeclarator) {
    const isLoopHead = at.parent.parent.type === T.ForOfStatement || at.parent.parent.type === T.ForInStatement;
    return factsWritten(at.id, isLoopHead ? undefined : at.init, state, places);
  }
  if (at.type !== T.AssignmentExpression) return [state.facts];
  return factsWritten(at.left, ["=", "??=", "||=", "&&="].includes(at.operator) ? at.right : undefined, state, places);
}

function factsWritten(
  target: TSESTree.Node,
  value: TSESTree.Node | null | undefined,
  state: State,
  places: Walker["places"],
): readonly State["facts"][] {
  const held = isThere(state) ? state.holders.filter((one) => one !== "fresh") : [];
  const isHeld = (name: TSESTree.Node): boolean =>
    held.some(({ identifiers, references }) =>
      [...identifiers, ...references.map((one) => one.identifier)].some((one) => one === name),
    );
  return namesIn(target).reduce<readonly State["facts"][]>(
    (ways, name) => {
      const place = places.nameOf(name);
      if (place === undefined) return ways;
      const isAsked = places.placeOf(name) !== undefined;
      if (isAsked && isHeld(name)) return ways.map((facts) => written(place, "resource", facts));
      const said = isAsked && name === target ? value : undefined;
      if (said === undefined) return ways.map((facts) => written(place, undefined, facts));
      return ways.flatMap((facts) =>
        said === null ? [written(place, "nullish", facts)] : factsGiven(place, said, facts, places),
      );
    },
    [state.facts],
  );
}

/** The places a target writes: a name, a member, or the names of a pattern. */
function namesIn(target: TSESTree.Node): readonly TSESTree.Node[] {
  switch (target.type) {
    case T.ArrayPattern:
      return target.elements.flatMap((element) => (element ? namesIn(element) : []));
    case T.ObjectPattern:
      return target.properties.flatMap((one) => namesIn(one.type === T.Property ? one.value : one.argument));
    case T.AssignmentPattern:
      return namesIn(target.left);
    case T.RestElement:
      return namesIn(target.argument);
    default:
      return [target];
  }
}
