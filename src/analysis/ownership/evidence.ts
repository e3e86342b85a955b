/** Evidence that the function means to release the resource itself: a release it can still reach. */
import { type Edge, graphOf, type Step } from "../graph/index.ts";
import { type FunctionNode, isCall, isFunction, isInside, type Root } from "../tree.ts";
import { settlerOf } from "./callees.ts";
import type { Effect } from "./effects.ts";
import { endingsOf, isReleasedBy } from "./summaries.ts";
import type { Visit } from "./state.ts";
import type { Tracked } from "./tracked.ts";
import type { Walker } from "./walk.ts";

/** Some path of the function itself, or of one it calls, releases it; what handlers do is their affair. */
export function isReleasedHere(tracked: Tracked): boolean {
  const { entry } = graphOf(tracked.root, tracked.file.sourceCode.visitorKeys);
  const isPart = ({ at }: Step): boolean => tracked.uses.get(at)?.some(({ effect }) => effect.kind === "part") === true;
  return [...stepsFrom(entry)].some((step) => releasesAt(step, tracked) || isPart(step));
}

/** An executor that resolves with it hands it over; where it rejects, nobody can reach it any more. */
export function isResolvedWith({ root, uses, file }: Tracked): boolean {
  return [...uses].some(([at, list]) => {
    const settler = isCall(at) && list.some(({ effect }) => effect.kind === "take") && settlerOf(at.callee, file);
    return settler && settler.executor === root && settler.way === "resolve";
  });
}

const known = new WeakMap<Step, ReadonlySet<Step>>();

/** Every step that control can reach; a graph does not change. */
export function stepsFrom(entry: Step): ReadonlySet<Step> {
  const found = known.get(entry);
  if (found) return found;
  const steps = new Set<Step>([entry]);
  for (const step of steps)
    for (const to of [...step.next.map((edge: Edge) => edge.to), ...(step.thrown ? [step.thrown] : [])]) steps.add(to);
  known.set(entry, steps);
  return steps;
}

/** Answers whether a release is reachable without a throw, and before the resource is acquired anew. */
export function releasesAfterIn(tracked: Tracked): (step: Step, root: Root) => boolean {
  const byRoot = new Map<Root, ReadonlySet<Step>>();
  return (step, root) => {
    const leading = byRoot.get(root) ?? stepsBeforeRelease(tracked, root);
    byRoot.set(root, leading);
    return leading.has(step);
  };
}

/** The steps from which a release follows, found backwards from the releases. */
function stepsBeforeRelease(tracked: Tracked, root: Root): ReadonlySet<Step> {
  const { entry } = graphOf(root, tracked.file.sourceCode.visitorKeys);
  const steps = stepsFrom(entry);
  const before = new Map<Step, Step[]>();
  for (const step of steps) for (const { to } of step.next) before.set(to, [...(before.get(to) ?? []), step]);
  const leading = new Set<Step>();
  const pending = [...steps].filter((step) => releasesAt(step, tracked) && !onlyKept(step, tracked));
  for (let step = pending.pop(); step; step = pending.pop())
    for (const earlier of before.get(step) ?? []) {
      if (leading.has(earlier)) continue;
      leading.add(earlier);
      if (earlier.at !== tracked.begins) pending.push(earlier);
    }
  return leading;
}

function releasesAt(step: Step, tracked: Tracked): boolean {
  const uses = tracked.uses.get(step.at) ?? [];
  return uses.some(({ effect }) => effect.kind === "release") || isReleasedIn(step, tracked);
}

/** A function that runs at this step releases it. */
export function isReleasedIn(step: Step, tracked: Tracked): boolean {
  const uses = tracked.uses.get(step.at) ?? [];
  if (uses.some(({ effect }) => effect.kind === "pass" && releasesElsewhere(effect, tracked))) return true;
  const functions = uses.flatMap(({ effect }) => (effect.kind === "enter" ? [effect.fn] : []));
  const run = step.kind === "run" && isFunction(step.at) ? [step.at] : [];
  return [...functions, ...run].some((fn) => releasesIn(fn, tracked));
}

const releasesElsewhere = (effect: Extract<Effect, { kind: "pass" }>, tracked: Tracked): boolean =>
  endingsOf(effect, tracked)?.some(({ isOwed }) => !isOwed) === true;

/** All that is done with it there is to give it to functions of other files that keep it. */
function onlyKept({ at }: Step, tracked: Tracked): boolean {
  const uses = tracked.uses.get(at) ?? [];
  return uses.length > 0 && uses.every(({ effect }) => effect.kind === "pass" && !isReleasedBy(effect, tracked));
}

function releasesIn(fn: FunctionNode, { uses }: Tracked): boolean {
  return [...uses].some(([at, list]) => isInside(at, fn) && list.some(({ effect }) => effect.kind === "release"));
}

/** Who releases it later on all the same has evidently only lent it. */
export function isTaken(sure: boolean, { step }: Visit, walker: Walker): boolean {
  const root = walker.inside.at(-1) ?? walker.tracked.root;
  if (walker.releasesAfter(step, root)) return false;
  return sure || walker.tracked.file.settings.unknownCalls === "takes";
}
