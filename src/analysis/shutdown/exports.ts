/** What a module exports, other sources of the program may end: their text tells. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { textsElsewhere } from "../elsewhere.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";

export function isExported({ defs: [definition], references }: Variable): boolean {
  const at = definition?.node as TSESTree.Node | undefined;
  const statement = at?.type === T.VariableDeclarator ? at.parent.parent : undefined;
  return statement?.type === T.ExportNamedDeclaration || references.some(({ identifier }) => isRenamed(identifier));
}

const isRenamed = ({ parent }: TSESTree.Node): boolean =>
  parent?.type === T.ExportSpecifier || parent?.type === T.ExportDefaultDeclaration;

/** Believed of what goes by another name there or is one of a list, and of everything where no other source can be seen. */
export function isEndedElsewhere({ name, references }: Variable, ends: ReadonlySet<string>, file: File): boolean {
  if (!file.checker || references.some(({ identifier }) => isRenamed(identifier))) return true;
  const called = new RegExp(
    `\\b${name}\\b[?!]*\\.\\$?([\\w$]+)|([\\w$]+)\\([^()]*\\b${name}\\b|\\b${name} as\\b|\\[[^\\[\\]()]*\\b${name}\\b[^\\[\\]()]*\\]`,
    "gu",
  );
  const others = textsElsewhere(file).filter((text) => text.includes(name));
  return others.some((text) =>
    [...text.matchAll(called)].some(([, method, fn]) => {
      const by = method ?? fn;
      return (
        by === undefined ||
        ends.has(by) ||
        ends.has(`$${by}`) ||
        readsLikeEnd(by) ||
        /graceful|shutdown|terminus/iu.test(by)
      );
    }),
  );
}
