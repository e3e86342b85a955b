/** Tells the path of a leak in steps that people follow: acquired → decided or skipped → leaves. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Fate, Visit } from "./ownership/index.ts";
import { type FunctionNode, isCall, isFunction, unwrapped } from "./tree.ts";
import type { Acquisition, Exit, Trace, TraceStep } from "./types.ts";

type Source = Readonly<TSESLint.SourceCode>;

const LONGEST = 80;

export function traceOf(acquisition: Acquisition, { loss }: Fate, source: Source): Trace {
  return tracedAlong(acquisition, stepsOf(loss, source), source);
}

/** A field is left at the end of the method that forgets it. */
export function forgottenTrace(
  acquisition: Acquisition,
  teardown: { readonly name: string; readonly fn: FunctionNode } | undefined,
  source: Source,
): Trace {
  const left = teardown ? [stepAt(teardown.fn.body, "leaves", `'${teardown.name}' ends, and it is still open`)] : [];
  return tracedAlong(acquisition, left, source);
}

/** Where `source` is that of another file, its lines are none of this one's. */
export function inheritedTrace(
  acquisition: Acquisition,
  teardown: { readonly name: string; readonly fn: FunctionNode },
  source: Source,
): Trace {
  const trace = forgottenTrace(acquisition, teardown, source);
  return { ...trace, steps: trace.steps.filter(({ kind }) => kind !== "acquired") };
}

/** A field is given another value by a method that the class calls again. */
export function overwrittenTrace(acquisition: Acquisition, by: TSESTree.Node, source: Source): Trace {
  return tracedAlong(acquisition, [overwrittenStep(by)], source);
}

const overwrittenStep = (by: TSESTree.Node): TraceStep =>
  stepAt(by, "overwritten", "overwritten here while it is still open");

/** A constructor that fails takes along what its fields hold. */
export function exitTrace(acquisition: Acquisition, exit: Omit<Exit, "call">, source: Source): Trace {
  return tracedAlong(acquisition, [stepAt(exit.node, "leaves", exitWords(exit, source))], source);
}

function tracedAlong(acquisition: Acquisition, steps: readonly TraceStep[], source: Source): Trace {
  const { node, resource, holder, release, within } = acquisition;
  const acquired = stepAt(node, "acquired", `${resource.name} acquired here`);
  return {
    version: 1,
    resource: resource.name,
    holder,
    release,
    within,
    acquire: foldedText(node, source),
    steps: [acquired, ...steps],
  };
}

function stepsOf(loss: Fate["loss"], source: Source): readonly TraceStep[] {
  switch (loss.kind) {
    case "dropped":
      return [];
    case "overwritten":
      return [overwrittenStep(loss.by)];
    case "releasedTwice":
      return [released(loss.release), stepAt(loss.by, "misused", "released again here")];
    case "usedAfterRelease":
      return isBefore(loss.by, loss.release)
        ? [stepAt(loss.by, "misused", "returned here"), released(loss.release)]
        : [released(loss.release), stepAt(loss.by, "misused", "used here, after its release")];
    case "releasedTooEarly":
      return [stepAt(loss.by, "misused", "nobody awaits this promise"), released(loss.release)];
    default: {
      const turn = turningPoint(loss.path, loss.way, source);
      return [...turn, stepAt(loss.way.node, "leaves", exitWords(loss.way, source))];
    }
  }
}

const released = (release: TSESTree.Node): TraceStep => stepAt(release, "released", "released here");

const isBefore = (one: TSESTree.Node, other: TSESTree.Node): boolean => one.range[0] < other.range[0];

/** The last condition on the path that decided against the release, unless the exit itself is the turning point. */
function turningPoint(path: readonly Visit[], way: Omit<Exit, "call">, source: Source): readonly TraceStep[] {
  const visits = path.flatMap((end) => [...backwards(end)].toReversed());
  const threw = visits.findLast((visit, index) => visits[index + 1]?.thrown === true && visit.step.at !== way.node);
  if (threw && way.kind !== "rejects" && way.kind !== "throws")
    return [stepAt(threw.step.at, "skipped", `${callName(threw.step.at, source)} fails here`)];
  const branch = visits.findLast(({ step }) => step.kind === "test");
  if (!branch || branch.step.at.range[0] > way.node.range[1]) return [];
  const next = visits[visits.indexOf(branch) + 1];
  const edge = branch.step.next.find(({ to }) => to === next?.step);
  if (!edge?.when || edge.when.kind !== "truthy") return [];
  return [
    stepAt(
      branch.step.at,
      "branch",
      `'${foldedText(branch.step.at, source)}' is ${edge.when.holds ? "true" : "false"}`,
    ),
  ];
}

function* backwards(from: Visit): Generator<Visit> {
  for (let visit: Visit | undefined = from; visit; visit = visit.from) yield visit;
}

function exitWords({ kind, node }: Omit<Exit, "call">, source: Source): string {
  switch (kind) {
    case "rejects":
    case "throws":
      return `${callName(node, source)} ${kind}, and nothing releases it`;
    case "end":
      return "the function ends, and it is still open";
    case "callback":
      return "the callback ends, and it is still open";
    case "iteration":
      return "the turn of the loop ends, and it is still open";
    case "yield":
      return "the consumer may stop here, and it is still open";
    default:
      return `left by '${kind}', and it is still open`;
  }
}

/** "'query()'" for `await client.query(sql)`: what a message calls a step. */
export function callName(node: TSESTree.Node, source: Source): string {
  if (isFunction(node)) return "the callback";
  return node.type === T.ForOfStatement ? "the next element" : `'${nameOfCall(node, source)}'`;
}

function nameOfCall(node: TSESTree.Node, source: Source): string {
  const it = unwrapped(node);
  if (it.type === T.ReturnStatement) return "return";
  if (it.type === T.AwaitExpression) return nameOfCall(it.argument, source);
  if (!isCall(it)) return foldedText(it, source);
  const callee = unwrapped(it.callee);
  if (callee.type === T.MemberExpression) return `${source.getText(callee.property)}()`;
  return callee.type === T.Identifier ? `${it.type === T.NewExpression ? "new " : ""}${callee.name}()` : "the call";
}

export function foldedText(node: TSESTree.Node, source: Source): string {
  const text = source.getText(node).replace(/\s+/gu, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** A block is left at its closing brace. */
function stepAt(node: TSESTree.Node, kind: TraceStep["kind"], message: string): TraceStep {
  const { end } = node.loc;
  const start = node.type === T.BlockStatement ? { ...end, column: end.column - 1 } : node.loc.start;
  return { kind, message, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}
