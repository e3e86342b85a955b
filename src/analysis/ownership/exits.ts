/** Names the exit a path took, reading it backwards. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Step } from "../graph/index.ts";
import { isFunction, type Root, wrapped } from "../tree.ts";
import type { Exit } from "../types.ts";
import type { Visit } from "./state.ts";
import type { Outcome } from "./walk.ts";

export interface Way extends Omit<Exit, "call"> {
  /** A reader of the function can see that it ends there. */
  readonly isSeen: boolean;
}

/** `path` runs from the outermost function to where the way out is. */
export function exitOf(way: Outcome["way"], path: readonly Visit[], root: Root): Way {
  const last = path.at(-1);
  if (!last) throw new Error("A path has at least one step.");
  const visits = [...backwards(last)];
  const inCallback = path.length > 1;
  switch (way) {
    case "resolve":
    case "reject":
      return { kind: way, node: settlingNode(visits, last), isSeen: true };
    case "left":
      return turnEnd(visits, last);
    case "return":
      return returnEnd(visits, inCallback ? last.step.at : root, inCallback);
    default:
      return thrownEnd(visits, last);
  }
}

function* backwards(from: Visit): Generator<Visit> {
  for (let visit: Visit | undefined = from; visit; visit = visit.from) yield visit;
}

/** The call that settled the promise, or the listener that was given the settle function. */
function settlingNode(visits: readonly Visit[], last: Visit): TSESTree.Node {
  const before = visits.findIndex(({ state }) => state.settled === undefined);
  return (visits[before] ?? last).step.at;
}

function turnEnd(visits: readonly Visit[], last: Visit): Way {
  const jump = visits[1]?.step;
  if (jump?.at.type === T.ContinueStatement) return { kind: "continue", node: jump.at, isSeen: true };
  if (jump?.at.type === T.BreakStatement) return { kind: "break", node: jump.at, isSeen: true };
  const { at } = last.step;
  return { kind: "iteration", node: "body" in at && at.body && "type" in at.body ? at.body : at, isSeen: true };
}

function returnEnd(visits: readonly Visit[], end: TSESTree.Node, inCallback: boolean): Way {
  const paused = visits.find(
    (visit, index) => visit.step.at.type === T.YieldExpression && visits[index - 1]?.step !== visit.step.next[0]?.to,
  );
  if (paused) return { kind: "yield", node: paused.step.at, isSeen: false };
  const statement = visits.find(({ step }) => step.kind === "return");
  if (statement && statement.step.at.type === T.ReturnStatement)
    return { kind: "return", node: statement.step.at, isSeen: true };
  const node = statement?.step.at ?? (isFunction(end) ? end.body : end);
  return { kind: inCallback ? "callback" : "end", node, isSeen: true };
}

function thrownEnd(visits: readonly Visit[], last: Visit): Way {
  for (const [index, { step }] of visits.entries()) {
    if (step.kind === "throw") return { kind: "throw", node: step.at, isSeen: true };
    const rejected = visits[index - 1]?.rejected?.at(-1);
    if (rejected) return { kind: "reject", node: settlingNode([...backwards(rejected)], rejected), isSeen: false };
    if (visits[index - 1]?.thrown)
      return { kind: rejectsAt(step) ? "rejects" : "throws", node: step.at, isSeen: false };
  }
  const { step } = visits[1] ?? last;
  return { kind: "rejects", node: step.at, isSeen: false };
}

const rejectsAt = ({ kind, at }: Step): boolean =>
  kind === "settle" ||
  kind === "promise" ||
  kind === "iterate" ||
  at.type === T.AwaitExpression ||
  wrapped(at).parent?.type === T.AwaitExpression;
