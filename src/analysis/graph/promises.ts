/** Turns promise chains into control flow: what `then`, `catch` and `finally` run, and where a rejection goes. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { type CallNode, type FunctionNode, isFunction, unwrapped } from "../tree.ts";
import { evaluate, evaluateAll, methodOf } from "./expressions.ts";
import { type Around, type Step, stepTo } from "./step.ts";

/** A call that continues a promise, or makes one with an executor written in place. */
export function chainOf(node: TSESTree.Node): CallNode | undefined {
  const it = unwrapped(node);
  if (it.type === T.CallExpression && ["then", "catch", "finally"].includes(methodOf(it) ?? "")) return it;
  return it.type === T.NewExpression && executorOf(it) ? it : undefined;
}

export function executorOf(node: TSESTree.Node): FunctionNode | undefined {
  if (node.type !== T.NewExpression || node.callee.type !== T.Identifier || node.callee.name !== "Promise") return undefined;
  const [executor] = node.arguments;
  return isFunction(executor) ? executor : undefined;
}

/** Evaluates a promise and follows it to its outcome. */
export function settled(node: TSESTree.Node, fulfilled: Step, rejected: Step, around: Around): Step {
  const it = unwrapped(node);
  const chain = chainOf(it);
  if (!chain) return evaluate(it, stepTo("settle", it, fulfilled, rejected), around);
  if (chain.type === T.NewExpression) return stepTo("promise", chain, fulfilled, rejected);
  const { object } = unwrapped(chain.callee) as TSESTree.MemberExpression;
  const [first, second] = chain.arguments;
  const both = { fulfilled, rejected, around };
  switch (methodOf(chain)) {
    case "then":
      return settled(object, handled(first, chain, both), second ? handled(second, chain, both) : rejected, around);
    case "catch":
      return settled(object, fulfilled, handled(first, chain, both), around);
    default:
      return settled(object, handled(first, chain, both), handled(first, chain, { ...both, fulfilled: rejected }), around);
  }
}

interface Outcome {
  readonly fulfilled: Step;
  readonly rejected: Step;
  readonly around: Around;
}

/** A handler written in place runs; one passed by name is called by the chain. */
function handled(handler: TSESTree.Node | undefined, chain: CallNode, { fulfilled, rejected, around }: Outcome): Step {
  if (!handler) return fulfilled;
  if (isFunction(handler)) return stepTo("run", handler, fulfilled, rejected);
  const called = stepTo("evaluate", chain, fulfilled, rejected);
  return evaluateAll([handler], called, around);
}
