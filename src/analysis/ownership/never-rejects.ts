/** Which awaited calls cannot fail: waiting itself, and what answers no promise at all. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { modelsOf } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { exportOf, madeBy, promisifiedExport, writtenTypesOf } from "../origin.ts";
import { type CallNode, keyNameOf, unwrapped } from "../tree.ts";

/** Waiting cannot fail. */
const WAITS: ReadonlySet<string> = new Set(["delay", "nextTick", "pause", "sleep", "wait", "waitFor"]);
const NEVER_REJECT: ReadonlySet<string> = new Set(["Promise.allSettled", "Promise.resolve"]);
const TIMERS: ReadonlySet<string> = new Set(["setImmediate", "setTimeout"]);

export function neverRejects(call: CallNode, file: File): boolean {
  const named = exportOf(call.callee, file);
  if (named && (NEVER_REJECT.has(named.path) || named.module === "timers/promises")) return true;
  const callee = unwrapped(call.callee);
  if (callee.type === T.Identifier) return WAITS.has(callee.name) || isPromisedTimer(callee, file);
  if (callee.type !== T.MemberExpression) return false;
  const method = keyNameOf(callee) ?? "";
  return WAITS.has(method) || isKnownNotTo(method, callee.object, file);
}

/** `const tick = promisify(setTimeout)`. */
const isPromisedTimer = (callee: TSESTree.Identifier, file: File): boolean =>
  TIMERS.has(promisifiedExport(callee, file)?.path ?? "");

/** What is written tells the type of the receiver often enough; the checker would cost more than it is worth. */
function isKnownNotTo(method: string, receiver: TSESTree.Node, file: File): boolean {
  return writtenTypesOf(receiver, file, (call) => modelsOf(call, file).flatMap(madeBy)).some(
    ({ package: from, name }) => file.knowledge.types.get(`${from}|${name}`)?.neverRejects?.includes(method) === true,
  );
}
