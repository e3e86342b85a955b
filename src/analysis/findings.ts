/** Names the facts that the solved paths show, one finding for one acquisition. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { arrivalsAt } from "./acquisitions.ts";
import type { File } from "./file.ts";
import { termsOf } from "./knowledge.ts";
import { type Fate, fateOf, type Tracked } from "./ownership/index.ts";
import { callName, traceOf } from "./traces.ts";
import { descendantsOf, functionPathOf, isCall } from "./tree.ts";
import type { Acquisition, Finding } from "./types.ts";

/** In the order of the text. */
export function findingsIn(file: File): readonly Finding[] {
  const found: Finding[] = [];
  for (const node of descendantsOf(file.sourceCode.ast, file.sourceCode.visitorKeys))
    if (isCall(node))
      for (const arrival of arrivalsAt(node, file)) {
        const fate = fateOf(arrival, file);
        if (fate) found.push(findingFrom(fate, file));
      }
  return found;
}

function findingFrom(fate: Fate, { sourceCode }: File): Finding {
  const { loss, tracked } = fate;
  const acquisition = acquisitionOf(tracked, sourceCode.getText.bind(sourceCode));
  const trace = traceOf(acquisition, fate, sourceCode);
  switch (loss.kind) {
    case "dropped":
      return { kind: "dropped", acquisition, trace };
    case "overwritten":
      return { kind: "overwritten", acquisition, by: loss.by, trace };
    default:
      return { kind: loss.kind, acquisition, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) }, trace };
  }
}

function acquisitionOf({ arrival, holders, root, uses }: Tracked, textOf: (node: TSESTree.Node) => string): Acquisition {
  const holder = holders[0]?.name ?? "";
  const releases = [...uses].flatMap(([at, list]) => (list.some(({ effect }) => effect.kind === "release") && isCall(at) ? [at] : []));
  return {
    node: arrival.call,
    resource: arrival.resource,
    holder,
    // A transaction ends in two ways, and the one that is forgotten is not the one that is written.
    release: (arrival.through === "receiver" ? undefined : writtenRelease(releases, textOf)) ?? recommendedRelease(arrival, holder),
    releases,
    within: functionPathOf(root),
  };
}

/** The way the function itself writes the release, if it does so plainly. */
function writtenRelease(releases: readonly TSESTree.Node[], textOf: (node: TSESTree.Node) => string): string | undefined {
  const plain = releases.find(({ parent }) => parent?.type === T.ExpressionStatement || parent?.type === T.AwaitExpression);
  const text = plain && textOf(plain).replace("?.", ".");
  return text !== undefined && text.length <= 40 && !text.includes("\n") ? text : undefined;
}

/** The form messages recommend, with the holder's name for `_`: `client.release()`. */
function recommendedRelease({ resource }: Tracked["arrival"], holder: string): string {
  const name = holder === "" ? "it" : holder;
  const [form] = termsOf(resource).release;
  const written = resource.release[0].replace(/^await /u, "").replace("*)", ")").replace("(..)", "()");
  if (form?.kind === "call") return written;
  return written.replace(/(?<![\w$])_(?![\w$])/u, name).replace(/\*(?=')/u, "");
}
