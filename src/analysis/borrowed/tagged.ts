/** A parameter that its function says it borrows, and releases. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { taggedDuty } from "../ownership/index.ts";
import { functionPathOf, isFunction } from "../tree.ts";
import { says } from "../written.ts";
import { borrowed, type BorrowedRelease, type Release } from "./lent.ts";

export function taggedRelease(release: Release, file: File): BorrowedRelease | undefined {
  if (!says("@borrows", file.sourceCode) || release.of.type !== T.Identifier) return undefined;
  const definition = file.variableOf(release.of)?.defs[0];
  const fn = definition?.node as TSESTree.Node | undefined;
  if (!isFunction(fn) || fn.id === definition?.name) return undefined;
  return taggedDuty(fn, release.of.name, file) === "borrows"
    ? borrowed(release, "tagged", functionPathOf(fn), release.call, file)
    : undefined;
}
