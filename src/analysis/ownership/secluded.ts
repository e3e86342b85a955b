/** A resource that is used and never released, returned, stored or passed on, whatever functions carry it with them. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { fluentOf, type Tracked } from "./tracked.ts";

export const isSecluded = (tracked: Tracked): boolean => isUsedHere(tracked, () => false);

/** `req.client = client`: but for that it is used and never released, and a parameter takes it along. */
export function fieldsOfParameters(tracked: Tracked): readonly string[] {
  const { root, holders, file } = tracked;
  const parameters = isFunction(root) ? root.params.flatMap((one) => file.variableOf(one) ?? []) : [];
  const placesOn = (node: TSESTree.Node | undefined): readonly string[] => {
    const target = node?.type === T.AssignmentExpression && node.operator === "=" ? node.left : undefined;
    if (target?.type !== T.MemberExpression) return [];
    const owner = file.variableOf(unwrapped(target.object));
    return owner && parameters.includes(owner) ? [keyNameOf(target) ?? ""] : [];
  };
  const fields = holders.flatMap(({ references }) =>
    references.flatMap(({ identifier }) => placesOn(wrapped(identifier).parent)),
  );
  return fields.length > 0 && isUsedHere(tracked, (at) => placesOn(at).length > 0) ? fields : [];
}

function isUsedHere(tracked: Tracked, isLeftOut: (at: TSESTree.Node | undefined) => boolean): boolean {
  const { arrival, holders, uses, inside, beside } = tracked;
  const effects = [...uses].flatMap(([at, list]) => (isLeftOut(at) ? [] : list.map(({ effect }) => effect.kind)));
  const isOpened = arrival.resource.opens === undefined || effects.includes("open");
  if (!isOpened || beside || holders.length === 0 || inside.size > holders.length) return false;
  if (effects.some((kind) => ENDING.has(kind))) return false;
  const fluent = fluentOf(arrival);
  return holders.every(({ references }) =>
    references.every(
      (one) =>
        one.init === true ||
        (!one.isWrite() && (isLeftOut(wrapped(one.identifier).parent) || isOnlyUsed(one.identifier, fluent))),
    ),
  );
}

const ENDING: ReadonlySet<string> = new Set([
  "release",
  "part",
  "take",
  "offer",
  "carry",
  "drain",
  "lose",
  "pass",
  "enter",
]);

/** `pool.query()`; what answers the resource itself goes on to be used, or is a name of its own. */
function isOnlyUsed(node: TSESTree.Node, fluent: ReadonlySet<string>): boolean {
  const it = wrapped(node);
  const member = it.parent;
  if (member?.type !== T.MemberExpression || member.object !== it) return false;
  const call = wrapped(member).parent;
  if (call?.type !== T.CallExpression || call.callee !== wrapped(member)) return false;
  if (!fluent.has(keyNameOf(member) ?? "")) return true;
  const outer = call.parent;
  const isNamed = outer.type === T.VariableDeclarator && outer.id.type === T.Identifier;
  return (
    outer.type === T.ExpressionStatement || outer.type === T.AwaitExpression || isNamed || isOnlyUsed(call, fluent)
  );
}
