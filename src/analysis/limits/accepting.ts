/** What a server does with the connections that it accepts. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Bound, BoundedModel } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { type CallNode, type FunctionNode, isCall, isFunction, rootOf, unwrapped } from "../tree.ts";
import { isBoundForAll, type Lack, lackOfHandled } from "./bounds.ts";
import { type Handling, listenersOf, ofVariable } from "./handling.ts";
import { listensToOthers } from "./machine.ts";
import { optionOf } from "./options.ts";
import { hasTimer } from "./wrapping.ts";

/** The handlers of its connections; absent where the file does not show one of them, or has none. */
export function handlersOf(
  call: CallNode,
  event: string,
  handling: Handling,
  file: File,
): readonly FunctionNode[] | undefined {
  const given = call.arguments.filter((argument) => functionOf(argument, file) !== undefined);
  const found = [...given, ...listenersOf(handling, event)].map((one) => functionOf(one, file));
  const shown = found.filter((one) => one !== undefined);
  return shown.length > 0 && shown.length === found.length ? shown : undefined;
}

function functionOf(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const it = unwrapped(node);
  if (isFunction(it)) return it;
  const variable = file.variableOf(it);
  const declared = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (isFunction(declared) && declared.id && file.variableOf(declared.id) === variable) return declared;
  const value = constantOf(variable);
  return value && isFunction(value) ? value : undefined;
}

/** It goes on serving strangers: it listens to them, and does not close as soon as one has come. */
export function isServing(call: CallNode, model: BoundedModel, handling: Handling, file: File): boolean {
  const port = optionOf(call, model.options, "port", file);
  const isListening = listensToOthers(handling, model, file) || (port !== undefined && port !== "opaque");
  return isListening && !isForOne(call, handling);
}

/** `close()` in a handler of its own: a server that waits for one caller, or tries a port. */
function isForOne(call: CallNode, { members }: Handling): boolean {
  const own = new Set<TSESTree.Node>([call, ...members.flatMap((one) => one.call ?? [])]);
  const isOwn = (node: TSESTree.Node, from: TSESTree.Node): boolean =>
    isCall(node) && own.has(node) && node.callee !== from && node.arguments.some((one) => one === from);
  return members.some(({ name, at }) => {
    if (name !== "close") return false;
    for (let node: TSESTree.Node = at; node.parent; node = node.parent) if (isOwn(node.parent, node)) return true;
    return false;
  });
}

/** How the connections of a server lack the bound; absent where a handler bounds, ends or gives away what it is given. */
export function lackOfConnections(bound: Bound, handlers: readonly FunctionNode[], file: File): Lack | undefined {
  if (isBoundForAll(bound, file) || /\bsetInterval\(/u.test(file.sourceCode.text)) return undefined;
  const lacks = handlers.map((handler) => lackOfOne(bound, handler, file));
  return lacks.includes(undefined) ? undefined : lacks[0];
}

function lackOfOne(bound: Bound, handler: FunctionNode, file: File): Lack | undefined {
  const [socket] = handler.params;
  const variable = socket && file.variableOf(socket);
  if (!variable || hasTimer(handler, file)) return undefined;
  const handling = ofVariable(variable, file);
  const endsAtOnce = handling.members.some(
    ({ name, call, at }) =>
      call && /^(?:end|destroy|destroySoon|close|terminate)$/u.test(name) && rootOf(at) === handler,
  );
  return endsAtOnce ? undefined : lackOfHandled(bound, handling, file);
}
