/** Which calls run in the process in which a given call runs? What another branch does instead of it is not among them. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { importedName } from "../imports.ts";
import { graphOf, type Step } from "../graph/index.ts";
import { calledName, calleeOf, functionNamed } from "../ownership/index.ts";
import { type Declared, declaredUnder } from "../sources.ts";
import {
  type CallNode,
  callsIn,
  type FunctionNode,
  isCall,
  isFunction,
  isInside,
  type Root,
  rootOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

/** A call, the file it stands in, and whether no branch of the program decides about it alone. */
export interface Along {
  readonly call: CallNode;
  readonly file: File;
  readonly isCertain: boolean;
}

interface Search {
  readonly home: File;
  readonly found: Map<CallNode, Along>;
  /** Functions and classes that have been entered, and whether for certain. */
  readonly entered: Map<TSESTree.Node, boolean>;
  readonly climbed: Set<Root>;
}

const MAX_CALLS = 2_000;

export function callsAlong(call: CallNode, file: File): readonly Along[] {
  const search: Search = { home: file, found: new Map(), entered: new Map(), climbed: new Set() };
  climb(call, true, file, search);
  return [...search.found.values()];
}

/** What runs in the same function before it and after it, and so for each place that runs the function. */
function climb(at: TSESTree.Node, hasHandlers: boolean, file: File, search: Search): void {
  const root = rootOf(at);
  if (search.climbed.has(root)) return;
  search.climbed.add(root);
  for (const node of nodesBeside(at, root, file)) {
    const isCertain = !isBranched(node, root, at);
    if (isCall(node)) meet({ call: node, file, isCertain }, search);
    else if (hasHandlers && isFunction(node) && isGiven(node)) enter(node, { file, isCertain }, search);
  }
  if (root.type === T.Program) return;
  const given = wrapped(root).parent;
  if (given && isCall(given)) {
    // Whoever is given this function may be given others that run in its place.
    climb(given, hasHandlers && given.callee === wrapped(root), file, search);
    return;
  }
  const sites = isFunction(root) ? sitesOf(root, file, search) : [];
  for (const site of sites) climb(site, hasHandlers, file, search);
  if (sites.length === 0) load(file, search);
}

/** The calls by which a function of the file is run, or for a method those that make its object. */
function sitesOf(fn: FunctionNode, file: File, search: Search): readonly TSESTree.Node[] {
  const { parent } = fn;
  if (parent.type === T.MethodDefinition || parent.type === T.PropertyDefinition) {
    const { parent: body } = parent;
    for (const one of body.body) {
      const isMade =
        one.type === T.PropertyDefinition || (one.type === T.MethodDefinition && one.kind === "constructor");
      if (isMade && one.value) enter(one.value, { file, isCertain: true }, search);
    }
    return readsOf(body.parent.id ? file.variableOf(body.parent.id) : undefined);
  }
  const named = fn.id ?? (parent.type === T.VariableDeclarator ? parent.id : undefined);
  return readsOf(named && file.variableOf(named)).filter((one) => !isInside(one, fn));
}

const readsOf = (variable: Variable | undefined): readonly TSESTree.Node[] =>
  (variable?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = wrapped(identifier);
    return parent && isCall(parent) ? [parent] : [];
  });

/** Nobody is seen to run it: what the module does when it is loaded runs all the same. */
function load(file: File, search: Search): void {
  const { ast, visitorKeys } = file.sourceCode;
  const isOwn = (call: CallNode): boolean => rootOf(call).type === T.Program;
  for (const call of callsIn(ast, visitorKeys).filter(isOwn))
    meet({ call, file, isCertain: !isBranched(call, ast, undefined) }, search);
}

function meet(along: Along, search: Search): void {
  const { call, file, isCertain } = along;
  if (search.found.size > MAX_CALLS) return;
  if (search.found.get(call)?.isCertain !== true) search.found.set(call, along);
  for (const code of codeRunBy(call, file)) enter(code.node, { file: code.file, isCertain }, search);
}

/** The function that a call runs, or the class that it makes one of, wherever that may acquire something. */
function codeRunBy(call: CallNode, file: File): readonly Declared[] {
  const fn = functionNamed(call.callee, file);
  if (fn) return [{ node: fn, file }];
  const name = calledName(call);
  if (call.type === T.NewExpression && name?.type === T.Identifier) return declaredUnder(name, file).flatMap(bodyOf);
  if (!name || (!isOwnImport(name, file) && file.sources?.makers.has(importedName(name, file)) !== true)) return [];
  const callee = calleeOf(call, file);
  return callee ? [{ node: callee.fn, file: callee.file }] : [];
}

/** A name from another source of the program, as far as the path tells. */
function isOwnImport(name: TSESTree.Node, file: File): boolean {
  const definition = file.variableOf(name)?.defs[0];
  const from = definition?.parent as TSESTree.Node | null | undefined;
  return from?.type === T.ImportDeclaration && /^[#./@~]/u.test(from.source.value) && !/^@\w/u.test(from.source.value);
}

/** The body of a class: whoever makes an object runs its methods, too. */
function bodyOf({ node, file }: Declared): readonly Declared[] {
  const made = node.type === T.VariableDeclarator && node.init ? unwrapped(node.init) : node;
  return made.type === T.ClassDeclaration || made.type === T.ClassExpression ? [{ node: made.body, file }] : [];
}

function enter(node: TSESTree.Node, { file, isCertain }: Omit<Along, "call">, search: Search): void {
  if (search.entered.get(node) === true || search.entered.get(node) === isCertain) return;
  search.entered.set(node, isCertain);
  // Where the call itself stands, its own ways have been followed.
  const followed = file === search.home ? [...search.climbed].filter((root) => root.type !== T.Program) : [];
  for (const call of callsIn(node, file.sourceCode.visitorKeys))
    if (!followed.some((root) => isInside(call, root)))
      meet({ call, file, isCertain: isCertain && !isBranched(call, node, undefined) }, search);
}

/** A function that is given to a call, itself or inside of an object. */
function isGiven(fn: TSESTree.Node): boolean {
  const { parent } = wrapped(fn);
  if (!parent) return false;
  if (isCall(parent)) return true;
  const isHeld = parent.type === T.Property || parent.type === T.ObjectExpression || parent.type === T.ArrayExpression;
  return isHeld && isGiven(parent);
}

/** In a branch around it that is not around the other. */
function isBranched(node: TSESTree.Node, root: TSESTree.Node, other: TSESTree.Node | undefined): boolean {
  for (let at = node; at !== root && at.parent; at = at.parent) {
    const { parent } = at;
    const isPart =
      ((parent.type === T.IfStatement || parent.type === T.ConditionalExpression) && parent.test !== at) ||
      (parent.type === T.SwitchCase && parent.test !== at) ||
      (parent.type === T.LogicalExpression && parent.right === at);
    if (isPart && !(other && isInside(other, at))) return true;
  }
  return false;
}

/** What is evaluated on some way on which the node is, too. */
function nodesBeside(node: TSESTree.Node, root: Root, file: File): ReadonlySet<TSESTree.Node> {
  const { entry } = graphOf(root, file.sourceCode.visitorKeys);
  const before = new Map<Step, Step[]>();
  const all = reached([entry], (step) => step.next.map(({ to }) => to).concat(step.thrown ?? []));
  for (const step of all) for (const { to } of step.next) before.set(to, [...(before.get(to) ?? []), step]);
  const own = [...all].filter(({ at }) => at === node);
  const after = reached(own, (step) => step.next.map(({ to }) => to));
  const ahead = reached(own, (step) => before.get(step) ?? []);
  return new Set([...after, ...ahead].map(({ at }) => at));
}

function reached(from: readonly Step[], nextOf: (step: Step) => readonly Step[]): ReadonlySet<Step> {
  const found = new Set(from);
  for (const step of found) for (const next of nextOf(step)) found.add(next);
  return found;
}
