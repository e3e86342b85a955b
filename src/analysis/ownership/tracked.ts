/** One resource under watch: where it arrives, which names may hold it, and what is done with them, step by step. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { Arrival } from "../acquisitions.ts";
import { boundBelow, type Consumer, consumersOf, type Inside, isPromiseAll } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import type { FunctionNode, Root } from "../tree.ts";
import { type CallNode, callsIn, isFunction, isInside, keyNameOf, rootOf, wrapped } from "../tree.ts";
import { lastName, termsOf } from "../knowledge.ts";
import { parseForm } from "../../catalog/index.ts";
import { besideOthers, mappingOf } from "./partial.ts";
import { capturesOf } from "./captures.ts";
import type { Effect } from "./effects.ts";
import { followed, settledStep } from "./following.ts";

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
}

/** Chainable methods, of the model and of what every promise has. */
const fluentOf = ({ resource }: Arrival): ReadonlySet<string> =>
  new Set([...(resource.fluent ?? []), ...(resource.views ?? [])]);

/** By name or through a container that the name holds. */
export const isContainer = (holder: Holder, { inside }: Tracked): boolean =>
  holder !== "fresh" && (inside.get(holder) ?? []).length > 0;

export function trackedFrom(arrival: Arrival, file: File): Tracked | undefined {
  const start = startOf(arrival, file);
  if (!start) return undefined;
  const { root, first, begins } = start;
  const partial = { arrival, file, root, first };
  const { uses, holders, inside, note } = followed(start, partial, fluentOf(arrival));
  const subject = { arrival, file, root, holders };
  for (const call of ownerReleasesIn(root, arrival, file))
    for (const by of [...first, ...holders]) note(call, { by, effect: { kind: "release" } });
  for (const releaser of releasersOf(arrival, file)) {
    const by = first[0] ?? "fresh";
    for (const { identifier } of releaser.references)
      for (const consumer of consumersOf(identifier, none))
        if ("at" in consumer)
          note(consumer.at, { by, effect: { kind: consumer.kind === "callee" ? "release" : "take" } });
    for (const { at, effect } of capturesOf(releaser, subject)) note(at, { by, effect });
  }
  return { ...partial, begins, beside: besideOthers(arrival, file), uses, holders, inside };
}

const none: ReadonlySet<string> = new Set();

/** `mutex.release()` gives back what `mutex.acquire()` took, whatever the holder is. */
function ownerReleasesIn(root: Root, { resource, call }: Arrival, { sourceCode }: File): readonly CallNode[] {
  const methods = termsOf(resource)
    .release.filter(({ kind }) => kind === "call")
    .map(({ path }) => lastName(path));
  const owner = call.callee.type === T.MemberExpression ? sourceCode.getText(call.callee.object) : undefined;
  if (methods.length === 0 || owner === undefined) return [];
  return callsIn(root, sourceCode.visitorKeys).filter(
    ({ callee }) =>
      callee.type === T.MemberExpression &&
      methods.includes(keyNameOf(callee) ?? "") &&
      sourceCode.getText(callee.object) === owner,
  );
}

/** `done` in `pool.connect((err, client, done) => …)`: calling it releases the client, giving it away hands the release over. */
function releasersOf({ resource, through }: Arrival, file: File): readonly Variable[] {
  if (typeof through !== "object" || resource.releaser === undefined) return [];
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
  const handler = handlerOf(call);
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
