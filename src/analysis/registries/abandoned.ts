/** Which entry of a request stays when nobody waits for its answer any longer? (Only in doubt: `strict`.) */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { executorOf } from "../graph/index.ts";
import { functionNamed } from "../ownership/index.ts";
import {
  type CallNode,
  calleeNameOf,
  callsIn,
  type FunctionNode,
  isCall,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  rootOf,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { isFresh } from "./keys.ts";
import { isKnownElsewhere } from "./reach.ts";
import type { Registry } from "./registry.ts";
import type { Use } from "./uses.ts";

export interface Abandoned {
  readonly kind: "abandoned";
  readonly node: TSESTree.Node;
  readonly registry: Registry;
  /** The key as it is written. */
  readonly holder: string;
  readonly removal: string;
  /** What no longer waits: a timer or a listener of the file, or a caller whose signal is only ever asked. */
  readonly by: "timer" | "listener" | "caller";
  readonly at: TSESTree.Node;
  readonly tier: "strict";
}

type Removal = Extract<Use, { kind: "remove" }>;

/** Worth a look only where somebody may give up. */
export const mayAbandon = ({ sourceCode: { text } }: File): boolean =>
  text.includes("new Promise") && /\babort|\bsetTimeout\(/u.test(text);

/** The function of a `new Promise(…)` in which a node stands. */
export function executorAround(node: TSESTree.Node): FunctionNode | undefined {
  const root = rootOf(node);
  return isFunction(root) && executorOf(root.parent) === root ? root : undefined;
}

export function abandonedFrom(
  registry: Registry,
  { key, value, at }: Extract<Use, { kind: "put" }>,
  uses: readonly Use[],
  executor: FunctionNode,
  file: File,
): Abandoned | undefined {
  const id = key && file.variableOf(unwrapped(key));
  if (!key || !value || !id || !isFresh(id) || !settles(value, executor, file)) return undefined;
  if (uses.some(({ kind }) => kind === "escape" || kind === "measure")) return undefined;
  const removals = uses.filter((one): one is Removal => one.kind === "remove");
  // Somewhere the answer takes it out; what tidies up at its own time may take out any.
  if (!removals.some(({ all }) => !all) || removals.some((one) => isByTheWay(one, executor, file))) return undefined;
  if (registry.isOpen && isKnownElsewhere(registry, file)) return undefined;
  const giving = giverIn(executor, removals, file) ?? askedIn(value, executor, file);
  if (!giving) return undefined;
  const holder = file.sourceCode.getText(key);
  const removal =
    registry.kind === "object" ? `delete ${registry.name}[${holder}]` : `${registry.name}.delete(${holder})`;
  return { kind: "abandoned", node: at, registry, holder, removal, ...giving, tier: "strict" };
}

/** Somebody in it names `resolve` or `reject` of the promise. */
const settles = (node: TSESTree.Node, executor: FunctionNode, file: File): boolean => {
  const it = functionNamed(node, file) ?? node;
  return namesIn(it, file).some((name) => isSettler(name, executor, file));
};

const namesIn = (node: TSESTree.Node, { sourceCode: { visitorKeys } }: File): readonly TSESTree.Node[] =>
  nodesIn(node, visitorKeys).filter(({ type }) => type === T.Identifier);

const isSettler = (name: TSESTree.Node, executor: FunctionNode, file: File): boolean =>
  file.variableOf(name)?.defs[0]?.node === executor;

/** A sweep of the timer, or what the function around does when the promise has settled. */
function isByTheWay({ at }: Removal, executor: FunctionNode, file: File): boolean {
  if (isInside(at, executor)) return false;
  const around = outermost(executor);
  for (let root = rootOf(at); isFunction(root); root = rootOf(root)) {
    const call = wrapped(root).parent;
    if (root === around || (call?.type === T.CallExpression && /^set(?:Interval|Timeout)$/u.test(calleeNameOf(call))))
      return true;
    const named = callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys).filter((one) =>
      /^set(?:Interval|Timeout)$/u.test(calleeNameOf(one)),
    );
    if (named.some(({ arguments: [first] }) => first && functionNamed(first, file) === root)) return true;
  }
  return false;
}

function outermost(node: TSESTree.Node): TSESTree.Node {
  const root = rootOf(node);
  return isFunction(root) ? outermost(root) : node;
}

type Giving = Pick<Abandoned, "at" | "by">;

/** A timer or a listener that settles the promise, does nothing that nobody knows, and takes nothing out. */
function giverIn(executor: FunctionNode, removals: readonly Removal[], file: File): Giving | undefined {
  if (isFollowed(executor, file)) return undefined;
  for (const call of callsIn(executor, file.sourceCode.visitorKeys)) {
    const by = rootOf(call) === executor ? giverBy(call, file) : undefined;
    const given = by && call.arguments[by === "timer" ? 0 : 1];
    const fn = given && functionNamed(given, file);
    if (!by || !fn) continue;
    const reached = reachedFrom(fn, file);
    const isPruning = removals.some((one) => reached.some((other) => isInside(one.at, other)));
    if (isPruning || !reached.some((one) => settles(one, executor, file))) continue;
    if (reached.every((one) => isPlain(one, executor, file))) return { by, at: call };
  }
  return undefined;
}

function giverBy(call: CallNode, file: File): "timer" | "listener" | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type === T.Identifier) return callee.name === "setTimeout" && file.isGlobal(callee) ? "timer" : undefined;
  const isListening = /^(?:addEventListener|addListener|on|once)$/u.test(calleeNameOf(call));
  return isListening && textStartOf(call.arguments[0]) === "abort" ? "listener" : undefined;
}

/** The functions of the file that a function calls, itself among them. */
function reachedFrom(fn: FunctionNode, file: File): readonly FunctionNode[] {
  const found = new Set([fn]);
  for (const one of found)
    for (const call of callsIn(one, file.sourceCode.visitorKeys)) {
      const next = call.type === T.CallExpression ? functionNamed(call.callee, file) : undefined;
      if (next) found.add(next);
    }
  return [...found];
}

const QUIET =
  /^(?:clear(?:Interval|Timeout)|debug|error|info|log|now|off|remove(?:Event)?Listener|String|stringify|toString|trace|warn)$/u;

/** Whatever else it calls, where nobody can see it, may take the entry out. */
const isPlain = (fn: FunctionNode, executor: FunctionNode, file: File): boolean =>
  callsIn(fn, file.sourceCode.visitorKeys).every(
    (call) =>
      call.type === T.NewExpression ||
      QUIET.test(calleeNameOf(call)) ||
      isSettler(unwrapped(call.callee), executor, file) ||
      functionNamed(call.callee, file) !== undefined,
  );

/** `new Promise(…).finally(f)`, or a `try … finally` around: whoever waits may tidy up. */
function isFollowed(executor: FunctionNode, { sourceCode }: File): boolean {
  const around = outermost(executor);
  return nodesIn(around, sourceCode.visitorKeys).some(
    (node) =>
      !isInside(node, executor) &&
      ((node.type === T.TryStatement && isInside(executor, node)) ||
        (isCall(node) && calleeNameOf(node) === "finally")),
  );
}

const ASKS: ReadonlySet<string | undefined> = new Set(["aborted", "reason", "throwIfAborted"]);

/** `if (signal.aborted)` when the answer comes, and nowhere else anything that hears of the signal. */
function askedIn(value: TSESTree.Node, executor: FunctionNode, file: File): Giving | undefined {
  if (isFollowed(executor, file)) return undefined;
  const answering = functionNamed(value, file) ?? value;
  const asking = nodesIn(answering, file.sourceCode.visitorKeys).find(isAsking);
  const signal = asking && file.variableOf(unwrapped(asking.object));
  return asking && signal && isOnlyAsked(signal, file) ? { by: "caller", at: asking } : undefined;
}

const isAsking = (node: TSESTree.Node): node is TSESTree.MemberExpression =>
  node.type === T.MemberExpression && keyNameOf(node) === "aborted";

/** Nor is it part of something that is given away. */
function isOnlyAsked({ references, defs: [definition] }: Variable, file: File): boolean {
  const at = definition?.node as TSESTree.Node | undefined;
  const isRead = references
    .filter((one) => one.isRead())
    .every(({ identifier: { parent } }) => parent.type === T.MemberExpression && ASKS.has(keyNameOf(parent)));
  if (!isRead || at?.type !== T.VariableDeclarator) return isRead;
  const source = at.init ? unwrapped(at.init) : undefined;
  const whole = source?.type === T.MemberExpression ? unwrapped(source.object) : source;
  const uses = whole ? (file.variableOf(whole)?.references ?? []) : [];
  return (
    whole?.type === T.Identifier &&
    uses.every(
      ({ identifier: { parent } }) =>
        parent.type === T.MemberExpression || parent.type === T.Property || parent.type === T.AssignmentPattern,
    )
  );
}
