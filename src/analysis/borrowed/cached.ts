/** What was taken out of a collection to be looked at, released, and left in the collection for the next. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isRelease } from "../ownership/index.ts";
import { type CallNode, callsIn, functionPathOf, isFunction, keyNameOf, rootOf, unwrapped } from "../tree.ts";
import { borrowed, type BorrowedRelease, isUnconditional } from "./lent.ts";

const FORGETS: ReadonlySet<string> = new Set(["clear", "delete"]);
const ENDING =
  /clean|clear|clos|destroy|disconnect|dispos|drain|end|evict|exit|kill|quit|release|remov|reset|shut|stop|teardown|terminat/iu;

export function cachedRelease(call: CallNode, file: File): BorrowedRelease | undefined {
  const callee = unwrapped(call.callee);
  const path = callee.type === T.MemberExpression ? keyNameOf(callee) : undefined;
  if (call.type !== T.CallExpression || callee.type !== T.MemberExpression || path === undefined) return undefined;
  const of = unwrapped(callee.object);
  const collection = collectionOf(of, file);
  const root = rootOf(call);
  if (!collection || !isFunction(root) || ENDING.test(functionPathOf(root)) || isForgotten(collection, file))
    return undefined;
  const types = file.checker?.typesOf(of) ?? [];
  const resource = types
    .map((type) => file.knowledge.types.get(`${type.package}|${type.name}`))
    .find((one) => one !== undefined);
  const release = resource && isRelease(call, path, resource) ? { call, of, resource } : undefined;
  return release && isUnconditional(release, root, file)
    ? borrowed(release, "cached", file.sourceCode.getText(collection), call, file)
    : undefined;
}

/** `pools` of `const pool = pools.get(url)`, made in the same function as the release, of a map that outlives it. */
function collectionOf(node: TSESTree.Node, file: File): TSESTree.Node | undefined {
  const variable = node.type === T.Identifier ? file.variableOf(node) : undefined;
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier || rootOf(at) !== rootOf(node)) return undefined;
  const value = at.init && unwrapped(at.init);
  const got = value?.type === T.LogicalExpression ? unwrapped(value.left) : value;
  if (got?.type !== T.CallExpression || got.callee.type !== T.MemberExpression || keyNameOf(got.callee) !== "get")
    return undefined;
  const map = unwrapped(got.callee.object);
  const isField = map.type === T.MemberExpression && map.object.type === T.ThisExpression;
  const owner = map.type === T.Identifier ? file.variableOf(map)?.defs[0]?.node : undefined;
  const isOfModule = owner?.type === T.VariableDeclarator && !isFunction(rootOf(owner));
  return (isField || isOfModule) && isFilled(map, owner, file) ? map : undefined;
}

/** It is a collection, not something else that has a `get()`, such as `http`: somebody puts elements in, or it is made as one. */
function isFilled(map: TSESTree.Node, owner: TSESTree.Node | undefined, { sourceCode }: File): boolean {
  const text = sourceCode.getText(map);
  const made = owner?.type === T.VariableDeclarator && owner.init ? unwrapped(owner.init) : undefined;
  return (
    made?.type === T.NewExpression ||
    callsIn(sourceCode.ast, sourceCode.visitorKeys).some(
      ({ callee }) =>
        callee.type === T.MemberExpression && keyNameOf(callee) === "set" && sourceCode.getText(callee.object) === text,
    )
  );
}

/** Somebody takes elements out of it, wherever that is. */
function isForgotten(collection: TSESTree.Node, { sourceCode }: File): boolean {
  const text = sourceCode.getText(collection);
  return callsIn(sourceCode.ast, sourceCode.visitorKeys).some(
    ({ callee }) =>
      callee.type === T.MemberExpression &&
      FORGETS.has(keyNameOf(callee) ?? "") &&
      sourceCode.getText(callee.object) === text,
  );
}
