/** Which entry of a class's map is replaced under a key that strangers choose, though the map is where its release is found? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type FunctionNode, isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import type { FieldOverwrite } from "./overwrites.ts";
import { reachOfOne } from "./teardowns.ts";

/** `this.timers.set(id, setInterval(…))`, where `remove(id)` looks the timer up to clear it, and nothing looks before. */
export function keyedOverwriteOf({ holding, places, cares, file }: Case): FieldOverwrite | undefined {
  const { at, amount, shape } = holding;
  if (amount !== "many" || at.type !== T.CallExpression || calledOn(at) !== "set") return undefined;
  const methods = [...shape.methods.values()].map(({ fn }) => fn);
  const fn = methods.find((one) => one === rootOf(at));
  if (!fn || !isOwnParameter(at.arguments[0], fn, file.variableOf)) return undefined;
  const reach = reachOfOne(fn, shape, file);
  // Whoever looks, whatever for, knows what is there.
  if (places.some((place) => reach.has(place) && !isInside(place, at))) return undefined;
  const removers = methods.filter(
    (one) => one !== fn && places.some((place) => isInside(place, one) && isLookUp(place)),
  );
  const isReleased = cares.some((care) => isEnding(care) && removers.some((one) => isInside(care.at, one)));
  return isReleased ? { holding, by: at, tier: "strict" } : undefined;
}

function isOwnParameter(
  key: TSESTree.Node | undefined,
  fn: FunctionNode,
  variableOf: Case["file"]["variableOf"],
): boolean {
  const variable = key?.type === T.Identifier ? variableOf(key) : undefined;
  return variable?.defs.some(({ node, name }) => node === fn && name !== fn.id) === true;
}

function isLookUp(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place);
  return parent?.type === T.MemberExpression && keyNameOf(parent) === "get";
}

function calledOn({ callee }: TSESTree.CallExpression): string | undefined {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression ? keyNameOf(it) : undefined;
}
