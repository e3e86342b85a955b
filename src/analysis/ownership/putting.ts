/** How a resource gets into a local array, set, map or object that nobody else knows yet. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Consumer, consumersOf, type Inside } from "../consumers.ts";
import { endOfComposite } from "../composites.ts";
import type { File, Variable } from "../file.ts";
import { isRunInPlace } from "../graph/index.ts";
import { type FunctionNode, isFunction, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import type { Effect, Subject } from "./effects.ts";

/** How methods of collections put their argument in: by method and position. */
const PUTS: Readonly<Record<string, { readonly index: number | undefined; readonly path: readonly Inside[] }>> = {
  add: { index: undefined, path: ["each"] },
  push: { index: undefined, path: ["each"] },
  set: { index: 1, path: ["each", { element: 1 }] },
  unshift: { index: undefined, path: ["each"] },
};

/** `files.push(file)`, `byId.set(id, file)`, `byId[id] = file`, where the container is a local one that nobody else knows yet. */
export function putInto(
  consumer: Extract<Consumer, { kind: "argument" | "store" }>,
  subject: Subject,
): Effect | undefined {
  const { at, path } = consumer;
  const target = consumer.kind === "store" ? consumer.target : unwrapped(consumer.at.callee);
  const name = target?.type === T.MemberExpression ? keyNameOf(target) : undefined;
  const container = target?.type === T.MemberExpression ? subject.file.variableOf(unwrapped(target.object)) : undefined;
  const into = consumer.kind === "store" ? stepNamed(name) : putsAt(consumer, name);
  if (!container || !into || !isLocal(container, consumer, subject.file) || isKnownBefore(container, at, subject))
    return undefined;
  return { kind: "alias", to: [container], inside: [...into, ...path], adds: true };
}

function stepNamed(name: string | undefined): readonly Inside[] {
  return name === undefined || /^\d+$/u.test(name) ? ["each"] : [{ property: name }];
}

function putsAt(
  { at, index, option }: Extract<Consumer, { kind: "argument" }>,
  name = "",
): readonly Inside[] | undefined {
  const puts = Object.hasOwn(PUTS, name) && at.type === T.CallExpression ? PUTS[name] : undefined;
  const fits = puts && option === undefined && (puts.index === undefined || puts.index === index);
  return fits ? puts.path : undefined;
}

/** Declared in the same function, and never anything but a collection or a composite made there. */
function isLocal(
  { defs: [definition], references }: Variable,
  { kind, at }: Consumer & { readonly kind: "argument" | "store" },
  file: File,
): boolean {
  const declarator = definition?.node as TSESTree.Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || rootOf(declarator) !== rootOf(at)) return false;
  const values = references.filter((one) => one.isWrite()).map(({ writeExpr }) => writeExpr);
  const isComposed = (value: TSESTree.Node): boolean =>
    kind === "argument" && isStatement(at) && endOfComposite(value, at, file) !== undefined;
  return values.length > 0 && values.every((value) => value && (isNewCollection(value) || isComposed(value)));
}

/** What is put in may come out again as the answer. */
const isStatement = (call: TSESTree.Node): boolean => wrapped(call).parent?.type === T.ExpressionStatement;

function isNewCollection(value: TSESTree.Node): boolean {
  const it = unwrapped(value);
  if (it.type === T.NewExpression)
    return it.callee.type === T.Identifier && ["Array", "Map", "Set"].includes(it.callee.name);
  if (it.type === T.CallExpression)
    return it.callee.type === T.MemberExpression && keyNameOf(it.callee) === "create" && it.arguments.length === 1;
  return it.type === T.ArrayExpression || it.type === T.ObjectExpression;
}

/** Someone was given the container before the resource was put in, and may empty it. */
function isKnownBefore(container: Variable, at: TSESTree.Node, { file }: Subject): boolean {
  return container.references.some(({ identifier }) => {
    if (identifier.range[0] >= at.range[0] || !isRead(identifier)) return false;
    const home = rootOf(at);
    for (let fn = rootOf(identifier); fn !== home && isFunction(fn); fn = rootOf(fn))
      if (isGivenAway(fn, file)) return true;
    return consumersOf(identifier, new Set(), ["each"]).some(({ kind }) => GIVES.has(kind));
  });
}

const isRead = (identifier: TSESTree.Node): boolean => identifier.parent?.type !== T.VariableDeclarator;
const GIVES: ReadonlySet<Consumer["kind"]> = new Set(["argument", "bind", "store", "yield"]);

/** A function that is written as an argument or stored runs whenever others like. */
function isGivenAway(fn: FunctionNode, file: Subject["file"]): boolean {
  const name = fn.type === T.FunctionDeclaration ? fn.id : fn.parent.type === T.VariableDeclarator && fn.parent.id;
  const names = name ? file.variableOf(name) : undefined;
  if (!names) return !isRunInPlace(fn);
  return names.references.some(
    ({ identifier }) => identifier.parent.type !== T.CallExpression || identifier.parent.callee !== identifier,
  );
}
