/** What becomes of a resource that is passed to a call: released, taken, borrowed, entered with, or offered to nobody knows whom. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Form, ResultStep } from "../../catalog/index.ts";
import { conditionsHold } from "../conditions.ts";
import type { Consumer } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { type BorrowingForm, lastName, type TakingForm, termsOf } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { isCall as isCallPart, nameOf as nameOfPart, partsBelow } from "../parts.ts";
import { type CallNode, isFunction, keyNameOf, textStartOf, unwrapped, wrapped } from "../tree.ts";
import { calledFunction, calledName, calleeOf, settlerOf } from "./callees.ts";
import type { Effect, Subject } from "./effects.ts";
import { keeps } from "./keepers.ts";
import { promisedBy } from "./promise-forms.ts";
import { declaredDuty, taggedDuty } from "./tags.ts";
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
  if (terms.takenBy.some((one) => isTakenBy(one, place, subject.file)) || isTaken(place, subject.file))
    return { kind: "take" };
  if (subject.file.knowledge.drains.some((one) => isTakenBy(one, place, subject.file)))
    return { kind: "carry", to: [], ends: resource.endsByItself === true };
  if (isIn(subject.file.knowledge.uses, place, subject.file) || isWrapped(place, subject.file))
    return resource.opens ? { kind: "open" } : dropped(by);
  if (isBorrowed(place, terms.borrowedBy, subject.file) || isHarmless(at, subject)) return dropped(by);
  const settler = settlerOf(at.callee, subject.file);
  if (settler?.way === "resolve" && index === 0)
    return { kind: "take", by: settler.executor, returned: pathOf(option) };
  if (settler) return { kind: "take" };
  return given(place, by, subject);
}

/** What the function does with it that is called, where that can be seen. */
function given(place: Place, by: Holder, subject: Subject): Effect | undefined {
  const { call, index, option } = place;
  const callee = calleeOf(call, subject.file);
  const parameter = callee?.fn.params[index];
  const own = callee && parameter && taggedDuty(callee.fn, nameOf(parameter), callee.file);
  const duty = own ?? (calledFunction(call, subject.file) ? undefined : declaredDuty(call, index, subject.file));
  if (duty) return duty === "takes" ? { kind: "take" } : dropped(by);
  const { resource } = subject.arrival;
  const sure =
    by === "fresh" ||
    resource.endsByItself === true ||
    (resource.lifetime !== undefined && resource.lifetime !== "scoped") ||
    keeps(call) ||
    isResultOf(place, subject.file);
  if (!sure && !callee && isDeclaredFor(place, subject) && !speaksOfRelease(place, subject))
    return resource.parameter === "takes" ? { kind: "take" } : undefined;
  // What ends by itself is most likely read to its end, and a reader that fails may well have been told so by it.
  if ((!callee || !parameter) && resource.endsByItself && subject.file.settings.unknownCalls === "takes")
    return { kind: "take" };
  if (!callee || !parameter) return { kind: "offer", sure };
  // What a pattern takes apart is told by what becomes of its part, as of what another file is given.
  if (callee.file !== subject.file || parameter.type !== T.Identifier || option !== undefined)
    return { kind: "pass", to: callee, index, path: pathOf(option), sure };
  return { kind: "enter", fn: callee.fn, parameter: subject.file.variableOf(parameter), inside: [] };
}

/** `callback(null, socket)`: whoever is called back without an error has what comes after it. */
function isResultOf(
  {
    call: {
      arguments: [error],
      callee,
    },
    index,
    option,
  }: Place,
  file: File,
): boolean {
  const name = unwrapped(callee);
  if (index === 0 || option !== undefined || error === undefined || name.type !== T.Identifier) return false;
  const definition = file.variableOf(name)?.defs[0];
  return definition !== undefined && isParameter(definition) && isNoError(unwrapped(error));
}

const isParameter = ({ node, name }: Variable["defs"][number]): boolean => isFunction(node) && node.id !== name;

function isNoError(it: TSESTree.Node): boolean {
  if (it.type === T.Identifier) return it.name === "undefined";
  return it.type === T.Literal && (it.value === null || it.value === 0 || it.value === false);
}

/**
 * The called function declares a parameter for just such a resource, and of its kind it is known who owes it then.
 * A call whose answer nobody waits for or uses may be there to hand over, whatever the kind.
 */
function isDeclaredFor({ call, index, option }: Place, { arrival: { resource }, file }: Subject): boolean {
  if (resource.parameter === undefined || option !== undefined || call.type !== T.CallExpression) return false;
  if (resource.parameter === "borrows" && wrapped(call).parent?.type === T.ExpressionStatement) return false;
  const types = file.checker?.parameterTypesOf(call, index) ?? [];
  return types.some(({ package: from, name }) => file.knowledge.types.get(`${from}|${name}`) === resource);
}

/** A function of the program that nobody looks into: it calls something by the name of a release, or gives the resource on. */
function speaksOfRelease({ call, index }: Place, { arrival: { resource }, file }: Subject): boolean {
  const name = calledName(call);
  const parts = name && file.sources ? file.sources.partsUnder(name) : [];
  const releases = termsOf(resource).release.map(({ path }) => lastName(path));
  return parts.some((part) => {
    const given = nameOfPart((part.initializer ?? part).parameters?.[index]);
    return partsBelow(part, isCallPart).some(
      ({ expression, arguments: all }) =>
        releases.includes(nameOfPart(expression) ?? "") ||
        all?.some(({ escapedText }) => escapedText !== undefined && escapedText === given),
    );
  });
}

const nameOf = (parameter: TSESTree.Parameter): string => (parameter.type === T.Identifier ? parameter.name : "");

/** `resolve({ client })` answers it under that name. */
const pathOf = (option: string | undefined): readonly ResultStep[] =>
  option === undefined ? [] : option.split(".").map((property) => ({ property }));

const dropped = (by: Holder): Effect | undefined => (by === "fresh" ? { kind: "drop" } : undefined);

export interface Place {
  readonly call: CallNode;
  readonly index: number;
  readonly option: string | undefined;
}

export function isTakenBy({ form, when, unless }: TakingForm, place: Place, file: File): boolean {
  return isPassedTo(form, place, file) && conditionsHold(place.call, when, unless);
}

/** Whatever resource it is, the call takes it over. */
export const isTaken = (place: Place, file: File): boolean =>
  file.knowledge.takes.some((one) => isTakenBy(one, place, file));

export function isBorrowed(place: Place, own: readonly Form[], file: File): boolean {
  if (own.some((form) => isPassedTo(form, place, file))) return true;
  return isIn(file.knowledge.borrows, place, file);
}

/** Who holds the answer of the call holds what the call is given. */
export const isWrapped = (place: Place, file: File): boolean => isIn(file.knowledge.wraps, place, file);

function isIn(forms: readonly BorrowingForm[], place: Place, file: File): boolean {
  const module = exportOf(place.call.callee, file)?.module;
  return forms.some(
    ({ form, modules }) => module !== undefined && modules.includes(module) && isPassedTo(form, place, file),
  );
}

/** Functions are known by their import; methods of an owner (`pool.releaseConnection(c)`) by their name. */
export function isPassedTo(form: Form, { call, index, option }: Place, file: File): boolean {
  const isCalled = form.kind === "function" || (form.kind === "new" && call.type === T.NewExpression);
  if (!isCalled || (form.argument !== undefined && form.argument !== index) || form.option !== option) return false;
  const written = exportOf(call.callee, file);
  const named = promisedBy(call.callee, written, file) ?? written;
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
