/** Which field is given what arrives only after the end of the object has released it? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type FunctionNode, isInside, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import type { FieldLoss } from "./duties.ts";
import { selfOf } from "./self.ts";
import { reachOfOne, type Teardown } from "./teardowns.ts";

/** Only in doubt: whoever ends the object may have waited for the method before. */
export function lateArrivalOf(one: Case): FieldLoss | undefined {
  const { holding, file } = one;
  const fn = rootOf(holding.arrival.call);
  const awaiting = wrapped(holding.arrival.call).parent;
  if (file.settings.unknownCalls !== "borrows" || holding.amount !== "one") return undefined;
  if (awaiting?.type !== T.AwaitExpression || rootOf(holding.at) !== fn) return undefined;
  const method = [...holding.shape.methods].find(([name, shown]) => shown.fn === fn && name !== "constructor");
  if (!method || one.isReached(fn) || one.cares.some((care) => isEnding(care) && isInside(care.at, fn)))
    return undefined;
  for (const teardown of one.teardowns) {
    const flag = releasesIt(teardown, one) ? flagOf(teardown.fn, one) : undefined;
    if (flag !== undefined && !waits(teardown.fn, one) && !isLookedAt(flag, awaiting, method[1].fn, one))
      return { holding, teardown, tier: "strict", flag: `this.${flag}` };
  }
  return undefined;
}

function releasesIt({ fn }: Teardown, { cares, holding: { shape }, file }: Case): boolean {
  const reach = reachOfOne(fn, shape, file);
  return cares.some((care) => isEnding(care) && reach.has(care.at));
}

/** `this.#closed = true`, which some other place of the class asks for. */
function flagOf(fn: FunctionNode, { holding: { shape }, file }: Case): string | undefined {
  return nodesIn(fn, file.sourceCode.visitorKeys)
    .map((node) => {
      if (node.type !== T.AssignmentExpression || node.left.type !== T.MemberExpression) return undefined;
      const isSet = node.right.type === T.Literal && typeof node.right.value === "boolean";
      return isSet && selfOf(node.left.object, file) === shape.self ? keyNameOf(node.left) : undefined;
    })
    .find((name) => name !== undefined && shape.uses.get(name)?.some(isRead) === true);
}

const isRead = (place: TSESTree.Node): boolean =>
  !(place.parent?.type === T.AssignmentExpression && place.parent.left === place);

/** `await this.#connecting`: the method has come to its end by then. */
function waits(fn: FunctionNode, { file }: Case): boolean {
  return nodesIn(fn, file.sourceCode.visitorKeys).some(
    (node) => node.type === T.AwaitExpression && unwrapped(node.argument).type === T.MemberExpression,
  );
}

const STATES =
  /^#?_?(?:is_?|has_?|was_?|should_?)?(?:abort|cancel|clos(?:ed|ing)|connected|destroy|dispos|ended|ending|ready|running|shut|started|state|status|stopp)/iu;

/** After the `await`, the method asks for the flag, for another word of the kind, or calls a method that does. */
function isLookedAt(flag: string, awaiting: TSESTree.Node, fn: FunctionNode, { holding, file }: Case): boolean {
  const { visitorKeys } = file.sourceCode;
  const after = nodesIn(fn, visitorKeys).filter(({ range }) => range[0] >= awaiting.range[1]);
  return after.some((node) => {
    if (node.type === T.Identifier) return node.parent.type !== T.MemberExpression && STATES.test(node.name);
    if (node.type !== T.MemberExpression || !isRead(node)) return false;
    const name = keyNameOf(node) ?? flag;
    if (name === holding.field) return false;
    const own = selfOf(node.object, file) === holding.shape.self ? holding.shape.methods.get(name) : undefined;
    return name === flag || STATES.test(name) || (own !== undefined && asks(own.fn, flag));
  });

  function asks(other: FunctionNode, name: string): boolean {
    return nodesIn(other, visitorKeys).some((node) => node.type === T.MemberExpression && keyNameOf(node) === name);
  }
}
