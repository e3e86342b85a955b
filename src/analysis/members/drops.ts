/** What a method drops although the class has a collection for such things, which its end goes through. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { callsIn, isCall, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Case, caseOf, isEnding } from "./cases.ts";
import { caresFor } from "./cares.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { holdingOf } from "./holdings.ts";
import { elementAround } from "./self.ts";
import { durationOf } from "./sources.ts";
import { reachOf, type Teardown, teardownsOf } from "./teardowns.ts";

/** A handle that nobody keeps, in a class that keeps its like. */
export interface Drop {
  readonly arrival: Arrival;
  readonly shape: ClassShape;
  /** The call that keeps: `this.#subscriptions.add`. */
  readonly keep: string;
  readonly teardown: Teardown;
  readonly tier: "recommended" | "strict";
}

export function dropOf(arrival: Arrival, file: File): Drop | undefined {
  const { call, resource, through } = arrival;
  if (resource.lifetime !== "class" || through !== "value" || !isDropped(call)) return undefined;
  const element = elementAround(call);
  const isOwn = element && !element.static && element.value && unwrapped(element.value) === rootOf(call);
  const shape = isOwn ? classesOf(file).shapeOf(element.parent.parent) : undefined;
  const [teardown] = shape ? teardownsOf(shape) : [];
  const duration = shape && durationOf(call, shape, file);
  if (!shape || !teardown || !duration) return undefined;
  const keep = collectionIn(shape, arrival, file) ?? storeIn(shape, arrival, file);
  const tier = duration === "ticking" ? "recommended" : "strict";
  return keep === undefined ? undefined : { arrival, shape, keep, teardown, tier };
}

const isDropped = (call: TSESTree.Node): boolean => wrapped(call).parent?.type === T.ExpressionStatement;

/** `this.#subscriptions.push(source.subscribe(…))` somewhere else in the class, which the end releases one by one. */
function collectionIn(shape: ClassShape, { resource }: Arrival, file: File): string | undefined {
  const cases = callsIn(shape.node, file.sourceCode.visitorKeys)
    .flatMap((call) => arrivalsAt(call, file))
    .filter((one) => one.resource === resource)
    .flatMap((one) => holdingOf(one, file) ?? [])
    .filter((holding) => holding.shape === shape && holding.amount === "many")
    .flatMap((holding) => caseOf(holding, file) ?? []);
  const [kept] = cases.filter(isDrained);
  if (!kept) return undefined;
  const { at, field } = kept.holding;
  const callee = isCall(at) ? unwrapped(at.callee) : undefined;
  const method = callee?.type === T.MemberExpression ? keyNameOf(callee) : undefined;
  return method === "push" || method === "add" ? `this.${field}.${method}` : undefined;
}

const isDrained = ({ cares, isReached }: Case): boolean => cares.some((care) => isEnding(care) && isReached(care.at));

/** `#subscriptions = new Subscription()`, which the end releases with all that was added to it. */
function storeIn(shape: ClassShape, arrival: Arrival, file: File): string | undefined {
  const reach = reachOf(shape, file);
  for (const [field, declared] of shape.declared) {
    const value = declared.type === T.PropertyDefinition && declared.value ? unwrapped(declared.value) : undefined;
    if (value?.type !== T.NewExpression) continue;
    const made = exportOf(value.callee, file);
    if (!made || file.knowledge.types.get(`${made.module}|${made.path}`) !== arrival.resource) continue;
    const cares = caresFor(shape.uses.get(field) ?? [], "one", { ...arrival, call: value }, file, () => false);
    if (cares.some((care) => isEnding(care) && reach.has(care.at))) return `this.${field}.add`;
  }
  return undefined;
}
