/** Names the facts that the solved paths show, one finding for one acquisition. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { arrivalsAt } from "./acquisitions.ts";
import type { File } from "./file.ts";
import { type Fate, fatesOf, type Tracked } from "./ownership/index.ts";
import { callName, traceOf } from "./traces.ts";
import { callsIn, functionPathOf, isCall, isInside } from "./tree.ts";
import type { Acquisition, Finding } from "./types.ts";
import { type TextOf, wordedRelease } from "./wording.ts";

/** In the order of the text; `calls` says how many calls were looked at. */
export function findingsIn(file: File): { readonly found: readonly Finding[]; readonly calls: number } {
  const calls = mayAcquire(file) ? callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys) : [];
  const fates = calls.flatMap((call) => arrivalsAt(call, file).flatMap((arrival) => fatesOf(arrival, file)));
  const found = fates.map((fate) => findingFrom(fate, file));
  return { found: found.filter((one) => !isToldByAnother(one, found)), calls: calls.length };
}

/** A file whose text names nothing that acquires needs no closer look. */
function mayAcquire({ sourceCode, knowledge }: File): boolean {
  return knowledge.mentioned.test(sourceCode.text);
}

/** One misuse is told once, whatever the name may hold. What a loop overwrites is told where the loop acquires it anew. */
function isToldByAnother(one: Finding, all: readonly Finding[]): boolean {
  if ("release" in one)
    return all
      .slice(0, all.indexOf(one))
      .some((other) => other.kind === one.kind && "by" in other && other.by === one.by);
  if (one.kind !== "overwritten") return false;
  return all.some((other) => other.kind === "overwritten" && other !== one && isInside(other.acquisition.node, one.by));
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
    case "releasedTwice":
    case "usedAfterRelease":
    case "releasedTooEarly":
      return { ...loss, acquisition, call: callName(loss.by, sourceCode), trace };
    default:
      return { kind: loss.kind, acquisition, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) }, trace };
  }
}

function acquisitionOf(tracked: Tracked, textOf: TextOf): Acquisition {
  const { arrival, holders, root, uses } = tracked;
  const holder = holders[0]?.name ?? "";
  const releases = [...uses].flatMap(([at, list]) =>
    list.some(({ effect }) => effect.kind === "release") && isCall(at) ? [at] : [],
  );
  const { release, mend } = wordedRelease(tracked, releases, textOf);
  return {
    node: arrival.call,
    resource: arrival.resource,
    holder,
    release,
    mend,
    declaration: declarationOf(tracked),
    releases,
    within: functionPathOf(root),
  };
}

function declarationOf({ arrival, uses }: Tracked): TSESTree.VariableDeclaration | undefined {
  if (arrival.through !== "value") return undefined;
  const [at] =
    [...uses].find(([, list]) => list.some(({ by, effect }) => by === "fresh" && effect.kind === "alias")) ?? [];
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.parent.declarations.length === 1
    ? at.parent
    : undefined;
}
