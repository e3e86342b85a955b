/** Walks a function along every path, guards and flags respected, and tells how the resource stands where it is left. */
import type { TSESTree } from "@typescript-eslint/utils";
import { type Condition, type Edge, executorOf, graphOf, type Graph, type Step } from "../graph/index.ts";
import { type FunctionNode, isCall, isFunction, isInside, type Root } from "../tree.ts";
import { decided, type Places, refined } from "./facts.ts";
import type { Foresight } from "./foresight.ts";
import { saysEnded } from "./ended.ts";
import {
  asksItself,
  isGuardedRelease,
  isOfAnotherKind,
  mayKnow,
  saysAbsent,
  saysDueItself,
  saysEmpty,
  saysKept,
  saysNobodyTakes,
  saysNoBody,
  saysNotDue,
  saysOther,
} from "./guards.ts";
import { successesAfter } from "./handlers.ts";
import { stepped } from "./moves.ts";
import { saysWithout } from "./own-members.ts";
import { done, keyOf, type State, type Visit } from "./state.ts";
import type { Tracked } from "./tracked.ts";
import { newVisits } from "./variants.ts";

/** How one path ends, and in which state. */
export interface Outcome {
  /** `detached`: a promise that nobody waits for rejects; `left`: a turn of a loop ends with all that held it. */
  readonly way: "return" | "throw" | "resolve" | "reject" | "detached" | "left" | "overwritten";
  readonly state: State;
  /** The handler that settles here is a timer, or releases it on another of its ways: it means to, and forgot. */
  readonly isForgotten?: boolean;
  /** Where the path ends; behind it, where it ends inside a function that was entered or given away on the way. */
  readonly path: readonly Visit[];
}

export interface Walker {
  readonly tracked: Tracked;
  readonly places: Places;
  readonly foresight: Foresight;
  /** Functions being walked, to stop at recursion. */
  readonly inside: readonly Root[];
  readonly memo: Map<Root, Map<string, readonly Outcome[]>>;
  /** Whether a release of this very resource can still be reached without a throw. */
  readonly releasesAfter: (step: Step, root: Root) => boolean;
  /** Counts a visit; false when the walk has grown out of proportion. */
  readonly budget: { readonly spend: () => boolean };
  /** Sees every visit of a walk that goes on after the release, where only what is certain counts. */
  readonly watch?: (visit: Visit) => void;
}

/** The walk grew out of proportion; nothing is said about the resource then. */
export class TooManyPaths extends Error {}

const MAX_DEPTH = 6;

/** Absent when the function cannot be followed: it is being walked already, or lies too deep. */
export function outcomesOf(root: Root, start: State, walker: Walker): readonly Outcome[] | undefined {
  const key = keyOf(start);
  const known = walker.memo.get(root)?.get(key);
  if (known) return known;
  if (walker.inside.includes(root) || walker.inside.length >= MAX_DEPTH) return undefined;
  const found = walked(root, start, { ...walker, inside: [...walker.inside, root] });
  const ofRoot = walker.memo.get(root) ?? new Map<string, readonly Outcome[]>();
  walker.memo.set(root, ofRoot.set(key, found));
  return found;
}

function walked(root: Root, start: State, walker: Walker): readonly Outcome[] {
  const graph = graphOf(root, walker.tracked.file.sourceCode.visitorKeys);
  const outcomes: Outcome[] = [];
  const newVisit = newVisits();
  const pending: Visit[] = [];
  const reach = (visit: Visit): void => {
    const { step, state } = visit;
    const facts = walker.foresight(state.facts, step, root);
    const fresh = newVisit(facts === state.facts ? visit : { ...visit, state: { ...state, facts } });
    if (!fresh) return;
    if (!walker.budget.spend()) throw new TooManyPaths();
    pending.push(fresh);
  };
  reach({ step: graph.entry, state: start, from: undefined, thrown: false });
  for (let visit = pending.pop(); visit; visit = pending.pop())
    for (const one of visited(visit, graph, walker)) {
      if ("way" in one) outcomes.push(one);
      else reach(one);
    }
  return outcomes;
}

/** Where a path goes on from a visit, and what ends there. */
function visited(visit: Visit, graph: Graph, walker: Walker): readonly (Visit | Outcome)[] {
  const { step, state } = visit;
  walker.watch?.(visit);
  if (step.kind === "exit") {
    const end = ended(visit, graph);
    return isExecutor(graph.root) && end.way === "return" ? [end, ...successesAfter(visit, walker)] : [end];
  }
  if (step.kind === "leave" && isLeftBehind(state, step.at)) return [{ way: "left", state, path: [visit] }];
  return stepped(visit, walker).flatMap((move): (Visit | Outcome)[] => {
    if ("way" in move) return [move];
    // Nothing more can go wrong with it; only functions called on the way report how they leave it.
    const isReported = walker.inside.length > 1 || walker.watch !== undefined || walker.tracked.arrival.lent === true;
    if (move.state.is === "done" && !isReported) return [];
    if (move.thrown)
      return step.thrown
        ? [
            {
              step: step.thrown,
              state: { ...move.state, unseen: true },
              from: visit,
              thrown: true,
              rejected: move.rejected,
            },
          ]
        : [];
    const isSeen = step.kind === "throw" || step.kind === "return";
    const onward = isSeen ? { ...move.state, unseen: false } : move.state;
    const edges = walker.watch ? step.next : onwardEdges(step);
    return edges.flatMap((edge) => along(edge, onward, visit, walker));
  });
}

/** What `forEach` and the like do is taken to be done at least once. */
function onwardEdges({ at, next }: Step): readonly Edge[] {
  const [turn] = next;
  return turn?.to.kind === "iterate" && turn.to.at === at && isCall(at) ? turn.to.next.slice(0, 1) : next;
}

function ended(visit: Visit, graph: Graph): Outcome {
  const { step, state } = visit;
  const path = [visit];
  if (state.settled) return { way: state.settled, state, path };
  if (step === graph.returned) return { way: "return", state, path };
  return { way: step === graph.threw ? "throw" : "detached", state, path };
}

/** Every name that holds it was declared in the loop whose turn is over. */
function isLeftBehind({ is, holders }: State, loop: TSESTree.Node): boolean {
  return (
    is === "held" &&
    holders.length > 0 &&
    holders.every((one) => one !== "fresh" && one.defs[0] !== undefined && isInside(one.defs[0].name, loop))
  );
}

/** An edge whose condition contradicts what is known is not taken. */
function along({ to, when }: Edge, state: State, from: Visit, walker: Walker): readonly Visit[] {
  const { places } = walker;
  const { step } = from;
  if (isDrained(step, state, walker.tracked) && to === step.next.at(-1)?.to)
    return [{ step: to, state: done(state), from, thrown: false }];
  if (!when) return [{ step: to, state, from, thrown: false }];
  if (!walker.watch && state.is === "held" && isSureToBeGiven(when, step, walker.tracked)) return [];
  const holds = isOfAnotherKind(when, state, walker.tracked)
    ? !when.holds
    : asksItself(when, state, walker.tracked)
      ? undefined
      : decided(when, state.facts, places);
  if (holds === false || (holds === undefined && isRuledOut(when, step, state, walker))) return [];
  if (holds === undefined && state.is === "released" && mayKnow(when, walker.tracked))
    return [{ step: to, state: done(state), from, thrown: false }];
  if (saysEnded(when, state, walker.tracked)) return [{ step: to, state: done(state), from, thrown: false }];
  return [{ step: to, state: { ...state, facts: refined(when, state.facts, places) }, from, thrown: false }];
}

const isSureToBeGiven = (when: Condition, step: Step, tracked: Tracked): boolean =>
  saysKept(when, step, tracked) || saysNobodyTakes(when, tracked);

/** A loop that reads what holds the resource to its end: it ends where the loop does. */
const isDrained = ({ kind, at }: Step, { is, holders }: State, { uses }: Tracked): boolean =>
  kind === "iterate" &&
  is === "held" &&
  uses.get(at)?.some(({ by, effect }) => effect.kind === "drain" && holders.includes(by)) === true;

const isRuledOut = (when: Condition, step: Step, state: State, { tracked, watch }: Walker): boolean =>
  saysAbsent(when, state, tracked) ||
  saysOther(when, state, tracked) ||
  saysEmpty(when, state, tracked) ||
  saysNoBody(when, state, tracked) ||
  saysWithout(when, state, tracked) ||
  (!watch &&
    (isGuardedRelease(when, step, tracked) ||
      saysNotDue(when, step, state, tracked) ||
      saysDueItself(when, step, state, tracked)));

export const isExecutor = (root: Root | undefined): root is FunctionNode =>
  isFunction(root) && executorOf(root.parent) === root;
