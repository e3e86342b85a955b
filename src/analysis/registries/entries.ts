/** Entries of a registry: who makes a key of its own and waits owes the entry when the waiting fails. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { failureFrom, stepsAfter } from "../failures.ts";
import type { File, Variable } from "../file.ts";
import { graphOf } from "../graph/index.ts";
import { calledFunction } from "../ownership/index.ts";
import { registryOf } from "./registry.ts";
import { callsIn, isCall, isFunction, isInside, keyNameOf, nodesIn, rootOf, unwrapped } from "../tree.ts";
import { mayWrite } from "../written.ts";
import { isFresh } from "./keys.ts";

/** An entry that stays when the function that made it fails. */
export interface EntryLoss {
  /** The call that puts it in. */
  readonly call: TSESTree.CallExpression;
  readonly resource: ResourceModel;
  readonly key: string;
  readonly release: string;
  /** The `await` that rejects. */
  readonly at: TSESTree.Node;
}

/** Worth a look only where something is put in, taken out and waited for. */
const MENTIONED = /\.set\((?=[\s\S]*\bawait\b)/u;

export function entryLossesIn(file: File): readonly EntryLoss[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!mayWrite(["delete"], file.sourceCode) || !MENTIONED.test(text) || !text.includes(".delete(")) return [];
  const calls = callsIn(ast, visitorKeys).filter((call) => call.type === T.CallExpression);
  return calls.flatMap((call) => entryLossOf(call, calls, file) ?? []);
}

function entryLossOf(
  call: TSESTree.CallExpression,
  calls: readonly TSESTree.CallExpression[],
  file: File,
): EntryLoss | undefined {
  const registry = methodOf(call) === "set" ? mapOf(call, file) : undefined;
  const root = rootOf(call);
  const key = call.arguments[0] && file.variableOf(call.arguments[0]);
  if (registry === undefined || !isFunction(root) || !key || !isMadeIn(root, key)) return undefined;
  const ends = calls.filter((one) => ENDS.has(methodOf(one)) && mapOf(one, file) === registry);
  const isOwn = (one: TSESTree.CallExpression): boolean => isInside(one, root);
  // A function inside that takes it out runs when its time has come.
  if (ends.every(isOwn) || ends.some((one) => isOwn(one) && rootOf(one) !== root)) return undefined;
  const graph = graphOf(root, file.sourceCode.visitorKeys);
  const helpers = calls.filter((one) => isOwn(one) && takesOut(one, ends, file));
  const failure = failureFrom(stepsAfter(call, graph), graph, [...ends.filter(isOwn), ...helpers], file);
  if (failure?.at.type !== T.AwaitExpression || isSettledBy(call.arguments[1], failure.at, file)) return undefined;
  if (file.settings.unknownCalls !== "borrows" && !isSure(registry, key, ends, failure.at, file)) return undefined;
  const resource: ResourceModel = { name: `entry of ${registry}`, acquire: [], release: ["_.delete()"], cwe: [401] };
  return { call, resource, key: key.name, release: `${registry}.delete(${key.name})`, at: failure.at };
}

/** Nothing but the key that was sent brings the entry out of a map that lives as long as the program. */
function isSure(
  registry: string,
  key: Variable,
  ends: readonly TSESTree.CallExpression[],
  { argument }: TSESTree.AwaitExpression,
  file: File,
): boolean {
  const sent = isCall(argument) ? argument.arguments : [];
  const isSent = sent.some((one) => file.variableOf(one) === key);
  return isSent && !registry.startsWith("this.") && ends.every((one) => methodOf(one) === "delete");
}

/** Who takes out the promise, or what settles it, also ends the waiting for it. */
function isSettledBy(value: TSESTree.Node | undefined, waiting: TSESTree.Node, file: File): boolean {
  const namesIn = (node: TSESTree.Node): readonly (Variable | undefined)[] =>
    nodesIn(node, file.sourceCode.visitorKeys)
      .filter(({ type }) => type === T.Identifier)
      .map((name) => file.variableOf(name));
  const put = new Set(value ? namesIn(value).filter((name) => name !== undefined) : []);
  return namesIn(waiting).some((name) => name && put.has(name));
}

const ENDS: ReadonlySet<string | undefined> = new Set(["clear", "delete"]);

function methodOf({ callee }: TSESTree.CallExpression): string | undefined {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression ? keyNameOf(it) : undefined;
}

/** The name of a map of the module, or of a field that begins as a map: `pending`, `this.#pending`. */
function mapOf({ callee }: TSESTree.CallExpression, file: File): string | undefined {
  const it = unwrapped(callee);
  const registry = it.type === T.MemberExpression ? registryOf(it.object, file) : undefined;
  return registry?.kind === "map" && registry.scope !== "closure" ? registry.name : undefined;
}

function isMadeIn(root: TSESTree.Node, variable: Variable): boolean {
  const at = variable.defs[0]?.node as TSESTree.Node | undefined;
  return at !== undefined && rootOf(at) === root && isFresh(variable);
}

/** A function of the file that is called here takes entries out. */
function takesOut(call: TSESTree.CallExpression, ends: readonly TSESTree.Node[], file: File): boolean {
  const fn = calledFunction(call, file);
  return fn !== undefined && ends.some((one) => isInside(one, fn));
}
