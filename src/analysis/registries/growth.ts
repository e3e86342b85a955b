/** Which registry gets an entry for each key that strangers choose, and never loses one? (Only in doubt: `strict`.) */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { type FunctionNode, nodesIn, rootOf, unwrapped } from "../tree.ts";
import { isKnownElsewhere } from "./reach.ts";
import type { Registry } from "./registry.ts";
import type { Use } from "./uses.ts";

export interface Grown {
  readonly kind: "grown";
  readonly node: TSESTree.Node;
  readonly registry: Registry;
  /** The key as it is written. */
  readonly holder: string;
  readonly removal: string;
  readonly tier: "strict";
}

export function grownFrom(
  registry: Registry,
  { key, at }: Extract<Use, { kind: "put" }>,
  uses: readonly Use[],
  around: FunctionNode,
  file: File,
): Grown | undefined {
  if (!key || registry.kind === "array") return undefined;
  if (uses.some(({ kind }) => kind === "escape" || kind === "measure" || kind === "remove")) return undefined;
  if (registry.scope === "closure" || !comesFrom(key, around, file, 0)) return undefined;
  if (registry.isOpen && isKnownElsewhere(registry, file)) return undefined;
  const removal = registry.kind === "object" ? `delete ${registry.name}[key]` : `${registry.name}.delete()`;
  return { kind: "grown", node: at, registry, holder: file.sourceCode.getText(key), removal, tier: "strict" };
}

const MAX_DEPTH = 4;

/** The key is made of what the caller of `fn` gave. */
function comesFrom(node: TSESTree.Node, fn: TSESTree.Node, file: File, depth: number): boolean {
  const names = nodesIn(node, file.sourceCode.visitorKeys).filter(({ type }) => type === T.Identifier);
  return names.some((name) => isGiven(file.variableOf(name), fn, file, depth));
}

function isGiven(variable: Variable | undefined, fn: TSESTree.Node, file: File, depth: number): boolean {
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (at === fn) return true;
  if (at?.type !== T.VariableDeclarator || !at.init || depth > MAX_DEPTH || rootOf(at).type === T.Program) return false;
  return comesFrom(unwrapped(at.init), fn, file, depth + 1);
}
