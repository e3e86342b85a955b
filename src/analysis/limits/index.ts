/** The door to limits: requests that wait for ever, clients and servers that grow without end. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Bound, BoundedModel } from "../../catalog/index.ts";
import { isSaidAnywhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { type CallNode, callsIn, type FunctionNode, isFunction, rootOf, unwrapped } from "../tree.ts";
import { handlersOf, isServing, lackOfConnections } from "./accepting.ts";
import { type Lack, lackOf } from "./bounds.ts";
import { handlingOf } from "./handling.ts";
import { isKept } from "./keeping.ts";
import { isLocal } from "./machine.ts";
import { boundedCalls, boundedModelOf } from "./models.ts";
import { isPlain, optionOf } from "./options.ts";
import { isCommandOnly } from "./packages.ts";
import { singleUseOf } from "./single-use.ts";
import { isAside, type Place, runsOnServer } from "./standing.ts";
import { isBoundedAround } from "./wrapping.ts";

export type { Lack } from "./bounds.ts";
export { handlingOf } from "./handling.ts";
export { boundedModelOf } from "./models.ts";
export { type Option, optionOf } from "./options.ts";
export { isAside, type Place } from "./standing.ts";

export type UnboundedKind = "timeout" | "idle" | "limit" | "reuse";

/** A call that nothing bounds in one respect. */
export interface Unbounded {
  readonly kind: UnboundedKind;
  /** Where the mistake stands: the call, or what switches the bound off. */
  readonly node: TSESTree.Node;
  /** What a message calls it. */
  readonly name: string;
  readonly lack: Lack;
  /** How long it waits all the same, in words. */
  readonly patience?: string;
  /** What to write; for `reuse` a sentence. */
  readonly advice: string;
  /** Where the advice can be written as an option without harm. */
  readonly place: OptionPlace | undefined;
}

/** An object of options, or the argument after or before which one can stand. */
export type OptionPlace =
  | { readonly into: TSESTree.ObjectExpression }
  | { readonly after: TSESTree.Node }
  | { readonly before: TSESTree.Node }
  | { readonly inside: CallNode };

/** In the order of the text. Files that serve nobody are left alone. */
export function unboundedIn(file: File, place: Place): readonly Unbounded[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!boundedCalls(file.settings.libraries).mentioned.test(text) || isAside(file, place)) return [];
  let found: boolean | undefined;
  const onServer = (): boolean => (found ??= runsOnServer(file, place));
  // Whoever types a command asks for as much as one person asks for.
  return callsIn(ast, visitorKeys).flatMap((call) => {
    const model = boundedModelOf(call, file);
    const lacks = model && (!model.inBrowsers || onServer()) ? lacksOf(call, model, file) : [];
    return lacks.filter(
      ({ kind }) => kind !== "limit" || model?.isClient !== true || !isCommandOnly(place.filename, file),
    );
  });
}

function lacksOf(call: CallNode, model: BoundedModel, file: File): readonly Unbounded[] {
  if (model.accepts !== undefined) return lacksOfServer(call, model, model.accepts, file);
  const isOnce = !model.isClient && !model.idle && rootOf(call).type === T.Program;
  if (isOnce || isLocal(call, model, file)) return [];
  const { timeout, idle, limit, name } = model;
  const at = { call, model, file };
  const isLasting = !model.isClient || isKept(call, file);
  const reuse = isLasting ? singleUseOf(call, model, file) : undefined;
  const place = reuse?.isMissing ? placeFor(call, model, file) : undefined;
  const wait = timeout && !isItself(call, file) ? lackOf(timeout, model, call, file) : undefined;
  const silence = idle && !isShortLived(call, file) ? lackOf(idle, model, call, file) : undefined;
  const crowd = limit && isLasting && !reuse ? lackOf(limit, model, call, file) : undefined;
  return [
    ...(reuse ? [{ kind: "reuse" as const, node: call, name, lack: absent, advice: reuse.advice, place }] : []),
    ...(wait && timeout && !isBoundedAround(call, file) ? [told("timeout", wait, at, timeout)] : []),
    ...(silence && idle ? [told("idle", silence, at, idle)] : []),
    ...(crowd && limit ? [told("limit", crowd, at, limit)] : []),
  ];
}

const absent: Lack = { how: "absent" };

/** The program counts for itself: `if (this.sockets.size >= this.maxPending) socket.destroy()`. */
const COUNTED = /\b(?:size|length|\w*count|\w*connections)\s*>=?\s*[#\w.?]*(?:max|limit)/iu;

function lacksOfServer(call: CallNode, model: BoundedModel, event: string, file: File): readonly Unbounded[] {
  const { idle, limit } = model;
  const at = { call, model, file };
  const off = idle?.byDefault ? lackOf(idle, model, call, file) : undefined;
  const switchedOff = off && idle ? [told("idle", off, at, idle)] : [];
  const handling = handlingOf(call, file);
  const isBoundByOthers = handling.isReturned && model.connections && isSaidAnywhere([`.${model.connections}`], file);
  if (handling.isGivenAway || isBoundByOthers || !isServing(call, model, handling, file)) return switchedOff;
  const handlers = handlersOf(call, event, handling, file);
  const isCounted = COUNTED.test(file.sourceCode.text);
  const crowd =
    limit && !isCounted && (handlers || event !== "connection") ? lackOf(limit, model, call, file) : undefined;
  const silence = idle && !idle.byDefault ? silenceOf(idle, handlers, at) : undefined;
  // A server that bounds its number cannot be filled without end.
  return [
    ...switchedOff,
    ...(silence && idle && (crowd || !limit) ? [told("idle", silence, at, idle)] : []),
    ...(crowd && limit ? [told("limit", crowd, at, limit)] : []),
  ];
}

/** What silent peers do to a server, or to each connection that its handlers are given. */
function silenceOf(
  idle: Bound,
  handlers: readonly FunctionNode[] | undefined,
  { call, model, file }: { readonly call: CallNode; readonly model: BoundedModel; readonly file: File },
): Lack | undefined {
  if (!idle.perConnection) return lackOf(idle, model, call, file);
  if ((idle.through ?? []).some((name) => optionOf(call, model.options, name, file) !== undefined)) return undefined;
  return handlers && lackOfConnections(idle, handlers, file);
}

function told(
  kind: UnboundedKind,
  lack: Lack,
  { call, model, file }: { readonly call: CallNode; readonly model: BoundedModel; readonly file: File },
  bound: Bound,
): Unbounded {
  const place = bound.isSafe && lack.how !== "off" ? placeFor(call, model, file) : undefined;
  const node = lack.how === "off" ? lack.at : call;
  // A signal that is nothing leaves the library its own patience.
  const patience = lack.how !== "off" || lack.by === "signal" ? bound.patience : undefined;
  return { kind, node, name: model.name, lack, ...(patience && { patience }), advice: bound.write, place };
}

function placeFor(call: CallNode, { options }: BoundedModel, file: File): OptionPlace | undefined {
  const at = options.map((position) => call.arguments[position]);
  const into = at.find((argument) => argument?.type === T.ObjectExpression);
  if (into?.type === T.ObjectExpression) return { into };
  // Behind options that have a name, others would be too many.
  if (!at.every((argument) => argument === undefined || isPlain(argument, file))) return undefined;
  const callback = at.find((argument) => argument && isFunction(argument));
  if (callback && call.arguments.indexOf(callback) > 0) return { before: callback };
  const last = call.arguments.at(-1);
  if (!last && options.includes(0)) return { inside: call };
  return last && options.includes(call.arguments.length) ? { after: last } : undefined;
}

/** `fetch(request)`: a request object has a signal of its own. */
function isItself(call: CallNode, file: File): boolean {
  const [first] = call.arguments;
  if (!first || call.arguments.length > 1) return call.arguments.length === 0;
  const it = unwrapped(first);
  if (it.type === T.NewExpression) return it.callee.type === T.Identifier && it.callee.name === "Request";
  if (it.type !== T.Identifier && it.type !== T.MemberExpression) return false;
  if (/^(?:req|request)$/u.test(it.type === T.Identifier ? it.name : "")) return true;
  return file.checker?.typesOf(it).some(({ name }) => name === "Request" || name === "RequestInfo") === true;
}

/** A session that the function which opens it closes. */
function isShortLived(call: CallNode, file: File): boolean {
  const { members } = handlingOf(call, file);
  const isField = members.some(({ at }) => at.object.type === T.MemberExpression);
  return !isField && rootOf(call).type !== T.Program && members.some(({ name }) => /^(?:close|destroy)$/u.test(name));
}
