/** Calls that keep what they are given: constructors, collections, stores, and what registers an end. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { calleeNameOf, type CallNode, unwrapped, wrapped } from "../tree.ts";

const KEEPERS: ReadonlySet<string> = new Set([
  "add",
  "append",
  "assign",
  "defer",
  "enqueue",
  "push",
  "register",
  "resolve",
  "set",
  "unshift",
  "use",
]);

/** `this._register(x)`, `context.addDisposable(x)`, `onCleanup(() => …)`: what others end when their own time comes. */
const STORES =
  /^#?_?(?:(?:add|own|push|register|track)\w*(?:clean_?up|closeable|disposable|disposer|finali[sz]er|subscription|teardown)s?|_register|on_?(?:(?:before|scope|test|watcher)_?)?(?:clean_?up|destroy(?:ed)?|dispose[dr]?|finished|unmount(?:ed)?))$/iu;

const END_VERBS = [
  "abort",
  "cleanup",
  "close",
  "delete",
  "destroy",
  "disconnect",
  "dispose",
  "end",
  "free",
  "kill",
  "quit",
  "release",
  "remove",
  "shutdown",
  "stop",
  "teardown",
  "terminate",
  "unlink",
];
/** `safeRemove(path)`, `closeQuietly(connection)`: a call that is named for an end is taken for one. */
const ENDS = new RegExp(
  `^_*(?:(?:force|maybe|quietly|safe|safely|try)(?:${END_VERBS.map((verb) => verb.replace(/^./u, (first) => first.toUpperCase())).join("|")})|${END_VERBS.join("|")})(?=[A-Z_\\d]|$)`,
  "u",
);

/** What such a call is given, its owner has. */
export function keeps(call: CallNode): boolean {
  return (
    call.type === T.NewExpression ||
    call.callee.type === T.Super ||
    isStore(call) ||
    ENDS.test(calleeNameOf(call)) ||
    makesOwner(call)
  );
}

/** `const peer = createPeer(socket)`: what is made of it and used goes on with it, like what is constructed. */
function makesOwner(call: CallNode): boolean {
  const user = wrapped(call).parent;
  const isUsed = user?.type === T.VariableDeclarator || user?.type === T.ReturnStatement || user?.type === T.Property;
  return isUsed && /^(?:create|make|wrap)[A-Z]/u.test(calleeNameOf(call));
}

/** A function that such a call is given runs when the owner of the store ends. */
export function isStore(call: CallNode): boolean {
  const isMethod = unwrapped(call.callee).type === T.MemberExpression;
  return (
    call.type === T.CallExpression && ((isMethod && KEEPERS.has(calleeNameOf(call))) || STORES.test(calleeNameOf(call)))
  );
}
