/** Can the constructor fail after it acquired? Then nobody gets the object, and nobody can end it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import { type Graph, graphOf, type Step } from "../graph/index.ts";
import { canThrow } from "../ownership/index.ts";
import { type FunctionNode, isFunction, isInside, rootOf } from "../tree.ts";
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
  const starts = isInside(holding.at, made) ? stepsAfter(holding.at, made, graph) : initialSteps(holding, graph);
  const released = cares.filter((care) => isEnding(care) || care.kind === "take").map(({ at }) => at);
  const failure = failureFrom(starts, graph, released, file);
  return failure && { holding, ...failure };
}

function constructorOf({ node }: ClassShape): FunctionNode | undefined {
  const member = node.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  return member?.type === T.MethodDefinition && isFunction(member.value) ? member.value : undefined;
}

/** Initial values of fields are there before the constructor begins. */
function initialSteps({ at }: Holding, { entry }: Graph): readonly Step[] {
  return at.type === T.PropertyDefinition ? [entry] : [];
}

function stepsAfter(store: TSESTree.Node, made: FunctionNode, { entry }: Graph): readonly Step[] {
  if (rootOf(store) !== made) return [];
  const steps = new Set([entry]);
  for (const step of steps) {
    if (step.at === store && step.kind === "evaluate") return step.next.map(({ to }) => to);
    for (const { to } of step.next) steps.add(to);
    if (step.thrown) steps.add(step.thrown);
  }
  return [];
}

/** The first failure that leaves the constructor while nothing has been released. */
function failureFrom(
  starts: readonly Step[],
  graph: Graph,
  released: readonly TSESTree.Node[],
  file: File,
): Omit<ConstructionLoss, "holding"> | undefined {
  // What any call may do is no evidence that this one fails, in whatever preset.
  const plain: File = { ...file, settings: { ...file.settings, throws: "await" } };
  const origin = new Map<Step, Step | undefined>(starts.map((step) => [step, undefined]));
  for (const [step, failing] of origin) {
    if (step === graph.threw) return failing && { at: failing.at, kind: failing.kind === "throw" ? "throw" : "throws" };
    if (step.kind !== "exit" && released.some((at) => at === step.at || (step.kind === "run" && isInside(at, step.at))))
      continue;
    for (const { to } of step.next) if (!origin.has(to)) origin.set(to, step.kind === "throw" ? step : failing);
    if (step.thrown && !origin.has(step.thrown) && canThrow(step, plain, 0)) origin.set(step.thrown, step);
  }
  return undefined;
}
