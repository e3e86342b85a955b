/** What becomes of a socket or a response under its name: who ends it, and who else has it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { type CallNode, isFunction, isInside, keyNameOf, rootOf, textStartOf, wrapped } from "../tree.ts";

export interface Care {
  /** Ended, destroyed or piped into, other than on its failure. */
  readonly isEnded: boolean;
  /** Somebody else has it, and may end it. */
  readonly isGivenAway: boolean;
  /** It goes on flowing after a pause: resumed, piped, read. */
  readonly isResumed: boolean;
  /** The events it is listened to for. */
  readonly events: ReadonlySet<string>;
  readonly pauses: readonly TSESTree.CallExpression[];
  readonly writes: readonly TSESTree.CallExpression[];
}

const ENDS: ReadonlySet<string> = new Set(["destroy", "destroySoon", "end", "resetAndDestroy", "close", "terminate"]);
const LISTENS: ReadonlySet<string> = new Set(["addListener", "on", "once", "prependListener", "prependOnceListener"]);
const RESUMES: ReadonlySet<string> = new Set(["pipe", "read", "resume", "unref"]);
/** After these it is over, or was never well. */
const TOO_LATE: ReadonlySet<string | undefined> = new Set(["close", "error"]);

export function careFor(variable: Variable, file: File): Care {
  const uses = variable.references.filter((one) => one.isRead()).map(({ identifier }) => useAt(identifier));
  const called = uses.flatMap((use) => (use.method === undefined ? [] : [{ call: use.call, method: use.method }]));
  const named = (names: ReadonlySet<string>) => called.filter(({ method }) => names.has(method));
  return {
    isEnded: named(ENDS).some(({ call }) => !TOO_LATE.has(eventAround(call, variable, file))),
    isGivenAway: uses.some(({ isGiven }) => isGiven),
    isResumed: named(RESUMES).length > 0,
    events: new Set(named(LISTENS).map(({ call }) => textStartOf(call.arguments[0]) ?? "")),
    pauses: named(new Set(["pause"])).map(({ call }) => call),
    writes: named(new Set(["write"])).map(({ call }) => call),
  };
}

type UseOf =
  | { readonly call: TSESTree.CallExpression; readonly method: string; readonly isGiven: false }
  | { readonly method?: undefined; readonly isGiven: boolean };

/** Options and properties are looked at; whatever else has the name may keep it. */
function useAt(identifier: TSESTree.Node): UseOf {
  const it = wrapped(identifier);
  const { parent } = it;
  if (parent?.type === T.MemberExpression && parent.object === it) {
    const member = wrapped(parent);
    const method = keyNameOf(parent);
    if (member.parent?.type === T.CallExpression && member.parent.callee === member && method !== undefined)
      return { call: member.parent, method, isGiven: false };
    return { isGiven: method !== undefined && ENDS.has(method) };
  }
  if (parent?.type === T.CallExpression) return { isGiven: !isRegistering(parent) };
  return { isGiven: !(parent?.type === T.BinaryExpression || parent?.type === T.UnaryExpression) };
}

/** `sockets.add(socket)` keeps it in sight; whoever goes through the set may still end it. */
function isRegistering({ callee }: CallNode): boolean {
  return (
    callee.type === T.MemberExpression &&
    /^console\b/u.test(callee.object.type === T.Identifier ? callee.object.name : "")
  );
}

/** The own event in whose handler a node stands. */
function eventAround(node: TSESTree.Node, variable: Variable, file: File): string | undefined {
  for (let fn: TSESTree.Node = rootOf(node); isFunction(fn); fn = rootOf(fn)) {
    const { parent } = wrapped(fn);
    if (parent?.type !== T.CallExpression || parent.callee.type !== T.MemberExpression) continue;
    const isOwn = file.variableOf(parent.callee.object) === variable && isInside(fn, parent);
    if (isOwn && LISTENS.has(keyNameOf(parent.callee) ?? "")) return textStartOf(parent.arguments[0]);
  }
  return undefined;
}
