/** Does a request end the body that it brings, by itself? A `HEAD` has none, and a timer that aborts it ends what is unread. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { resourcesAt } from "../factories.ts";
import type { File } from "../file.ts";
import { isBody } from "../knowledge.ts";
import { handlingOf, type Option, optionOf } from "../limits/index.ts";
import { constantOf } from "../origin.ts";
import { calleeOf, isListening } from "../ownership/index.ts";
import { type CallNode, callsIn, isInside, keyNameOf, nodesIn, rootOf, textStartOf, unwrapped } from "../tree.ts";
import type { FindingOf } from "../types.ts";
import { isTimed, type Moment } from "./timers.ts";

const MAX_DEPTH = 3;

/** `left` is the way out on which nobody has read the body; absent where nobody ever does. */
export const endsItsBody = (moment: Moment, file: File): boolean => isEnding(moment, file, 0);

function isEnding(moment: Moment, file: File, depth: number): boolean {
  const { call } = moment;
  if (hasMethod("HEAD", call, file)) return true;
  const signals = ["signal", "abortSignal"].map((name) => optionIn(call, name, file));
  return (
    [...signals, ...call.arguments].some((one) => isTimed(one, moment, file)) ||
    isGivenUp(call, file) ||
    isInCallee(moment, file, depth + 1)
  );
}

/** `req.on("timeout", () => req.destroy())`: nothing moves on a socket that nobody reads from, and its time limit comes. */
function isGivenUp(call: CallNode, file: File): boolean {
  if (!/["']timeout["']|\.setTimeout\(/u.test(file.sourceCode.text)) return false;
  const { members } = handlingOf(call, file);
  const limits = members.filter(({ name }) => name === "setTimeout");
  if (limits.length === 0 && optionIn(call, "timeout", file) === undefined) return false;
  const listeners = members.filter((one) => isListening(one.name) && textStartOf(one.call?.arguments[0]) === "timeout");
  const ends = members.filter(({ name }) => name === "destroy" || name === "abort");
  return [...limits, ...listeners].some(({ call: heard }) => {
    const listener = heard?.arguments[1];
    return listener !== undefined && ends.some(({ at }) => isInside(at, listener));
  });
}

/** Whichever of its arguments it is an option of: a function of one's own takes them in its own order. */
const optionIn = (call: CallNode, name: string, file: File): Option =>
  optionOf(call, [...call.arguments.keys()], name, file);

const hasMethod = (method: string, call: CallNode, file: File): boolean =>
  isMethod(method, optionIn(call, "method", file), file) ||
  call.arguments.some((one) => isMethod(method, unwrapped(one), file));

function isMethod(method: string, value: Option, file: File): boolean {
  if (value === undefined || value === "opaque") return false;
  const it = value.type === T.Identifier ? constantOf(file.variableOf(value)) : value;
  return it !== undefined && textStartOf(unwrapped(it))?.toUpperCase() === method;
}

/** What succeeds in deleting is answered by nothing: the code asks whether it did, reads what it is told otherwise, and ends. */
export function isAnsweredByNothing({ acquisition, exit }: FindingOf<"unread">, file: File): boolean {
  const { node, holder } = acquisition;
  const isPlainEnd = exit?.kind === "end" || (exit?.node.type === T.ReturnStatement && exit.node.argument === null);
  if (!isPlainEnd || holder === "" || !hasMethod("DELETE", node, file)) return false;
  const members = nodesIn(rootOf(node), file.sourceCode.visitorKeys).filter(
    (one): one is TSESTree.MemberExpression =>
      one.type === T.MemberExpression && one.object.type === T.Identifier && one.object.name === holder,
  );
  const isRead = members.some((one) => one.parent.type === T.CallExpression && one.parent.callee === one);
  return isRead && members.some((one) => STATUS.has(keyNameOf(one) ?? ""));
}

const STATUS: ReadonlySet<string> = new Set(["ok", "status", "statusCode"]);

/** A function of the program in which every request does. */
function isInCallee({ call, resource }: Moment, file: File, depth: number): boolean {
  const callee = depth < MAX_DEPTH ? calleeOf(call, file) : undefined;
  if (!callee) return false;
  const requests = callsIn(callee.fn.body, callee.file.sourceCode.visitorKeys).filter((one) =>
    resourcesAt(one, callee.file).some((made) => isBody(made.resource)),
  );
  return (
    requests.length > 0 &&
    requests.every((one) => isEnding({ call: one, resource, left: undefined }, callee.file, depth))
  );
}
