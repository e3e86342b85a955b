/** Does anything that was given a controller go on when something else fails? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { consumersOf } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, isInside, unwrapped, wrapped } from "../tree.ts";
import type { Tracked } from "./tracked.ts";

const none: ReadonlySet<string> = new Set();

/** `fetch(url, { signal: controller.signal })` before `await other()`; whoever fails itself needs no stopping. */
export function hasBegun(failing: TSESTree.Node, { holders, file }: Tracked): boolean {
  const failed = failing.type === T.AwaitExpression ? unwrapped(failing.argument) : failing;
  return [...givenBy(holders, file)].some(
    (call) => call !== failed && (call.range[1] <= failed.range[0] || isInside(call, failed)),
  );
}

/** The calls that are given it; a signal that is made of its own says the same. */
function givenBy(names: readonly Variable[], file: File, seen = new Set<Variable>()): ReadonlySet<CallNode> {
  const places = names
    .filter((name) => !seen.has(name) && seen.add(name))
    .flatMap(({ references }) => references.flatMap(({ identifier }) => [identifier, wrapped(identifier).parent]));
  const calls = places
    .flatMap((place) => (place ? consumersOf(place, none) : []))
    .flatMap((one) => (one.kind === "argument" ? [one.at] : []));
  const isAny = (call: CallNode): boolean => exportOf(call.callee, file)?.path === "AbortSignal.any";
  const made = calls.filter(isAny).flatMap((call) => boundTo(call, file) ?? []);
  const further = made.length > 0 ? givenBy(made, file, seen) : [];
  return new Set([...calls.filter((call) => !isAny(call)), ...further]);
}

function boundTo(call: CallNode, file: File): Variable | undefined {
  const { parent } = wrapped(call);
  return parent?.type === T.VariableDeclarator ? file.variableOf(parent.id) : undefined;
}
