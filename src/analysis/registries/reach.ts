/** Who else may prune a registry, and which code runs only when its holder ends? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isSaidElsewhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { functionPathOf, isFunction, rootOf, textStartOf, wrapped } from "../tree.ts";
import type { Registry } from "./registry.ts";

/** Any other source of the program names it, or nobody can say. */
export function isKnownElsewhere({ key }: Registry, file: File): boolean {
  const named = new RegExp(`(?<![\\w$])${key.replace(/\$/gu, "\\$")}(?![\\w$])`, "u");
  return !file.checker || isSaidElsewhere(named, file);
}

const ENDING =
  /^(?:\[?(?:async)?dispose\]?|close\w*|destroy\w*|disconnect\w*|dispose\w*|end|exit|finish|halt|kill\w*|quit|shut\w*|stop\w*|tear\w*|terminate\w*|@@\w+)$/iu;
const LAST = /^(?:SIG\w+|beforeExit|close|exit|shutdown)$/u;

/** The node stands in what runs when the whole ends: a teardown, or a handler of a signal. */
export function endsHolder(node: TSESTree.Node, file: File): boolean {
  for (let root = rootOf(node); isFunction(root); root = rootOf(root)) {
    const name = functionPathOf(root).replace(/^.*[.> ]/u, "");
    if (ENDING.test(name)) return true;
    const { parent } = wrapped(root);
    if (parent?.type !== T.CallExpression) continue;
    const isNamed = file.sourceCode.getText(parent.callee).startsWith("process.");
    if (isNamed && LAST.test(textStartOf(parent.arguments[0]) ?? "")) return true;
  }
  return false;
}
