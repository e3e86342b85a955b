/** Functions that acquire and hand out the end of it: what they answer is a resource of its own. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { type Effect, type Tracked, trackedFrom } from "../ownership/index.ts";
import { type FunctionNode, isFunction, rootOf, soleAnswerOf } from "../tree.ts";
import { type ClosureEnd, endsAnswered, reachOfEnd } from "./closure-ends.ts";
import type { Ownership } from "./index.ts";
import { BRANCHES } from "./missed-ends.ts";

/** `arrivals`: what the function acquires. Absent when nothing of that is left to whoever gets the answer. */
export function closureOwnershipOf(fn: FunctionNode, arrivals: readonly Arrival[], file: File): Ownership | undefined {
  const answer = soleAnswerOf(fn, file.sourceCode.visitorKeys);
  const ends = answer && isHandedOut(answer, fn, file) ? endsAnswered(answer, file) : [];
  if (ends.length === 0) return undefined;
  const tracked = arrivals.flatMap((arrival) => (isSurely(arrival, fn) ? (trackedFrom(arrival, file) ?? []) : []));
  const [most, ...others] = ends
    .map((end) => ({ end, owned: tracked.filter((one) => isLeftTo(end, one)) }))
    .filter(({ owned }) => owned.length > 0)
    .toSorted((a, b) => b.owned.length - a.owned.length);
  return (
    most && {
      fields: [],
      owned: most.owned.map(({ arrival }) => arrival.resource),
      ends: [most, ...others].map(({ end }) => end.key ?? ""),
      opens: [],
    }
  );
}

/** An object literal or a function that the caller alone gets. */
function isHandedOut(answer: TSESTree.Node, fn: FunctionNode, file: File): boolean {
  if (answer.type !== T.Identifier) return answer.type === T.ObjectExpression || isFunction(answer);
  const variable = file.variableOf(answer);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || rootOf(definition.name) !== fn) return false;
  return variable.references.every((one) => {
    const { identifier } = one;
    if (one.isWrite()) return one.init === true;
    return (identifier as TSESTree.Node) === answer || identifier.parent.type === T.MemberExpression;
  });
}

/** Whenever the function answers, it has been acquired; and it does not end without anybody. */
const isSurely = ({ call, through, resource }: Arrival, fn: FunctionNode): boolean =>
  through === "value" && resource.lifetime !== "body" && !resource.endsByItself && isAlwaysRun(call, fn);

const isAlwaysRun = (at: TSESTree.Node, fn: TSESTree.Node): boolean =>
  at === fn || (at.parent !== undefined && !isFunction(at) && !UNSURE.has(at.type) && isAlwaysRun(at.parent, fn));

const UNSURE: ReadonlySet<string> = new Set([...BRANCHES, T.IfStatement, T.LogicalExpression]);

/** The end releases it, and nobody else does, or has it. */
function isLeftTo(end: ClosureEnd, { arrival, root, uses, file }: Tracked): boolean {
  const reaches = reachOfEnd(end.fn, file);
  const all = [...uses].flatMap(([at, list]) => list.map(({ effect }) => ({ at, effect })));
  const releases = all.filter(({ effect }) => effect.kind === "release");
  const isOpen = ({ at, effect }: (typeof all)[number]): boolean => effect.kind === "open" && isAlwaysRun(at, root);
  return (
    (arrival.resource.opens === undefined || arrival.awaited || arrival.own?.opened === true || all.some(isOpen)) &&
    releases.some(({ at }) => reaches(at)) &&
    releases.every(({ at }) => reaches(at) || rootOf(at) === root) &&
    !all.some(({ effect }) => isGiven(effect, file))
  );
}

const isGiven = (effect: Effect, { settings }: File): boolean =>
  effect.kind === "take" || (effect.kind === "offer" && (effect.sure || settings.unknownCalls === "takes"));
