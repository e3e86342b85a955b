/** The door to control flow: a function or a module as steps and ways out, exceptions included. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { isFunction, type Root } from "../tree.ts";
import { defaultsIn, evaluateAll } from "./expressions.ts";
import { outcome } from "./promises.ts";
import { block, returned } from "./statements.ts";
import { type Around, type Graph, type Returned, type Step, stepTo } from "./step.ts";

export type { Condition, Edge, Graph, Step, StepKind } from "./step.ts";
export { isRunInPlace } from "./calls.ts";
export { executorOf, isLink } from "./promises.ts";

const graphs = new WeakMap<Root, Graph>();

/** Built once per root, from its end backwards. */
export function graphOf(root: Root, visitorKeys: Around["visitorKeys"]): Graph {
  const known = graphs.get(root);
  if (known) return known;
  const made = built(root, visitorKeys);
  graphs.set(root, made);
  return made;
}

function built(root: Root, visitorKeys: Around["visitorKeys"]): Graph {
  const back: Step = { kind: "exit", at: root, next: [] };
  const threw: Step = { kind: "exit", at: root, next: [] };
  // A `break` without a loop around it is a syntax error that some parsers let pass; it leads to the end.
  const around: Around = {
    visitorKeys,
    way: (way) => (typeof way === "object" ? chainReturned(way, back, threw) : way === "throw" ? threw : back),
  };
  const parameters = isFunction(root) ? root.params.flatMap(defaultsIn) : [];
  return { root, entry: evaluateAll(parameters, body(root, back, around), around), returned: back, threw };
}

function chainReturned(node: Returned, back: Step, threw: Step): Step {
  const chain = node.type === T.ReturnStatement ? node.argument : node;
  return chain ? outcome(chain, stepTo("return", node, back), threw) : back;
}

function body(root: Root, end: Step, around: Around): Step {
  if (root.type === T.Program) return block(root.body, end, around);
  if (root.body.type === T.BlockStatement) return block(root.body.body, end, around);
  return returned(root.body, root.body, around);
}
