/** The door to classes: which fields hold what the class acquired, who forgets them, and who releases them. */
import { type Arrival, arrivalsAt } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { callsIn } from "../tree.ts";
import { caseOf, isEnding } from "./cases.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { type ConstructionLoss, constructionLossOf } from "./constructions.ts";
import { type FieldLoss, fieldLossOf } from "./duties.ts";
import { holdingOf } from "./holdings.ts";
import { keyedOverwriteOf } from "./keyed.ts";
import { type FieldOverwrite, fieldOverwriteOf } from "./overwrites.ts";
import type { ClassNode } from "./self.ts";
import { type SuperLoss, superLossesOf } from "./supers.ts";
import { reachFrom } from "./teardowns.ts";

export type { ConstructionLoss } from "./constructions.ts";
export type { FieldLoss } from "./duties.ts";
export type { Holding } from "./holdings.ts";
export type { FieldOverwrite } from "./overwrites.ts";
export { type Registration, registrationsIn } from "./pairs.ts";
export { presumedLossesIn } from "./presumed.ts";
export type { SuperLoss } from "./supers.ts";

/** What becomes of an arrival that a field of a class is given. */
export interface FieldFate {
  /** Absent when the class cares for it. */
  readonly loss: FieldLoss | undefined;
  readonly supers: readonly SuperLoss[];
  readonly construction: ConstructionLoss | undefined;
  readonly overwrite: FieldOverwrite | undefined;
}

/** Absent when the arrival is given to no field of a class around, or nothing can be said. */
export function fieldFateOf(arrival: Arrival, file: File): FieldFate | undefined {
  const holding = holdingOf(arrival, file);
  const known = holding && caseOf(holding, file);
  if (!known) return undefined;
  const loss = fieldLossOf(known);
  if (loss) return { loss, supers: [], construction: undefined, overwrite: undefined };
  const overwrite = fieldOverwriteOf(known) ?? keyedOverwriteOf(known);
  return { loss, supers: superLossesOf(known), construction: constructionLossOf(known), overwrite };
}

/** What makes a class a resource of its own: it acquires into fields, and a method of its own releases them. */
export interface Ownership {
  readonly fields: readonly string[];
  /** The method that releases them, as a message names it: `close()`, `[Symbol.dispose]()`. */
  readonly teardown: string;
  /** It answers a promise. */
  readonly awaited: boolean;
}

const known = new WeakMap<ClassShape, { readonly found: Ownership | undefined }>();

/** Absent when the class releases nothing that it acquired itself. */
export function ownershipOf(node: ClassNode, file: File): Ownership | undefined {
  const shape = classesOf(file).shapeOf(node);
  if (!shape) return undefined;
  const answered = known.get(shape);
  if (answered) return answered.found;
  // Set before it is known: a class that acquires one of its own kind is judged by the rest of it.
  known.set(shape, { found: undefined });
  const found = ownershipFrom(shape, file);
  known.set(shape, { found });
  return found;
}

function ownershipFrom(shape: ClassShape, file: File): Ownership | undefined {
  const holdings = callsIn(shape.node, file.sourceCode.visitorKeys)
    .flatMap((call) => arrivalsAt(call, file))
    .flatMap((arrival) => holdingOf(arrival, file) ?? [])
    .filter((holding) => holding.shape === shape);
  const cases = holdings.flatMap((holding) => caseOf(holding, file) ?? []);
  const [teardowns] = cases.map((one) => one.teardowns);
  const released = (teardowns ?? []).map((teardown) => {
    const reach = reachFrom([teardown.fn], shape, file);
    const owned = cases.filter(({ cares }) => cares.some((care) => isEnding(care) && reach.has(care.at)));
    return { teardown, fields: [...new Set(owned.map(({ holding }) => holding.field))] };
  });
  const [best] = released.toSorted((a, b) => b.fields.length - a.fields.length);
  if (!best || best.fields.length === 0) return undefined;
  const { name, fn } = best.teardown;
  return { fields: best.fields, teardown: name, awaited: fn.async };
}
