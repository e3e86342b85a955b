/** Which calls hold a connection, a file or a process while they last? By the catalogue, and functions of the file that make one. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { parseForm } from "../../catalog/index.ts";
import { receiverTypes } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { type Knowledge, lastName, packageOf, plainModule } from "../knowledge.ts";
import { exportOf } from "../origin.ts";
import { calledFunction, functionNamed } from "../ownership/index.ts";
import {
  type CallNode,
  calleeNameOf,
  type FunctionNode,
  isCall,
  isFunction,
  keyNameOf,
  nodesIn,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

/** `call` as a message names it: `fetch()`. */
export interface Occupation {
  readonly call: string;
}

interface Index {
  readonly exports: ReadonlySet<string>;
  /** By method name: the types that have it. */
  readonly methods: ReadonlyMap<string, readonly { readonly owner: string; readonly packages: readonly string[] }[]>;
  readonly mentioned: RegExp;
}

const indices = new WeakMap<Knowledge, Index>();

function indexOf(knowledge: Knowledge): Index {
  const known = indices.get(knowledge);
  if (known) return known;
  const all = knowledge.libraries.flatMap(({ modules, occupies = [] }) =>
    occupies.map((written) => ({ form: parseForm(written), modules })),
  );
  const exports = all.flatMap(({ form, modules }) =>
    modules.map((module) => `${plainModule(module)}|${form.kind === "new" ? "new " : ""}${form.path}`),
  );
  const methods = new Map<string, { owner: string; packages: string[] }[]>();
  for (const { form, modules } of all) {
    if (!/^[A-Z]\w*\./u.test(form.path)) continue;
    const name = lastName(form.path);
    const owner = form.path.slice(0, form.path.lastIndexOf("."));
    methods.set(name, [...(methods.get(name) ?? []), { owner, packages: modules.map(packageOf) }]);
  }
  const words = [
    ...new Set(all.map(({ form, modules }) => (form.path === "default" ? modules[0] : lastName(form.path)))),
  ];
  const made = { exports: new Set(exports), methods, mentioned: new RegExp(`\\b(?:${words.join("|")})\\b`, "u") };
  indices.set(knowledge, made);
  return made;
}

/** Cheap: does the text name anything that occupies? */
export const mayOccupy = ({ knowledge, sourceCode }: File): boolean =>
  indexOf(knowledge).mentioned.test(sourceCode.text);

const MAX_DEPTH = 3;

/** What one call of a function occupies, if it neither waits for its turn nor leaves the opening to one who does. */
export function occupiedBy(node: TSESTree.Node, file: File, depth = 0): Occupation | undefined {
  const named = isFunction(node) ? undefined : exportedOccupation(node, "", file);
  if (named) return named;
  const fn = functionNamed(node, file);
  if (!fn || depth > MAX_DEPTH) return undefined;
  const calls = ownCallsOf(fn, file);
  if (calls.some((call) => isLimiting(call, file))) return undefined;
  for (const call of calls) {
    const found = occupiedIn(call, file, depth);
    if (found) return found;
  }
  return undefined;
}

/** What a call occupies by itself, or through a function of the file. */
export function occupiedIn(call: TSESTree.Node, file: File, depth = 0): Occupation | undefined {
  if (!isCall(call)) return undefined;
  if (isOfPage(call)) return undefined;
  const direct =
    exportedOccupation(call.callee, call.type === T.NewExpression ? "new " : "", file) ?? methodOccupation(call, file);
  if (direct) return direct;
  const fn = depth < MAX_DEPTH ? calledFunction(call, file) : undefined;
  return fn && occupiedBy(fn, file, depth + 1);
}

/** `fetch("/api/users")`: a browser opens a handful of connections to its own server, however many are asked for. */
const isOfPage = (call: CallNode): boolean =>
  textStartOf(call.arguments[0])?.startsWith("/") === true && calleeNameOf(call) === "fetch";

function exportedOccupation(callee: TSESTree.Node, prefix: string, file: File): Occupation | undefined {
  const named = exportOf(unwrapped(callee), file);
  const isKnown = named && indexOf(file.knowledge).exports.has(`${named.module}|${prefix}${named.path}`);
  return isKnown ? { call: `${prefix}${file.sourceCode.getText(callee)}()` } : undefined;
}

/** `pool.query()`: the checker is asked only where the file imports such a package. */
function methodOccupation(call: CallNode, file: File): Occupation | undefined {
  const callee = unwrapped(call.callee);
  const found =
    callee.type === T.MemberExpression ? indexOf(file.knowledge).methods.get(keyNameOf(callee) ?? "") : undefined;
  if (!found || callee.type !== T.MemberExpression) return undefined;
  const { text } = file.sourceCode;
  if (!found.some(({ packages }) => packages.some((name) => text.includes(name)))) return undefined;
  const types = receiverTypes(callee.object, file);
  const isOne = found.some(({ owner, packages }) =>
    types.some((type) => type.name === owner && packages.includes(type.package)),
  );
  return isOne ? { call: `${file.sourceCode.getText(callee)}()` } : undefined;
}

/** The calls that run when the function does: its own, and those of callbacks that run at once or when a promise settles. */
function ownCallsOf(fn: FunctionNode, { sourceCode: { visitorKeys } }: File): readonly CallNode[] {
  return nodesIn(fn, visitorKeys, (node) => !isFunction(node) || runsAlong(node)).filter(isCall);
}

const ALONG: ReadonlySet<string> = new Set([
  "Promise",
  "catch",
  "finally",
  "flatMap",
  "forEach",
  "map",
  "reduce",
  "then",
]);

/** Whatever is handed to anybody else may have to wait: `limit(() => fetch(url))`. */
function runsAlong(fn: TSESTree.Node): boolean {
  const { parent } = wrapped(fn);
  return parent !== undefined && isCall(parent) && (unwrapped(parent.callee) === fn || ALONG.has(calleeNameOf(parent)));
}

const LIMITING = /^(?:acquire|enqueue|limit\w*|lock|obtain|reserve|runExclusive|schedule|take|throttle\w*|wait\w*)$/iu;

/** `await semaphore.acquire()`, `limiter.schedule(…)`: the function waits for its turn. */
function isLimiting(call: CallNode, file: File): boolean {
  const name = calleeNameOf(call);
  return (
    LIMITING.test(name) ||
    (name !== "" && /limit|semaphore|queue|mutex|throttl/iu.test(file.sourceCode.getText(call.callee)))
  );
}
