/** Can the constructor fail after it acquired? Then nobody gets the object, and nobody can end it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { resourcesAt } from "../factories.ts";
import { failureFrom, stepsAfter } from "../failures.ts";
import type { File } from "../file.ts";
import { type Graph, graphOf, type Step } from "../graph/index.ts";
import { endsGuard } from "../ownership/index.ts";
import { callsIn, type FunctionNode, isCall, isFunction, isInside, nodesIn, rootOf } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import type { ClassShape } from "./classes.ts";
import type { Holding } from "./holdings.ts";

/** A constructor that leaves open what it acquired when it fails at `at`. */
export interface ConstructionLoss {
  readonly holding: Holding;
  readonly at: TSESTree.Node;
  /** A `throw` statement that readers can see, or a call that throws. */
  readonly kind: "throw" | "throws";
}

export function constructionLossOf({ holding, cares, file }: Case): ConstructionLoss | undefined {
  const { resource, awaited } = holding.arrival;
  const made = constructorOf(holding.shape);
  // What is only prepared by now holds nothing.
  if (!made || resource.opens !== undefined || awaited) return undefined;
  const graph = graphOf(made, file.sourceCode.visitorKeys);
  const isMadeHere = isInside(holding.at, made);
  if (isMadeHere && rootOf(holding.at) !== made) return undefined;
  const starts = isMadeHere ? stepsAfter(holding.at, graph) : initialSteps(holding, graph);
  const ended = cares.filter((care) => isEnding(care) || care.kind === "take").map(({ at }) => at);
  const released = [...ended, ...handedOver(made, file)];
  const isFeared = endsGuard(holding.arrival.call, file) ? (step: Step) => acquires(step, file) : undefined;
  const failure = failureFrom(starts, graph, released, file, isFeared);
  return failure && { holding, ...failure };
}

/** `registry.set(id, this)`: somebody else has the object by then. */
function handedOver(made: FunctionNode, { sourceCode: { visitorKeys } }: File): readonly TSESTree.Node[] {
  const isThis = ({ type }: TSESTree.Node): boolean => type === T.ThisExpression;
  return callsIn(made, visitorKeys).filter(
    (call) => call.arguments.some(isThis) && !nodesIn(call.callee, visitorKeys).some(isThis),
  );
}

const acquires = ({ kind, at }: Step, file: File): boolean =>
  kind === "evaluate" && isCall(at) && resourcesAt(at, file).length > 0;

function constructorOf({ node }: ClassShape): FunctionNode | undefined {
  const member = node.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  return member?.type === T.MethodDefinition && isFunction(member.value) ? member.value : undefined;
}

/** Initial values of fields are there before the constructor begins. */
function initialSteps({ at }: Holding, { entry }: Graph): readonly Step[] {
  return at.type === T.PropertyDefinition ? [entry] : [];
}
