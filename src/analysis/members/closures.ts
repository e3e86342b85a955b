/** A function hands out the means to end what it acquired, as an object, a function or a listener, and forgets one of its resources. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "../acquisitions.ts";
import { isEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { answerBehind, type ClosureEnd, endsAnswered, reachOfEnd } from "./closure-ends.ts";
import { functionNamed, isListening, type Tracked, trackedFrom } from "../ownership/index.ts";
import {
  callsIn,
  type FunctionNode,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  returnsIn,
  rootOf,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

/** A local resource that is left open by what ends the others. */
export interface ClosureLoss {
  readonly arrival: Arrival;
  /** The name that holds it; absent when nothing does. */
  readonly holder: string | undefined;
  /** What ends the others; absent in an effect that ends nothing. */
  readonly teardown: Omit<ClosureEnd, "key"> | undefined;
  readonly tier: "recommended" | "strict";
}

type End = NonNullable<ClosureLoss["teardown"]>;

export function closureLossOf(arrival: Arrival, file: File): ClosureLoss | undefined {
  const { resource, through, awaited, call } = arrival;
  const root = rootOf(call);
  if (through !== "value" || !isFunction(root) || resource.lifetime === "body" || resource.endsByItself)
    return undefined;
  if (resource.opens !== undefined && !awaited) return undefined;
  const ends = endsOf(root, file);
  const isLeft = ends.length === 0 && isEffect(root, file) && returnsIn(root, file.sourceCode.visitorKeys).length === 0;
  if (ends.length === 0 && !isLeft) return undefined;
  const tracked = trackedFrom(arrival, file);
  if (!tracked || tracked.root !== root || !isForgotten(tracked, file)) return undefined;
  const holder = tracked.holders[0]?.name;
  if (isLeft) return { arrival, holder, teardown: undefined, tier: "strict" };
  const teardown = holder === undefined ? undefined : ends.find((end) => endsAnother(end.fn, tracked, file));
  return teardown && { arrival, holder, teardown, tier: "recommended" };
}

/** Methods of the object that is returned, the function that is returned, and listeners on the end of `this`. */
const endsOf = (root: FunctionNode, file: File): readonly End[] => [
  ...returnsIn(root, file.sourceCode.visitorKeys).flatMap((at) => endsAnswered(at, file)),
  ...listeningEnds(root, file),
];

/** `node.on("close", () => …)` after `const node = this` in a constructor function. */
function listeningEnds(root: FunctionNode, file: File): readonly End[] {
  if (root.type === T.ArrowFunctionExpression) return [];
  return callsIn(root, file.sourceCode.visitorKeys).flatMap(({ callee, arguments: [event, listener] }) => {
    const it = unwrapped(callee);
    const name = textStartOf(event);
    if (it.type !== T.MemberExpression || !isListening(keyNameOf(it) ?? "") || name === undefined) return [];
    const self = answerBehind(it.object, file);
    const fn = listener && isEnd(name) && self.type === T.ThisExpression ? functionNamed(listener, file) : undefined;
    return fn && rootOf(it) === root ? [{ name: `on('${name}')`, fn }] : [];
  });
}

/** A function that is run again and again, and what it returns in between. */
function isEffect(root: FunctionNode, { knowledge }: File): boolean {
  const call = root.parent;
  if (call.type !== T.CallExpression || call.arguments[0] !== root) return false;
  const callee = unwrapped(call.callee);
  const name = callee.type === T.MemberExpression ? keyNameOf(callee) : callee.type === T.Identifier ? callee.name : "";
  return knowledge.effects.has(name ?? "");
}

/** Nothing releases it, nobody else is given it, and it is not let go. */
function isForgotten({ arrival, uses, holders, root, lenders, isOwedAlong }: Tracked, file: File): boolean {
  const kinds = [...uses.values()].flat().map(({ effect }) => effect.kind);
  const isLetGo = [arrival.call, ...holders.flatMap(namesOf)].some((place) => {
    const { parent } = wrapped(place);
    return parent?.type === T.MemberExpression && keyNameOf(parent) === "unref";
  });
  const isOwn = holders.every(({ defs: [definition] }) => definition && rootOf(definition.name) === root);
  const isQuiet = kinds.every((kind) => QUIET.has(kind));
  return isQuiet && isOwn && !isLetGo && lenders.length === 0 && !isOwedAlong && !isMadeOfAnother(arrival, root, file);
}

const QUIET: ReadonlySet<string> = new Set(["alias", "drop", "later", "listen", "open"]);

const namesOf = ({ references }: Variable): readonly TSESTree.Node[] =>
  references.map(({ identifier }) => identifier as TSESTree.Node);

/** `new WebSocketServer({ server })`: the end of what it is made of may end it. */
function isMadeOfAnother({ call }: Arrival, root: TSESTree.Node, file: File): boolean {
  return nodesIn(call, file.sourceCode.visitorKeys, (node) => !isFunction(node)).some((node) => {
    const definition = node.type === T.Identifier ? file.variableOf(node)?.defs[0]?.node : undefined;
    const at = definition as TSESTree.Node | undefined;
    if (at?.type !== T.VariableDeclarator || rootOf(at) !== root || !at.init || isInside(call, at)) return false;
    const value = unwrapped(at.init);
    return value.type === T.CallExpression || value.type === T.NewExpression || value.type === T.AwaitExpression;
  });
}

/** It releases something else that the same function acquired. */
function endsAnother(end: FunctionNode, { root, arrival, holders }: Tracked, file: File): boolean {
  const { visitorKeys } = file.sourceCode;
  const reached = reachOfEnd(end, file);
  // Whoever mentions it there may end it in a way that nobody knows.
  if (holders.flatMap(namesOf).some(reached)) return false;
  return callsIn(root, visitorKeys)
    .filter((call) => call !== arrival.call && rootOf(call) === root)
    .flatMap((call) => arrivalsAt(call, file))
    .flatMap((one) => trackedFrom(one, file) ?? [])
    .some(({ uses }) =>
      [...uses].some(([at, list]) => list.some(({ effect }) => effect.kind === "release") && reached(at)),
    );
}
