/** What a function of another file does with a resource it is given, told by how it leaves it on each of its ways. */
import type { ResultStep } from "../../catalog/index.ts";
import type { Arrival } from "../acquisitions.ts";
import type { FunctionNode } from "../tree.ts";
import type { Callee } from "./callees.ts";
import type { Effect } from "./effects.ts";
import { outcomesFrom } from "./index.ts";
import { type Tracked, trackedFrom } from "./tracked.ts";

/** One way out of the function, and whether the resource is owed on it as it was before. */
export interface Ending {
  readonly way: "return" | "throw";
  readonly isOwed: boolean;
}

type Passing = Extract<Effect, { kind: "pass" }>;

const known = new WeakMap<FunctionNode, Map<Arrival["resource"], Map<string, readonly Ending[] | undefined>>>();

/** From file to file to file, and no further. */
const MAX_DEPTH = 3;
let depth = 0;

/** Absent when it cannot be told: it lies too deep, or does nothing that can be followed. */
export function endingsOf(
  { to, index, path }: Passing,
  { arrival }: Pick<Tracked, "arrival">,
): readonly Ending[] | undefined {
  const ofFunction = known.get(to.fn) ?? new Map<Arrival["resource"], Map<string, readonly Ending[] | undefined>>();
  known.set(to.fn, ofFunction);
  const ofResource = ofFunction.get(arrival.resource) ?? new Map<string, readonly Ending[] | undefined>();
  ofFunction.set(arrival.resource, ofResource);
  const key = `${String(index)} ${JSON.stringify(path)}`;
  if (ofResource.has(key) || depth >= MAX_DEPTH) return ofResource.get(key);
  // Set before it is known: whoever calls himself ends as he does without that.
  ofResource.set(key, []);
  depth++;
  try {
    const found = endingsIn(to, index, path, arrival);
    ofResource.set(key, found);
    return found;
  } finally {
    depth--;
  }
}

function endingsIn(
  { fn, file }: Callee,
  index: number,
  path: readonly ResultStep[],
  arrival: Arrival,
): readonly Ending[] | undefined {
  if (fn.params[index] === undefined) return undefined;
  const endings = outcomesFrom(givenTo(fn, index, path, arrival), file)?.flatMap(({ way, state }): Ending[] =>
    way === "return" || way === "throw" ? [{ way, isOwed: state.is === "held" || state.is === "idle" }] : [],
  );
  if (!endings) return undefined;
  return [...new Map(endings.map((one) => [`${one.way} ${String(one.isOwed)}`, one])).values()];
}

/** The resource as the function has it that is given it. */
const givenTo = (fn: FunctionNode, index: number, path: readonly ResultStep[], arrival: Arrival): Arrival => ({
  ...arrival,
  through: { callback: fn, index },
  yields: path,
  lent: true,
});

const releasing = new WeakMap<readonly Ending[], boolean>();

/** Whether it is released there, and not only kept. */
export function isReleasedBy(passing: Passing, { arrival }: Pick<Tracked, "arrival">): boolean {
  const endings = endingsOf(passing, { arrival });
  if (!endings?.some(({ isOwed }) => !isOwed)) return false;
  const found = releasing.get(endings);
  if (found !== undefined) return found;
  // Set before it is known: whoever calls himself releases nothing by that.
  releasing.set(endings, false);
  const { to, index, path } = passing;
  const uses = trackedFrom(givenTo(to.fn, index, path, arrival), to.file)?.uses ?? new Map<never, never>();
  const made = [...uses.values()].flat().some(({ effect }) => releases(effect, arrival));
  releasing.set(endings, made);
  return made;
}

function releases(effect: Effect, arrival: Arrival): boolean {
  switch (effect.kind) {
    case "release":
    case "part":
      return true;
    case "take":
      return effect.ends === true;
    case "pass":
      return isReleasedBy(effect, { arrival });
    default:
      return false;
  }
}
