/** The door to registries: entries that stay when what they stand for has ended, and entries that no one ever takes out. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { perCallAround } from "../borrowed/index.ts";
import type { File } from "../file.ts";
import { isTest } from "../test-code.ts";
import { nodesOf, unwrapped } from "../tree.ts";
import { type Abandoned, abandonedFrom, executorAround, mayAbandon } from "./abandoned.ts";
import { type Grown, grownFrom } from "./growth.ts";
import { mayMeetPeers } from "./peers.ts";
import { registryOf } from "./registry.ts";
import { type Replaced, replacedFrom } from "./replaced.ts";
import { type Unpruned, unprunedFrom } from "./unpruned.ts";
import { usesOf } from "./uses.ts";

export { type EntryLoss, entryLossesIn } from "./entries.ts";
export { peerOf } from "./peers.ts";
export type { Abandoned } from "./abandoned.ts";
export type { Grown } from "./growth.ts";
export type { Replaced } from "./replaced.ts";
export type { Unpruned } from "./unpruned.ts";

/** Worth a look only where something is put in. */
const PUTS = /\.(?:set|add|push|unshift)\(|\]\s*=[^=>]/u;

/** Requests reach a function only by one of these words. */
const HANDLES =
  /\breq(?:uest)?\b|\bcreateServer\b|\bsetInterval\b|\bhandler\b|\b(?:DELETE|GET|HEAD|PATCH|POST|PUT)\b|["'`](?:connection|request|stream|\/)/u;

/** Connections of its own a file opens only by one of these. */
const OPENS = /\b(?:connect\w*|createConnection|WebSocket)\(/u;

const PUTTING = new Set([T.AssignmentExpression, T.CallExpression] as const);

/** Registries that outlive their entries, in the order of the text. */
export function unprunedIn(file: File): readonly (Abandoned | Grown | Replaced | Unpruned)[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!PUTS.test(text)) return [];
  const isStrict = file.settings.unknownCalls === "borrows";
  const meetsPeers = mayMeetPeers(file) || (isStrict && OPENS.test(text));
  const waits = isStrict && mayAbandon(file);
  if ((!meetsPeers && !waits && !(isStrict && HANDLES.test(text))) || isTest(file)) return [];
  const found: (Abandoned | Grown | Replaced | Unpruned)[] = [];
  const seen = new Set<string>();
  for (const node of nodesOf(PUTTING, ast, visitorKeys)) {
    const target = targetOf(node);
    const around = target && isStrict ? perCallAround(node, file) : undefined;
    const executor = target && waits ? executorAround(node) : undefined;
    const registry = target && (meetsPeers || around || executor) ? registryOf(target, file) : undefined;
    if (!registry) continue;
    const uses = usesOf(registry);
    const put = uses.find((one) => one.kind === "put" && one.at === node);
    if (put?.kind !== "put") continue;
    const loss =
      (meetsPeers ? unprunedFrom(registry, put, uses, file) : undefined) ??
      (meetsPeers ? replacedFrom(registry, put, uses, file) : undefined) ??
      (executor ? abandonedFrom(registry, put, uses, executor, file) : undefined) ??
      (around ? grownFrom(registry, put, uses, around, file) : undefined);
    const id = `${registry.name} ${String(registry.home.range[0])}`;
    // One registry that grows is one defect, however many lines feed it.
    if (loss && !seen.has(id)) found.push(loss);
    if (loss) seen.add(id);
  }
  return found;
}

/** `counts[key] += 1` counts what is there already. */
const ADDING: ReadonlySet<string> = new Set(["=", "??=", "||="]);

/** What a node puts something into. */
function targetOf(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression && node.left.computed)
    return ADDING.has(node.operator) ? node.left.object : undefined;
  const callee = node.type === T.CallExpression ? unwrapped(node.callee) : undefined;
  const isPut =
    callee?.type === T.MemberExpression &&
    !callee.computed &&
    callee.property.type === T.Identifier &&
    PUT.test(callee.property.name);
  return isPut ? callee.object : undefined;
}

const PUT = /^(?:set|add|push|unshift)$/u;
