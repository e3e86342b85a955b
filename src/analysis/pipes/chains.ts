/** Takes a chain of `.pipe()` apart: its source, the streams it runs through, the listeners on its way. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";

export interface Chain {
  /** The outermost `.pipe()`. */
  readonly call: TSESTree.CallExpression;
  readonly source: TSESTree.Node;
  /** What it is piped into, in turn. */
  readonly streams: readonly TSESTree.Node[];
  /** Calls between: `.on("error", f)`. */
  readonly links: readonly TSESTree.CallExpression[];
}

const LINKS: ReadonlySet<string> = new Set(["addListener", "on", "once", "setEncoding"]);

/** Absent for what is no outermost `.pipe(stream)`. */
export function chainOf(call: TSESTree.CallExpression): Chain | undefined {
  if (!isPipe(call) || isContinued(call)) return undefined;
  const streams: TSESTree.Node[] = [];
  const links: TSESTree.CallExpression[] = [];
  let at: TSESTree.Node = call;
  while (at.type === T.CallExpression && at.callee.type === T.MemberExpression) {
    const name = keyNameOf(at.callee) ?? "";
    const [first] = at.arguments;
    if (name === "pipe" && isPipe(at) && first) streams.unshift(unwrapped(first));
    else if (LINKS.has(name)) links.unshift(at);
    else break;
    at = unwrapped(at.callee.object);
  }
  return { call, source: at, streams, links };
}

/** Operators of observables and schemas are functions, or several; a stream is neither. */
function isPipe({ callee, arguments: [first, options, ...more] }: TSESTree.CallExpression): boolean {
  if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "pipe" || !first || more.length > 0) return false;
  if (options && options.type !== T.ObjectExpression) return false;
  return first.type !== T.SpreadElement && !isFunction(first);
}

function isContinued(call: TSESTree.CallExpression): boolean {
  const member = wrapped(call).parent;
  if (member?.type !== T.MemberExpression || member.object !== wrapped(call)) return false;
  const outer = wrapped(member).parent;
  if (outer?.type !== T.CallExpression || outer.callee !== wrapped(member)) return false;
  return isPipe(outer) || (LINKS.has(keyNameOf(member) ?? "") && isContinued(outer));
}
