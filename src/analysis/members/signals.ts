/** Is what a call begins ended by a signal that the call is given? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { optionOf } from "../limits/index.ts";
import { type CallNode, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { instanceOf } from "./self.ts";
import { reachOf } from "./teardowns.ts";

/** `bus.subscribe(topic, f, { signal: this.#controller.signal })`: by the end of the object, or by whoever else gives the signal. */
export function isEndedBySignal(call: CallNode, shape: ClassShape, file: File): boolean {
  const signal = signalOf(call, file);
  if (!signal) return false;
  const controller = controllerOf(signal);
  const isOwn = controller?.type === T.MemberExpression && instanceOf(controller.object, file) === shape.node;
  const field = isOwn ? keyNameOf(controller) : undefined;
  return field === undefined || isAborted(field, shape, file);
}

/** In options, written in place or under a name, or by itself. */
function signalOf(call: CallNode, file: File): TSESTree.Node | undefined {
  const option = optionOf(call, [...call.arguments.keys()], "signal", file);
  if (option !== undefined && option !== "opaque") return unwrapped(option);
  return call.arguments.map(unwrapped).find((it) => /(?:^|\.)#?signal$/u.test(file.sourceCode.getText(it)));
}

const controllerOf = (signal: TSESTree.Node): TSESTree.Node | undefined =>
  signal.type === T.MemberExpression && keyNameOf(signal) === "signal" ? unwrapped(signal.object) : undefined;

/** The end of the object does more with the controller than to read its signal, or to replace it. */
function isAborted(field: string, shape: ClassShape, file: File): boolean {
  const reach = reachOf(shape, file);
  return (shape.uses.get(field) ?? []).some((place) => {
    const { parent } = wrapped(place);
    const isRead = parent?.type === T.MemberExpression && keyNameOf(parent) === "signal";
    const isReplaced = parent?.type === T.AssignmentExpression && parent.left === place;
    return !isRead && !isReplaced && reach.has(place);
  });
}
