/** Which end of an object, or which way out of one, leaves open what another of its ends releases? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { beginningOf, readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { executorOf } from "../graph/index.ts";
import { callsIn, type FunctionNode, isFunction, isInside, keyNameOf, nodesIn, rootOf, unwrapped } from "../tree.ts";
import type { Care } from "./cares.ts";
import { type Case, isEnding } from "./cases.ts";
import type { ClassShape } from "./classes.ts";
import { selfOf } from "./self.ts";
import { isOptional, type Reach, reachFrom, reachOfOne, type Teardown, wholeEndsOf } from "./teardowns.ts";

export interface MissedEnd {
  readonly teardown: Teardown;
  /** The way out that misses the release; absent when the whole method does. */
  readonly exit: TSESTree.ReturnStatement | undefined;
}

interface End {
  readonly teardown: Teardown;
  readonly reach: Reach;
}

/** Only in doubt: the object may be used in such a way that it never matters. */
export function missedEndOf(one: Case): MissedEnd | undefined {
  const { cares, file, holding } = one;
  const { shape } = holding;
  const releases = cares.filter(isEnding);
  if (file.settings.unknownCalls !== "borrows" || releases.length === 0) return undefined;
  if (shape.subclasses.length > 0 || shape.base === "unknown") return undefined;
  const ends = endsOf(shape, file);
  for (const teardown of one.teardowns)
    for (const release of releases) {
      const exit = isTopLevel(release, teardown.fn, one) ? exitBefore(release, one) : undefined;
      if (exit) return { teardown, exit };
    }
  const forgetting = isReleasedByAnEnd(releases, one) && ends.find((end) => forgets(end, one));
  return forgetting ? { teardown: forgetting.teardown, exit: undefined } : undefined;
}

const knownEnds = new WeakMap<ClassShape, readonly End[]>();

function endsOf(shape: ClassShape, file: File): readonly End[] {
  const made =
    knownEnds.get(shape) ??
    wholeEndsOf(shape).map((teardown) => ({ teardown, reach: reachOfOne(teardown.fn, shape, file) }));
  knownEnds.set(shape, made);
  return made;
}

const isReleasedByAnEnd = (releases: readonly Care[], { isReached }: Case): boolean =>
  releases.some(({ at }) => isReached(at));

/** It does nothing at all, or ends another field of the object, and never speaks of this one. */
function forgets({ teardown: { fn, name }, reach }: End, one: Case): boolean {
  const { places, cares, holding } = one;
  if (reach.isOpen || places.some(reach.has) || !fn.params.every(isOptional)) return false;
  const releasing = one.teardowns.filter(({ fn: other }) => other !== fn && releases(other, one));
  // What closes may leave the rest to what disposes.
  if (!isLast(name) && releasing.some((other) => isLast(other.name))) return false;
  // What stops runs it and goes on, or what starts is ended by what stops.
  if (releasing.some((other) => reachOfOne(other.fn, holding.shape, one.file).has(fn))) return false;
  if (!isLast(name) && isOfAnotherPair(fn, releasing, one)) return false;
  if (fn.body.type === T.BlockStatement && fn.body.body.length === 0) return true;
  // Whoever else is given it, or another moment, such as the end of what the method ends, may end it.
  const reaches = one.teardowns.map((teardown) => reachOfOne(teardown.fn, holding.shape, one.file));
  const isOwn = cares.every(
    (care) => care.kind === "open" || (isEnding(care) && reaches.some((other) => other.has(care.at))),
  );
  const ended = endedIn(reach, one);
  return isOwn && ended.size > 0 && !isMadeOf(holding.arrival.call, ended, one);
}

/** `start()` makes what `stop()` ends, and `close()` ends what `open()` began. */
function isOfAnotherPair(fn: FunctionNode, releasing: readonly Teardown[], { holding, file }: Case): boolean {
  const { arrival, shape } = holding;
  const makes = (end: FunctionNode): boolean | undefined => {
    const [name = ""] = [...shape.methods].find(([, { fn: one }]) => one === end) ?? [];
    const begin = shape.methods.get(beginningOf(name) ?? "")?.fn;
    return begin && reachOfOne(begin, shape, file).has(arrival.call);
  };
  return makes(fn) === false && releasing.some((other) => makes(other.fn) === true);
}

function releases(fn: FunctionNode, { cares, holding: { shape }, file }: Case): boolean {
  const reach = reachOfOne(fn, shape, file);
  return cares.some((care) => isEnding(care) && reach.has(care.at));
}

const isLast = (name: string): boolean => /^(?:\[|destroy|dispose|ngOnDestroy)/u.test(name);

/** The other fields whose methods the end calls to end them. */
function endedIn(reach: Reach, { holding: { shape, field } }: Case): ReadonlySet<string> {
  const ended = [...shape.uses].filter(([name, places]) => name !== field && places.some((at) => isEnded(at, reach)));
  return new Set(ended.map(([name]) => name));
}

function isEnded(place: TSESTree.Node, reach: Reach): boolean {
  const { parent } = place;
  if (parent?.type !== T.MemberExpression || parent.object !== place || !reach.has(place)) return false;
  return parent.parent.type === T.CallExpression && readsLikeEnd(keyNameOf(parent) ?? "");
}

/** `this.#session = this.#client.session()` ends with the client. */
function isMadeOf(call: TSESTree.Node, fields: ReadonlySet<string>, { file }: Case): boolean {
  return nodesIn(call, file.sourceCode.visitorKeys).some(
    (node) => node.type === T.MemberExpression && fields.has(keyNameOf(node) ?? "") && selfOf(node.object, file),
  );
}

/** Whenever the method, or the executor of the promise it answers, comes that far; only the field itself may be asked. */
function isTopLevel({ at }: Care, fn: FunctionNode, { places }: Case): boolean {
  const root = rootOf(at);
  const isExecutor = isFunction(root) && executorOf(root.parent) === root && rootOf(root.parent) === fn;
  if (root !== fn && !isExecutor) return false;
  const asks = (test: TSESTree.Node): boolean => places.some((place) => isInside(place, test));
  for (let node: TSESTree.Node = at; node !== root && node.parent; node = node.parent) {
    const isFree =
      node.type === T.IfStatement ? asks(node.test) : node.type === T.LogicalExpression ? asks(node.left) : true;
    if (!isFree || BRANCHES.has(node.type)) return false;
  }
  return true;
}

/** What is below them may be run or not, or again and again; `if`, `&&` and the like left out. */
export const BRANCHES: ReadonlySet<string> = new Set([
  T.CatchClause,
  T.ConditionalExpression,
  T.DoWhileStatement,
  T.ForInStatement,
  T.ForOfStatement,
  T.ForStatement,
  T.SwitchCase,
  T.WhileStatement,
]);

/** A `return` in a branch that ends something else, and that nothing which knows the field stands before. */
function exitBefore({ at }: Care, { places, holding: { shape }, file }: Case): TSESTree.ReturnStatement | undefined {
  const root = rootOf(at);
  const { visitorKeys } = file.sourceCode;
  return exitsIn(root, file).find((exit) => {
    if (exit.range[1] > at.range[0]) return false;
    const before = callsIn(root, visitorKeys).filter(({ range }) => range[0] < exit.range[1]);
    const reach = reachFrom(before, shape, file);
    const isKnown = places.some((place) => isInside(place, root) && place.range[0] < exit.range[1]);
    if (isKnown || places.some(reach.has) || isFollowedBy(at, exit)) return false;
    const branch = branchAround(exit);
    return branch !== undefined && before.some((call) => isInside(call, branch) && isEndingCall(call));
  });
}

const knownExits = new WeakMap<TSESTree.Node, readonly TSESTree.ReturnStatement[]>();

/** Those that stand in the block of an `if`. */
function exitsIn(root: TSESTree.Node, { sourceCode: { visitorKeys } }: File): readonly TSESTree.ReturnStatement[] {
  const made =
    knownExits.get(root) ??
    nodesIn(root, visitorKeys).filter(
      (node): node is TSESTree.ReturnStatement =>
        node.type === T.ReturnStatement && rootOf(node) === root && branchAround(node) !== undefined,
    );
  knownExits.set(root, made);
  return made;
}

/** `finally` runs on every way out. */
function isFollowedBy(release: TSESTree.Node, exit: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = exit; at; at = at.parent)
    if (at.type === T.CatchClause || (at.type === T.TryStatement && at.finalizer && isInside(release, at.finalizer)))
      return true;
  return false;
}

/** The block of the `if` that the way out stands in. */
function branchAround({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  return parent?.type === T.BlockStatement && parent.parent.type === T.IfStatement ? parent : undefined;
}

function isEndingCall({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression && readsLikeEnd(keyNameOf(it) ?? "");
}
