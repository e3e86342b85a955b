/** The door to concurrency: work that opens a connection or a file for every item of a list, all at once. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isPage } from "../pages.ts";
import { isAside, type Place } from "../limits/index.ts";
import { calleeNameOf, isCall, isFunction, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";
import { mayOccupy, type Occupation, occupiedBy, occupiedIn } from "./occupations.ts";
import { isBounded } from "./bounds.ts";
import { isBoundedByCallers } from "./callers.ts";

export interface Burst {
  /** The call that waits for all, or the call in a loop that nobody waits for. */
  readonly node: TSESTree.Node;
  readonly kind: "together" | "forEach" | "unawaited";
  /** `Promise.all()`, `forEach()`. */
  readonly call: string;
  /** What opens: `fetch()`. */
  readonly opens: string;
  /** The list, as it is written. */
  readonly items: string;
}

/** `Promise.all(items.map(f))`, `items.forEach(async f)`, and loops that start what they do not wait for. */
const BURSTS = /\bPromise\s*\.\s*(?:all|allSettled|any|race)\s*\(|\.forEach\(\s*async\b|\bfor\s*\(/u;

/** A browser queues what a page asks for. */
const PAGE = /\bfrom\s+["'](?:@angular\/|preact|react|solid-js|svelte|swr|vue)/u;

/** In the order of the text. */
export function burstsIn(file: File, place: Place): readonly Burst[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!BURSTS.test(text) || !mayOccupy(file) || isPage(file) || PAGE.test(text) || isAside(file, place)) return [];
  return nodesIn(ast, visitorKeys).flatMap((node) => {
    if (node.type === T.ForOfStatement && !node.await) return loopBurst(node, file) ?? [];
    if (node.type !== T.CallExpression) return [];
    return togetherBurst(node, file) ?? forEachBurst(node, file) ?? [];
  });
}

const TOGETHER: ReadonlySet<string> = new Set(["all", "allSettled", "any", "race"]);

function togetherBurst(call: TSESTree.CallExpression, file: File): Burst | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression || !TOGETHER.has(keyNameOf(callee) ?? "")) return undefined;
  if (callee.object.type !== T.Identifier || callee.object.name !== "Promise" || !call.arguments[0]) return undefined;
  const mapped = mappedIn(call.arguments[0], file);
  if (!mapped || isBounded(mapped.items, call, file)) return undefined;
  const opens = occupiedBy(mapped.fn, file);
  if (!opens || isBoundedByCallers(mapped.items, file, isBounded)) return undefined;
  return burst(call, "together", opens, mapped.items, file);
}

interface Mapped {
  readonly items: TSESTree.Node;
  readonly fn: TSESTree.Node;
}

/** `items.map(f)`, `Array.from(items, f)`, also behind a name, a spread, or `flat()`. */
function mappedIn(node: TSESTree.Node, file: File, depth = 0): Mapped | undefined {
  const it = unwrapped(node);
  if (depth > 4) return undefined;
  if (it.type === T.Identifier) {
    const at = file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined;
    const isLocal = at?.type === T.VariableDeclarator && rootOf(at) === rootOf(it) && at.parent.kind === "const";
    return isLocal && at.init ? mappedIn(at.init, file, depth + 1) : undefined;
  }
  if (it.type === T.ArrayExpression) {
    const spread = it.elements.find((one) => one?.type === T.SpreadElement);
    return spread?.type === T.SpreadElement ? mappedIn(spread.argument, file, depth + 1) : undefined;
  }
  if (it.type !== T.CallExpression || it.callee.type !== T.MemberExpression) return undefined;
  const [first, second] = it.arguments;
  const name = keyNameOf(it.callee);
  if (name === "map" || name === "flatMap") return first && { items: it.callee.object, fn: first };
  const isFrom = name === "from" && it.callee.object.type === T.Identifier && it.callee.object.name === "Array";
  return isFrom && first && second ? { items: first, fn: second } : undefined;
}

/** Nobody can wait for what `forEach` starts. */
function forEachBurst(call: TSESTree.CallExpression, file: File): Burst | undefined {
  const callee = unwrapped(call.callee);
  const fn = call.arguments[0];
  if (callee.type !== T.MemberExpression || calleeNameOf(call) !== "forEach" || !isFunction(fn) || !fn.async)
    return undefined;
  const opens = isBounded(callee.object, call, file) ? undefined : occupiedBy(fn, file);
  return opens && burst(call, "forEach", opens, callee.object, file);
}

/** `for (const url of urls) void fetch(url)`, `for (const url of urls) waiting.push(fetch(url))`. */
function loopBurst(loop: TSESTree.ForOfStatement, file: File): Burst | undefined {
  const started = nodesIn(loop.body, file.sourceCode.visitorKeys, (one) => !isFunction(one)).find(
    (one) => isCall(one) && isStarted(one) && occupiedIn(one, file) !== undefined,
  );
  if (!started || isPaced(loop, file) || isBounded(loop.right, loop, file)) return undefined;
  const opens = occupiedIn(started, file);
  return opens && burst(started, "unawaited", opens, loop.right, file);
}

/** Its promise is dropped, or kept with those of the other turns. */
function isStarted(call: TSESTree.Node): boolean {
  const outer = wrapped(call);
  const { parent } = outer;
  if (parent?.type === T.UnaryExpression) return parent.operator === "void";
  if (parent?.type !== T.CallExpression) return false;
  return parent.arguments.includes(outer as TSESTree.Expression) && calleeNameOf(parent) === "push";
}

/** The loop waits for something, or leaves: then not all turns come at once. */
const isPaced = (loop: TSESTree.ForOfStatement, { sourceCode: { visitorKeys } }: File): boolean =>
  nodesIn(loop.body, visitorKeys, (one) => !isFunction(one)).some(
    ({ type }) => type === T.AwaitExpression || type === T.BreakStatement || type === T.ReturnStatement,
  );

function burst(
  node: TSESTree.CallExpression | TSESTree.Node,
  kind: Burst["kind"],
  occupation: Occupation,
  items: TSESTree.Node,
  { sourceCode }: File,
): Burst {
  const text = sourceCode.getText(items).replace(/\s+/gu, " ");
  const opens = occupation.call.replace(/\s*\n\s*/gu, "");
  const call =
    isCall(node) && node.type === T.CallExpression ? sourceCode.getText(node.callee).replace(/\s+/gu, "") : "";
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return { node, kind, call: kind === "forEach" ? "forEach()" : `${call}()`, opens, items: shown };
}
