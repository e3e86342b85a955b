/** Which method overrides the one that releases an inherited field, and does not call it? */
import { type Case, isEnding } from "./cases.ts";
import { type ClassShape, lineOf } from "./classes.ts";
import type { Holding } from "./holdings.ts";
import { reachOfOne, reachOf, type Teardown, teardownsOf } from "./teardowns.ts";

/** A class whose end leaves open what the class it extends would release. */
export interface SuperLoss {
  readonly holding: Holding;
  readonly shape: ClassShape;
  readonly override: Teardown;
}

/** One for each class below the holder's that overrides the releasing method, and reaches no release in another way. */
export function superLossesOf({ holding, cares, teardowns, file }: Case): readonly SuperLoss[] {
  const { shape } = holding;
  const heirs = descendantsOf(shape);
  if (heirs.length === 0) return [];
  const releases = cares.filter(isEnding);
  const releasing = teardowns.filter(({ fn }) => {
    const reach = reachOfOne(fn, shape, file);
    return releases.some(({ at }) => reach.has(at));
  });
  return heirs.flatMap((below) => {
    const reach = reachOf(below, file);
    if (reach.isOpen || cares.some(({ at, kind }) => kind !== "open" && reach.has(at))) return [];
    const own = teardownsOf(below).filter(({ element }) => element.parent.parent === below.node);
    const override = own.find(({ name }) => releasing.some((one) => one.name === name));
    return override ? [{ holding, shape: below, override }] : [];
  });
}

function descendantsOf(shape: ClassShape): readonly ClassShape[] {
  const found = new Set(shape.subclasses);
  for (const one of found) for (const below of one.subclasses) found.add(below);
  return [...found].filter((one) => lineOf(one).includes(shape));
}
