/** Names the facts that the solved paths show, one finding for one acquisition. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { resourcesAt } from "./factories.ts";
import type { Arrival } from "./acquisitions.ts";
import type { File } from "./file.ts";
import { type FieldLoss, forgottenField } from "./members/index.ts";
import { failingAt, type Fate, fateOf, type Tracked } from "./ownership/index.ts";
import { callName, forgottenTrace, traceOf } from "./traces.ts";
import { callsIn, functionPathOf, isCall, isInside, rootOf } from "./tree.ts";
import type { Acquisition, Finding } from "./types.ts";
import { recommendedRelease, type TextOf, wordedRelease } from "./wording.ts";

/** In the order of the text; `calls` says how many calls were looked at. */
export function findingsIn(file: File): { readonly found: readonly Finding[]; readonly calls: number } {
  const calls = mayAcquire(file) ? callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys) : [];
  const found = calls.flatMap((call) => resourcesAt(call, file).flatMap((arrival) => findingOf(arrival, file) ?? []));
  return { found: found.filter((one) => !isToldByAnother(one, found)), calls: calls.length };
}

/** A resource that its function holds is that function's affair; one that a field holds is the class's. */
function findingOf(arrival: Arrival, file: File): Finding | undefined {
  const fate = fateOf(arrival, file);
  if (fate) return findingFrom(fate, file);
  const loss = forgottenField(arrival, file);
  return loss && forgottenFrom(loss, file);
}

function forgottenFrom({ holding, teardown, tier }: FieldLoss, { sourceCode }: File): Finding {
  const { arrival, field, amount, shape, isOptional } = holding;
  const isCollection = amount === "many";
  const holder = `this.${field}`;
  const { release, mend } = recommendedRelease(
    arrival,
    isCollection ? "each" : holder,
    sourceCode.getText.bind(sourceCode),
  );
  const acquisition: Acquisition = {
    node: arrival.call,
    resource: arrival.resource,
    holder,
    release,
    mend: isCollection ? undefined : mend,
    declaration: undefined,
    releases: [],
    within: functionPathOf(rootOf(arrival.call)),
  };
  const owner = { name: shape.name, isCollection, teardown, isOptional };
  const trace = forgottenTrace(acquisition, teardown, sourceCode);
  return { kind: "forgotten", acquisition, owner, tier, trace };
}

/** A file whose text names nothing that acquires needs no closer look. */
function mayAcquire({ sourceCode: { text }, knowledge, settings, sources }: File): boolean {
  if (knowledge.mentioned.test(text) || (sources?.makers.size ?? 0) > 0) return true;
  return settings.unknownCalls === "borrows" && knowledge.evident.test(text);
}

/** What a loop overwrites is told once, where the loop acquires it anew; not for the first one, too. */
function isToldByAnother(one: Finding, all: readonly Finding[]): boolean {
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
    case "partiallyAcquired": {
      const exit = { ...loss.way, call: callName(loss.way.node, sourceCode) };
      return { kind: loss.kind, acquisition, exit, failing: failingAt(loss.way.node, tracked, sourceCode), trace };
    }
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
