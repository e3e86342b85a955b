/** Walks the syntax tree without caring what the nodes mean for resources. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;
/** What code runs in: a function, or the module itself. */
export type Root = FunctionNode | TSESTree.Program;

type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;
type Slot = TSESTree.Node | (TSESTree.Node | null)[] | null | undefined;

/** Every call in `root`, in the order of the text. */
export function callsIn(root: TSESTree.Node, visitorKeys: VisitorKeys): readonly CallNode[] {
  const found = calls.get(root);
  if (found) return found;
  const made = nodesIn(root, visitorKeys).filter(isCall);
  calls.set(root, made);
  return made;
}

const calls = new WeakMap<TSESTree.Node, readonly CallNode[]>();

/**
 * `root` and all below it, types left out, in the order of the text; without recursion, so that deep trees are no danger.
 * Below a node that is not entered nothing is looked at.
 */
export function nodesIn(
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
  enters?: (node: TSESTree.Node) => boolean,
): readonly TSESTree.Node[] {
  if (enters) return walked(root, visitorKeys, (node) => node === root || enters(node));
  if (root.type !== T.Program) return partOf(root) ?? walked(root, visitorKeys);
  const found = whole.get(root) ?? stepped(root) ?? walked(root, visitorKeys);
  whole.set(root, found);
  return found;
}

/** Those of the types. */
export const nodesOf = <K extends T>(
  types: ReadonlySet<K>,
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
): readonly Extract<TSESTree.Node, { type: K }>[] => {
  const isWanted = (node: TSESTree.Node): node is Extract<TSESTree.Node, { type: K }> => types.has(node.type as K);
  return nodesIn(root, visitorKeys).filter(isWanted);
};

/** Whole files, which many questions begin with. */
const whole = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>();

/** What lies in one node lies together in the whole, if that has been walked. */
function partOf(root: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  const nodes = whole.get(programOf(root));
  const [start, end] = root.range;
  let from = nodes ? firstFrom(start, nodes) : 0;
  while (nodes?.[from] && nodes[from] !== root && nodes[from]?.range[0] === start) from++;
  if (nodes?.[from] !== root) return undefined;
  // The key and the value of `{ one }` stand in the same place.
  const isOutside = (node: TSESTree.Node): boolean => node.range[0] >= end || node.parent === root.parent;
  let to = from + 1;
  while (nodes[to] && !isOutside(nodes[to] as TSESTree.Node)) to++;
  return nodes.slice(from, to);
}

function programOf(node: TSESTree.Node): TSESTree.Program {
  let at = node;
  while (at.type !== T.Program) at = at.parent;
  return at;
}

/** The index of the first node that begins there or later. */
function firstFrom(start: number, nodes: readonly TSESTree.Node[]): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle]?.range[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One step of ESLint's own walk; steps that only tell of code paths have no phase. */
interface Step {
  readonly target: unknown;
  /** Into the node, or out of it. */
  readonly phase?: 1 | 2;
}

const walks = new WeakMap<TSESTree.Program, () => readonly Step[]>();

/** ESLint has walked the file that it lints, and keeps its steps: they need not be taken again. Other hosts may have none. */
export function rememberWalk(sourceCode: Readonly<TSESLint.SourceCode>): void {
  const source = sourceCode as { readonly traverse?: () => readonly Step[] };
  if (source.traverse) walks.set(sourceCode.ast, () => source.traverse?.() ?? []);
}

/** As `walked`, from the steps of such a walk. */
function stepped(root: TSESTree.Program): readonly TSESTree.Node[] | undefined {
  const steps = walks.get(root)?.();
  if (!steps) return undefined;
  const found: TSESTree.Node[] = [];
  const templates: number[] = [];
  let type: TSESTree.Node | undefined;
  for (const { target, phase } of steps) {
    const node = target as TSESTree.Node;
    if (phase === 1 && !type) {
      if (isTypes(node)) type = node;
      else if (found.push(node) && node.type === T.TemplateLiteral) templates.push(found.length);
    } else if (phase === 2) {
      if (node === type) type = undefined;
      else if (!type && node.type === T.TemplateLiteral)
        found.push(...found.splice(templates.pop() ?? 0).sort((a, b) => a.range[0] - b.range[0]));
    }
  }
  return found;
}

/** Types hold no calls. */
const isTypes = ({ type }: TSESTree.Node): boolean =>
  type === T.TSTypeAnnotation || type === T.TSTypeParameterInstantiation;

function walked(
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
  enters?: (node: TSESTree.Node) => boolean,
): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    if (enters?.(node) === false) continue;
    const before = pending.length;
    const slots = node as unknown as Record<string, Slot>;
    const keys = visitorKeys[node.type] ?? [];
    for (let index = keys.length - 1; index >= 0; index--) pushNodes(slots[keys[index] as string], pending);
    if (node.type === T.TemplateLiteral) settle(pending, before);
  }
  return found;
}

/** A template lists its texts before what stands between them. */
function settle(pending: TSESTree.Node[], from: number): void {
  pending.push(...pending.splice(from).sort((a, b) => b.range[0] - a.range[0]));
}

function pushNodes(slot: Slot, into: TSESTree.Node[]): void {
  if (!slot) return;
  if (!Array.isArray(slot)) {
    if (!isTypes(slot)) into.push(slot);
    return;
  }
  for (let index = slot.length - 1; index >= 0; index--) pushNodes(slot[index], into);
}

/** Tells every node its parent, where nobody has done so: ESLint does it only for the file it lints. */
export function settledParents(root: TSESTree.Node, visitorKeys: VisitorKeys): void {
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const children = (visitorKeys[node.type] ?? []).flatMap(
      (key) => (node as unknown as Record<string, Slot>)[key] ?? [],
    );
    for (const child of children) {
      if (!child) continue;
      (child as { parent: TSESTree.Node }).parent = node;
      pending.push(child);
    }
  }
}

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === T.FunctionDeclaration ||
    node?.type === T.FunctionExpression ||
    node?.type === T.ArrowFunctionExpression
  );
}

export function isCall(node: TSESTree.Node): node is CallNode {
  return node.type === T.CallExpression || node.type === T.NewExpression;
}

/** A node without the wrappers that change no value: casts, `!`, parentheses of optional chains. */
export function unwrapped(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case T.TSAsExpression:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
    case T.TSInstantiationExpression:
    case T.ChainExpression:
      return unwrapped(node.expression);
    default:
      return node;
  }
}

/** The outermost wrapper around a node: what its parent really contains. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  if (node.type === T.Program) return node;
  const { parent } = node;
  return parent.type !== T.Program && unwrapped(parent) === unwrapped(node) ? wrapped(parent) : node;
}

export function rootOf(node: TSESTree.Node): Root {
  // The whole has no parent: nothing, or `null` where ESLint has walked it.
  if (node.type === T.Program) return node;
  const { parent } = node;
  if (parent.type === T.Program) return parent;
  // Parameters and their defaults run in the function; decorators and computed keys do not, but hold no resources.
  return isFunction(parent) ? parent : rootOf(parent);
}

export function isInside(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}

/** The name a member expression, property or method key has, when it is written out: `a.b`, `a["b"]`, `{ b: 1 }`, `#b`. */
export function keyNameOf(
  node:
    | TSESTree.MemberExpression
    | TSESTree.Property
    | TSESTree.MethodDefinition
    | TSESTree.PropertyDefinition
    | TSESTree.AccessorProperty
    | TSESTree.TSMethodSignature,
): string | undefined {
  const key = node.type === T.MemberExpression ? node.property : node.key;
  if (key.type === T.PrivateIdentifier) return `#${key.name}`;
  if (key.type === T.Literal) return String(key.value);
  if (!node.computed) return key.type === T.Identifier ? key.name : undefined;
  return symbolNameOf(key);
}

/** `Symbol.dispose` and the like, as `@@dispose`. */
function symbolNameOf(node: TSESTree.Node): string | undefined {
  if (node.type !== T.MemberExpression || node.object.type !== T.Identifier || node.object.name !== "Symbol")
    return undefined;
  const name = keyNameOf(node);
  return name === undefined ? undefined : `@@${name}`;
}

/** `open` in `open()`, `fs.open()` and `new open()`; empty for anything else. */
export function calleeNameOf({ callee }: CallNode): string {
  const it = unwrapped(callee);
  if (it.type === T.Identifier) return it.name;
  return it.type === T.MemberExpression ? (keyNameOf(it) ?? "") : "";
}

/** The string a literal or a template starts with, and whether it is whole. */
export function textStartOf(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type === T.Literal && typeof node.value === "string") return node.value;
  if (node?.type === T.TemplateLiteral) return node.quasis[0]?.value.raw;
  return undefined;
}

/** What decides whether a part of a statement or an expression is evaluated: the test of an `if` or a `?:`, the left of `&&`. */
export function testIn(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  if (node?.type === T.IfStatement || node?.type === T.ConditionalExpression) return node.test;
  return node?.type === T.LogicalExpression ? node.left : undefined;
}

/** The `return` statements of a function itself, or the body of an arrow function without braces. */
export function returnsIn(fn: FunctionNode, visitorKeys: VisitorKeys): TSESTree.Node[] {
  if (fn.body.type !== T.BlockStatement) return [fn.body];
  const own = nodesIn(fn.body, visitorKeys, (node) => !isFunction(node));
  return own.filter(({ type }) => type === T.ReturnStatement);
}

/** What a function answers by its only `return`, or in place of a body. */
export function soleAnswerOf(fn: FunctionNode, visitorKeys: VisitorKeys): TSESTree.Node | undefined {
  const [only, ...others] = returnsIn(fn, visitorKeys);
  const value = only?.type === T.ReturnStatement ? only.argument : only;
  return value && others.length === 0 ? unwrapped(value) : undefined;
}

/** A name for people: `UserStore.load`, `load`, `<anonymous>`, `<module>`. */
export function functionPathOf(root: Root): string {
  if (root.type === T.Program) return "<module>";
  const own = functionNameOf(root) ?? "<anonymous>";
  const outer = rootOf(root);
  return outer.type === T.Program ? own : `${functionPathOf(outer)} > ${own}`;
}

function functionNameOf(node: FunctionNode): string | undefined {
  if (node.id) return node.id.name;
  const { parent } = node;
  switch (parent.type) {
    case T.VariableDeclarator:
      return parent.id.type === T.Identifier ? parent.id.name : undefined;
    case T.MethodDefinition:
    case T.PropertyDefinition: {
      const name = keyNameOf(parent);
      return [parent.parent.parent.id?.name, name].filter((part) => part !== undefined).join(".");
    }
    case T.Property:
      return keyNameOf(parent);
    default:
      return undefined;
  }
}
