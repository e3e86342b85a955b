/** When does a function run that is given away to a call? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Variable } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, type FunctionNode, isFunction, keyNameOf, textStartOf, unwrapped } from "../tree.ts";
import type { Moment, Subject } from "./effects.ts";
import { isStore } from "./keepers.ts";
import type { Holder } from "./tracked.ts";

const LISTENS: ReadonlySet<string> = new Set([
  "addEventListener",
  "addListener",
  "on",
  "once",
  "prependListener",
  "prependOnceListener",
]);
/** Events of any emitter that are certain to come. */
const CERTAIN_EVENTS: ReadonlySet<string> = new Set([
  "beforeExit",
  "close",
  "disconnect",
  "end",
  "exit",
  "finish",
  "onclose",
  "onend",
]);
/** Own events that only say that the resource has begun. */
const START_EVENTS: ReadonlySet<string> = new Set([
  "connect",
  "listening",
  "online",
  "open",
  "ready",
  "secure",
  "secureConnect",
  "spawn",
]);
const LATER: ReadonlySet<string> = new Set(["process.nextTick", "queueMicrotask", "setImmediate", "setTimeout"]);

export const isListening = (method: string): boolean => LISTENS.has(method);

const UNLISTENS: ReadonlySet<string> = new Set(["off", "removeEventListener", "removeListener"]);

/** The call gives a listener back: it will not run. */
export const isUnlistening = ({ callee }: CallNode): boolean =>
  callee.type === T.MemberExpression && UNLISTENS.has(keyNameOf(callee) ?? "");

/** An event of the resource itself. */
export function ownMoment(event: string | undefined, { arrival: { resource } }: Subject): Moment {
  if (event === undefined) return "own";
  if (resource.ends?.includes(event)) return "ended";
  if (resource.mayNotCome?.includes(event)) return "mayNotCome";
  return START_EVENTS.has(event) ? "start" : "own";
}

/** An event that the resource emits when it has opened, or else an 'error' that ends it. */
export function isStart(event: string | undefined, subject: Subject): boolean {
  if (ownMoment(event, subject) === "start") return true;
  return START_EVENTS.has(event ?? "") && subject.arrival.resource.ends?.includes("error") === true;
}

/** When `fn`, which captures `holder`, runs after it was passed to `call`. */
export function momentOf(call: CallNode, fn: TSESTree.Node, holder: Variable, subject: Subject): Moment {
  // The callback of a request runs when the request is over, that of an interval again and again.
  if (call === subject.arrival.call) return subject.arrival.resource.endsByItself ? "ended" : "certain";
  const callee = unwrapped(call.callee);
  const method = callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  const isOwn = callee.type === T.MemberExpression && isEmitter(callee.object, [holder, ...subject.holders], subject);
  if (isListening(method)) {
    const event = textStartOf(call.arguments[0]);
    if (isOwn) return ownMoment(event, subject);
    return CERTAIN_EVENTS.has(event ?? "") || isProcess(callee, subject) ? "certain" : "elsewhere";
  }
  // An observable emits when it likes, or never.
  if (method === "subscribe") return isOwn ? "own" : "elsewhere";
  const named = exportOf(callee, subject.file);
  if (LATER.has(named?.path ?? "") || isFinished(named)) return "certain";
  const isPassed = call.arguments.some((argument) => subject.file.variableOf(argument) === holder);
  if (!isOwn && !isPassed && isStore(call)) return "escape";
  return call.arguments.at(-1) === fn && (isOwn || isPassed || takesError(fn)) ? "callback" : "unknown";
}

/** The emitter below a chain of listeners: `socket` in `socket.on("a", f).on("b", g)`. */
function emitterOf(node: TSESTree.Node, subject: Subject): TSESTree.Node {
  const it = unwrapped(node);
  const callee = it.type === T.CallExpression && it !== subject.arrival.call ? unwrapped(it.callee) : undefined;
  return callee?.type === T.MemberExpression && isFluent(keyNameOf(callee) ?? "", subject)
    ? emitterOf(callee.object, subject)
    : it;
}

/** `finished(stream, f)` and `pipeline(…, f)` call back on every end, whether it was asked for or not. */
const isFinished = (named: ReturnType<typeof exportOf>): boolean =>
  named?.module === "stream" && (named.path === "finished" || named.path === "pipeline");

const isFluent = (method: string, { arrival: { resource } }: Subject): boolean =>
  isListening(method) || resource.fluent?.includes(method) === true;

/** The resource itself: one of its holders, or the acquiring call at the start of the chain. */
function isEmitter(node: TSESTree.Node, holders: readonly Holder[], subject: Subject): boolean {
  const emitter = emitterOf(node, subject);
  const variable = subject.file.variableOf(emitter);
  return emitter === subject.arrival.call || (variable !== undefined && holders.includes(variable));
}

function isProcess(callee: TSESTree.Node, { file }: Subject): boolean {
  const named = callee.type === T.MemberExpression ? exportOf(callee.object, file) : undefined;
  return named?.path === "process" || named?.module === "process";
}

/** Node's callbacks take the error first. */
function takesError(node: TSESTree.Node): node is FunctionNode {
  const [first] = isFunction(node) ? node.params : [];
  return first?.type === T.Identifier && /^(?:e|er|ex|\w*err(?:or)?)$/iu.test(first.name);
}

/** The step listens to an event that means the resource has ended. */
export function isOwnEnd(at: TSESTree.Node, holders: readonly Holder[], subject: Subject): boolean {
  if (at === subject.arrival.call) return subject.arrival.resource.endsByItself === true;
  if (at.type === T.CallExpression && at.callee.type === T.MemberExpression && isListening(keyNameOf(at.callee) ?? ""))
    return (
      isEmitter(at.callee.object, holders, subject) && ownMoment(textStartOf(at.arguments[0]), subject) === "ended"
    );
  if (at.type !== T.AssignmentExpression || at.left.type !== T.MemberExpression) return false;
  const event = keyNameOf(at.left)?.replace(/^on/u, "");
  return isEmitter(at.left.object, holders, subject) && ownMoment(event, subject) === "ended";
}
