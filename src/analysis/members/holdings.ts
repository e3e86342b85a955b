/** Which field is given what a class acquires: at once, through a name, into a collection, by a static factory. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { endOfComposite, isKnownStore } from "../composites.ts";
import { type Consumer, consumersOf } from "../consumers.ts";
import type { File } from "../file.ts";
import { fluentOf, trackedFrom } from "../ownership/index.ts";
import { isCall, isFunction, isInside, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import type { Amount } from "./cares.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { isOfClass } from "./families.ts";
import { isNothing, valuesOf } from "./gifts.ts";
import { elementAround, isElement, selfOf } from "./self.ts";

/** A field of a class that is given a resource. */
export interface Holding {
  readonly arrival: Arrival;
  readonly shape: ClassShape;
  readonly field: string;
  readonly amount: Amount;
  /** What gives it: an assignment, a declaration, a call of `push`. */
  readonly at: TSESTree.Node;
  /** All other names and places that hold the resource in the function that acquires it. */
  readonly aliases: readonly TSESTree.Node[];
  /** The field need not hold anything. */
  readonly isOptional: boolean;
}

/** The first field that a resource is given to. */
export function holdingOf(arrival: Arrival, file: File): Holding | undefined {
  const around = elementAround(arrival.call);
  if (arrival.through === "receiver" || (!around && !isInStaticBlock(arrival.call))) return undefined;
  const tracked = trackedFrom(arrival, file);
  if (!tracked) return undefined;
  const fluent = fluentOf(arrival);
  const aliases = [
    ...(tracked.first.includes("fresh") ? [arrival.call] : []),
    ...tracked.holders.flatMap(({ references }) =>
      references.filter((one) => one.isRead()).map(({ identifier }) => identifier as TSESTree.Node),
    ),
  ];
  const preset = presetOf(arrival.call, file);
  if (preset) return { arrival, ...preset, aliases, isOptional: false };
  for (const place of aliases) {
    const path = place === arrival.call ? arrival.yields : [];
    for (const consumer of consumersOf(place, fluent, path)) {
      const found = heldBy(consumer, file) ?? heldByMade(consumer, file);
      // What an instance acquires for all of them is not said to be the class's.
      if (found && isOfClass(found.shape) && around?.static === false) return undefined;
      if (found)
        return {
          arrival,
          ...found,
          aliases: aliases.filter((one) => !isOfKeeper(one, found, file)),
          isOptional: isOptional(found),
        };
    }
  }
  return undefined;
}

/** What the collection calls its parameter is its own affair. */
function isOfKeeper(alias: TSESTree.Node, { amount, at }: Held, file: File): boolean {
  const definition = file.variableOf(alias)?.defs[0];
  const fn = definition?.node as TSESTree.Node | undefined;
  return amount === "many" && String(definition?.type) === "Parameter" && fn !== undefined && !isInside(at, fn);
}

function isInStaticBlock(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (at.type === T.StaticBlock) return true;
  return false;
}

/** `constructor(private readonly pool = new Pool())` */
function presetOf(call: TSESTree.Node, file: File): Held | undefined {
  const { parent } = wrapped(call);
  const property = parent?.type === T.AssignmentPattern ? parent.parent : undefined;
  if (property?.type !== T.TSParameterProperty || property.parameter.type !== T.AssignmentPattern) return undefined;
  const made = elementAround(property);
  const shape = made && classesOf(file).shapeOf(made.parent.parent);
  return shape && { shape, field: property.parameter.left.name, amount: "one", at: property };
}

/** Declared with a type that has room for nothing, or not declared at all. */
function isOptional({ shape, field }: Held): boolean {
  const declared = shape.declared.get(field);
  if (declared?.type !== T.PropertyDefinition) return declared === undefined;
  const type = declared.typeAnnotation?.typeAnnotation;
  return declared.optional || (type?.type === T.TSUnionType && type.types.some(({ type: one }) => EMPTY.has(one)));
}

const EMPTY: ReadonlySet<string> = new Set([T.TSUndefinedKeyword, T.TSNullKeyword]);

type Held = Pick<Holding, "shape" | "field" | "amount" | "at">;

/** A store into a field, an element of one, or a collection in one that is the class's own. */
function heldBy(consumer: Consumer, file: File): Held | undefined {
  const held = storedBy(consumer, file);
  return held?.amount === "many" && (isLent(held, file) || isStored(held, file)) ? undefined : held;
}

/** What is put into a store of a library is owed by that, which is a resource of its own. */
function isStored({ at, field, shape }: Held, file: File): boolean {
  const values = isCall(at) ? valuesOf(field, shape).filter((value) => !isNothing(value)) : [];
  return values.length > 0 && values.every((value) => isCall(at) && isKnownStore(unwrapped(value), at, file));
}

/** Whoever lends an object a collection, or a composite, goes through it. */
function isLent({ field, shape }: Held, file: File): boolean {
  const values = valuesOf(field, shape).filter((value) => !isNothing(value));
  return values.length > 0 && values.every((value) => isGiven(value, file));
}

/** What the constructor is given, or a part of it. */
function isGiven(value: TSESTree.Node, file: File): boolean {
  if (value.type === T.TSParameterProperty) return value.parameter.type === T.Identifier;
  const it = unwrapped(value);
  if (it.type === T.MemberExpression) return isGiven(it.object, file);
  return String(file.variableOf(it)?.defs[0]?.type) === "Parameter";
}

function storedBy(consumer: Consumer, file: File): Held | undefined {
  if (consumer.kind === "store") {
    const field = fieldStored(consumer, file);
    const [step, ...below] = consumer.path;
    const isElementOf = below.length === 0 && step !== undefined && (step === "each" || "element" in step);
    if (!field || (consumer.path.length > 0 && !isElementOf)) return undefined;
    return { ...field, amount: isElementOf ? "many" : field.amount, at: consumer.at };
  }
  if (consumer.kind !== "argument" || consumer.option !== undefined) return undefined;
  const callee = unwrapped(consumer.at.callee);
  const method = callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  if (callee.type !== T.MemberExpression || !KEEPERS.has(method)) return undefined;
  // `this.ends.set(socket, f)`: something is noted about it.
  if (method === "set" && consumer.index === 0) return undefined;
  const field = fieldNamed(unwrapped(callee.object), file);
  return field && { ...field, amount: "many", at: consumer.at };
}

const KEEPERS: ReadonlySet<string> = new Set(["add", "push", "set", "unshift"]);

function fieldStored(
  { at, target }: Extract<Consumer, { kind: "store" }>,
  file: File,
): Pick<Held, "shape" | "field" | "amount"> | undefined {
  if (!target) return isElement(at) ? fieldDeclared(at, file) : undefined;
  const it = unwrapped(target);
  if (it.type !== T.MemberExpression) return undefined;
  const whole = fieldNamed(it, file);
  if (whole) return { ...whole, amount: "one" };
  const part = it.computed ? fieldNamed(unwrapped(it.object), file) : undefined;
  return part && { ...part, amount: "many" };
}

function fieldNamed(node: TSESTree.Node, file: File): Pick<Held, "shape" | "field"> | undefined {
  if (node.type !== T.MemberExpression) return undefined;
  const owner = selfOf(node.object, file);
  const [shape, field] = [owner && classesOf(file).shapeOf(owner), keyNameOf(node)];
  return shape && field !== undefined ? { shape, field } : undefined;
}

function fieldDeclared(
  element: TSESTree.Node & { type: T.MethodDefinition | T.PropertyDefinition | T.AccessorProperty },
  file: File,
): Pick<Held, "shape" | "field" | "amount"> | undefined {
  if (!isElement(element)) return undefined;
  const self = element.static ? element.parent : element.parent.parent;
  const [shape, field] = [classesOf(file).shapeOf(self), keyNameOf(element)];
  return shape && field !== undefined ? { shape, field, amount: "one" } : undefined;
}

/** `return new Journal(await open(path))` in a static factory: the instance owns what its own class acquired for it. */
function heldByMade(consumer: Consumer, file: File): Held | undefined {
  if (consumer.kind !== "argument" || consumer.option !== undefined || consumer.at.type !== T.NewExpression)
    return undefined;
  const factory = elementAround(consumer.at);
  const shape = factory?.static ? classesOf(file).shapeOf(factory.parent.parent) : undefined;
  const callee = unwrapped(consumer.at.callee);
  const isOwn = callee.type === T.ThisExpression || (callee.type === T.Identifier && callee.name === shape?.name);
  const made = shape?.node.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  if (!shape || !isOwn || made?.type !== T.MethodDefinition || !isFunction(made.value)) return undefined;
  const field = fieldOfParameter(made.value.params[consumer.index], file);
  return field === undefined ? undefined : { shape, field, amount: "one", at: consumer.at };
}

/** A parameter property, or a parameter that the constructor stores. */
export function fieldOfParameter(parameter: TSESTree.Parameter | undefined, file: File): string | undefined {
  if (parameter?.type === T.TSParameterProperty)
    return parameter.parameter.type === T.Identifier ? parameter.parameter.name : undefined;
  if (parameter?.type !== T.Identifier) return undefined;
  for (const { identifier } of file.variableOf(parameter)?.references ?? [])
    for (const consumer of consumersOf(identifier, new Set())) {
      const held = consumer.kind === "store" ? heldBy(consumer, file) : undefined;
      if (held?.amount === "one" && !isOfClass(held.shape)) return held.field;
    }
  return undefined;
}

/** `.dispose()`, where what the field collects in is a composite. */
export function endOfCollection({ at, field, shape }: Holding, file: File): string | undefined {
  const values = at.type === T.CallExpression ? valuesOf(field, shape).filter((value) => !isNothing(value)) : [];
  const ends = values.map((value) => (isCall(at) ? endOfComposite(value, at, file) : undefined));
  return ends.every((end) => end === ends[0]) ? ends[0] : undefined;
}

/** The call that a collection is given something with, or the store itself. */
export const isOwnStore =
  (holding: Pick<Held, "shape" | "field">, file: File) =>
  (consumer: Consumer): boolean => {
    const held = heldBy(consumer, file) ?? heldByMade(consumer, file);
    return held?.field === holding.field && held.shape === holding.shape;
  };
