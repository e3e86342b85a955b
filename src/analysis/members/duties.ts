/** Does any method that ends an object release what its fields hold? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { consumersOf } from "../consumers.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { lastName, termsOf } from "../knowledge.ts";
import { frequencyOf } from "../lifetimes/index.ts";
import { callsIn, isFunction, isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import type { ClassShape } from "./classes.ts";
import { isOfClass, isPrivate, lineOf } from "./families.ts";
import type { Holding } from "./holdings.ts";
import { isEndedByHooks } from "./hooks.ts";
import { isMissedByRegistry } from "./inherited-registry.ts";
import { missedEndOf } from "./missed-ends.ts";
import { isEndedOtherwise, isReleasedOutside } from "./other-ends.ts";
import { placesNaming } from "./places.ts";
import { isForGood } from "./rearming.ts";
import { isSharedForGood, isShown } from "./statics.ts";
import { type Teardown } from "./teardowns.ts";

/** A field whose class forgets it. */
export interface FieldLoss {
  readonly holding: Holding;
  /** The method that forgets; absent when the class has none that could remember. */
  readonly teardown: Teardown | undefined;
  /** The way out of the method that misses the release; absent when the whole method does. */
  readonly exit?: TSESTree.Node;
  /** What the method sets, and nobody asks for when the resource has arrived: it came after the end. */
  readonly flag?: string;
  /** How sure it is: nothing else in the class ends it either, or something does at another time. */
  readonly tier: "recommended" | "strict";
}

export function fieldLossOf(one: Case): FieldLoss | undefined {
  const { holding, teardowns } = one;
  const isStatic = isOfClass(holding.shape);
  if (isBeyondSight(one) || (isStatic && isSharedForGood(one))) return undefined;
  const found = teardowns.length > 0 ? tierOf(one) : tierWithoutTeardown(one);
  const tier = found === "recommended" && isStatic && isShown(one) ? "strict" : found;
  if (tier) return { holding, teardown: teardowns.length > 0 ? forgetful(teardowns, one.file) : undefined, tier };
  const missed = missedEndOf(one);
  return missed && { holding, tier: "strict", teardown: missed.teardown, ...(missed.exit && { exit: missed.exit }) };
}

/** A class elsewhere that this one extends, or that extends it, may know the field. */
function isBeyondSight({ holding: { shape, field }, teardowns }: Case): boolean {
  if (isPrivate(field, shape)) return false;
  const declared = lineOf(shape)
    .find((one) => one.declared.has(field))
    ?.declared.get(field);
  const isInherited = lineOf(shape).at(-1)?.base === "unknown" && (!declared || declared.override);
  return (
    isInherited ||
    (shape.node.abstract && teardowns.length === 0) ||
    (declared?.accessibility === "protected" && shape.node.abstract)
  );
}

function tierOf(one: Case): FieldLoss["tier"] | undefined {
  const { cares, isReached, holding, file, teardowns } = one;
  if (cares.some((care) => (isEnding(care) || care.kind === "lend") && isReached(care.at))) return undefined;
  const takers = cares.filter(({ kind }) => kind === "take");
  if (!takers.every(({ at }) => onlyKeeps(at, holding.arrival.resource, file)) || isReached(holding.at))
    return undefined;
  if (isEndedOtherwise(one) || isEndedByHooks(one)) return undefined;
  if (needsEvidence(holding.arrival.resource) && cares.some(({ kind }) => kind === "lend")) return undefined;
  const isKept =
    cares.some(({ kind }) => kind === "lend" || kind === "take") ||
    cares.some((care) => isEnding(care) && isForGood(care, one));
  if (isKept) return "strict";
  return needsEvidence(holding.arrival.resource) && !isEvident(teardowns, one, file) ? "strict" : "recommended";
}

function tierWithoutTeardown(one: Case): "strict" | undefined {
  const { cares, holding, file } = one;
  if (isMissedByRegistry(one)) return "strict";
  const { arrival, shape, field } = holding;
  if (isLetGo(one) || isMadeOnce(shape, file)) return undefined;
  const isForeign = lineOf(shape).at(-1)?.base === "unknown";
  if (cares.some(({ kind }) => kind !== "open") || isForeign || arrival.resource.lifetime === "app") return undefined;
  if (!isPrivate(field, shape) && isReleasedOutside(field, arrival.resource, file)) return undefined;
  return comesAndGoes(shape, file) ? "strict" : undefined;
}

/** Objects of a class without an end live as long as the program, unless the file makes them again and again, or lets them go. */
function comesAndGoes({ node }: ClassShape, file: File): boolean {
  return madeIn(node, file).some((made) => {
    const frequency = isFunction(rootOf(made)) ? frequencyOf(made, file) : "once";
    // A factory of its own is there to be called again.
    const isShown = isInside(made, node) || isLetGoAt(made, file);
    return typeof frequency === "object" || (frequency === "unknown" && isShown);
  });
}

const NONE: ReadonlySet<string> = new Set();

/** `new Journal().append(line)`: nobody is given the object. */
function isLetGoAt(made: TSESTree.Node, file: File): boolean {
  return consumersOf(made, NONE).every((one) => {
    const bound = one.kind === "bind" ? file.variableOf(one.pattern) : undefined;
    if (bound) return bound.references.every(({ identifier, init }) => init === true || isLetGoAt(identifier, file));
    return one.kind === "method" || one.kind === "member" || one.kind === "look" || one.kind === "drop";
  });
}

/** `new EncryptedStore(store, key)` in doubt: a class of the program that never speaks of the release is a view. */
function onlyKeeps(at: TSESTree.Node, resource: ResourceModel, file: File): boolean {
  const callee = at.type === T.NewExpression ? unwrapped(at.callee) : undefined;
  if (callee?.type !== T.Identifier || file.settings.unknownCalls !== "borrows") return false;
  const local = file.variableOf(callee)?.defs[0]?.node as TSESTree.Node | undefined;
  const declared = [...(local ? [{ file, node: local }] : []), ...(file.sources?.declaredBy(callee) ?? [])];
  const [made] = declared.filter(({ node }) => node.type === T.ClassDeclaration);
  if (made?.node.type !== T.ClassDeclaration || made.node.superClass) return false;
  const text = made.file.sourceCode.getText(made.node);
  return termsOf(resource).release.every(({ path }) => !text.includes(lastName(path)));
}

/** `this.timer.unref()` in a class without an end: it is meant to go on as long as the program. */
function isLetGo({ places, holding: { aliases } }: Case): boolean {
  return [...places, ...aliases].some((place) => {
    const { parent } = wrapped(place);
    return parent?.type === T.MemberExpression && keyNameOf(parent) === "unref";
  });
}

/** `export default new Log()`: the one object of a module lives as long as the program. */
const isMadeOnce = ({ node }: ClassShape, file: File): boolean =>
  madeIn(node, file).some((made) => rootOf(made).type === T.Program);

const madeIn = (node: ClassShape["node"], file: File): readonly TSESTree.Node[] =>
  placesNaming(node, file).flatMap(({ parent }) => (parent?.type === T.NewExpression ? [parent] : []));

/** What goes on by itself is owed by a teardown that ends something, or that knows the field. */
const needsEvidence = ({ unattended, lifetime }: ResourceModel): boolean => unattended === true && lifetime === "app";

function isEvident(teardowns: readonly Teardown[], { places, isReached }: Case, file: File): boolean {
  return places.some(isReached) || teardowns.some((teardown) => endsSomething(teardown, file));
}

function endsSomething({ fn }: Teardown, { sourceCode }: File): boolean {
  return callsIn(fn, sourceCode.visitorKeys).some(({ callee }) => {
    const it = unwrapped(callee);
    const name = it.type === T.MemberExpression ? keyNameOf(it) : it.type === T.Identifier ? it.name : undefined;
    return name !== undefined && readsLikeEnd(name);
  });
}

/** The teardown that a reader would look into: of the whole object, not `stop(id)`, and one that ends something else. */
function forgetful(teardowns: readonly Teardown[], file: File): Teardown | undefined {
  const whole = teardowns.filter(({ fn }) => fn.params.length === 0);
  const likely = whole.length > 0 ? whole : teardowns;
  return likely.find((one) => endsSomething(one, file)) ?? likely[0];
}
