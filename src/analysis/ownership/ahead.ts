/** Is a release certain to come between a place and the end of the function? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Variable } from "../file.ts";
import { type Condition, graphOf, type Step } from "../graph/index.ts";
import { isInside, type Root, rootOf } from "../tree.ts";
import { decided, type Facts, namesFacts, type Places, placesIn } from "./facts.ts";
import { stepsFrom } from "./evidence.ts";
import type { Tracked } from "./tracked.ts";

interface Sight {
  readonly tracked: Tracked;
  /** `using` gives back what this name holds. */
  readonly name: Variable;
  readonly facts: Facts;
  readonly places: Places;
  /** The statement whose value leaves; what is not returned may be over before the next await is. */
  readonly place: TSESTree.Node;
}

/** The releases that end the ways on from a `return` or a call in the statement `place`; absent when some way has none. */
export function releasesAhead(
  at: TSESTree.Node,
  place: TSESTree.Node,
  name: Variable,
  tracked: Tracked,
): readonly TSESTree.Node[] | undefined {
  const { steps, places } = overviewOf(rootOf(at), tracked);
  const kind = at.type === T.ReturnStatement ? "return" : "evaluate";
  const starts = (steps.get(at) ?? []).filter((step) => step.kind === kind);
  const sight: Sight = { tracked, name, places, facts: namesFacts([name], places), place };
  return starts.length === 0 ? undefined : followed(starts, sight);
}

interface Overview {
  readonly steps: ReadonlyMap<TSESTree.Node, readonly Step[]>;
  readonly places: Places;
}

const overviews = new WeakMap<Tracked, Map<Root, Overview>>();

/** A function may return in a thousand places, but is looked over once. */
function overviewOf(root: Root, tracked: Tracked): Overview {
  const known = overviews.get(tracked)?.get(root);
  if (known) return known;
  const steps = new Map<TSESTree.Node, Step[]>();
  const conditions: Condition[] = [];
  for (const step of stepsFrom(graphOf(root, tracked.file.sourceCode.visitorKeys).entry)) {
    const same = steps.get(step.at);
    if (same) same.push(step);
    else steps.set(step.at, [step]);
    for (const { when } of step.next) if (when) conditions.push(when);
  }
  const made = { steps, places: placesIn(conditions, tracked.file) };
  const ofTracked = overviews.get(tracked) ?? new Map<Root, Overview>();
  overviews.set(tracked, ofTracked.set(root, made));
  return made;
}

function followed(starts: readonly Step[], sight: Sight): readonly TSESTree.Node[] | undefined {
  const releases = new Set<TSESTree.Node>();
  const seen = new Set<Step>();
  const pending = starts.flatMap((step) => onward(step, sight));
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    if (isRelease(step, sight)) releases.add(step.at);
    else if (step.kind === "exit" || isWaiting(step, sight)) return undefined;
    else pending.push(...onward(step, sight));
  }
  return releases.size > 0 ? [...releases] : undefined;
}

function onward({ next }: Step, { facts, places }: Sight): readonly Step[] {
  return next.filter(({ when }) => !when || decided(when, facts, places) !== false).map(({ to }) => to);
}

function isRelease({ kind, at }: Step, { tracked: { uses, file }, name }: Sight): boolean {
  if (kind === "dispose") return at.type === T.VariableDeclarator && file.variableOf(at.id) === name;
  return (
    kind === "evaluate" &&
    (uses.get(at) ?? []).some(({ by, effect }) => effect.kind === "release" && (by === name || by === "fresh"))
  );
}

/** Whoever waits for something else may well wait long enough. */
function isWaiting({ kind, at }: Step, sight: Sight): boolean {
  if (sight.place.type === T.ReturnStatement || isInside(at, sight.place)) return false;
  if (kind === "iterate") return at.type === T.ForOfStatement && at.await;
  return at.type === T.AwaitExpression || kind === "settle" || kind === "promise";
}
