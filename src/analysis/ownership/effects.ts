/** What one use does to the resource: releases it, takes it over, names it anew, or lets another function go on with it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Form, matchesLiteral, type ResourceModel, type ResultStep } from "../../catalog/index.ts";
import type { Arrival } from "../acquisitions.ts";
import { conditionsHold } from "../conditions.ts";
import { boundBelow, type Consumer, type Inside } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { isBody, type TakingForm, termsOf } from "../knowledge.ts";
import { type CallNode, type FunctionNode, isFunction, keyNameOf, type Root, rootOf, textStartOf } from "../tree.ts";
import type { Callee } from "./callees.ts";
import { endsByPart } from "./kept-parts.ts";
import { isListening, ownMoment } from "./moments.ts";
import { endsItself } from "./own-ends.ts";
import { passed } from "./passing.ts";
import { putInto } from "./putting.ts";
import type { Holder } from "./tracked.ts";

export type Effect =
  | { readonly kind: "release" }
  /** One of several is released; the others are not. */
  | { readonly kind: "part" }
  /** From here on, if it succeeds, there is something to release. */
  | { readonly kind: "open" }
  /** Handed over for certain. `returned` leads from what the function answers to the resource; `ends`: it ends itself. */
  | { readonly kind: "take"; readonly returned?: readonly Inside[]; readonly by?: FunctionNode; readonly ends?: true }
  /** Given to a call nobody knows: taken, unless it is released later on all the same. `sure`: taken in every preset. */
  | { readonly kind: "offer"; readonly sure: boolean }
  /** Something else goes on with it, under these names; its own release releases nothing here. `ends`: it reads it to its end. */
  | { readonly kind: "carry"; readonly to: readonly Variable[]; readonly ends?: boolean }
  /** What would have read it to its end is told to stop. */
  | { readonly kind: "halt" }
  /** A loop that ends it by running to its end, and not when it is left. */
  | { readonly kind: "drain" }
  /** More names hold it, or a container that they name. `adds`: what the container held before, it still holds. */
  | {
      readonly kind: "alias";
      readonly to: readonly Variable[];
      readonly inside: readonly Inside[];
      readonly adds?: boolean;
    }
  /** The name is given another value. */
  | { readonly kind: "lose" }
  /** Nobody holds the value any more. */
  | { readonly kind: "drop" }
  /** A function of this file runs with it, under `parameter` or by capturing the holder. */
  /** A function of another file runs with it, in the parameter of that index; `path` leads from the argument to it. */
  | {
      readonly kind: "pass";
      readonly to: Callee;
      readonly index: number;
      readonly path: readonly ResultStep[];
      readonly sure: boolean;
    }
  | {
      readonly kind: "enter";
      readonly fn: FunctionNode;
      readonly parameter: Variable | undefined;
      readonly inside: readonly Inside[];
    }
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
      return putInto(consumer, subject) ?? { kind: "take" };
    case "return":
      return { kind: "take", returned: consumer.path };
    case "throw":
    case "yield":
      return { kind: "take" };
    case "argument":
      return putInto(consumer, subject) ?? passed(consumer, by, subject);
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
  const below = boundBelow(pattern, path);
  const variable = below && subject.file.variableOf(below.name);
  if (variable && isOf(variable, rootOf(pattern))) return { kind: "alias", to: [variable], inside: below.path };
  if (below || (path.length > 0 && !leavesOut(pattern, path))) return { kind: "take" };
  if (by !== "fresh")
    return isBody(subject.arrival.resource) && takesReleaseOut(pattern, subject) ? { kind: "take" } : undefined;
  const isLetGo = path.length > 0 || !(takesReleaseOut(pattern, subject) || endsByPart(pattern, subject.file));
  return pattern.type === T.ObjectPattern && isLetGo ? { kind: "drop" } : { kind: "take" };
}

function isOf(variable: Variable, root: Root): boolean {
  const [definition] = variable.defs;
  return definition !== undefined && (variable.scope.variableScope.block === root || rootOf(definition.name) === root);
}

/** `const { statusCode } = await request(url)`: all but what matters. */
function leavesOut(pattern: TSESTree.Node, [step]: readonly Inside[]): boolean {
  if (pattern.type !== T.ObjectPattern || step === undefined || step === "each" || !("property" in step)) return false;
  return pattern.properties.every(
    (one) => one.type === T.Property && !one.computed && keyNameOf(one) !== step.property,
  );
}

/** `const { query, end } = createPool()` keeps the means to release; so may a rest element. */
function takesReleaseOut(pattern: TSESTree.Node, { arrival }: Subject): boolean {
  if (pattern.type !== T.ObjectPattern) return false;
  const methods = termsOf(arrival.resource).release.flatMap(({ path }) => path.split(".").slice(0, 1));
  return pattern.properties.some((one) => one.type !== T.Property || methods.includes(keyNameOf(one) ?? ""));
}

function iterated(loop: TSESTree.ForOfStatement, { arrival }: Subject): Effect | undefined {
  if (arrival.resource.iteration === "releases") return { kind: "release" };
  if (arrival.resource.iteration === "releasesAtEnd") return { kind: "drain" };
  return loop.await ? { kind: "offer", sure: true } : undefined;
}

function called(call: TSESTree.CallExpression, path: string, subject: Subject): Effect | undefined {
  const terms = termsOf(subject.arrival.resource);
  if (isRelease(call, path, subject.arrival.resource)) return { kind: "release" };
  if (terms.opens.some((form) => isMethodCall(form, call, path))) return { kind: "open" };
  // `client.end.bind(client)` and `fs.close.call` give the release itself away.
  if (/\.(?:bind|call|apply)$/u.test(path) && terms.release.some((form) => path.startsWith(`${form.path}.`)))
    return { kind: "take" };
  if (terms.takenBy.some((one) => isTakingMethod(one, call, path))) return { kind: "take" };
  if (endsItself(call, path, subject)) return { kind: "take", ends: true };
  if (terms.drainedBy.some((one) => isTakingMethod(one, call, path))) return { kind: "carry", to: [], ends: true };
  if (path === "then") return call.arguments.every(isToldNothing) ? undefined : { kind: "offer", sure: true };
  return isListening(path) ? listened(call, subject) : undefined;
}

/** `.then(() => client)`. */
const isToldNothing = (handler: TSESTree.Node): boolean => isFunction(handler) && handler.params.length === 0;

/** A resource whose own events somebody handles goes on without a holder; who only minds its errors does nothing with it. */
function listened(call: TSESTree.CallExpression, subject: Subject): Effect | undefined {
  const event = textStartOf(call.arguments[0]);
  const { lifetime = "scoped", unattended } = subject.arrival.resource;
  if (event === "error" && lifetime === "scoped" && !unattended) return undefined;
  const when = ownMoment(event, subject);
  return when === "own" ? { kind: "listen", when } : undefined;
}

/** Calling the method at `path` of the resource gives it back. */
export function isRelease(call: CallNode, path: string, resource: ResourceModel): boolean {
  const forms = termsOf(resource).release;
  if (path === "@@dispose" || path === "@@asyncDispose")
    return resource.disposable !== undefined || forms.some(({ kind }) => kind.endsWith("ispose"));
  return forms.some((form) => form.kind === "method" && isMethodCall(form, call, path));
}

export function isMethodCall(form: Form, call: CallNode, path: string): boolean {
  if (form.path !== path || (form.someArgument && call.arguments.length === 0)) return false;
  return form.literal === undefined || matchesLiteral(form.literal, textStartOf(call.arguments[0]) ?? "");
}

function isTakingMethod({ form, when, unless }: TakingForm, call: CallNode, path: string): boolean {
  return form.kind === "method" && isMethodCall(form, call, path) && conditionsHold(call, when, unless);
}
