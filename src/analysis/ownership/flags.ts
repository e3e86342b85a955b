/** What a name knows that was made of a condition: `const owned = given === undefined`, whichever way it turned out. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Condition } from "../graph/index.ts";
import { unwrapped } from "../tree.ts";
import { decided, factOf, type Facts, type Places, refined, written } from "./facts.ts";

/** The facts after `place` is given a value: two sets of them where the value tells which of two ways the path goes. */
export function factsGiven(place: string, value: TSESTree.Node, facts: Facts, places: Places): readonly Facts[] {
  const it = chosen(value, facts, places);
  const said = factOf(it, facts, places);
  const condition = said === undefined ? conditionIn(it, true) : undefined;
  if (!condition) return [written(place, said, facts)];
  const answer = decided(condition, facts, places);
  const learned = [true, false].map((holds) => ({ holds, after: refined(answering(condition, holds), facts, places) }));
  if (answer === undefined && learned.every(({ after }) => after === facts)) return [written(place, undefined, facts)];
  const isCopy = condition.of === it;
  return learned
    .filter(({ holds }) => answer === undefined || holds === answer)
    .map(({ holds, after }) =>
      written(place, isCopy ? (holds ? "truthy" : "empty") : `literal ${String(holds)}`, after),
    );
}

/** The operand that a ternary or a logical expression comes to, as far as the path knows. */
function chosen(value: TSESTree.Node, facts: Facts, places: Places): TSESTree.Node {
  const it = unwrapped(value);
  if (it.type !== T.ConditionalExpression && it.type !== T.LogicalExpression) return it;
  const [asked, yes, no] =
    it.type === T.ConditionalExpression
      ? [it.test, it.consequent, it.alternate]
      : it.operator === "&&"
        ? [it.left, it.right, it.left]
        : [it.left, it.left, it.right];
  const isThere = it.type === T.LogicalExpression && it.operator === "??";
  const condition = isThere
    ? ({ kind: "nullish", of: unwrapped(asked), holds: false } as const)
    : conditionIn(asked, true);
  const answer = condition && decided(condition, facts, places);
  return answer === undefined ? it : chosen(answer ? yes : no, facts, places);
}

/** The condition that makes an expression true; absent where it may be anything. */
function conditionIn(value: TSESTree.Node, holds: boolean): (Condition & { readonly kind: "truthy" }) | undefined {
  const it = unwrapped(value);
  switch (it.type) {
    case T.UnaryExpression:
      return it.operator === "!" ? conditionIn(it.argument, !holds) : undefined;
    case T.CallExpression: {
      const [asked] = it.arguments;
      const isBoolean = it.callee.type === T.Identifier && it.callee.name === "Boolean";
      return isBoolean && asked ? conditionIn(asked, holds) : undefined;
    }
    case T.Identifier:
    case T.MemberExpression:
    case T.BinaryExpression:
      return { kind: "truthy", of: it, holds };
    default:
      return undefined;
  }
}

/** The same condition where it holds, or where it does not. */
const answering = (condition: Condition & { readonly kind: "truthy" }, holds: boolean): Condition => ({
  ...condition,
  holds: condition.holds === holds,
});
