/** Is a release the end of what a field holds, or does it only make room for another, or give up a failed attempt? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { callsIn, isFunction, isInside, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";
import type { Care } from "./cares.ts";
import type { Case } from "./cases.ts";
import type { ClassShape } from "./classes.ts";
import { lineOf } from "./families.ts";
import { isNothing } from "./gifts.ts";
import { elementAround, selfOf } from "./self.ts";

/** Clearing before arming anew is no end, nor is giving up when the constructor or an attempt fails. */
export function isForGood({ at }: Care, one: Case): boolean {
  const root = rootOf(at);
  const element = elementAround(at);
  const isMaking = element?.type === T.MethodDefinition && element.kind === "constructor" && element.value === root;
  return !isMaking && !isInCatch(at) && !isRearmed(at, one);
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) if (at.type === T.CatchClause) return true;
  return false;
}

/** The release is followed by another acquisition, whatever happens. */
function isRearmed(release: TSESTree.Node, { places, holding: { shape }, file }: Case): boolean {
  const root = rootOf(release);
  const { visitorKeys } = file.sourceCode;
  const given = places.filter(isGivenValue);
  const arming = callsIn(root, visitorKeys).filter((call) => armsAgain(call, given, shape, file));
  return [...given, ...arming].some(
    (next) =>
      rootOf(next) === root &&
      next.range[0] > release.range[1] &&
      isInside(release, blockAround(next)) &&
      !nodesIn(root, visitorKeys).some(
        ({ type, range }) => type === T.ReturnStatement && range[0] > release.range[1] && range[1] < next.range[0],
      ),
  );
}

function armsAgain(call: TSESTree.Node, given: readonly TSESTree.Node[], shape: ClassShape, file: File): boolean {
  const callee = call.type === T.CallExpression ? unwrapped(call.callee) : undefined;
  if (callee?.type !== T.MemberExpression || !selfOf(callee.object, file)) return false;
  const fn = lineOf(shape).flatMap(({ methods }) => methods.get(keyNameOf(callee) ?? "")?.fn ?? [])[0];
  return fn !== undefined && given.some((place) => isInside(place, fn));
}

function isGivenValue(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place);
  return parent?.type === T.AssignmentExpression && parent.left === place && !isNothing(parent.right);
}

function blockAround(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && at.type !== T.BlockStatement) at = at.parent;
  return at;
}
