/** Does a request end the body that it brings, by itself? A `HEAD` has none, and a timer that aborts it ends what is unread. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { resourcesAt } from "../factories.ts";
import type { File } from "../file.ts";
import { isBody } from "../knowledge.ts";
import { type Option, optionOf } from "../limits/index.ts";
import { constantOf } from "../origin.ts";
import { calleeOf } from "../ownership/index.ts";
import { type CallNode, callsIn, textStartOf, unwrapped } from "../tree.ts";
import { isTimed, type Moment } from "./timers.ts";

const MAX_DEPTH = 3;

/** `left` is the way out on which nobody has read the body; absent where nobody ever does. */
export const endsItsBody = (moment: Moment, file: File): boolean => isEnding(moment, file, 0);

function isEnding(moment: Moment, file: File, depth: number): boolean {
  const { call } = moment;
  if (isHead(optionIn(call, "method", file), file) || call.arguments.some((one) => isHead(unwrapped(one), file)))
    return true;
  const signals = ["signal", "abortSignal"].map((name) => optionIn(call, name, file));
  return (
    [...signals, ...call.arguments].some((one) => isTimed(one, moment, file)) || isInCallee(moment, file, depth + 1)
  );
}

/** Whichever of its arguments it is an option of: a function of one's own takes them in its own order. */
const optionIn = (call: CallNode, name: string, file: File): Option =>
  optionOf(call, [...call.arguments.keys()], name, file);

function isHead(value: Option, file: File): boolean {
  if (value === undefined || value === "opaque") return false;
  const it = value.type === T.Identifier ? constantOf(file.variableOf(value)) : value;
  return it !== undefined && textStartOf(unwrapped(it))?.toUpperCase() === "HEAD";
}

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
