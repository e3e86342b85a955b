/** Which fields hold what no model knows, and what do its siblings or its type tell of how it is released? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { wakesOnly } from "../hollow.ts";
import { type Outline, outlinesUnder } from "../outlines.ts";
import { type CallNode, callsIn, isFunction, isInside, keyNameOf, nodesIn, unwrapped, wrapped } from "../tree.ts";
import { type Case, caseOf, isEnding } from "./cases.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { type FieldLoss, fieldLossOf } from "./duties.ts";
import { type Gift, giftFrom, giftsOf, giftThrough, isNothing, valuesOf } from "./gifts.ts";
import { holdingOf } from "./holdings.ts";
import { missedEndOf } from "./missed-ends.ts";
import { isEndedBySignal } from "./signals.ts";
import { reachOf, reachOfOne, type Teardown, teardownsOf } from "./teardowns.ts";

/** How a field's value is ended, and how sure that is. */
interface Presumption {
  readonly release: string;
  readonly tier: FieldLoss["tier"];
}

/** A file whose text ends nothing that a field holds, and gives no field what is subscribed to, has nothing to compare. */
const SPEAKS =
  /\bthis\.[#\w.]+[?!]?\.(?:close|destroy|dispose|stop|unsubscribe)\(|\.(?:subscribe\w*|observe|watch|listen|on[A-Z]\w*)\(/u;

/** Losses of fields whose value comes from a call that `isKnown` says nothing of. */
export function presumedLossesIn(file: File, isKnown: (call: CallNode) => boolean): readonly FieldLoss[] {
  if (!/\bclass\b/u.test(file.sourceCode.text) || !SPEAKS.test(file.sourceCode.text)) return [];
  return classesOf(file).all.flatMap((shape) => (teardownsOf(shape).length > 0 ? lossesOf(shape, file, isKnown) : []));
}

function lossesOf(shape: ClassShape, file: File, isKnown: (call: CallNode) => boolean): readonly FieldLoss[] {
  const gifts = giftsOf(shape, file);
  const endings = endingsOf(shape, gifts, file);
  const forgotten = gifts.flatMap((gift) => {
    if (endings.has(gift.field)) return [];
    const presumption = presumptionOf(gift, gifts, endings, file);
    const isOwed = presumption && !isKnown(gift.call) && !isEndedBySignal(gift.call, shape, file);
    return isOwed ? lossOf(gift, presumption, shape, file) : [];
  });
  return [...forgotten, ...missedLossesOf(shape, endings, file, isKnown)];
}

/** Whatever a field is given, one end of the object ends it, and that is how another misses it. */
function missedLossesOf(
  shape: ClassShape,
  endings: ReadonlyMap<string, ReadonlySet<string>>,
  file: File,
  isKnown: (call: CallNode) => boolean,
): readonly FieldLoss[] {
  if (file.settings.unknownCalls !== "borrows") return [];
  return [...endings].flatMap(([field, [release]]) => {
    const values = valuesOf(field, shape).filter((value) => !isNothing(value));
    const gifts = values.flatMap((value) => giftFrom(field, value, file) ?? giftThrough(field, value, file) ?? []);
    const [first] = gifts;
    if (!first || release === undefined || gifts.length < values.length) return [];
    const known = gifts.some(({ call }) => isKnown(call)) ? undefined : caseFrom(first, release, shape, file);
    const missed = known && missedEndOf(known);
    if (!missed) return [];
    const { teardown, exit } = missed;
    return [{ holding: known.holding, teardown, tier: "strict", ...(exit && { exit }) }];
  });
}

function caseFrom(
  { call, awaited, make, yields, field }: Gift,
  release: string,
  shape: ClassShape,
  file: File,
): Case | undefined {
  const resource = modelOf(nameOf(make), release);
  const holding = holdingOf({ call, resource, through: "value", yields, awaited }, file);
  return holding?.shape === shape && holding.field === field ? caseOf(holding, file) : undefined;
}

function lossOf(gift: Gift, { release, tier }: Presumption, shape: ClassShape, file: File): readonly FieldLoss[] {
  const known = caseFrom(gift, release, shape, file);
  // Whoever else is given what nobody knows may end it.
  if (!known || known.cares.some(({ kind }) => kind === "lend" || kind === "take")) return [];
  // `this.once = view.onShown(() => this.once?.dispose())` waits for one event, and goes with what it listens to.
  if (SUBSCRIBES.test(gift.make) && known.cares.some((care) => isEnding(care) && isInside(care.at, gift.call)))
    return [];
  // Where fields are called, that is what the teardown ends.
  if (release !== ITSELF && !known.teardowns.some((teardown) => endsSomething(teardown, shape, file))) return [];
  const loss = fieldLossOf(known);
  return loss ? [{ ...loss, tier: tier === "strict" ? tier : loss.tier }] : [];
}

/** Whatever it is: a method that only remembers that it was called ends nothing. */
function endsSomething({ fn }: Teardown, shape: ClassShape, file: File): boolean {
  const reach = reachOfOne(fn, shape, file);
  return callsIn(shape.node, file.sourceCode.visitorKeys).some(({ callee }) => {
    const it = unwrapped(callee);
    const name = it.type === T.MemberExpression ? keyNameOf(it) : it.type === T.Identifier ? it.name : undefined;
    return name !== undefined && readsLikeEnd(name) && reach.has(it);
  });
}

/** As a message calls it: "Emitter", "subscription", "createOverlay()". */
function nameOf(make: string): string {
  if (make.startsWith("new ")) return make.slice("new ".length);
  return SUBSCRIBES.test(make) ? "subscription" : `${make.slice(make.lastIndexOf(".") + 1)}()`;
}

const models = new Map<string, ResourceModel>();

function modelOf(name: string, release: string): ResourceModel {
  const key = `${name}|${release}`;
  const known = models.get(key);
  if (known) return known;
  const made: ResourceModel = {
    name,
    acquire: [],
    release: [release === ITSELF ? "_()" : `_.${release}()`],
    cwe: [772],
  };
  models.set(key, made);
  return made;
}

/** Methods after which there is nothing left to use, and those after which an object may go on. */
const FINAL: ReadonlySet<string> = new Set(["destroy", "dispose", "unsubscribe"]);
const STOPPING: ReadonlySet<string> = new Set(["close", "stop", ...FINAL]);

/** By field: the methods that the end of the object calls on what the field holds. */
function endingsOf(shape: ClassShape, gifts: readonly Gift[], file: File): ReadonlyMap<string, ReadonlySet<string>> {
  const reach = reachOf(shape, file);
  const handles = new Set(gifts.filter(({ make }) => SUBSCRIBES.test(make)).map(({ field }) => field));
  const found = new Map<string, Set<string>>();
  for (const [field, places] of shape.uses)
    for (const place of places) {
      const method = handles.has(field) && isCalled(place) ? ITSELF : methodCalledOn(place);
      if (method === undefined || !(method === ITSELF || STOPPING.has(method)) || !reach.has(place)) continue;
      found.set(field, (found.get(field) ?? new Set()).add(method));
    }
  return found;
}

/** `this.unsubscribe()`: what a field holds is ended by a call of it. */
const ITSELF = "";

function isCalled(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place);
  return parent?.type === T.CallExpression && unwrapped(parent.callee) === place && parent.arguments.length === 0;
}

function methodCalledOn(place: TSESTree.Node): string | undefined {
  const { parent } = wrapped(place);
  if (place.type !== T.MemberExpression || parent?.type !== T.MemberExpression) return undefined;
  const outer = wrapped(parent);
  return outer.parent?.type === T.CallExpression && outer.parent.callee === outer ? keyNameOf(parent) : undefined;
}

/** What makes a fresh thing at each call. */
const MAKES = /(?:^|\.)(?:create|make|new|observe|on|open|spawn|start|subscribe|watch)(?:[A-Z]\w*)?$/u;
/** What answers a handle by which it is undone. */
const SUBSCRIBES = /(?:^|\.)#?(?:subscribe\w*|observe|watch|listen|on[A-Z]\w*)$/u;

function presumptionOf(
  { field, call, make }: Gift,
  gifts: readonly Gift[],
  endings: ReadonlyMap<string, ReadonlySet<string>>,
  file: File,
): Presumption | undefined {
  const siblings = gifts.filter((one) => one.make === make && one.field !== field);
  const [release] = siblings.flatMap((one) => [...(endings.get(one.field) ?? [])]);
  const isNew = call.type === T.NewExpression;
  if (isNew && hasListenersOnly(call, file) && !isOddOneOut(siblings, endings)) return undefined;
  if (release !== undefined && (isNew || MAKES.test(make)))
    return { release, tier: isNew && FINAL.has(release) && !isMadeOf(call, file) ? "recommended" : "strict" };
  const others = new Set([...endings.values()].flatMap((methods) => [...methods]));
  const declared = isNew ? closerOfClass(call, others, file) : SUBSCRIBES.test(make) ? handleOf(call, file) : undefined;
  return declared === undefined ? undefined : { release: declared, tier: "strict" };
}

/** All others of the kind, two at least, are ended: whoever wrote that wanted it of this one, too. */
const isOddOneOut = (siblings: readonly Gift[], endings: ReadonlyMap<string, ReadonlySet<string>>): boolean =>
  new Set(siblings.map(({ field }) => field)).size > 1 && siblings.every(({ field }) => endings.has(field));

/** An emitter, or an object whose end ends nothing but emitters of its own, or wakes who waits: all that goes with it. */
function hasListenersOnly({ callee }: CallNode, file: File): boolean {
  const name = unwrapped(callee);
  if (EMITTER.test((name.type === T.MemberExpression ? keyNameOf(name) : file.sourceCode.getText(name)) ?? ""))
    return true;
  const classes = outlinesUnder(name, file).filter(({ isClass }) => isClass);
  return (
    classes.length > 0 &&
    classes.every((one) => !one.hasBase && (endsEmittersOnly(one) || wakesOnly(one.members, isFinal)))
  );
}

function endsEmittersOnly({ members }: Outline): boolean {
  const emitters = members.filter(
    ({ isMethod, constructs }) => !isMethod && constructs.some((made) => EMITTER.test(made)),
  );
  const ended = members.filter(({ name, isMethod }) => isMethod && FINAL.has(name)).flatMap(({ called }) => called);
  return ended.length > 0 && ended.length <= emitters.length && ended.every((called) => FINAL.has(called));
}

const EMITTER = /Emitter$/u;
const isFinal = (name: string): boolean => FINAL.has(name);

/** `new Overlay(this.window)`: what is made of another part of the object may end with it. */
function isMadeOf(call: CallNode, { sourceCode: { visitorKeys } }: File): boolean {
  return call.arguments.some(
    (argument) => !isFunction(argument) && nodesIn(argument, visitorKeys).some(({ type }) => type === T.ThisExpression),
  );
}

/** A class of the program that has the very method by which the end of the object ends something else. */
function closerOfClass({ callee }: CallNode, methods: ReadonlySet<string>, file: File): string | undefined {
  const name = unwrapped(callee);
  if (name.type !== T.Identifier || file.isGlobal(name)) return undefined;
  return outlinesUnder(name, file)
    .flatMap(({ isClass, members }) => (isClass ? members : []))
    .filter(({ isMethod, isEmpty }) => isMethod && !isEmpty)
    .map(({ name: method }) => method)
    .find((method) => FINAL.has(method) && methods.has(method));
}

/** By the type of what a subscribing call answers. */
function handleOf(call: CallNode, { checker }: File): string | undefined {
  const members = checker?.membersOf(call) ?? new Set();
  return ["unsubscribe", "dispose"].find((name) => members.has(name));
}
