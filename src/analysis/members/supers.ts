/** Which method overrides the one that releases an inherited field, and does not call it? */
import { isEnd } from "../end-names.ts";
import { keyNameOf } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import type { ClassShape } from "./classes.ts";
import { isPrivate, lineOf } from "./families.ts";
import type { Holding } from "./holdings.ts";
import { methodFrom, reachAlong, type Rung, rungsOf, type Start } from "./lines.ts";
import { elementAround } from "./self.ts";
import { endListeners, type Teardown, teardownsOf } from "./teardowns.ts";

/** A class whose end leaves open what the class it extends would release. */
export interface SuperLoss {
  readonly holding: Holding;
  readonly shape: ClassShape;
  readonly override: Teardown;
}

/** One for each class below the holder's that overrides the releasing method, and reaches no release in another way. */
export function superLossesOf(one: Case): readonly SuperLoss[] {
  const heirs = descendantsOf(one.holding.shape);
  return heirs.flatMap((below) => superLossOf(one, rungsOf(below, one.file)) ?? []);
}

/** The same for one class, given first in its line; the case is of a class further up. */
export function superLossOf(one: Case, rungs: readonly Rung[]): SuperLoss | undefined {
  const { cares, holding } = one;
  const [below] = rungs;
  if (!below || isKnownBetween(one, rungs) || !isStillAcquired(holding, rungs)) return undefined;
  const ends = reachAlong(endsOf(rungs), rungs);
  if (ends.isOpen || cares.some(({ at, kind }) => kind !== "open" && ends.has(at))) return undefined;
  const releases = cares.filter(isEnding);
  const own = teardownsOf(below.shape).filter(({ element }) => element.parent.parent === below.shape.node);
  const override = own.find(({ element }) => {
    const replaced = methodFrom(keyNameOf(element) ?? "", 1, rungs);
    const reach = replaced && reachAlong([{ ...replaced, rung: 0 }], rungs.slice(replaced.rung));
    return reach && releases.some(({ at }) => reach.has(at));
  });
  return override && { holding, shape: below.shape, override };
}

/** What the outside calls to end an object of the first class, each as that class has it; and what listens to its end. */
function endsOf(rungs: readonly Rung[]): readonly Start[] {
  const names = new Set(rungs.flatMap(({ shape }) => [...shape.methods.keys()].filter(isEnd)));
  const methods = [...names].flatMap((name) => methodFrom(name, 0, rungs) ?? []);
  const listeners = rungs.flatMap(({ shape, file }, rung) => endListeners(shape, file).map((fn) => ({ fn, rung })));
  return [...methods, ...listeners];
}

/** A class of another file that names the field itself may release it. */
function isKnownBetween({ holding: { shape, field }, file }: Case, rungs: readonly Rung[]): boolean {
  return !isPrivate(field, shape) && rungs.some((one) => one.file !== file && one.shape.uses.has(field));
}

/** No class below replaces the method that acquires, or what replaces it leads there. */
function isStillAcquired({ arrival: { call } }: Holding, rungs: readonly Rung[]): boolean {
  const element = elementAround(call);
  const name = element && keyNameOf(element);
  const home = rungs.findIndex(({ shape }) => shape.node === element?.parent.parent);
  const lowest = name === undefined ? undefined : methodFrom(name, 0, rungs);
  return lowest === undefined || lowest.rung >= home || reachAlong([lowest], rungs).has(call);
}

function descendantsOf(shape: ClassShape): readonly ClassShape[] {
  const found = new Set(shape.subclasses);
  for (const one of found) for (const below of one.subclasses) found.add(below);
  return [...found].filter((one) => lineOf(one).includes(shape));
}
