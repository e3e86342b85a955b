/** Who but the end of the object itself, as far as anybody can tell, ends what a field holds? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { consumersOf } from "../consumers.ts";
import { isSaidElsewhere } from "../elsewhere.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { termsOf } from "../knowledge.ts";
import { isCall, isFunction, isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Care, caresFor } from "./cares.ts";
import { type Case, isEnding } from "./cases.ts";
import { familyOf, isPrivate, namesOf } from "./families.ts";
import { selfOf } from "./self.ts";

/** Another part of the object, another object, another file, or another method for the whole. */
export function isEndedOtherwise(one: Case): boolean {
  const { cares } = one;
  return (
    cares.some((care) => care.kind === "lend" && (isGivenToEnded(care, one) || isMadeIntoEnded(care, one))) ||
    cares.some((care) => isPutWithOthers(care.at, one) || isEndOfAnother(care, one)) ||
    isEndedElsewhere(one) ||
    isEndOfParts(one)
  );
}

/** `this.opened.resolve(pc)` in a class whose `close()` works with `this.opened`: the end has another way to it. */
function isGivenToEnded({ at }: Care, { holding: { shape, field }, isReached, file }: Case): boolean {
  const method = isCall(at) ? unwrapped(at.callee) : undefined;
  const keeper = method?.type === T.MemberExpression ? unwrapped(method.object) : undefined;
  if (keeper?.type !== T.MemberExpression || selfOf(keeper.object, file) !== shape.self) return false;
  const name = keyNameOf(keeper);
  return name !== undefined && name !== field && shape.uses.get(name)?.some(isReached) === true;
}

/** `this.all = combined(this.cache, this.watcher)` in a class whose end works with `this.all`. */
function isMadeIntoEnded({ at }: Care, { holding: { shape, field }, isReached, file }: Case): boolean {
  const stored = isCall(at) ? consumersOf(at, NONE).find(({ kind }) => kind === "store") : undefined;
  const target = stored?.kind === "store" && stored.target ? unwrapped(stored.target) : undefined;
  if (target?.type !== T.MemberExpression || selfOf(target.object, file) !== shape.self) return false;
  const name = keyNameOf(target);
  return name !== undefined && name !== field && shape.uses.get(name)?.some(isReached) === true;
}

const NONE: ReadonlySet<string> = new Set();

/** `context.subscriptions.push({ dispose: () => this.parts.forEach(end) })`: what ends it is told by somebody else. */
function isEndOfAnother(care: Care, { file }: Case): boolean {
  for (let fn = isEnding(care) ? rootOf(care.at) : undefined; isFunction(fn); fn = rootOf(fn)) {
    const property = wrapped(fn).parent;
    if (property?.type !== T.Property || !readsLikeEnd(keyNameOf(property) ?? "")) continue;
    const [given] = consumersOf(property.parent, NONE);
    const callee = given?.kind === "argument" ? unwrapped(given.at.callee) : undefined;
    return callee?.type === T.MemberExpression && file.variableOf(startOf(callee)) !== undefined;
  }
  return false;
}

const startOf = (node: TSESTree.Node): TSESTree.Node => {
  const it = unwrapped(node);
  return it.type === T.MemberExpression ? startOf(it.object) : it;
};

/** `this.parts.push((this.ticker = new Ticker()))`, where something ends every one of `this.parts`, whoever calls it. */
function isPutWithOthers(at: TSESTree.Node, { holding, file }: Case): boolean {
  const { shape, arrival } = holding;
  const callee = isCall(at) ? unwrapped(at.callee) : undefined;
  const keeper = callee?.type === T.MemberExpression ? unwrapped(callee.object) : undefined;
  if (keeper?.type !== T.MemberExpression || selfOf(keeper.object, file) !== shape.self) return false;
  const name = keyNameOf(keeper);
  const places = name === undefined || name === holding.field ? [] : (shape.uses.get(name) ?? []);
  return caresFor(places, "many", arrival, file, () => false).some(isEnding);
}

/** Somebody else releases the field of some object: `clearInterval(poller.timer)`, in this file or another. */
export function isEndedElsewhere({ holding: { shape, field, arrival }, cares, file }: Case): boolean {
  const family = familyOf(shape);
  if (cares.some((care) => isEnding(care) && !family.some(({ node }) => isInside(care.at, node)))) return true;
  return namesOf(field, shape).some(
    (name) => !isPrivate(name, shape) && isReleasedOutside(name, arrival.resource, file),
  );
}

/** Another file of the program releases what a member of that name holds. */
export const isReleasedOutside = (field: string, resource: ResourceModel, file: File): boolean =>
  isSaidElsewhere(outsideRelease(field, resource), file);

function outsideRelease(field: string, resource: ResourceModel): RegExp {
  const member = `(?<!\\bthis)[?!]?\\.${field.replace(/[^\w]/gu, "\\$&")}[?!]?`;
  const forms = termsOf(resource).release.map(({ kind, path }) =>
    kind === "function"
      ? `${path.replaceAll(".", "\\.")}\\([^()]*${member}`
      : `${member}\\.${path.replaceAll(".", "\\.")}`,
  );
  return new RegExp(forms.map((form) => `(?:${form})\\b`).join("|"), "u");
}

/** `close(session)` ends a part, and `closeAll()`, which asks for less, the whole. */
function isEndOfParts({ teardowns, cares, holding: { shape } }: Case): boolean {
  const ends = [...shape.methods].filter(([name]) => readsLikeEnd(name)).map(([, { fn }]) => fn);
  return ends.some(
    (fn) =>
      cares.some((care) => isEnding(care) && isInside(care.at, fn)) &&
      teardowns.every((teardown) => teardown.fn.params.length > fn.params.length),
  );
}
