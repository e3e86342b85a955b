/** What one step does to the state, and how the path can go on from it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { boundNames } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type FunctionNode, isCall, isFunction } from "../tree.ts";
import { functionNamed, settlerOf } from "./callees.ts";
import type { Effect, Moment } from "./effects.ts";
import { factOf, noFacts, written } from "./facts.ts";
import { isOwnEnd } from "./moments.ts";
import { done, entrusted, heldBy, isOpen, type State, type Visit, without } from "./state.ts";
import { mayThrow } from "./throwing.ts";
import type { Use } from "./tracked.ts";
import { isExecutor, type Outcome, outcomesOf, type Walker } from "./walk.ts";

/** The path goes on in a state, along the step's edges or where its exception goes. */
export interface Move {
  readonly state: State;
  readonly thrown: boolean;
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
  if (isCall(step.at) && step.kind === "evaluate" && neverReturns(step.at, walker)) return [];
  const begins = step.kind === "evaluate" && step.at === tracked.begins;
  const begun = begins
    ? { ...before, is: "held" as const, holders: [...new Set([...tracked.first, ...firstNames(tracked)])] }
    : before;
  const uses = (tracked.uses.get(step.at) ?? []).filter(({ by }) => isOpen(begun) && begun.holders.includes(by));
  const lost = begins && before.is === "held" ? overwritten(visit, walker) : [];
  const { state, outcomes, entered } = usesApplied(begun, uses, visit, walker);
  const known = { ...state, facts: factsAfter(visit, state, walker) };
  const after = isCall(step.at) && step.kind === "evaluate" ? settledBy(step.at, known, walker) : known;
  const throws = mayThrow(step, walker) ? [{ state: begins ? before : state, thrown: true }] : [];
  const onward = entered ?? [{ state: after, thrown: false }, ...throws];
  return [...lost, ...outcomes, ...settlementsAt(visit, after, walker), ...onward];
}

/** The names the acquiring expression is bound to: its own callback already knows the resource by them. */
function firstNames({ uses }: Walker["tracked"]): readonly Variable[] {
  return [...uses.values()]
    .flat()
    .flatMap(({ by, effect }) => (by === "fresh" && effect.kind === "alias" ? effect.to : []));
}

/** The acquiring call is reached again while the names it gives the resource to hold the one before. */
function overwritten(visit: Visit, { tracked }: Walker): readonly Outcome[] {
  const { state } = visit;
  const isRebound = firstNames(tracked).some((name) => state.holders.includes(name));
  return isRebound ? [{ way: "overwritten", state, path: [visit] }] : [];
}

interface Applied {
  readonly state: State;
  readonly outcomes: readonly Outcome[];
  /** How the path goes on when a function of this file went on with the resource. */
  readonly entered: readonly (Move | Outcome)[] | undefined;
}

/** A release or a sure handover decides; otherwise every use has its say in turn. */
function usesApplied(start: State, uses: readonly Use[], visit: Visit, walker: Walker): Applied {
  const kinds = new Set(uses.map(({ effect }) => effect.kind));
  if (kinds.has("release") || kinds.has("take")) return { state: done(start), outcomes: [], entered: undefined };
  const names = uses.flatMap(({ effect }) => (effect.kind === "alias" ? effect.to : []));
  let state = names.length > 0 ? heldBy(start, names) : start;
  const outcomes: Outcome[] = [];
  let entered: Applied["entered"];
  for (const { by, effect } of uses) {
    if (!isOpen(state)) break;
    if (effect.kind === "enter") entered = enteredInto(effect.fn, effect.parameter, state, visit, walker);
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
  return { state, outcomes, entered: isOpen(state) ? entered : undefined };
}

/** A name that is set to nothing just lets go; one that is given another value overwrites. */
function losing(by: Variable, state: State, visit: Visit): Pick<Applied, "state" | "outcomes"> {
  const rest = without(state, by);
  const { at } = visit.step;
  const isNothing =
    at.type === T.AssignmentExpression &&
    factOf(at.right, noFacts, { placeOf: () => undefined, nameOf: () => undefined }) === "nullish";
  if (rest.holders.length > 0 || isNothing || state.is !== "held") return { state: rest, outcomes: [] };
  return { state: done(state), outcomes: [{ way: "overwritten", state, path: [visit] }] };
}

function givenAway(effect: Effect, state: State, visit: Visit, walker: Walker): Pick<Applied, "state" | "outcomes"> {
  const unchanged = { state, outcomes: [] };
  switch (effect.kind) {
    case "offer":
      return isTaken(effect.sure, visit, walker) ? { state: done(state), outcomes: [] } : unchanged;
    case "listen":
      return isTaken(false, visit, walker) ? { state: entrusted(state), outcomes: [] } : unchanged;
    case "later":
      return later(effect.fn, effect.when, state, visit, walker);
    default:
      return unchanged;
  }
}

/** Who releases it later on all the same has evidently only lent it. */
function isTaken(sure: boolean, { step }: Visit, walker: Walker): boolean {
  const root = walker.inside.at(-1) ?? walker.tracked.root;
  if (walker.releasesAfter(step, root)) return false;
  return sure || walker.tracked.file.settings.unknownCalls === "takes";
}

function later(
  fn: FunctionNode,
  when: Moment,
  state: State,
  visit: Visit,
  walker: Walker,
): Pick<Applied, "state" | "outcomes"> {
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
  const held = state.holders
    .flatMap((one) => (one === "fresh" ? [] : one.identifiers.slice(0, 1)))
    .map((name) => places.placeOf(name));
  const facts = new Map(
    held.flatMap((place) => (place === undefined || !isOpen(state) ? [] : [[place, "resource" as const]])),
  );
  return { ...state, facts };
}

/** A helper of this file, or a local function that captures the holder, runs here. */
function enteredInto(
  fn: FunctionNode,
  parameter: Variable | undefined,
  state: State,
  visit: Visit,
  walker: Walker,
): readonly (Move | Outcome)[] {
  const found = outcomesOf(fn, parameter ? { ...state, holders: [...state.holders, parameter] } : state, walker);
  if (!found) return isTaken(false, visit, walker) ? [] : [{ state, thrown: false }];
  return found.flatMap((one) => passedUp(one, parameter, state, visit));
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
function ran(fn: FunctionNode, visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
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
function promised(node: TSESTree.NewExpression, visit: Visit, walker: Walker): readonly (Move | Outcome)[] {
  const [executor] = node.arguments;
  const found = isFunction(executor) ? outcomesOf(executor, { ...visit.state, settled: undefined }, walker) : undefined;
  const { settled } = visit.state;
  if (!found) return [{ state: visit.state, thrown: false }];
  const moves = found.flatMap((one): (Move | Outcome)[] => {
    const state = { ...one.state, settled };
    if (one.way === "resolve") return [{ state, thrown: false }];
    if (one.way === "reject" || one.way === "throw") return [{ state, thrown: true }];
    return one.way === "return" ? [] : [{ ...one, path: [visit, ...one.path] }];
  });
  const resolves = found.some((one) => one.way === "resolve");
  // Whoever else got hold of `resolve` will call it some day.
  const pending = resolves
    ? []
    : found.filter((one) => one.way === "return").map(({ state }) => ({ state: { ...state, settled }, thrown: false }));
  return [...moves, ...pending];
}

function settledBy(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State, walker: Walker): State {
  const settler = settlerOf(call.callee, walker.tracked.file);
  if (!settler || state.settled || !walker.inside.includes(settler.executor)) return state;
  return { ...state, settled: settler.way };
}

/** Handlers that settle the executor's promise at another time: `socket.once("connect", resolve)`, `() => reject(e)`. */
function settlementsAt({ step }: Visit, state: State, walker: Walker): readonly Outcome[] {
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

function neverReturns(call: TSESTree.CallExpression | TSESTree.NewExpression, { tracked: { file } }: Walker): boolean {
  const named = exportOf(call.callee, file);
  return named !== undefined && file.knowledge.neverReturns.has(`${named.module}|${named.path}`);
}

/** What a declaration or an assignment makes known. */
function factsAfter({ step: { kind, at } }: Visit, state: State, { places }: Walker): State["facts"] {
  if (kind !== "evaluate") return state.facts;
  if (at.type === T.VariableDeclarator) {
    const isLoopHead = at.parent.parent.type === T.ForOfStatement || at.parent.parent.type === T.ForInStatement;
    return factsWritten(at.id, isLoopHead ? undefined : at.init, state, places);
  }
  if (at.type !== T.AssignmentExpression) return state.facts;
  return factsWritten(at.left, ["=", "??=", "||=", "&&="].includes(at.operator) ? at.right : undefined, state, places);
}

function factsWritten(
  target: TSESTree.Node,
  value: TSESTree.Node | null | undefined,
  state: State,
  places: Walker["places"],
): State["facts"] {
  const name = places.nameOf(target);
  if (name === undefined) return state.facts;
  const [identifier] = boundNames(target, []);
  const holds =
    identifier !== undefined &&
    isOpen(state) &&
    state.holders.some(
      (one) =>
        one !== "fresh" &&
        one.identifiers.concat(one.references.map((it) => it.identifier) as never).includes(identifier),
    );
  const fact = holds ? "resource" : value === undefined ? undefined : factOf(value, state.facts, places);
  return written(name, places.placeOf(target) === undefined ? undefined : fact, state.facts);
}
