/** Calls that in practice do not throw: releases, look-ups, logging, listeners, timers, built-ins. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { modelsOf } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { calleeNameOf, type CallNode, keyNameOf, wrapped } from "../tree.ts";
import { isListening } from "./moments.ts";

/** A call that ends something, whatever it is: its failure leaves nothing more to release. */
export function isRelease(call: CallNode, file: File): boolean {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || modelsOf(call, file).length > 0) return false;
  const name = keyNameOf(callee) ?? "";
  if (file.knowledge.releaseMethods.has(name) || name === "@@dispose" || name === "@@asyncDispose") return true;
  const [first] = call.arguments;
  return first?.type === T.Literal && /^\s*(?:rollback|commit|end|abort)\b/iu.test(String(first.value));
}

const TAME: ReadonlySet<string> = new Set([
  "AbortSignal",
  "Array",
  "Boolean",
  "Buffer",
  "Date",
  "Error",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "Set",
  "String",
  "Symbol",
  "WeakMap",
  "WeakSet",
]);
const TAME_METHODS: ReadonlySet<string> = new Set([
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "concat",
  "debug",
  "delete",
  "emit",
  "error",
  "every",
  "filter",
  "find",
  "forEach",
  "get",
  "has",
  "includes",
  "indexOf",
  "info",
  "join",
  "keys",
  "log",
  "map",
  "pop",
  "push",
  "removeAllListeners",
  "removeListener",
  "require",
  "off",
  "set",
  "setTimeout",
  "shift",
  "slice",
  "some",
  "split",
  "startsWith",
  "endsWith",
  "replace",
  "substring",
  "toString",
  "toLowerCase",
  "toUpperCase",
  "trace",
  "trim",
  "unref",
  "ref",
  "unshift",
  "values",
  "warn",
]);

/** Names of what looks something up, makes it or gives it another form: `getUserAgent()`, `isFile()`, `createQueue()`. */
const TAME_NAMES = /^(?:as|clear|create|escape|format|generate|get|has|is|make|stringify|to)(?=[A-Z]|$)/u;

/** Calls that in practice do not throw: constructors, logging, registering listeners, timers, built-ins, releases, acquiring lazily. */
export function isTame(call: CallNode, key: string, file: File): boolean {
  if (call.type === T.NewExpression || key.startsWith("path|")) return true;
  const named = /^(?:globalThis|timers)\|(\w+)/u.exec(key)?.[1];
  if (key === "globalThis|AbortSignal.timeout") return isSetting(call.arguments[0]);
  if (named !== undefined && (TAME.has(named) || TAME_METHODS.has(named))) return true;
  if (file.knowledge.harmless.has(key) || isRelease(call, file) || modelsOf(call, file).length > 0) return true;
  if (TAME_NAMES.test(calleeNameOf(call))) return true;
  const method = call.callee.type === T.MemberExpression ? calleeNameOf(call) : "";
  // A promise that an unawaited call answers fails elsewhere.
  return isListening(method) || TAME_METHODS.has(method) || LINKS.has(method) || isAwaited(call);
}

/** A number, a constant, a field: who chose it has seen it work. What a caller gives may be out of range. */
const isSetting = (argument: TSESTree.Node | undefined): boolean =>
  argument?.type !== T.Identifier || !/[a-z]/u.test(argument.name);

const LINKS: ReadonlySet<string> = new Set(["catch", "finally", "then"]);

/** What a promise is asked of fails when the promise does. */
function isAwaited(call: CallNode): boolean {
  const { parent } = wrapped(call);
  if (parent?.type === T.MemberExpression) return LINKS.has(keyNameOf(parent) ?? "");
  return parent?.type === T.AwaitExpression;
}
