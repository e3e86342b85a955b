/** A parameter that its function says it borrows, and releases. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { taggedDuty } from "../ownership/index.ts";
import { type CallNode, functionPathOf, isFunction } from "../tree.ts";
import { says } from "../written.ts";
import { borrowed, type BorrowedRelease, releaseAt } from "./lent.ts";

export function taggedRelease(call: CallNode, file: File): readonly BorrowedRelease[] {
  if (!says("@borrows", file.sourceCode)) return [];
  const release = releaseAt(call, file);
  if (release?.of.type !== T.Identifier) return [];
  const definition = file.variableOf(release.of)?.defs[0];
  const fn = definition?.node as TSESTree.Node | undefined;
  if (!isFunction(fn) || fn.id === definition?.name) return [];
  return taggedDuty(fn, release.of.name, file) === "borrows"
    ? [borrowed(release, "tagged", functionPathOf(fn), call, file)]
    : [];
}
