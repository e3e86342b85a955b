/** What leaves the function before the resource is released there: the resource itself, or a promise that still uses it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { consumersOf } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { isLink } from "../graph/index.ts";
import { termsOf } from "../knowledge.ts";
import { type CallNode, isCall, isFunction, isInside, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";
import { releasesAhead } from "./ahead.ts";
import type { Misuse } from "./aftermath.ts";
import { calledFunction } from "./callees.ts";
import { isMethodCall } from "./effects.ts";
import { isPromise, needsItOpen, returnsOf, type Store, storeAround } from "./stored-promises.ts";
import type { Tracked } from "./tracked.ts";

const none: ReadonlySet<string> = new Set();

/** Returned or let go while the release is certain to come first. */
export function premature(tracked: Tracked): readonly Misuse[] {
  const scoped = scopedNames(tracked);
  return [...tracked.holders, ...scoped].flatMap((name) => {
    const isScoped = scoped.includes(name);
    return name.references.flatMap(({ identifier }) => [
      ...returnedOpen(identifier, name, isScoped, tracked),
      ...stillUsing(identifier, name, isScoped, tracked),
    ]);
  });
}

/** Names bound by `using`, which holds them to the end of the block. */
function scopedNames({ uses, file }: Tracked): readonly Variable[] {
  return [...uses.keys()].flatMap((at) => {
    const isUsing = at.type === T.VariableDeclarator && at.parent.kind.endsWith("using");
    const variable = isUsing ? file.variableOf(at.id) : undefined;
    return variable ? [variable] : [];
  });
}

function returnedOpen(
  identifier: TSESTree.Node,
  name: Variable,
  isScoped: boolean,
  tracked: Tracked,
): readonly Misuse[] {
  // A stream that is ended goes on until all is written; who gets it waits for that.
  if (!isScoped && termsOf(tracked.arrival.resource).needsOpen.length === 0) return [];
  const [at] = consumersOf(identifier, none).flatMap((one) => (one.kind === "return" ? [one.at] : []));
  if (at?.type !== T.ReturnStatement || !isHeldAround(at, identifier, isScoped)) return [];
  return foundAt(at, at, "usedAfterRelease", name, tracked);
}

function foundAt(
  at: TSESTree.Node,
  by: TSESTree.Node,
  kind: Misuse["kind"],
  name: Variable,
  tracked: Tracked,
): readonly Misuse[] {
  const [release] = releasesAhead(at, at, name, tracked) ?? [];
  return release ? [{ kind, by, holder: name.name, release, isRedundant: false }] : [];
}

/** A `finally` or a `using` stands between the place and the end of the function. */
function isHeldAround(at: TSESTree.Node, identifier: TSESTree.Node, isScoped: boolean): boolean {
  if (rootOf(at) !== rootOf(identifier) && !isMapped(identifier)) return false;
  return isScoped || isInTry(at);
}

function isInTry({ parent, range }: TSESTree.Node): boolean {
  if (!parent || isFunction(parent)) return false;
  if (parent.type === T.TryStatement && parent.finalizer && parent.finalizer.range[0] > range[0]) return true;
  return isInTry(parent);
}

/** A call with the resource, the call whose value is the outcome of it, and the name through which it got there. */
interface Pending {
  readonly first: CallNode;
  readonly last: CallNode;
  readonly identifier: TSESTree.Node;
  readonly name: Variable;
  readonly isScoped: boolean;
}

function stillUsing(identifier: TSESTree.Node, name: Variable, isScoped: boolean, tracked: Tracked): readonly Misuse[] {
  const chain = chainFrom(identifier);
  const [first] = chain;
  const last = chain.at(-1);
  if (!first || !last || chain.some((call) => isSettledBy(call, tracked))) return [];
  const pending: Pending = { first, last, identifier, name, isScoped };
  const outcome = outcomeOf(last);
  const store = storeAround(outcome);
  const place = store ?? statementOf(outcome);
  const releases = store
    ? aheadOfStore(store, pending, tracked)
    : place?.type === T.ReturnStatement
      ? aheadOfReturn(place, pending, tracked)
      : place && chain.length === 1
        ? aheadOfStatement(place, pending, tracked)
        : [];
  const [release] = releases;
  return !release || isWaitedFor(first, identifier, releases, tracked)
    ? []
    : [{ kind: "releasedTooEarly", by: last, holder: name.name, release, isRedundant: false }];
}

type Releases = readonly TSESTree.Node[];

function aheadOfReturn(place: TSESTree.ReturnStatement, pending: Pending, tracked: Tracked): Releases {
  const { first, last, identifier, name, isScoped } = pending;
  if (!isHeldAround(place, identifier, isScoped) || !isReturnedPromise(pending, tracked)) return [];
  // A chain settles after 'finally' has run, and so does its 'return'.
  return releasesAhead(isLink(last) ? first : place, place, name, tracked) ?? [];
}

function aheadOfStatement(place: TSESTree.Node, { first, name }: Pending, tracked: Tracked): Releases {
  return needsItOpen(first, tracked) ? (releasesAhead(startOf(first), place, name, tracked) ?? []) : [];
}

/** Nobody waits between the store and the release. */
function aheadOfStore(store: Store, pending: Pending, tracked: Tracked): Releases {
  const { first, identifier, name, isScoped } = pending;
  const [returned] = returnsOf(store, tracked);
  const isReturned = returned !== undefined && isHeldAround(returned, identifier, isScoped);
  const isKnown = isReturned ? isReturnedPromise(pending, tracked) : needsItOpen(first, tracked);
  return isKnown ? (releasesAhead(startOf(first), store.parent, name, tracked) ?? []) : [];
}

const isReturnedPromise = ({ first, last }: Pending, tracked: Tracked): boolean =>
  isKnownPromise(first, last, tracked) || isPromise(last, tracked.file);

/** What a function written for `map` calls is called where `map` is. */
function startOf(call: CallNode): CallNode {
  const root = rootOf(call);
  return (root.type === T.ArrowFunctionExpression ? mapOver(root) : undefined) ?? call;
}

/** The calls from the one that uses a name to the one whose value is the outcome: `db.query(sql).then(rowsOf)`. */
function chainFrom(identifier: TSESTree.Node): readonly CallNode[] {
  const calls: CallNode[] = [];
  for (let at = wrapped(identifier); at.parent; at = wrapped(at.parent)) {
    const { parent } = at;
    const isPassed = calls.length === 0 && parent.type === T.CallExpression && parent.callee !== at;
    if (isPassed || (isCall(parent) && parent.callee === at && at.type === T.MemberExpression)) calls.push(parent);
    else if (parent.type !== T.MemberExpression || parent.object !== at) break;
  }
  return calls;
}

/** It is taken over or released there, and nobody is to wait. */
function isSettledBy(call: CallNode, { uses, arrival }: Tracked): boolean {
  return (
    call === arrival.call ||
    (uses.get(call) ?? []).some(({ effect }) => ["release", "take", "open", "later"].includes(effect.kind))
  );
}

/** The `return` or the bare statement in which a value ends, un-awaited. */
function statementOf(value: TSESTree.Node): TSESTree.ReturnStatement | TSESTree.ExpressionStatement | undefined {
  const { parent } = wrapped(value);
  return parent?.type === T.ReturnStatement || parent?.type === T.ExpressionStatement ? parent : undefined;
}

/** The value that a promise is, or is a part of: a choice, a list of promises, `Promise.all` of them. */
function outcomeOf(node: TSESTree.Node): TSESTree.Node {
  const at = wrapped(node);
  const { parent } = at;
  switch (parent?.type) {
    case T.ConditionalExpression:
      return parent.test === at ? node : outcomeOf(parent);
    case T.UnaryExpression:
      return parent.operator === "void" ? outcomeOf(parent) : node;
    case T.ArrayExpression:
      return outcomeOf(parent);
    case T.CallExpression:
      return isCombined(at) ? outcomeOf(parent) : node;
    case T.ArrowFunctionExpression: {
      const call = mapOver(parent);
      return call ? outcomeOf(call) : node;
    }
    default:
      return node;
  }
}

function isCombined({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== T.CallExpression || parent.callee.type !== T.MemberExpression) return false;
  const { object } = parent.callee;
  return object.type === T.Identifier && object.name === "Promise";
}

/** `ids.map((id) => client.query(sql, [id]))` */
function mapOver(fn: TSESTree.ArrowFunctionExpression): TSESTree.CallExpression | undefined {
  const { parent } = fn;
  const isMap =
    parent.type === T.CallExpression && parent.callee.type === T.MemberExpression && keyNameOf(parent.callee) === "map";
  return isMap && fn.body.type !== T.BlockStatement ? parent : undefined;
}

function isMapped(identifier: TSESTree.Node): boolean {
  const root = rootOf(identifier);
  return root.type === T.ArrowFunctionExpression && mapOver(root) !== undefined;
}

/** Releases that let finish what is under way are no harm to its own calls, but to whoever else goes on with it. */
function isWaitedFor(
  first: CallNode,
  identifier: TSESTree.Node,
  releases: readonly TSESTree.Node[],
  { arrival }: Tracked,
): boolean {
  const { graceful } = termsOf(arrival.resource);
  if (graceful.length === 0 || !isInside(identifier, first.callee)) return false;
  return releases.every((at) => {
    if (!isCall(at) || at.callee.type !== T.MemberExpression) return !isCall(at);
    const name = keyNameOf(at.callee);
    return graceful.some(({ path }) => path === name);
  });
}

const isKnownPromise = (first: CallNode, last: CallNode, tracked: Tracked): boolean =>
  isLink(last) || (first === last && answersPromise(last, tracked));

/** By the catalogue, or as an async function of this file; a call with a callback answers to that. */
function answersPromise(call: CallNode, { arrival, file }: Tracked): boolean {
  if (call.arguments.some((one) => isFunction(one))) return false;
  const callee = unwrapped(call.callee);
  const name = callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  const forms = termsOf(arrival.resource).needsOpen.filter(({ awaited, kind }) => awaited && kind === "method");
  return forms.some((form) => isMethodCall(form, call, name)) || calledFunction(call, file)?.async === true;
}
