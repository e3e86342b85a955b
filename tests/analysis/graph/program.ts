/** A program under test: its source, its syntax tree, and what a walk must know of it beforehand. */
import { parseForESLint } from "@typescript-eslint/parser";
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { graphOf, Step } from "../../../src/analysis/graph/index.ts";
import { keyNameOf, type Root } from "../../../src/analysis/tree.ts";

type VisitorKeys = Parameters<typeof graphOf>[1];

export interface Program {
  readonly source: string;
  /** `main`, or the module itself when there is none. */
  readonly root: Root;
  readonly visitorKeys: VisitorKeys;
  /** The functions given to `finally`, which leave a promise as it is. */
  readonly finalizers: ReadonlySet<TSESTree.Node>;
  /** What the loops that declare something with `using` iterate over, by declarator. */
  readonly iterables: ReadonlyMap<TSESTree.Node, TSESTree.Node>;
  /** Whether something may be missing: a property `o`, or what a pattern has a default for. */
  readonly isOpen: (node: TSESTree.Node) => boolean;
}

export function programOf(source: string): Program {
  const { ast, visitorKeys } = parseForESLint(source, { range: true, sourceType: "module" });
  const iterables = new Map<TSESTree.Node, TSESTree.Node>();
  const finalizers = new Set<TSESTree.Node>();
  const withDefault = new Set<TSESTree.Node>();
  let root: Root = ast;
  for (const node of descendantsOf(ast, visitorKeys)) {
    if (node.type === T.AssignmentPattern) withDefault.add(node.left);
    if (
      node.type === T.CallExpression &&
      node.callee.type === T.MemberExpression &&
      keyNameOf(node.callee) === "finally"
    )
      for (const handler of node.arguments) finalizers.add(handler);
    if (node.type === T.ForOfStatement && node.left.type === T.VariableDeclaration)
      for (const declarator of node.left.declarations) iterables.set(declarator, node.right);
    if (node.type === T.FunctionDeclaration && node.id?.name === "main") root = node;
  }
  const isOpen = (node: TSESTree.Node): boolean =>
    withDefault.has(node) || (node.type === T.MemberExpression && !node.computed && keyNameOf(node) === "o");
  return { source, root, visitorKeys, finalizers, iterables, isOpen };
}

/** Every step that can follow, the first included. */
export function stepsAfter(first: Step): ReadonlySet<Step> {
  const steps = new Set([first]);
  for (const { next, thrown } of steps) {
    for (const { to } of next) steps.add(to);
    if (thrown) steps.add(thrown);
  }
  return steps;
}

/** Every node below `node`, parents before children. */
function* descendantsOf(node: TSESTree.Node, visitorKeys: VisitorKeys): Generator<TSESTree.Node> {
  yield node;
  const slots = node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>;
  for (const key of visitorKeys[node.type] ?? [])
    for (const child of [slots[key] ?? []].flat()) if (child) yield* descendantsOf(child, visitorKeys);
}
