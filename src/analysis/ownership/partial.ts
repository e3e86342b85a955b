/** Acquisitions that come several at a time: whether the failure of one loses what the others got. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "../acquisitions.ts";
import { isPromiseAll } from "../consumers.ts";
import type { File } from "../file.ts";
import { owesNothing } from "../knowledge.ts";
import { callName } from "../traces.ts";
import { type CallNode, isCall, isFunction, unwrapped, wrapped } from "../tree.ts";
import type { Failing } from "../types.ts";
import type { Tracked } from "./tracked.ts";

/** What fails at a step is an acquisition: `await open(path)`, or one of several in `await Promise.all([…])`. */
export const acquiresAt = (node: TSESTree.Node, file: File): boolean => acquisitionAt(node, file) !== undefined;

function acquisitionAt(node: TSESTree.Node, file: File): CallNode | undefined {
  const it = unwrapped(node);
  if (it.type === T.AwaitExpression) return acquisitionAt(it.argument, file);
  if (!isCall(it)) return undefined;
  if (isPromiseAll(it)) return acquisitionsBeside(it, file)[0];
  return arrivalsAt(it, file).some((one) => one.through !== "receiver" && !owesNothing(one.resource)) ? it : undefined;
}

/**
 * `this.#owned = stack.move()`: until then `using stack` has given back what was acquired when a later acquisition
 * failed. Whoever guards against that fears it, however harmless the acquisition looks.
 */
export function endsGuard({ callee }: CallNode, file: File): boolean {
  const object = callee.type === T.MemberExpression ? file.variableOf(unwrapped(callee.object)) : undefined;
  const definition = object?.defs[0]?.node as TSESTree.Node | undefined;
  return definition?.type === T.VariableDeclarator && definition.parent.kind.endsWith("using");
}

export function failingAt(node: TSESTree.Node, tracked: Tracked, source: File["sourceCode"]): Failing {
  if (tracked.beside && (node === tracked.begins || node === tracked.beside)) return { how: "beside", name: "" };
  if (node === tracked.begins || node === tracked.arrival.call) return { how: "again", name: "" };
  const { parent } = wrapped(node);
  const target =
    parent?.type === T.VariableDeclarator
      ? parent.id
      : parent?.type === T.AssignmentExpression && parent.right === wrapped(node)
        ? parent.left
        : undefined;
  const isName = target?.type === T.Identifier || target?.type === T.MemberExpression;
  const name = isName ? source.getText(target).replace(/:.*$/su, "") : callName(node, source).slice(1, -1);
  return { how: "after", name };
}

/** The `Promise.all` that waits for others beside this one that acquire, too; the first of them speaks for all. */
export function besideOthers(
  { call, awaited, through, resource }: Arrival,
  file: File,
): TSESTree.CallExpression | undefined {
  const isScoped = resource.lifetime === undefined || resource.lifetime === "scoped";
  if (!awaited || through !== "value" || !isScoped || resource.unattended || resource.endsByItself) return undefined;
  const all = promiseAllAround(call);
  if (!all) return allOfMapping(call);
  const acquiring = acquisitionsBeside(all, file);
  return acquiring.length > 1 && acquiring[0] === call ? all : undefined;
}

function promiseAllAround(call: TSESTree.Node): TSESTree.CallExpression | undefined {
  const array = wrapped(call).parent;
  const all = array?.type === T.ArrayExpression ? wrapped(array).parent : undefined;
  return isPromiseAll(all) ? all : undefined;
}

function acquisitionsBeside({ arguments: [list] }: TSESTree.CallExpression, file: File): readonly CallNode[] {
  const elements = list?.type === T.ArrayExpression ? list.elements : [];
  return elements
    .flatMap((element) => (element ? [unwrapped(element)] : []))
    .filter((element) => isCall(element))
    .filter((element) => arrivalsAt(element, file).some((one) => one.awaited && !owesNothing(one.resource)));
}

/** `Promise.all(paths.map((path) => open(path)))`: what one turn acquires stands beside what the others do. */
function allOfMapping(call: TSESTree.Node): TSESTree.CallExpression | undefined {
  const mapping = mappingOf(call);
  const all = mapping && wrapped(mapping).parent;
  return isPromiseAll(all) ? all : undefined;
}

/** The `map` whose function answers just this value. */
export function mappingOf(value: TSESTree.Node): TSESTree.CallExpression | undefined {
  const { parent } = wrapped(value);
  if (parent?.type === T.AwaitExpression) return mappingOf(parent);
  if (parent?.type === T.ReturnStatement) {
    const block = parent.parent;
    const isWhole = block.type === T.BlockStatement && block.body.length === 1 && isFunction(block.parent);
    return isWhole && block.parent.type !== T.FunctionDeclaration ? mapAround(block.parent) : undefined;
  }
  return parent?.type === T.ArrowFunctionExpression && parent.body === wrapped(value) ? mapAround(parent) : undefined;
}

function mapAround(fn: TSESTree.Node): TSESTree.CallExpression | undefined {
  const call = wrapped(fn).parent;
  if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression || isCall(fn)) return undefined;
  const { property, object } = call.callee;
  if (property.type !== T.Identifier) return undefined;
  if (property.name === "map") return call.arguments[0] === fn ? call : undefined;
  const isFrom = property.name === "from" && object.type === T.Identifier && object.name === "Array";
  return isFrom && call.arguments[1] === fn ? call : undefined;
}
