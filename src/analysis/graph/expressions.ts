/** Turns an expression into steps in evaluation order, with branches where it decides something. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isCall, isFunction, keyNameOf, unwrapped } from "../tree.ts";
import { deadEnd, evaluateCall } from "./calls.ts";
import { chainOf, settled } from "./promises.ts";
import { block, statement } from "./statements.ts";
import { type Around, branch, type Condition, type Step, stepTo } from "./step.ts";

type Expression = TSESTree.Node | null | undefined;

/** Evaluates `node`, then goes on with `next`. */
export function evaluate(node: Expression, next: Step, around: Around): Step {
  if (!node) return next;
  if (isFunction(node)) return stepTo("evaluate", node, next);
  if (isCall(node)) return evaluateCall(node, next, around);
  switch (node.type) {
    case T.LogicalExpression:
      return logical(node, next, around);
    case T.ConditionalExpression:
      return condition(
        node.test,
        evaluate(node.consequent, next, around),
        evaluate(node.alternate, next, around),
        around,
      );
    case T.AssignmentExpression:
      return assignment(node, next, around);
    case T.AwaitExpression:
      return awaited(node, next, around);
    case T.YieldExpression:
      return yielded(node, next, around);
    case T.TaggedTemplateExpression:
    case T.ImportExpression:
      return evaluateAll(childrenOf(node, around), stepTo("evaluate", node, next, around.way("throw")), around);
    case T.ChainExpression:
      return chainOf(node)
        ? settled(node, next, deadEnd(node), around)
        : optionalChain(node.expression, next, next, around);
    case T.AssignmentPattern:
      return withDefault(node, next, around);
    case T.ClassDeclaration:
    case T.ClassExpression:
      return evaluateAll([node.superClass, ...initialisersOf(node.body)], next, around);
    case T.StaticBlock:
      return block(node.body, next, around);
    case T.VariableDeclaration:
      return statement(node, next, around);
    default:
      return evaluateAll(childrenOf(node, around), next, around);
  }
}

export function evaluateAll(nodes: readonly Expression[], next: Step, around: Around): Step {
  return nodes.reduceRight<Step>((after, node) => evaluate(node, after, around), next);
}

/** Evaluates `node` for its truth. */
export function condition(node: TSESTree.Node, yes: Step, no: Step, around: Around): Step {
  const it = unwrapped(node);
  if (it.type === T.UnaryExpression && it.operator === "!") return condition(it.argument, no, yes, around);
  if (it.type === T.LogicalExpression && it.operator === "&&")
    return condition(it.left, condition(it.right, yes, no, around), no, around);
  if (it.type === T.LogicalExpression && it.operator === "||")
    return condition(it.left, yes, condition(it.right, yes, no, around), around);
  return evaluate(node, decided(it, "truthy", yes, no), around);
}

export function decided(of: TSESTree.Node, kind: "truthy" | "nullish", yes: Step, no: Step): Step {
  const when = (holds: boolean): Condition => ({ kind, of, holds });
  return branch(of, [
    { to: yes, when: when(true) },
    { to: no, when: when(false) },
  ]);
}

function logical({ left, right, operator }: TSESTree.LogicalExpression, next: Step, around: Around): Step {
  const rest = evaluate(right, next, around);
  if (operator === "&&") return condition(left, rest, next, around);
  if (operator === "||") return condition(left, next, rest, around);
  return evaluate(left, decided(unwrapped(left), "nullish", rest, next), around);
}

function assignment(node: TSESTree.AssignmentExpression, next: Step, around: Around): Step {
  const done = evaluateAll(defaultsIn(node.left), stepTo("evaluate", node, next), around);
  const assign = evaluate(node.right, done, around);
  const place = placeOf(node.left);
  if (node.operator === "??=") return evaluateAll(place, decided(node.left, "nullish", assign, next), around);
  if (node.operator === "||=") return evaluateAll(place, decided(node.left, "truthy", next, assign), around);
  if (node.operator === "&&=") return evaluateAll(place, decided(node.left, "truthy", assign, next), around);
  return evaluateAll(place, assign, around);
}

/** What a target evaluates before it is written: the object and the computed key of a member. */
export function placeOf(target: TSESTree.Node): TSESTree.Node[] {
  const it = unwrapped(target);
  return it.type === T.MemberExpression ? [it.object, ...(it.computed ? [it.property] : [])] : [];
}

/** The defaults and computed keys of a pattern, which run while it is bound. */
export function defaultsIn(pattern: TSESTree.Node): TSESTree.Node[] {
  switch (pattern.type) {
    case T.ObjectPattern:
    case T.ArrayPattern:
      return [pattern];
    case T.AssignmentPattern:
      return [pattern];
    default:
      return [];
  }
}

function withDefault({ left, right }: TSESTree.AssignmentPattern, next: Step, around: Around): Step {
  const bound = evaluateAll(defaultsIn(left), next, around);
  return evaluateAll(placeOf(left), decided(left, "nullish", evaluate(right, bound, around), bound), around);
}

function awaited(node: TSESTree.AwaitExpression, next: Step, around: Around): Step {
  const got = stepTo("evaluate", node, next);
  if (chainOf(node.argument)) return settled(node.argument, got, around.way("throw"), around);
  return evaluate(node.argument, stepTo("evaluate", node, next, around.way("throw")), around);
}

/** The consumer may ask for more, throw into the generator, or stop. */
function yielded(node: TSESTree.YieldExpression, next: Step, around: Around): Step {
  const pause: Step = {
    kind: "evaluate",
    at: node,
    next: [{ to: next }, { to: around.way("return") }],
    thrown: around.way("throw"),
  };
  return evaluate(node.argument, pause, around);
}

/** `a?.b.c()`: a nullish link skips the rest of the chain. */
export function optionalChain(node: TSESTree.Node, next: Step, skipped: Step, around: Around): Step {
  const it = node.type === T.TSNonNullExpression ? node.expression : node;
  if (it.type === T.MemberExpression) {
    const rest = it.computed ? evaluate(it.property, next, around) : next;
    return link(it.object, it.optional, rest, skipped, around);
  }
  if (it.type === T.CallExpression && !isFunction(unwrapped(it.callee))) {
    const call = evaluateCall(it, next, around, { calleeDone: true });
    const callee = it.optional ? decided(unwrapped(it.callee), "nullish", skipped, call) : call;
    return optionalChain(it.callee, callee, skipped, around);
  }
  return evaluate(it, next, around);
}

function link(object: TSESTree.Node, optional: boolean, rest: Step, skipped: Step, around: Around): Step {
  return optionalChain(object, optional ? decided(unwrapped(object), "nullish", skipped, rest) : rest, skipped, around);
}

/** Computed keys, then static fields and blocks run where the class stands, in order; the rest of a class body runs elsewhere. */
function initialisersOf({ body }: TSESTree.ClassBody): TSESTree.Node[] {
  const keys = body.flatMap((member) => ("computed" in member && member.computed ? [member.key] : []));
  const initialisers = body.flatMap((member): TSESTree.Node[] => {
    if (member.type === T.StaticBlock) return [member];
    const isField = member.type === T.PropertyDefinition || member.type === T.AccessorProperty;
    return isField && member.static && member.value ? [member.value] : [];
  });
  return [...keys, ...initialisers];
}

/** The parts of an expression that run with it; names of members, types and nested functions' bodies do not. */
function childrenOf(node: TSESTree.Node, { visitorKeys }: Around): TSESTree.Node[] {
  if (node.type.startsWith("TS") && unwrapped(node) === node) return [];
  const slots = node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    if (key === "typeAnnotation" || key === "typeArguments" || key === "typeParameters" || key === "decorators")
      return [];
    if ((key === "property" || key === "key") && !slots["computed"]) return [];
    return [slots[key] ?? []].flat().filter((child) => child !== null);
  });
}

/** The name of the method a call names: `then` in `p.then(f)`. */
export function methodOf({ callee }: TSESTree.CallExpression): string | undefined {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression ? keyNameOf(it) : undefined;
}
