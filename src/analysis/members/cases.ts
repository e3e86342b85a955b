/** All that is known of one field that holds a resource: who cares for it, and what the end of the object reaches. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { resourcesAt } from "../factories.ts";
import type { File } from "../file.ts";
import { callsIn, unwrapped } from "../tree.ts";
import { type Care, caresFor } from "./cares.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { familyOf, fieldsBehind, namesOf } from "./families.ts";
import { type Holding, holdingOf, isOwnStore } from "./holdings.ts";
import { hooksOf, reachOf, type Teardown, teardownsOf } from "./teardowns.ts";

export interface Case {
  readonly holding: Holding;
  readonly file: File;
  /** Every place in the file that names the field. */
  readonly places: readonly TSESTree.Node[];
  readonly cares: readonly Care[];
  readonly teardowns: readonly Teardown[];
  readonly isReached: (node: TSESTree.Node) => boolean;
}

/** Absent when there is nothing to release, or nobody can say what the end of the object does. */
export function caseOf(holding: Holding, file: File): Case | undefined {
  const { resource, awaited } = holding.arrival;
  if (resource.lifetime === "body" || resource.endsByItself) return undefined;
  const reach = reachOf(holding.shape, file);
  const places = placesOf(holding, file);
  const own = isOwnStore(holding, file);
  const cares = [
    ...caresFor(places, holding.amount, holding.arrival, file, own),
    ...caresFor(holding.aliases, "one", holding.arrival, file, own),
  ];
  const isOpened = resource.opens === undefined || awaited || cares.some(({ kind }) => OPENING.has(kind));
  if (!isOpened || reach.isOpen) return undefined;
  const ends = teardownsOf(holding.shape);
  const teardowns = ends.length > 0 ? ends : hooksOf(holding.shape, file);
  return { holding, file, places, cares, teardowns, isReached: reach.has };
}

/** Every field of a class itself that is given what the class acquires. */
export function casesIn(shape: ClassShape, file: File): readonly Case[] {
  return callsIn(shape.node, file.sourceCode.visitorKeys)
    .flatMap((call) => resourcesAt(call, file))
    .flatMap((arrival) => holdingOf(arrival, file) ?? [])
    .filter((holding) => holding.shape === shape && !isViewOfGiven(holding, file))
    .flatMap((holding) => caseOf(holding, file) ?? []);
}

/** `this.writer = stream.getWriter()` in a constructor that is given the stream: whoever gave it ends both. */
function isViewOfGiven({ arrival: { call, resource } }: Holding, file: File): boolean {
  if (!resource.unattended || call.type !== T.CallExpression) return false;
  let at = unwrapped(call.callee);
  while (at.type === T.MemberExpression) at = unwrapped(at.object);
  return String(file.variableOf(at)?.defs[0]?.type) === "Parameter";
}

/** Whoever is lent it may open it. */
const OPENING: ReadonlySet<Care["kind"]> = new Set(["open", "lend", "take"]);

/** Of the class, its relatives, or an object that may be one of theirs. */
function placesOf({ shape, field }: Holding, file: File): readonly TSESTree.Node[] {
  const relatives = field.startsWith("#") ? [shape] : familyOf(shape);
  const others = namesOf(field, shape).flatMap((name) => classesOf(file).outside.get(name) ?? []);
  // What is put into an accessor is found in the field behind it.
  const fields = [field, ...fieldsBehind(field, shape)];
  const own = relatives.flatMap(({ uses }) => fields.flatMap((one) => uses.get(one) ?? []));
  return [...new Set([...own, ...others])];
}

export const isEnding = ({ kind }: Care): boolean => kind === "release" || kind === "end";
