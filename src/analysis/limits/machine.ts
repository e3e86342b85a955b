/** Does a call only talk to its own machine, where nothing is far away and nobody is a stranger? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { BoundedModel } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { calleeNameOf, type CallNode, isFunction, keyNameOf, textStartOf, unwrapped } from "../tree.ts";
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

const MAX_DEPTH = 6;

/** How a text or an address begins, as far as the file says: `${BASE}/x`, `new URL(path, BASE).href`. */
function startOf(node: TSESTree.Node, file: File, depth = 0): string {
  const it = unwrapped(node);
  const of = (inner: TSESTree.Node | undefined): string =>
    inner && depth < MAX_DEPTH ? startOf(inner, file, depth + 1) : "";
  switch (it.type) {
    case T.Identifier:
      return of(constantOf(file.variableOf(it)));
    case T.BinaryExpression:
      return of(it.left);
    case T.TemplateLiteral: {
      const text = textStartOf(it) ?? "";
      return /^(?:\w+:\/\/)?$/u.test(text) ? text + of(it.expressions[0]) : text;
    }
    case T.MemberExpression:
      return keyNameOf(it) === "href" ? of(it.object) : "";
    case T.CallExpression:
      return it.callee.type === T.MemberExpression && keyNameOf(it.callee) === "toString" ? of(it.callee.object) : "";
    case T.NewExpression:
      return calleeNameOf(it) === "URL" ? of(it.arguments[1] ?? it.arguments[0]) : "";
    default:
      return textStartOf(it) ?? "";
  }
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
