/** What one use does to the resource: releases it, takes it over, names it anew, or lets another function go on with it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { type Form, matchesLiteral } from "../../catalog/index.ts";
import type { Arrival } from "../acquisitions.ts";
import { conditionsHold } from "../conditions.ts";
import { boundNames, type Consumer } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { type TakingForm, termsOf } from "../knowledge.ts";
import { type CallNode, type FunctionNode, keyNameOf, type Root, rootOf, textStartOf } from "../tree.ts";
import { isListening, ownMoment } from "./moments.ts";
import { passed } from "./passing.ts";
import type { Holder } from "./tracked.ts";

export type Effect =
  | { readonly kind: "release" }
  /** From here on, if it succeeds, there is something to release. */
  | { readonly kind: "open" }
  /** Handed over for certain. */
  | { readonly kind: "take" }
  /** Given to a call nobody knows: taken, unless it is released later on all the same. `sure`: taken in every preset. */
  | { readonly kind: "offer"; readonly sure: boolean }
  | { readonly kind: "alias"; readonly to: readonly Variable[] }
  /** The name is given another value. */
  | { readonly kind: "lose" }
  /** Nobody holds the value any more. */
  | { readonly kind: "drop" }
  /** A function of this file runs with it, under `parameter` or by capturing the holder. */
  | { readonly kind: "enter"; readonly fn: FunctionNode; readonly parameter: Variable | undefined }
  /** A function that captures the holder is given away and may run at another time. */
  | { readonly kind: "later"; readonly fn: FunctionNode; readonly when: Moment }
  /** A listener that captures nothing is added for an event of its own. */
  | { readonly kind: "listen"; readonly when: Moment };

/**
 * When a function runs that was given away:
 * - `certain`: it must come (timers, `finish`, process exit); `callback`: once, when the call it was given to is done
 * - `ended`: the resource has ended by then; `mayNotCome`: its own event that need not come; `own`: any other of its own
 * - `elsewhere`: another emitter's event that need not come; `escape`: it was stored or returned; `unknown`: nobody knows
 */
export type Moment =
  "certain" | "callback" | "ended" | "mayNotCome" | "own" | "start" | "elsewhere" | "escape" | "unknown";

export interface Subject {
  readonly arrival: Arrival;
  readonly file: File;
  readonly root: Root;
  /** The names known so far that may hold the resource. */
  readonly holders: readonly Variable[];
}

export function effectOf(consumer: Consumer, by: Holder, subject: Subject): Effect | undefined {
  switch (consumer.kind) {
    case "using":
      return { kind: "release" };
    case "bind":
      return bound(consumer, by, subject);
    case "store":
    case "return":
    case "throw":
    case "yield":
      return { kind: "take" };
    case "argument":
      return passed(consumer, by, subject);
    case "method":
      return called(consumer.at, consumer.path, subject);
    case "callee":
      return hasForm(subject, (form) => form.kind === "handle") ? { kind: "release" } : undefined;
    case "iterate":
      return iterated(consumer.at, subject);
    case "overwrite":
      return { kind: "lose" };
    case "drop":
      return by === "fresh" ? { kind: "drop" } : undefined;
    default:
      return undefined;
  }
}

const hasForm = ({ arrival }: Subject, test: (form: Form) => boolean): boolean =>
  termsOf(arrival.resource).release.some(test);

/** A name of this function becomes a holder; a name of another owes from now on itself. */
function bound(
  { pattern, path }: Extract<Consumer, { kind: "bind" }>,
  by: Holder,
  subject: Subject,
): Effect | undefined {
  const names = boundNames(pattern, path).map((name) => subject.file.variableOf(name));
  const own = names.filter((variable) => variable !== undefined && isOf(variable, rootOf(pattern)));
  if (own.length > 0) return { kind: "alias", to: own as Variable[] };
  // Inside a local object or array it is out of our sight.
  if (names.length > 0 || path.length > 0) return { kind: "take" };
  if (by !== "fresh") return undefined;
  return pattern.type === T.ObjectPattern && !takesReleaseOut(pattern, subject) ? { kind: "drop" } : { kind: "take" };
}

function isOf(variable: Variable, root: Root): boolean {
  const [definition] = variable.defs;
  return definition !== undefined && (variable.scope.variableScope.block === root || rootOf(definition.name) === root);
}

/** `const { query, end } = createPool()` keeps the means to release; so may a rest element. */
function takesReleaseOut({ properties }: TSESTree.ObjectPattern, { arrival }: Subject): boolean {
  const methods = termsOf(arrival.resource).release.map(({ path }) => path);
  return properties.some((one) => one.type !== T.Property || methods.includes(keyNameOf(one) ?? ""));
}

function iterated(loop: TSESTree.ForOfStatement, { arrival }: Subject): Effect | undefined {
  if (arrival.resource.iteration === "releases") return { kind: "release" };
  return arrival.resource.iteration === "releasesAtEnd" || loop.await ? { kind: "offer", sure: true } : undefined;
}

function called(call: TSESTree.CallExpression, path: string, subject: Subject): Effect | undefined {
  const terms = termsOf(subject.arrival.resource);
  if (
    isDisposal(path, subject) ||
    terms.release.some((form) => form.kind === "method" && isMethodCall(form, call, path))
  )
    return { kind: "release" };
  if (terms.opens.some((form) => isMethodCall(form, call, path))) return { kind: "open" };
  // `client.end.bind(client)` and `fs.close.call` give the release itself away.
  if (/\.(?:bind|call|apply)$/u.test(path) && terms.release.some((form) => path.startsWith(`${form.path}.`)))
    return { kind: "take" };
  if (terms.takenBy.some((one) => isTakingMethod(one, call, path))) return { kind: "take" };
  if (path === "then") return { kind: "offer", sure: true };
  return isListening(path) ? listened(call, subject) : undefined;
}

/** A resource whose own events somebody handles goes on without a holder. */
function listened(call: TSESTree.CallExpression, subject: Subject): Effect | undefined {
  const when = ownMoment(textStartOf(call.arguments[0]), subject);
  return when === "own" ? { kind: "listen", when } : undefined;
}

function isDisposal(path: string, { arrival }: Subject): boolean {
  if (path !== "@@dispose" && path !== "@@asyncDispose") return false;
  return (
    arrival.resource.disposable !== undefined || hasForm({ arrival } as Subject, ({ kind }) => kind.endsWith("ispose"))
  );
}

export function isMethodCall(form: Form, call: CallNode, path: string): boolean {
  if (form.path !== path || (form.someArgument && call.arguments.length === 0)) return false;
  return form.literal === undefined || matchesLiteral(form.literal, textStartOf(call.arguments[0]) ?? "");
}

function isTakingMethod({ form, when, unless }: TakingForm, call: CallNode, path: string): boolean {
  return form.kind === "method" && isMethodCall(form, call, path) && conditionsHold(call, when, unless);
}
