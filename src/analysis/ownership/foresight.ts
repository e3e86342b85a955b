/** What a path may still be asked: facts that no question ahead is about are forgotten, so that paths meet again. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { type Condition, executorOf, graphOf, type Step } from "../graph/index.ts";
import { isFunction, nodesIn, type Root } from "../tree.ts";
import { stepsFrom } from "./evidence.ts";
import { type Facts, placeAsked, type Places } from "./facts.ts";
import type { Tracked } from "./tracked.ts";

/** The steps of the function, and of those that a path may lead through: written in place, entered or given away. */
export function stepsBelow({ root, uses, file }: Tracked): ReadonlyMap<Root, ReadonlySet<Step>> {
  const used = [...uses.values()].flat().flatMap(({ effect }) => ("fn" in effect ? [effect.fn] : []));
  const found = new Map<Root, ReadonlySet<Step>>();
  for (const one of new Set<Root>([root, ...used])) addSteps(one, file, found);
  return found;
}

function addSteps(root: Root, file: File, into: Map<Root, ReadonlySet<Step>>): void {
  if (into.has(root)) return;
  const steps = stepsFrom(graphOf(root, file.sourceCode.visitorKeys).entry);
  into.set(root, steps);
  for (const { kind, at } of steps) {
    const runs = kind === "promise" ? executorOf(at) : at;
    if ((kind === "run" || kind === "promise") && isFunction(runs)) addSteps(runs, file, into);
  }
}

export const conditionsOf = (steps: ReadonlySet<Step>): readonly Condition[] =>
  [...steps].flatMap(({ next }) => next.flatMap(({ when }) => when ?? []));

/** The facts that are worth keeping where a step of the function `root` is reached. */
export type Foresight = (facts: Facts, step: Step, root: Root) => Facts;

/** So few places may be asked about that there is little to forget. */
const FEW = 3;

export function foresightOf(all: ReadonlyMap<Root, ReadonlySet<Step>>, places: Places, file: File): Foresight {
  const bits = new Map<string, bigint>();
  const bitOf = (place: string): bigint => {
    const bit = bits.get(place) ?? 1n << BigInt(bits.size);
    bits.set(place, bit);
    return bit;
  };
  const asked = (step: Step): bigint => placesAt(step, places, file).reduce((mask, place) => mask | bitOf(place), 0n);
  const own = new Map(
    Array.from(all, ([root, steps]) => [root, new Map(Array.from(steps, (one) => [one, asked(one)]))]),
  );
  if (bits.size <= FEW) return (facts) => facts;
  const ahead = new Map<Root, ReadonlyMap<Step, bigint>>();
  const forgotten = new WeakMap<Facts, Map<bigint, Facts>>();
  return (facts, step, root) => {
    if (facts.size === 0) return facts;
    const ofRoot = ahead.get(root) ?? aheadIn(root, own);
    ahead.set(root, ofRoot);
    const mask = ofRoot.get(step);
    if (mask === undefined) return facts;
    const known = forgotten.get(facts) ?? new Map<bigint, Facts>();
    forgotten.set(facts, known);
    const kept = known.get(mask) ?? keeping(facts, (place) => ((bits.get(place) ?? 0n) & mask) !== 0n);
    known.set(mask, kept);
    return kept;
  };
}

function keeping(facts: Facts, isKept: (place: string) => boolean): Facts {
  const kept = [...facts].filter(([place]) => isKept(place));
  return kept.length === facts.size ? facts : new Map(kept);
}

/** The places that a step asks about: the conditions of its edges, and whatever the value it writes may be made of. */
function placesAt({ kind, at, next }: Step, places: Places, file: File): readonly string[] {
  const value = kind === "evaluate" ? valueAt(at) : undefined;
  const read = value ? nodesIn(value, file.sourceCode.visitorKeys, (node) => !isFunction(node)) : [];
  return [
    ...next.flatMap(({ when }) => (when && placeAsked(when, places)) ?? []),
    ...read.flatMap((node) => places.placeOf(node) ?? []),
  ];
}

function valueAt(at: TSESTree.Node): TSESTree.Node | null | undefined {
  if (at.type === T.VariableDeclarator) return at.init;
  return at.type === T.AssignmentExpression ? at.right : undefined;
}

/** By step, what is asked from there on; what other functions ask may be asked anywhere. */
function aheadIn(root: Root, own: ReadonlyMap<Root, ReadonlyMap<Step, bigint>>): ReadonlyMap<Step, bigint> {
  const elsewhere = [...own].flatMap(([other, steps]) => (other === root ? [] : [...steps.values()]));
  const everywhere = elsewhere.reduce((mask, one) => mask | one, 0n);
  const found = new Map(Array.from(own.get(root) ?? [], ([step, mask]) => [step, mask | everywhere]));
  const backwards = [...found.keys()].toReversed();
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const step of backwards) {
      const before = found.get(step) ?? 0n;
      const onward = [...step.next.map(({ to }) => to), ...(step.thrown ? [step.thrown] : [])];
      const after = onward.reduce((mask, to) => mask | (found.get(to) ?? 0n), before);
      if (after === before) continue;
      found.set(step, after);
      isSettled = false;
    }
  }
  return found;
}
