/** One resource under watch: where it arrives, which names may hold it, and what is done with them, step by step. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { Arrival } from "../acquisitions.ts";
import { boundNames, type Consumer, consumersOf, isPromiseAll } from "../consumers.ts";
import { isLink } from "../graph/index.ts";
import type { File, Variable } from "../file.ts";
import type { FunctionNode, Root } from "../tree.ts";
import { type CallNode, isFunction, isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { parseForm } from "../../catalog/index.ts";
import { capturesOf } from "./captures.ts";
import { usesOfCarrier } from "./carriers.ts";
import { type Effect, effectOf, type Subject } from "./effects.ts";
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
  /** Every name that may hold it, the one it was first given to before the others. */
  readonly holders: readonly Variable[];
  /** What it was obtained from, where the function releases that and thereby the resource. */
  readonly lenders: readonly Variable[];
  /** The function acquires and owes what it was obtained from: that is reported, and not the resource again. */
  readonly isOwedAlong: boolean;
}

/** Chainable methods, of the model and of what every promise has. */
const fluentOf = ({ resource }: Arrival): ReadonlySet<string> =>
  new Set([...(resource.fluent ?? []), ...(resource.views ?? [])]);

export function trackedFrom(arrival: Arrival, file: File): Tracked | undefined {
  const start = startOf(arrival, file);
  if (!start) return undefined;
  const uses = new Map<TSESTree.Node, Use[]>();
  const holders: Variable[] = [];
  const note = (at: TSESTree.Node, use: Use): void => void uses.set(at, [...(uses.get(at) ?? []), use]);
  const partial = { arrival, file, root: start.root, holders };

  const noteAll = (list: readonly PlacedUse[]): void => list.forEach(({ at, ...use }) => note(at, use));

  const follow = (consumer: Consumer, by: Holder): void => {
    const effect = effectOf(consumer, by, partial);
    if (!effect || !("at" in consumer)) return;
    if (effect.kind === "carry") noteAll(usesOfCarrier(consumer.at as CallNode, by, partial));
    note(effect.kind === "open" ? settledStep(consumer.at) : stepOf(consumer), { by, effect });
    if (effect.kind === "alias") for (const name of effect.to) hold(name);
    if (effect.kind === "enter" && effect.parameter) hold(effect.parameter);
  };
  const hold = (variable: Variable): void => {
    if (holders.includes(variable)) return;
    holders.push(variable);
    for (const { identifier } of variable.references)
      if (!isOutsideOwner(identifier, variable))
        for (const one of consumersOf(identifier, fluentOf(arrival))) follow(one, variable);
    for (const { at, effect } of capturesOf(variable, partial)) note(at, { by: variable, effect });
  };

  for (const consumer of start.consumers) follow(consumer, "fresh");
  for (const variable of start.names) hold(variable);
  if (givesKeyAway(holders, arrival)) return undefined;
  const parent = parentOf(arrival, start.root, file);
  const lenders = lendersOf(parent, holders);
  if (parent) noteAll(usesOfParent(parent, [...start.first, ...holders, ...lenders], partial));
  noteAll(usesOfReleasers(arrival, start.first[0] ?? "fresh", partial));
  return {
    ...partial,
    begins: start.begins,
    first: [...start.first, ...lenders],
    uses,
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

/** `opening.then(f)` happens when what the chain starts from settles. */
function stepOf(consumer: Consumer & { readonly at: TSESTree.Node }): TSESTree.Node {
  if (consumer.kind !== "method" || consumer.path !== "then") return consumer.at;
  let start: TSESTree.Node = consumer.at;
  while (isLink(start)) start = unwrapped((unwrapped(start.callee) as TSESTree.MemberExpression).object);
  return start;
}

const none: ReadonlySet<string> = new Set();

/** The step at which a call has succeeded: the await around it, through `catch`, `finally` and `Promise.all`, or the call. */
function settledStep(call: TSESTree.Node): TSESTree.Node {
  for (let at: TSESTree.Node | undefined = call; at; at = passedOn(at)) {
    const { parent } = wrapped(at);
    if (parent?.type === T.AwaitExpression) return parent;
  }
  return call;
}

/** The promise that settles when this one does. */
function passedOn(promise: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = wrapped(promise);
  if (parent?.type === T.ArrayExpression)
    return isPromiseAll(wrapped(parent).parent) ? wrapped(parent).parent : undefined;
  const isLink = parent?.type === T.MemberExpression && ["catch", "finally"].includes(keyNameOf(parent) ?? "");
  return isLink ? wrapped(parent).parent : undefined;
}

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
function releasersOf({ resource, through }: Arrival, file: File): readonly Variable[] {
  if (typeof through !== "object" || resource.releaser === undefined) return [];
  const parameter = through.callback.params[parseForm(resource.releaser).callback?.index ?? -1];
  const variable = parameter && file.variableOf(parameter);
  return variable ? [variable] : [];
}

/** A reference in a type is none. */
function isOutsideOwner(identifier: TSESTree.Node, variable: Variable): boolean {
  return identifier.parent?.type === T.TSTypeQuery || variable.defs.length === 0;
}

interface Start {
  readonly root: Root;
  readonly begins: TSESTree.Node | undefined;
  readonly first: readonly Holder[];
  readonly consumers: readonly Consumer[];
  readonly names: readonly Variable[];
}

function startOf(arrival: Arrival, file: File): Start | undefined {
  const { call, through, yields } = arrival;
  if (through === "receiver") return startOfState(arrival, file);
  if (through !== "value") return startInCallback(through.callback, through.index, arrival, file);
  const handler = handlerOf(call);
  if (handler) return startInCallback(handler, 0, arrival, file);
  const consumers = consumersOf(call, fluentOf(arrival), yields);
  return { root: rootOf(call), begins: beginningOf(arrival), first: ["fresh"], consumers, names: [] };
}

/** The step after which it is there: the await around it, or the call. */
function beginningOf({ call, awaited }: Arrival): TSESTree.Node {
  return awaited ? settledStep(call) : call;
}

/** The first function of `open(path).then(file => …)`, with only `catch` between. */
function handlerOf(call: TSESTree.Node): FunctionNode | undefined {
  const member = wrapped(call).parent;
  if (member?.type !== T.MemberExpression || member.property.type !== T.Identifier) return undefined;
  const chain = wrapped(member).parent;
  if (chain?.type !== T.CallExpression || chain.callee !== wrapped(member)) return undefined;
  if (member.property.name === "catch") return handlerOf(chain);
  const [first] = chain.arguments;
  return member.property.name === "then" && isFunction(first) ? first : undefined;
}

function startInCallback(callback: FunctionNode, index: number, { yields }: Arrival, file: File): Start | undefined {
  const parameter = callback.params[index];
  const names = parameter ? boundNames(parameter, yields) : [];
  const variables = names.map((name) => file.variableOf(name)).filter((variable) => variable !== undefined);
  if (variables.length === 0 && callback.params.length > index) return undefined;
  return {
    root: callback,
    begins: undefined,
    first: variables.length > 0 ? variables : ["fresh"],
    consumers: [],
    names: variables,
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
    names: [variable],
  };
}
