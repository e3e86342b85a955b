/** Where can code fail, in plain sight, before something has been released? */
import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "./file.ts";
import type { Graph, Step } from "./graph/index.ts";
import { canThrow } from "./ownership/index.ts";
import { isInside } from "./tree.ts";

export interface Failure {
  readonly at: TSESTree.Node;
  /** A `throw` statement that readers can see, or a call that throws. */
  readonly kind: "throw" | "throws";
}

/** The steps that follow when a node has been evaluated. */
export function stepsAfter(node: TSESTree.Node, { entry }: Graph): readonly Step[] {
  const steps = new Set([entry]);
  for (const step of steps) {
    if (step.at === node && step.kind === "evaluate") return step.next.map(({ to }) => to);
    for (const { to } of step.next) steps.add(to);
    if (step.thrown) steps.add(step.thrown);
  }
  return [];
}

/** The first failure that leaves the function while nothing has been released; `isFeared` tells what else can fail. */
export function failureFrom(
  starts: readonly Step[],
  graph: Graph,
  released: readonly TSESTree.Node[],
  file: File,
  isFeared: (step: Step) => boolean = () => false,
): Failure | undefined {
  // What any call may do is no evidence that this one fails, in whatever preset.
  const plain: File = { ...file, settings: { ...file.settings, throws: "await" } };
  const origin = new Map<Step, Step | undefined>(starts.map((step) => [step, undefined]));
  for (const [step, failing] of origin) {
    if (step === graph.threw) return failing && { at: failing.at, kind: failing.kind === "throw" ? "throw" : "throws" };
    if (step.kind !== "exit" && released.some((at) => at === step.at || (step.kind === "run" && isInside(at, step.at))))
      continue;
    for (const { to } of step.next) if (!origin.has(to)) origin.set(to, step.kind === "throw" ? step : failing);
    if (step.thrown && !origin.has(step.thrown) && (canThrow(step, plain, 0) || isFeared(step)))
      origin.set(step.thrown, step);
  }
  return undefined;
}
