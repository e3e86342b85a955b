/** What becomes of a resource that is passed to a call: released, taken, borrowed, entered with, or offered to nobody knows whom. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/utils";
import type { Form } from "../../catalog/index.ts";
import type { Arrival } from "../acquisitions.ts";
import { conditionsHold } from "../conditions.ts";
import type { Consumer } from "../consumers.ts";
import type { File } from "../file.ts";
import { lastName, type TakingForm, termsOf } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, keyNameOf, textStartOf } from "../tree.ts";
import { calledFunction, settlerOf } from "./callees.ts";
import type { Effect, Subject } from "./effects.ts";
import { taggedDuty } from "./tags.ts";
import type { Holder } from "./tracked.ts";

export function passed(
  { at, index, option }: Extract<Consumer, { kind: "argument" }>,
  by: Holder,
  subject: Subject,
): Effect | undefined {
  const { resource } = subject.arrival;
  const place = { call: at, index, option };
  const terms = termsOf(resource);
  if (terms.release.some((form) => isPassedTo(form, place, subject.file)) || awaitsEnd(at, subject))
    return { kind: "release" };
  const takers = [...terms.takenBy, ...subject.file.knowledge.takes];
  if (takers.some((one) => isTakenBy(one, place, subject.file))) return { kind: "take" };
  const borrowers = [...terms.borrowedBy, ...subject.file.knowledge.borrows];
  if (borrowers.some((form) => isPassedTo(form, place, subject.file)) || isHarmless(at, subject)) return dropped(by);
  if (settlerOf(at.callee, subject.file)) return { kind: "take" };
  const fn = option === undefined ? calledFunction(at, subject.file) : undefined;
  const parameter = fn?.params[index];
  const duty = fn && parameter?.type === T.Identifier ? taggedDuty(fn, parameter.name, subject.file) : undefined;
  if (duty) return duty === "takes" ? { kind: "take" } : dropped(by);
  if (fn && parameter?.type === T.Identifier)
    return { kind: "enter", fn, parameter: subject.file.variableOf(parameter) };
  return {
    kind: "offer",
    sure: by === "fresh" || resource.endsByItself === true || isLasting(resource.lifetime) || keeps(at),
  };
}

const isLasting = (lifetime: Arrival["resource"]["lifetime"]): boolean => lifetime === "app" || lifetime === "class";

const dropped = (by: Holder): Effect | undefined => (by === "fresh" ? { kind: "drop" } : undefined);

export interface Place {
  readonly call: CallNode;
  readonly index: number;
  readonly option: string | undefined;
}

function isTakenBy({ form, when, unless }: TakingForm, place: Place, file: File): boolean {
  return isPassedTo(form, place, file) && conditionsHold(place.call, when, unless);
}

/** Functions are known by their import; methods of an owner (`pool.releaseConnection(c)`) by their name. */
export function isPassedTo(form: Form, { call, index, option }: Place, file: File): boolean {
  if (form.kind !== "function" || (form.argument !== undefined && form.argument !== index) || form.option !== option)
    return false;
  const named = exportOf(call.callee, file);
  if (named) return named.path === form.path || lastName(named.path) === form.path;
  const { callee } = call;
  return form.path.includes(".") && callee.type === T.MemberExpression && keyNameOf(callee) === lastName(form.path);
}

function isHarmless(call: CallNode, { file }: Subject): boolean {
  const named = exportOf(call.callee, file);
  return named !== undefined && file.knowledge.harmless.has(`${named.module}|${named.path}`);
}

/** `await once(server, "close")` goes on when the resource has ended. */
function awaitsEnd(call: CallNode, { file, arrival }: Subject): boolean {
  const named = exportOf(call.callee, file);
  return (
    named?.module === "events" &&
    named.path === "once" &&
    (arrival.resource.ends ?? []).includes(textStartOf(call.arguments[1]) ?? "")
  );
}

/** Constructors and collections keep what they are given. */
function keeps(call: CallNode): boolean {
  if (call.type === T.NewExpression || call.callee.type === T.Super) return true;
  const name = call.callee.type === T.MemberExpression ? keyNameOf(call.callee) : undefined;
  return name !== undefined && KEEPERS.has(name);
}

const KEEPERS: ReadonlySet<string> = new Set([
  "add",
  "append",
  "assign",
  "defer",
  "enqueue",
  "push",
  "register",
  "resolve",
  "set",
  "unshift",
  "use",
]);
