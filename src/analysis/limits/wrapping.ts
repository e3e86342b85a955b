/** Is a call bounded from outside: by a race, a timer that gives up, a wrapper that is named for it? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, calleeNameOf, isCall, isFunction, nodesIn, rootOf, unwrapped } from "../tree.ts";
import { isOff, optionOf } from "./options.ts";

const WRAPPER = /time_?out|timed|deadline|^race$|abort|withSignal/iu;
const GIVING_UP = /abort|destroy|reject|fail|cancel|close|end|terminate|kill|timeout/iu;

export function isBoundedAround(call: CallNode, file: File): boolean {
  if (isWrapped(call, file)) return true;
  return functionsAround(call).some((fn) => hasTimer(fn, file) || isWrappedByName(fn, file) || isOfScript(fn, file));
}

/** `Promise.race([fetch(url), late])`, `pTimeout(fetch(url), …)`, `withTimeout(() => fetch(url))`, `pWaitFor(isUp, { timeout })`. */
function isWrapped(node: TSESTree.Node, file: File): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (isCall(parent) && parent.callee !== at)
      if (WRAPPER.test(calleeNameOf(parent)) || isPollingFor(parent, file)) return true;
    if (parent.type === T.BlockStatement) return false;
  }
  return false;
}

const POLLING = /wait|poll|until/iu;

/** A helper that is named for it, or whose module is, asks until a time of its own is over. */
function isPollingFor(call: CallNode, file: File): boolean {
  const named = exportOf(call.callee, file);
  if (!POLLING.test(calleeNameOf(call)) && !(named?.path === "default" && POLLING.test(named.module))) return false;
  const written = optionOf(call, [1], "timeout", file);
  const isNested = written !== undefined && written !== "opaque" && unwrapped(written).type === T.ObjectExpression;
  const limit = isNested ? optionOf(call, [1], "timeout.milliseconds", file) : written;
  return limit !== undefined && (limit === "opaque" || !isOff(limit));
}

function functionsAround(node: TSESTree.Node): readonly TSESTree.Node[] {
  const root = rootOf(node);
  return root.type === T.Program ? [] : [root, ...functionsAround(root)];
}

/** `setTimeout(() => controller.abort(), ms)`; one that only resolves is a sleep. */
export function hasTimer(fn: TSESTree.Node, { sourceCode }: File): boolean {
  return nodesIn(fn, sourceCode.visitorKeys).some((node) => {
    if (node.type !== T.CallExpression || node.callee.type !== T.Identifier || node.callee.name !== "setTimeout")
      return false;
    const [first] = node.arguments;
    return first !== undefined && GIVING_UP.test(sourceCode.getText(first));
  });
}

/** A function that ends the process is part of a script. */
const isOfScript = (fn: TSESTree.Node, { sourceCode }: File): boolean =>
  sourceCode.getText(fn).includes("process.exit(");

/** A function of the file whose every answer is awaited under a timeout: `withTimeout(load(id), ms)`. */
function isWrappedByName(fn: TSESTree.Node, file: File): boolean {
  const name = isFunction(fn) && fn.id ? fn.id : fn.parent?.type === T.VariableDeclarator ? fn.parent.id : undefined;
  const variable = name && file.variableOf(unwrapped(name));
  return variable?.references.some(({ identifier }) => isWrapped(identifier, file)) === true;
}
