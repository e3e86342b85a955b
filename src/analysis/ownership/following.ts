/** Follows a resource from name to name, into containers and out of them, and notes what is done with it at which step. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Consumer, consumersOf, type Inside, isPromiseAll } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { isBody, termsOf } from "../knowledge.ts";
import { isLink } from "../graph/index.ts";
import { type CallNode, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { capturesOf } from "./captures.ts";
import { usesOfCarrier } from "./carriers.ts";
import { endsByPart } from "./kept-parts.ts";
import { isWrapped } from "./passing.ts";
import { insideOf, type Onward } from "./containers.ts";
import { type Effect, effectOf, type Subject } from "./effects.ts";
import type { Holder, Start, Use } from "./tracked.ts";

export interface Followed {
  readonly uses: ReadonlyMap<TSESTree.Node, readonly Use[]>;
  readonly holders: readonly Variable[];
  /** For each holder, the way from its value down to the resource. */
  readonly inside: ReadonlyMap<Variable, readonly Inside[]>;
  readonly note: (at: TSESTree.Node, use: Use) => void;
}

/** Who holds the value that is being followed, and how it was come by. */
interface Hold {
  readonly by: Holder;
  /** It was taken out of a container, which holds it all the same. */
  readonly isElement: boolean;
  /** What is done to it is done there to all that the container holds. */
  readonly over: TSESTree.Node | undefined;
  /** There are more where it came from. */
  readonly isOne: boolean;
}

/** What has been found so far. */
interface Trail extends Followed {
  readonly subject: Subject;
  readonly fluent: ReadonlySet<string>;
  readonly holders: Variable[];
  readonly inside: Map<Variable, readonly Inside[]>;
  readonly elements: Set<Variable>;
}

const heldBy = (by: Holder): Hold => ({ by, isElement: false, over: undefined, isOne: false });

export function followed(
  start: Start,
  { arrival, file, root }: Omit<Subject, "holders">,
  fluent: ReadonlySet<string>,
): Followed {
  const uses = new Map<TSESTree.Node, Use[]>();
  const holders: Variable[] = [];
  const note: Followed["note"] = (at, use) => void uses.set(at, [...(uses.get(at) ?? []), use]);
  const subject = { arrival, file, root, holders };
  const trail: Trail = { uses, holders, inside: new Map(), note, subject, fluent, elements: new Set() };
  for (const consumer of start.consumers) follow(consumer, heldBy("fresh"), trail);
  for (const { variable, path } of start.names) hold(variable, path, trail);
  return trail;
}

function follow(consumer: Consumer, by: Hold, trail: Trail): void {
  if (consumer.kind === "member") handOverPart(consumer, by, trail);
  if (!("at" in consumer)) return;
  const onward = insideOf(consumer, trail.fluent, trail.subject);
  const effect = onward ? onward.effect : effectOf(consumer, by.by, trail.subject);
  if (effect) become(effect, consumer, by, trail);
  if (onward) goOn(onward, by, trail);
  if (consumer.kind === "argument" && isWrapped({ ...consumer, call: consumer.at }, trail.subject.file))
    for (const one of consumersOf(consumer.at, trail.fluent)) follow(one, by, trail);
}

const GIVES: readonly string[] = ["argument", "return", "store", "yield"];

/** `resolve(channel.port2)`, `.finally(it.close)`: who is given what releases it, has it; so has who ends it by any part. */
function handOverPart(
  { member, name }: Extract<Consumer, { kind: "member" }>,
  { by }: Hold,
  { subject: { arrival, file }, fluent, note }: Trail,
): void {
  if (by === "fresh")
    for (const one of consumersOf(member, fluent))
      if (one.kind === "bind" && endsByPart(one.pattern, file)) note(one.at, { by, effect: { kind: "take" } });
  const paths = name === undefined ? [] : termsOf(arrival.resource).release.map(({ path }) => path);
  const isWhole = paths.some((path) => path === name);
  if (!isWhole && !paths.some((path) => path.startsWith(`${name ?? ""}.`))) return;
  const takes = isWhole || isBody(arrival.resource) ? ["bind", "iterate", ...GIVES] : GIVES;
  for (const consumer of consumersOf(member, fluent))
    if (takes.includes(consumer.kind) && "at" in consumer) note(consumer.at, { by, effect: { kind: "take" } });
}

function become(effect: Effect, consumer: Consumer & { readonly at: TSESTree.Node }, by: Hold, trail: Trail): void {
  const at = by.over ?? (effect.kind === "open" ? settledStep(consumer.at) : stepOf(consumer));
  if (effect.kind === "carry")
    for (const { at: place, ...use } of usesOfCarrier(consumer.at as CallNode, by.by, trail.subject))
      trail.note(place, use);
  const counts = countedFor(effect, consumer, by, trail);
  if (counts) trail.note(at, { by: by.by, effect: counts });
  if (effect.kind !== "alias" && effect.kind !== "enter") return;
  const names = effect.kind === "alias" ? effect.to : effect.parameter ? [effect.parameter] : [];
  for (const name of names)
    if (by.isElement && counts !== effect) followElement(name, effect.inside, by, trail);
    else if (!hold(name, effect.inside, trail)) trail.note(at, { by: by.by, effect: { kind: "take" } });
}

function goOn({ consumers = [], names = [], over, isOne = false }: Onward, by: Hold, trail: Trail): void {
  const next = { by: by.by, isElement: true, over: by.over ?? over, isOne: by.isOne || isOne };
  for (const consumer of consumers) follow(consumer, next, trail);
  for (const { variable, path } of names) followElement(variable, path, next, trail);
}

/** What a name does with an element counts for the container that still holds it. */
function followElement(variable: Variable, path: readonly Inside[], by: Hold, trail: Trail): void {
  if (trail.elements.has(variable) || trail.holders.includes(variable)) return;
  trail.elements.add(variable);
  for (const consumer of usesOf(variable, path, trail)) follow(consumer, by, trail);
}

/** False when the name is already known to hold it in another way. */
function hold(variable: Variable, path: readonly Inside[], trail: Trail): boolean {
  const known = trail.inside.get(variable);
  if (known) return known.length === path.length;
  trail.holders.push(variable);
  trail.inside.set(variable, path);
  for (const consumer of usesOf(variable, path, trail)) follow(consumer, heldBy(variable), trail);
  for (const { at, effect } of capturesOf(variable, trail.subject)) trail.note(at, { by: variable, effect });
  return true;
}

const usesOf = (variable: Variable, path: readonly Inside[], { fluent }: Trail): readonly Consumer[] =>
  variable.references.flatMap(({ identifier }) =>
    isOutsideOwner(identifier, variable) ? [] : consumersOf(identifier, fluent, path),
  );

/** What an effect on a value comes to for who holds it. */
function countedFor(effect: Effect, consumer: Consumer, by: Hold, { inside }: Trail): Effect | undefined {
  const isContainer = by.by !== "fresh" && (inside.get(by.by) ?? []).length > 0;
  const isWritten = consumer.kind === "overwrite" && (!by.isElement || consumer.at.left.type === T.MemberExpression);
  // Who overwrites or empties a container may have put its content elsewhere.
  if (isContainer && isWritten) return { kind: "take" };
  return by.isElement ? ofElement(effect, by) : effect;
}

/** What is done to one element, as something done to its container; releasing one of several releases just a part. */
function ofElement(effect: Effect, { by, isOne }: Hold): Effect | undefined {
  switch (effect.kind) {
    case "release":
      return isOne ? { kind: "part" } : effect;
    case "alias":
      // A container that had no name yet gets one.
      return effect.adds || by === "fresh" ? effect : undefined;
    case "enter":
    case "drop":
    case "lose":
      return undefined;
    case "later":
    case "listen":
      return { kind: "offer", sure: false };
    default:
      return effect;
  }
}

/** `opening.then(f)` happens when what the chain starts from settles. */
function stepOf(consumer: Consumer & { readonly at: TSESTree.Node }): TSESTree.Node {
  if (consumer.kind !== "method" || consumer.path !== "then") return consumer.at;
  let start: TSESTree.Node = consumer.at;
  while (isLink(start)) start = unwrapped((unwrapped(start.callee) as TSESTree.MemberExpression).object);
  return start;
}

/** The step at which a call has succeeded: the await around it, through `catch`, `finally` and `Promise.all`, or the call. */
export function settledStep(call: TSESTree.Node): TSESTree.Node {
  for (let at: TSESTree.Node | undefined = call; at; at = passedOn(at)) {
    const { parent } = wrapped(at);
    if (parent?.type === T.AwaitExpression) return parent;
  }
  return call;
}

/** The promise that settles when this one does. */
function passedOn(promise: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = wrapped(promise);
  if (isPromiseAll(parent)) return parent;
  if (parent?.type === T.ArrayExpression)
    return isPromiseAll(wrapped(parent).parent) ? wrapped(parent).parent : undefined;
  const isLink = parent?.type === T.MemberExpression && ["catch", "finally"].includes(keyNameOf(parent) ?? "");
  return isLink ? wrapped(parent).parent : undefined;
}

/** A reference in a type is none. */
function isOutsideOwner(identifier: TSESTree.Node, variable: Variable): boolean {
  return identifier.parent?.type === T.TSTypeQuery || variable.defs.length === 0;
}
