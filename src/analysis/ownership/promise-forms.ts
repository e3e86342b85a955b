/** The promise form of a function, called under whichever name: made here, or by a constant of another source. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isSaidAnywhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { lastName } from "../knowledge.ts";
import { type Export, promisifiedExport } from "../origin.ts";
import { textAt } from "../parts.ts";
import { unwrapped } from "../tree.ts";

const known = new WeakMap<TSESTree.Node, { readonly found: Export | undefined }>();

/** What the function is made of that is called instead of `written`, if that is an export at all. */
export function promisedBy(callee: TSESTree.Node, written: Export | undefined, file: File): Export | undefined {
  if (!written) return promisifiedExport(callee, file);
  if (!written.module.startsWith(".")) return undefined;
  const answered = known.get(callee);
  if (answered) return answered.found;
  const found = madeElsewhere(callee, file);
  known.set(callee, { found });
  return found;
}

const MADE = /=\s*(?:\w+\.)?promisify\(\s*([\w.]+)\s*\)$/u;

/** `export const pipelineAsync = promisify(stream.pipeline)` */
function madeElsewhere(callee: TSESTree.Node, file: File): Export | undefined {
  const { checker, settings } = file;
  if (!settings.crossFile || !checker || !isSaidAnywhere(["promisify("], file)) return undefined;
  const it = unwrapped(callee);
  const name = it.type === T.MemberExpression ? it.property : it;
  for (const declaration of checker.declarationsOf(name)) {
    const [, source] = MADE.exec(textAt(declaration)) ?? [];
    if (source !== undefined) return { module: declaration.getSourceFile().fileName, path: lastName(source) };
  }
  return undefined;
}
