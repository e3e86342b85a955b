/** What one step does to the state, and how the path can go on from it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { boundNames } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { exportOf } from "../origin.ts";
import { isCall, isFunction } from "../tree.ts";
import { settlerOf } from "./callees.ts";
import type { Effect } from "./effects.ts";
import { enteredInto, promised, ran } from "./entering.ts";
import { isTaken } from "./evidence.ts";
import { factOf, noFacts, written } from "./facts.ts";
import { type Given, later, settlementsAt } from "./handlers.ts";
import { done, entrusted, heldBy, isOpen, type State, type Visit, without } from "./state.ts";
import { mayThrow } from "./throwing.ts";
import type { Use } from "./tracked.ts";
import type { Outcome, Walker } from "./walk.ts";

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

interface Applied extends Given {
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

function settledBy(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State, walker: Walker): State {
  const settler = settlerOf(call.callee, walker.tracked.file);
  if (!settler || state.settled || !walker.inside.includes(settler.executor)) return state;
  return { ...state, settled: settler.way };
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
