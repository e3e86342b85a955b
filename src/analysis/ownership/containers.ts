/** Resources inside local arrays, sets, maps and objects: where what is inside goes on. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { boundBelow, type Consumer, consumersOf, type Inside } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { lastName, termsOf } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { functionNamed } from "./callees.ts";
import { isBorrowed } from "./passing.ts";
import type { Effect, Subject } from "./effects.ts";
import { unwrapped } from "../tree.ts";
import { isRepeated, loopAround } from "./turns.ts";

/** How a path goes on from a container to what is inside it. */
export interface Onward {
  /** What becomes of all that is inside at once. */
  readonly effect?: Effect;
  /** Where what is taken out goes on, nameless or in names. */
  readonly consumers?: readonly Consumer[];
  readonly names?: readonly { readonly variable: Variable; readonly path: readonly Inside[] }[];
  /** The loop or the call that goes over the elements: what it does to one of them, it does to all. */
  readonly over?: TSESTree.Node | undefined;
  /** It is one element of several. */
  readonly isOne?: boolean;
}

const TAKEN: Onward = { effect: { kind: "take" } };
const NOTHING: Onward = {};

/** Methods that call their argument with each element, and with which of its parameters. */
const CALLS_EACH: ReadonlyMap<string, number> = new Map([
  ["forEach", 0],
  ["map", 0],
  ["flatMap", 0],
  ["reduce", 1],
]);
/** Methods that answer elements in another collection. */
const ANSWERS_ALL: ReadonlySet<string> = new Set([
  "@@iterator",
  "concat",
  "filter",
  "reverse",
  "slice",
  "sort",
  "splice",
  "toReversed",
  "toSorted",
  "values",
]);
const ANSWERS_ONE: ReadonlySet<string> = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const REMOVES: ReadonlySet<string> = new Set(["pop", "shift", "splice"]);
const LOOKS: ReadonlySet<string> = new Set([
  "add",
  "every",
  "findIndex",
  "has",
  "includes",
  "indexOf",
  "join",
  "keys",
  "lastIndexOf",
  "push",
  "set",
  "some",
  "unshift",
]);

/** Absent when the consumer is not about a container, but about the resource itself. */
export function insideOf(consumer: Consumer, fluent: ReadonlySet<string>, subject: Subject): Onward | undefined {
  switch (consumer.kind) {
    case "inner":
      return calledOn(consumer, fluent, subject);
    case "element": {
      const isOne = consumer.isKnown && isRepeated(subject);
      return {
        consumers: consumersOf(consumer.at, fluent, consumer.path),
        over: loopAround(consumer.at, subject),
        isOne,
      };
    }
    case "iterate":
      return consumer.path.length > 0 ? iterated(consumer.at, consumer.path, subject) : undefined;
    case "argument":
      return (isOfContainer(consumer) || isListed(consumer, subject)) && !isLent(consumer, subject)
        ? passedOn(consumer, fluent, subject)
        : undefined;
    default:
      return undefined;
  }
}

/** An object written for the call is its options; anything deeper, or an array, is a container. */
function isOfContainer({ path, option }: Extract<Consumer, { kind: "argument" }>): boolean {
  return path.length > (option === undefined ? 0 : option.split(".").length);
}

/** `Object.values({ reader: this.reader, writer: this.writer })` */
function isListed({ at, option }: Extract<Consumer, { kind: "argument" }>, { file }: Subject): boolean {
  const callee = unwrapped(at.callee);
  if (option === undefined || option.includes(".") || callee.type !== T.MemberExpression) return false;
  return /^Object\.(?:entries|values)$/u.test(exportOf(callee, file)?.path ?? "");
}

/** `spawn(command, args, { stdio: ["ignore", log] })`: the catalogue says what becomes of each. */
function isLent(
  { at: call, index, option }: Extract<Consumer, { kind: "argument" }>,
  { arrival: { resource }, file }: Subject,
): boolean {
  return isBorrowed({ call, index, option }, termsOf(resource).borrowedBy, file);
}

function calledOn(
  { at, method, path }: Extract<Consumer, { kind: "inner" }>,
  fluent: ReadonlySet<string>,
  subject: Subject,
): Onward {
  const [first] = path;
  // A method of an object knows the object as `this`.
  if (first === undefined || (first !== "each" && "property" in first)) return TAKEN;
  const value = isKeyed(path) ? path.slice(2) : path.slice(1);
  const index = CALLS_EACH.get(method);
  if (index !== undefined) return calledWithEach(at, index, value, subject);
  if (ANSWERS_ONE.has(method)) return answered(consumersOf(at, fluent, value), method, loopAround(at, subject));
  if (method === "entries")
    return { consumers: consumersOf(at, fluent, isKeyed(path) ? path : ["each", { element: 1 }, ...value]) };
  if (ANSWERS_ALL.has(method))
    return answered(consumersOf(at, fluent, method === "values" ? ["each", ...value] : path), method, undefined);
  return LOOKS.has(method) ? NOTHING : TAKEN;
}

/** What is taken out and dropped is out of our sight. */
function answered(consumers: readonly Consumer[], method: string, over: TSESTree.Node | undefined): Onward {
  const isDropped = consumers.every(({ kind }) => kind === "drop");
  return REMOVES.has(method) && isDropped ? TAKEN : { consumers, over };
}

/** A map holds its values in pairs. */
const isKeyed = ([first, second]: readonly Inside[]): boolean =>
  first === "each" && typeof second === "object" && "element" in second && second.element === 1;

function calledWithEach(
  call: TSESTree.CallExpression,
  index: number,
  path: readonly Inside[],
  subject: Subject,
  handler: TSESTree.Node | undefined = call.arguments[0],
): Onward {
  if (!handler) return TAKEN;
  const fn = functionNamed(handler, subject.file);
  if (!fn)
    return isRelease(handler, subject) ? { effect: { kind: "release" } } : { effect: { kind: "offer", sure: true } };
  const parameter = fn.params[index];
  if (!parameter) return NOTHING;
  return named(parameter, path, call, subject);
}

/** `fds.forEach(closeSync)`, `timers.forEach(clearTimeout)` */
function isRelease(fn: TSESTree.Node, { arrival, file }: Subject): boolean {
  const exported = exportOf(fn, file);
  return termsOf(arrival.resource).release.some(
    ({ kind, path }) => kind === "function" && exported !== undefined && lastName(exported.path) === lastName(path),
  );
}

function named(pattern: TSESTree.Node, path: readonly Inside[], over: TSESTree.Node, { file }: Subject): Onward {
  const bound = boundBelow(pattern, path);
  const variable = bound && file.variableOf(bound.name);
  if (variable) return { names: [{ variable, path: bound.path }], over };
  // `for (const [key] of map)` leaves the value where it is.
  return pattern.type === T.ArrayPattern && path.length > 0 ? NOTHING : TAKEN;
}

function iterated(loop: TSESTree.ForOfStatement, [first, ...path]: readonly Inside[], subject: Subject): Onward {
  if (first !== "each" && first && "property" in first) return TAKEN;
  const over = loopAround(loop, subject) ?? loop;
  if (loop.left.type !== T.VariableDeclaration) return named(loop.left, path, over, subject);
  const { kind, declarations } = loop.left;
  const [{ id } = {}] = declarations;
  if (kind === "using" || kind === "await using") return { effect: { kind: "release" } };
  return id ? named(id, path, over, subject) : TAKEN;
}

/** The built-in functions that make one container of another; anything else is offered the whole of it. */
function passedOn(
  { at, index, option, path }: Extract<Consumer, { kind: "argument" }>,
  fluent: ReadonlySet<string>,
  subject: Subject,
): Onward | undefined {
  const name = exportOf(at.callee, subject.file);
  const [, ...below] = path;
  if (name?.module === "globalThis" && at.type === T.CallExpression)
    switch (option === undefined || name.path.startsWith("Object.") ? name.path : "") {
      case "Object.values":
        return { consumers: consumersOf(at, fluent, ["each", ...below]) };
      case "Object.entries":
        return { consumers: consumersOf(at, fluent, ["each", { element: 1 }, ...below]) };
      case "Object.keys":
      case "Array.isArray":
        return NOTHING;
      case "Object.freeze":
        return { consumers: consumersOf(at, fluent, path) };
      case "Array.from":
        if (at.arguments.length > 1) return calledWithEach(at, 0, below, subject, at.arguments[1]);
        return { consumers: consumersOf(at, fluent, path) };
      default:
    }
  const isCopied = name?.module === "globalThis" && ["Array", "Map", "Set"].includes(name.path);
  if (at.type === T.NewExpression && isCopied) return { consumers: consumersOf(at, fluent, path) };
  const fn = at.type === T.CallExpression && option === undefined ? functionNamed(at.callee, subject.file) : undefined;
  const parameter = fn?.generator === false ? fn.params[index] : undefined;
  const bound = parameter && boundBelow(parameter, path);
  const variable = bound && subject.file.variableOf(bound.name);
  if (fn && variable && parameter.type === T.Identifier)
    return { effect: { kind: "enter", fn, parameter: variable, inside: bound.path } };
  return isHarmless(name, subject) ? NOTHING : { effect: { kind: "offer", sure: true } };
}

const isHarmless = (name: ReturnType<typeof exportOf>, { file }: Subject): boolean =>
  name !== undefined && file.knowledge.harmless.has(`${name.module}|${name.path}`);
