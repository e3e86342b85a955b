/** One resource under watch: where it arrives, which names may hold it, and what is done with them, step by step. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { boundBelow, type Consumer, consumersOf, type Inside, isPromiseAll } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import type { FunctionNode, Root } from "../tree.ts";
import { type CallNode, isFunction, isInside, keyNameOf, rootOf, wrapped } from "../tree.ts";
import { parseForm } from "../../catalog/index.ts";
import { besideOthers, mappingOf } from "./partial.ts";
import { functionNamed } from "./callees.ts";
import { capturesOf } from "./captures.ts";
import type { Effect, Subject } from "./effects.ts";
import { followed, settledStep } from "./following.ts";
import { type Parent, parentOf } from "./parents.ts";

/** A name that may hold the resource, or the nameless value right after it was acquired. */
export type Holder = Variable | "fresh";

export interface Use {
  readonly by: Holder;
  readonly effect: Effect;
}

export interface Tracked {
  readonly arrival: Arrival;
  readonly file: File;
  /** The function (or module) in which it arrives. */
  readonly root: Root;
  /** The step at which it arrives; absent when the function begins with it. */
  readonly begins: TSESTree.Node | undefined;
  /** Who holds it at first. */
  readonly first: readonly Holder[];
  /** By the node of the step at which they happen. */
  readonly uses: ReadonlyMap<TSESTree.Node, readonly Use[]>;
  /** The `Promise.all` in which another acquisition can fail, so that nobody is given this one. */
  readonly beside: TSESTree.CallExpression | undefined;
  /** For each of these names, the way down to the resource; empty where the name is the resource itself. */
  readonly inside: ReadonlyMap<Variable, readonly Inside[]>;
  /** Every name that may hold it, the one it was first given to before the others. */
  readonly holders: readonly Variable[];
  /** What it was obtained from, where the function releases that and thereby the resource. */
  readonly lenders: readonly Variable[];
  /** The function acquires and owes what it was obtained from: that is reported, and not the resource again. */
  readonly isOwedAlong: boolean;
}

/** Chainable methods, of the model and of what every promise has. */
export const fluentOf = ({ resource }: Arrival): ReadonlySet<string> =>
  new Set([...(resource.fluent ?? []), ...(resource.views ?? [])]);

/** By name or through a container that the name holds. */
export const isContainer = (holder: Holder, { inside }: Tracked): boolean =>
  holder !== "fresh" && (inside.get(holder) ?? []).length > 0;

export function trackedFrom(arrival: Arrival, file: File): Tracked | undefined {
  const start = startOf(arrival, file);
  if (!start) return undefined;
  const { root, begins } = start;
  const partial = { arrival, file, root };
  const { uses, holders, inside, note } = followed(start, partial, fluentOf(arrival));
  const subject = { ...partial, holders };
  if (givesKeyAway(holders, arrival)) return undefined;
  const parent = arrival.lent ? undefined : parentOf(arrival, root, file);
  const lenders = lendersOf(parent, holders);
  for (const { at, ...use } of parent ? usesOfParent(parent, [...start.first, ...holders, ...lenders], subject) : [])
    note(at, use);
  for (const { at, ...use } of usesOfReleasers(arrival, start.first[0] ?? "fresh", subject)) note(at, use);
  return {
    ...subject,
    begins,
    first: [...start.first, ...lenders],
    beside: besideOthers(arrival, file),
    uses,
    inside,
    lenders,
    isOwedAlong: parent?.isOwedHere === true,
  };
}

/** `process.kill(-child.pid)`: who reads the key may release it by that. */
function givesKeyAway(holders: readonly Variable[], { resource: { keys } }: Arrival): boolean {
  if (!keys) return false;
  return holders.some(({ references }) =>
    references.some(
      ({ identifier: { parent } }) => parent.type === T.MemberExpression && keys.includes(keyNameOf(parent) ?? ""),
    ),
  );
}

const none: ReadonlySet<string> = new Set();

export interface PlacedUse extends Use {
  readonly at: TSESTree.Node;
}

/** Whoever lent it may end it, whatever has become of the names that held it: it stays within reach. */
function lendersOf(parent: Parent | undefined, holders: readonly Variable[]): readonly Variable[] {
  return parent && parent.releases.length > 0 ? parent.names.filter((one) => !holders.includes(one)) : [];
}

function usesOfParent({ names, releases }: Parent, holders: readonly Holder[], subject: Subject): readonly PlacedUse[] {
  const direct = releases.flatMap((at) => holders.map((by) => ({ at, by, effect: { kind: "release" } as const })));
  const captured = names.flatMap((by) => capturesOf(by, subject).map((one) => ({ ...one, by })));
  return [
    ...direct,
    ...captured.filter(({ effect }) => "fn" in effect && releases.some((call) => isInside(call, effect.fn))),
  ];
}

function usesOfReleasers(arrival: Arrival, by: Holder, subject: Subject): readonly PlacedUse[] {
  return releasersOf(arrival, subject.file).flatMap((releaser) => [
    ...releaser.references.flatMap(({ identifier }) =>
      consumersOf(identifier, none).flatMap((one): PlacedUse[] =>
        "at" in one ? [{ at: one.at, by, effect: { kind: one.kind === "callee" ? "release" : "take" } }] : [],
      ),
    ),
    ...capturesOf(releaser, subject).map((one) => ({ ...one, by })),
  ]);
}

/** `done` in `pool.connect((err, client, done) => …)`: calling it releases the client, giving it away hands the release over. */
function releasersOf({ resource, through, lent }: Arrival, file: File): readonly Variable[] {
  if (typeof through !== "object" || lent || resource.releaser === undefined) return [];
  const parameter = through.callback.params[parseForm(resource.releaser).callback?.index ?? -1];
  const variable = parameter && file.variableOf(parameter);
  return variable ? [variable] : [];
}

export interface Start {
  readonly root: Root;
  readonly begins: TSESTree.Node | undefined;
  readonly first: readonly Holder[];
  readonly consumers: readonly Consumer[];
  readonly names: readonly { readonly variable: Variable; readonly path: readonly Inside[] }[];
}

function startOf(arrival: Arrival, file: File): Start | undefined {
  const { call, through, yields } = arrival;
  if (through === "receiver") return startOfState(arrival, file);
  if (through !== "value") return startInCallback(through.callback, through.index, arrival, file);
  const handler = handlerOf(call, file);
  if (handler) return startInCallback(handler, 0, arrival, file);
  const mapping = mappingFrom(arrival);
  if (mapping) {
    const consumers = consumersOf(mapping, fluentOf(arrival), ["each", ...yields]);
    return { root: rootOf(mapping), begins: settledStep(mapping), first: ["fresh"], consumers, names: [] };
  }
  const consumers = consumersOf(call, fluentOf(arrival), yields);
  return { root: rootOf(call), begins: beginningOf(arrival), first: ["fresh"], consumers, names: [] };
}

/** What the function of a `map` answers arrives where the `map` does, if need be through `Promise.all`. */
function mappingFrom({ call, awaited }: Arrival): CallNode | undefined {
  const mapping = mappingOf(call);
  const fn = rootOf(call);
  const isPromise = awaited || (isFunction(fn) && fn.async);
  return mapping && (!isPromise || isPromiseAll(wrapped(mapping).parent)) ? mapping : undefined;
}

/** The step after which it is there: the await around it, or the call. */
function beginningOf({ call, awaited }: Arrival): TSESTree.Node {
  return awaited ? settledStep(call) : call;
}

/** The first function of `open(path).then(file => …)`, with only `catch` between. */
function handlerOf(call: TSESTree.Node, file: File): FunctionNode | undefined {
  const member = wrapped(call).parent;
  if (member?.type !== T.MemberExpression || member.property.type !== T.Identifier) return undefined;
  const chain = wrapped(member).parent;
  if (chain?.type !== T.CallExpression || chain.callee !== wrapped(member)) return undefined;
  if (member.property.name === "catch") return handlerOf(chain, file);
  const [first] = chain.arguments;
  return member.property.name === "then" && first ? functionNamed(first, file) : undefined;
}

function startInCallback(callback: FunctionNode, index: number, { yields }: Arrival, file: File): Start | undefined {
  const parameter = callback.params[index];
  const bound = parameter && boundBelow(parameter, yields);
  const variable = bound && file.variableOf(bound.name);
  if (!variable && parameter) return undefined;
  return {
    root: callback,
    begins: undefined,
    first: variable ? [variable] : ["fresh"],
    consumers: [],
    names: variable ? [{ variable, path: bound.path }] : [],
  };
}

/** `BEGIN` is owed by whoever holds the client, as long as that is a plain name of this function. */
function startOfState({ call }: Arrival, file: File): Start | undefined {
  const receiver = call.callee.type === T.MemberExpression ? call.callee.object : undefined;
  const variable = receiver?.type === T.Identifier ? file.variableOf(receiver) : undefined;
  if (!variable?.defs[0] || !isInside(variable.defs[0].name, rootOf(call))) return undefined;
  const outer = wrapped(call).parent;
  return {
    root: rootOf(call),
    begins: outer?.type === T.AwaitExpression ? outer : call,
    first: [variable],
    consumers: [],
    names: [{ variable, path: [] }],
  };
}
