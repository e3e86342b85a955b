/** Does a call only talk to its own machine, where nothing is far away and nobody is a stranger? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { BoundedModel } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { type CallNode, isFunction, textStartOf } from "../tree.ts";
import { startOf } from "./addresses.ts";
import type { Handling } from "./handling.ts";
import { isPlain, optionOf } from "./options.ts";

const LOCAL = /^(?:(?:https?|wss?|tcp):\/\/)?(?:localhost|127\.\d|0:0|\[?::1\]?)|^\.{0,2}\/|^\\\\|^\$?\{?unix:/iu;

/** It names its own machine, or no other. */
export function isLocal(call: CallNode, { remoteBy, options }: BoundedModel, file: File): boolean {
  const hosts = [remoteBy ?? "host", "hostname", "socketPath"].map((name) => optionOf(call, options, name, file));
  if (hosts.some((host) => isLocalText(host, file)) || isLocalText(call.arguments[0], file)) return true;
  if (hosts[2] !== undefined && hosts[2] !== "opaque") return true;
  if (remoteBy === undefined || hosts[0] !== undefined) return false;
  // `connect(port)` and `connect(path)` stay on the machine; `connect(port, host)` need not.
  const [, host] = call.arguments;
  return host === undefined || isFunction(host) || !isPlain(host, file) || isLocalText(host, file);
}

function isLocalText(value: TSESTree.Node | "opaque" | undefined, file: File): boolean {
  return value !== undefined && value !== "opaque" && LOCAL.test(startOf(value, file));
}

/** It listens, and strangers can reach it: not on a port that the system draws, a path or the loopback. */
export function listensToOthers({ members }: Handling, { remoteBy }: BoundedModel, file: File): boolean {
  return members.some(({ name, call }) => {
    if (name !== "listen" || !call) return false;
    const [first, second] = call.arguments;
    if (!first || isFunction(first)) return false;
    if (isZero(first) || isPath(first) || isLocalText(second, file)) return false;
    const [host, port, path] = ["host", "port", "path"].map((key) => optionOf(call, [0], key, file));
    if (remoteBy !== undefined && host === undefined) return false;
    return !isLocalText(host, file) && path === undefined && !(port && port !== "opaque" && isZero(port));
  });
}

const isZero = (node: TSESTree.Node): boolean => node.type === T.Literal && node.value === 0;
const isPath = (node: TSESTree.Node): boolean =>
  node.type === T.TemplateLiteral || textStartOf(node)?.includes("/") === true;
