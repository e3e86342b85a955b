/** Accepted sockets that are paused and never flow again: they do not hear that their peer has ended. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { peerOf } from "../registries/index.ts";
import { type CallNode, isFunction, keyNameOf, unwrapped } from "../tree.ts";
import { careFor } from "./care.ts";
import type { HalfOpen } from "./index.ts";

export function pausedAt(call: CallNode, file: File): HalfOpen | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "pause" || callee.object.type !== T.Identifier)
    return undefined;
  const peer = peerOf(callee.object, file);
  if (peer?.model.name !== "accepted socket" && peer?.model.name !== "upgraded socket") return undefined;
  const care = careFor(peer.variable, file);
  if (care.isResumed || care.isEnded || care.isGivenAway || care.events.has("timeout")) return undefined;
  const fn = peer.variable.defs[0]?.node;
  const body = fn && isFunction(fn) && fn.body.type === T.BlockStatement ? fn.body : undefined;
  const { name } = peer.variable;
  return { kind: "paused", node: call, holder: name, release: `${name}.resume()`, body };
}
