/** What a function says that it hands over came from out of sight: its kind is what the function is declared to answer. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "./acquisitions.ts";
import type { DeclaredType, File } from "./file.ts";
import { typesAnswered } from "./origin.ts";
import { type FunctionNode, wrapped } from "./tree.ts";

export type Made = Pick<Arrival, "resource" | "yields" | "awaited" | "own">;

/** By its annotation. */
export const kindAnnotated = (fn: FunctionNode, file: File): readonly Made[] =>
  kindOf(typesAnswered(fn, file), fn.async, file);

/** By the type that the checker gives to the call, once it has been waited for. */
export function kindTyped(call: TSESTree.CallExpression, file: File): readonly Made[] {
  const waiting = wrapped(call).parent;
  const awaited = waiting?.type === T.AwaitExpression;
  return kindOf(file.checker?.typesOf(awaited ? waiting : call) ?? [], awaited, file);
}

function kindOf(types: readonly DeclaredType[], awaited: boolean, { knowledge }: File): readonly Made[] {
  const resources = types.flatMap(({ package: from, name }) => knowledge.types.get(`${from}|${name}`) ?? []);
  return resources.slice(0, 1).map((resource) => ({ resource, yields: [], awaited, own: { opened: true } }));
}
