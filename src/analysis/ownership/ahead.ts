/** Is a release certain to come between a place and the end of the function? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../file.ts";
import { type Condition, graphOf, type Step } from "../graph/index.ts";
import { isInside, rootOf } from "../tree.ts";
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
  const steps = [...stepsFrom(graphOf(rootOf(at), tracked.file.sourceCode.visitorKeys).entry)];
  const kind = at.type === T.ReturnStatement ? "return" : "evaluate";
  const starts = steps.filter((step) => step.at === at && step.kind === kind);
  const conditions = steps.flatMap(({ next }) => next.flatMap(({ when }): Condition[] => (when ? [when] : [])));
  const places = placesIn(conditions, tracked.file);
  const sight: Sight = { tracked, name, places, facts: namesFacts([name], places), place };
  return starts.length === 0 ? undefined : followed(starts, sight);
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
  return at.type === T.AwaitExpression || kind === "settle" || kind === "promise" || kind === "iterate";
}
