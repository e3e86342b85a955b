/** The door to classes: which fields hold what the class acquired, who forgets them, and who releases them. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import type { Arrival } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { keyNameOf } from "../tree.ts";
import { caseOf, casesIn, isEnding } from "./cases.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { type ConstructionLoss, constructionLossOf } from "./constructions.ts";
import { type FieldLoss, fieldLossOf } from "./duties.ts";
import { isEntrusted } from "./entrusted.ts";
import { isOfClass } from "./families.ts";
import { holdingOf } from "./holdings.ts";
import { keyedOverwriteOf } from "./keyed.ts";
import { type FieldOverwrite, fieldOverwriteOf } from "./overwrites.ts";
import { type ClassNode, elementAround } from "./self.ts";
import { lateArrivalOf } from "./late-arrivals.ts";
import { type SuperLoss, superLossesOf } from "./supers.ts";
import { reachOfOne } from "./teardowns.ts";

export { adoptionOf } from "./adoptions.ts";
export { type ClosureLoss, closureLossOf } from "./closures.ts";
export { closureOwnershipOf } from "./closure-owners.ts";
export type { ConstructionLoss } from "./constructions.ts";
export { type Drop, dropOf } from "./drops.ts";
export type { FieldLoss } from "./duties.ts";
export { type InheritedLoss, inheritedLossesIn } from "./inherited.ts";
export { instanceLossOf } from "./instances.ts";
export { endOfCollection, type Holding } from "./holdings.ts";
export type { FieldOverwrite } from "./overwrites.ts";
export { knownRegistrationsIn } from "./known-pairs.ts";
export { type Registration, registrationsIn } from "./pairs.ts";
export { isReleasedOutside } from "./other-ends.ts";
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
  const loss = fieldLossOf(known) ?? lateArrivalOf(known);
  if (loss) return { loss, supers: [], construction: undefined, overwrite: undefined };
  const overwrite = fieldOverwriteOf(known) ?? keyedOverwriteOf(known);
  // No object need be made or ended for what belongs to a class.
  if (isOfClass(known.holding.shape)) return { loss, supers: [], construction: undefined, overwrite };
  return { loss, supers: superLossesOf(known), construction: constructionLossOf(known), overwrite };
}

/** What makes a class a resource of its own: it acquires into fields, and a method of its own releases them. */
export interface Ownership {
  readonly fields: readonly string[];
  /** What the fields hold. */
  readonly owned: readonly ResourceModel[];
  /** The methods that release them, the one that releases most before the others. */
  readonly ends: readonly string[];
  /** The methods that acquire; none when the constructor does. */
  readonly opens: readonly string[];
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
  const cases = casesIn(shape, file);
  const released = (cases[0]?.teardowns ?? []).map(({ fn, element }) => {
    const reach = reachOfOne(fn, shape, file);
    const owned = cases.filter(({ cares }) => cares.some((care) => isEnding(care) && reach.has(care.at)));
    return { name: keyNameOf(element) ?? "", owned };
  });
  const ends = released.filter(({ owned }) => owned.length > 0).toSorted((a, b) => b.owned.length - a.owned.length);
  const owned = ends[0]?.owned ?? [];
  // What the class only prepares is owed when it has been opened, and nobody can see that from outside.
  if (owned.length === 0 || owned.some(({ holding: { arrival } }) => arrival.resource.opens && !arrival.awaited))
    return undefined;
  const opens = owned.map(({ holding: { arrival } }) => openersOf(arrival.call, shape, file));
  return {
    fields: [...new Set(owned.map(({ holding }) => holding.field))],
    owned: owned.map(({ holding: { arrival } }) => leftAlone(arrival.resource, isEntrusted(shape, file))),
    ends: ends.map(({ name }) => name),
    opens: opens.some((names) => names.length === 0) ? [] : [...new Set(opens.flat())],
  };
}

/** What somebody else ends, or listens to itself, goes on without a holder. */
export const leftAlone = (resource: ResourceModel, isLeft: boolean): ResourceModel =>
  isLeft ? { ...resource, unattended: true } : resource;

/** The methods that lead to an acquisition; none when making the object does. */
function openersOf(call: TSESTree.Node, shape: ClassShape, file: File): readonly string[] {
  const element = elementAround(call);
  if (element?.type !== T.MethodDefinition) return [];
  const leads = (fn: TSESTree.Node): boolean => reachOfOne(fn, shape, file).has(call);
  const made = shape.node.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  if (made?.type === T.MethodDefinition && leads(made.value)) return [];
  return [...shape.methods].filter(([name, { fn }]) => /^\w+$/u.test(name) && leads(fn)).map(([name]) => name);
}
