/** Which signals does a timer give, and is that timer still running when a request is left? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import type { File, Variable } from "../file.ts";
import type { Option } from "../limits/index.ts";
import { constantOf, exportOf } from "../origin.ts";
import {
  type CallNode,
  calleeNameOf,
  isCall,
  isFunction,
  isInside,
  keyNameOf,
  rootOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

const MAX_DEPTH = 4;

/** A request, what it brings, and the way out on which it is left. */
export interface Moment {
  readonly call: CallNode;
  readonly resource: ResourceModel;
  readonly left: TSESTree.Node | undefined;
}

/** `AbortSignal.timeout(ms)`, alone or among others, or the signal of a controller that a timer aborts. */
export function isTimed(value: Option, moment: Moment, file: File, depth = 0): boolean {
  if (value === undefined || value === "opaque" || depth > MAX_DEPTH) return false;
  const it = unwrapped(value);
  const isToo = (one: Option): boolean => isTimed(one, moment, file, depth + 1);
  switch (it.type) {
    case T.Identifier:
      return isToo(constantOf(file.variableOf(it)));
    case T.LogicalExpression:
      return isToo(it.left) || isToo(it.right);
    case T.ConditionalExpression:
      return isToo(it.consequent) || isToo(it.alternate);
    case T.MemberExpression:
      return keyNameOf(it) === "signal" && isAbortedInTime(file.variableOf(unwrapped(it.object)), moment, file);
    case T.CallExpression:
      return isTimedCall(it, moment, isToo, file);
    default:
      return false;
  }
}

/** What garbage collection ends as well is only a matter of time, with such a signal or without. */
function isTimedCall(
  call: TSESTree.CallExpression,
  { resource }: Moment,
  isTimedToo: (one: Option) => boolean,
  file: File,
): boolean {
  const named = exportOf(call.callee, file);
  if (named?.module !== "globalThis") return false;
  const [list] = call.arguments;
  if (named.path !== "AbortSignal.any") return named.path === "AbortSignal.timeout" && resource.mild !== true;
  return list?.type === T.ArrayExpression && list.elements.some((one) => one !== null && isTimedToo(one));
}

function isAbortedInTime(controller: Variable | undefined, moment: Moment, file: File): boolean {
  const timers = controller?.references.flatMap(({ identifier }) => timerAround(identifier) ?? []) ?? [];
  return timers.some((timer) => !clearingsOf(timer, file).some((one) => isOnTheWay(one, moment)));
}

/** `setTimeout(() => controller.abort(), ms)`, `setTimeout(abort.bind(controller), ms)`. */
function timerAround(name: TSESTree.Node): TSESTree.CallExpression | undefined {
  const member = wrapped(name).parent;
  if (member?.type !== T.MemberExpression || keyNameOf(member) !== "abort") return undefined;
  for (let at: TSESTree.Node = member; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type !== T.CallExpression || calleeNameOf(parent) !== "setTimeout") continue;
    return parent.arguments[0] === at ? parent : undefined;
  }
  return undefined;
}

/** `clearTimeout(timer)`, by the name that the timer is given. */
function clearingsOf(timer: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  const { parent } = wrapped(timer);
  const name =
    parent?.type === T.VariableDeclarator
      ? parent.id
      : parent?.type === T.AssignmentExpression
        ? parent.left
        : undefined;
  const references = (name && file.variableOf(name)?.references) ?? [];
  return references.flatMap(({ identifier: { parent: use } }) =>
    isCall(use) && calleeNameOf(use) === "clearTimeout" ? [use] : [],
  );
}

/** When the request fails there is no body; what stands behind the way out is not met on it, but for `finally`. */
function isOnTheWay(clearing: TSESTree.Node, { call, left }: Moment): boolean {
  if (isInCatch(clearing) || clearing.range[1] < call.range[0]) return false;
  const isLater = left !== undefined && left.range[0] < clearing.range[0];
  return !isLater || rootOf(clearing) !== rootOf(left) || isInFinally(clearing, left);
}

function isInCatch(clearing: TSESTree.Node): boolean {
  const root = rootOf(clearing);
  for (let at: TSESTree.Node | undefined = clearing; at && at !== root; at = at.parent)
    if (at.type === T.CatchClause) return true;
  const given = isFunction(root) ? wrapped(root).parent : undefined;
  return given !== undefined && isCall(given) && calleeNameOf(given) === "catch";
}

function isInFinally(clearing: TSESTree.Node, left: TSESTree.Node): boolean {
  for (let at = clearing; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === T.TryStatement && at.parent.finalizer === at && isInside(left, at.parent)) return true;
  return false;
}
