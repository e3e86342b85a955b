/** Parts that are kept of a resource which nobody holds, and by which the program gives all of it back. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { consumersOf } from "../consumers.ts";
import type { File } from "../file.ts";

const none: ReadonlySet<string> = new Set();

/** `const raw = (await pool.getConnection()).connection; … raw.end()`: whoever has a name of the pattern can end it, and does. */
export function endsByPart(pattern: TSESTree.Node, file: File): boolean {
  if (pattern.type === T.ObjectPattern)
    return pattern.properties.some((one) => one.type === T.Property && endsByPart(one.value, file));
  const part = pattern.type === T.Identifier ? file.variableOf(pattern) : undefined;
  const uses = part?.references.flatMap(({ identifier }) => consumersOf(identifier, none)) ?? [];
  return uses.some((one) => one.kind === "method" && file.knowledge.releaseMethods.has(one.path));
}
