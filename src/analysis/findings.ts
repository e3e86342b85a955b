/** Names the facts that the solved paths show, one finding for one acquisition. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { resourcesAt } from "./factories.ts";
import type { Arrival } from "./acquisitions.ts";
import { type EntryLoss, entryLossesIn } from "./entries.ts";
import type { File } from "./file.ts";
import {
  type ClosureLoss,
  closureLossOf,
  type ConstructionLoss,
  type Drop,
  dropOf,
  type FieldLoss,
  fieldFateOf,
  type FieldOverwrite,
  type Holding,
  presumedLossesIn,
  type Registration,
  registrationsIn,
  type SuperLoss,
} from "./members/index.ts";
import { failingAt, type Fate, fatesOf, type Tracked } from "./ownership/index.ts";
import { mayRespond } from "./responses.ts";
import { type Pipe, pipesIn } from "./pipes/index.ts";
import { callName, exitTrace, foldedText, forgottenTrace, overwrittenTrace, traceOf } from "./traces.ts";
import { isBody } from "./knowledge.ts";
import { callsIn, functionPathOf, isCall, isInside, rootOf } from "./tree.ts";
import type { Acquisition, Finding, Owner } from "./types.ts";
import { recommendedRelease, type TextOf, wordedRelease } from "./wording.ts";

/** In the order of the text; `calls` says how many calls were looked at. */
export function findingsIn(file: File): { readonly found: readonly Finding[]; readonly calls: number } {
  const calls = mayAcquire(file) ? callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys) : [];
  const found = calls.flatMap((call) => resourcesAt(call, file).flatMap((arrival) => findingsOf(arrival, file)));
  const presumed = presumedLossesIn(file, (call) => resourcesAt(call, file).length > 0);
  const all = [
    ...found,
    ...presumed.map((loss) => forgottenFrom(loss, file)),
    ...registrationsIn(file).map((one) => registeredFrom(one, file)),
    ...entryLossesIn(file).map((one) => entryFrom(one, file)),
    ...pipesIn(file).map((one) => pipedFrom(one, file)),
  ].toSorted(byPlace);
  return { found: all.filter((one) => !isToldByAnother(one, all)), calls: calls.length };
}

function entryFrom({ call, resource, key, release, at }: EntryLoss, { sourceCode }: File): Finding {
  const acquisition = acquiredAt({ call, resource }, key, { release, mend: undefined });
  const exit = { kind: "rejects", node: at, call: callName(at, sourceCode) } as const;
  return { kind: "leakedOnThrow", acquisition, exit, trace: exitTrace(acquisition, exit, sourceCode) };
}

/** What stays open, as the program writes it. */
function pipedFrom({ chain, open, kind, tier }: Pipe, { sourceCode }: File): Finding {
  const { call, source, streams, links } = chain;
  const [held, other] = open === "source" ? [source, streams.at(-1)] : [streams.at(-1), source];
  const textOf = (node: TSESTree.Node | undefined): string => foldedText(node ?? call, sourceCode);
  const resource = kind.resource ?? { name: "stream", acquire: [], release: ["_.destroy()"], cwe: [772] };
  const acquisition = acquiredAt({ call, resource }, textOf(held), { release: "pipeline()", mend: undefined });
  const exit = { kind: "throws", node: other ?? call } as const;
  const whole = links.length === 0 ? [source, ...streams] : undefined;
  const trace = exitTrace(acquisition, exit, sourceCode);
  return { kind: "piped", acquisition, other: textOf(other), open, streams: whole, tier, trace };
}

const byPlace = (a: Finding, b: Finding): number => a.acquisition.node.range[0] - b.acquisition.node.range[0];

/** A resource that its function holds is that function's affair; one that a field holds is the class's. */
function findingsOf(arrival: Arrival, file: File): readonly Finding[] {
  const fates = fatesOf(arrival, file);
  if (fates.length > 0) return fates.map((fate) => findingFrom(fate, file));
  const field = fieldFateOf(arrival, file);
  if (!field) return beyondFields(arrival, file);
  const { loss, supers, construction, overwrite } = field;
  return [
    ...(loss ? [forgottenFrom(loss, file)] : []),
    ...supers.map((one) => superForgottenFrom(one, file)),
    ...(construction ? [constructionFrom(construction, file)] : []),
    ...(overwrite ? [overwriteFrom(overwrite, file)] : []),
  ];
}

function overwriteFrom({ holding, by, tier }: FieldOverwrite, file: File): Finding {
  const { mend, ...acquisition } = heldByField(holding, file);
  // The first time the field is empty.
  const guarded = mend && { ...mend, call: mend.call.replace(/^(?<field>this\.[#\w]+)\./u, "$<field>?.") };
  const held = { ...acquisition, mend: guarded };
  return { kind: "overwritten", acquisition: held, by, tier, trace: overwrittenTrace(held, by, file.sourceCode) };
}

function constructionFrom({ holding, at, kind }: ConstructionLoss, file: File): Finding {
  const acquisition = heldByField(holding, file);
  const exit = { kind, node: at, call: callName(at, file.sourceCode) };
  const trace = exitTrace(acquisition, exit, file.sourceCode);
  return { kind: kind === "throw" ? "leaked" : "leakedOnThrow", acquisition, exit, trace };
}

function forgottenFrom({ holding, teardown, tier }: FieldLoss, file: File): Finding {
  const acquisition = heldByField(holding, file);
  const owner = ownerOf(holding, holding.shape.name, teardown);
  return { kind: "forgotten", acquisition, owner, tier, trace: forgottenTrace(acquisition, teardown, file.sourceCode) };
}

/** Neither the function nor a field owes it; perhaps those do who keep its like. */
function beyondFields(arrival: Arrival, file: File): readonly Finding[] {
  const closure = closureLossOf(arrival, file);
  return closure ? [closureFrom(closure, file)] : dropsFrom(dropOf(arrival, file), file);
}

function closureFrom({ arrival, holder, teardown, tier }: ClosureLoss, { sourceCode }: File): Finding {
  const by = recommendedRelease(arrival, holder, sourceCode.getText.bind(sourceCode));
  const acquisition = acquiredAt(arrival, holder ?? "", by);
  const owner = { name: "", isCollection: false, teardown, isOptional: false };
  return { kind: "forgotten", acquisition, owner, tier, trace: forgottenTrace(acquisition, teardown, sourceCode) };
}

/** Kept where its like is kept, it would be released with them. */
function dropsFrom(drop: Drop | undefined, { sourceCode }: File): readonly Finding[] {
  if (!drop) return [];
  const { arrival, shape, keep, teardown } = drop;
  const acquisition = acquiredAt(
    arrival,
    "",
    recommendedRelease(arrival, undefined, sourceCode.getText.bind(sourceCode)),
  );
  const owner = { name: shape.name, isCollection: true, teardown, isOptional: false };
  const trace = forgottenTrace(acquisition, teardown, sourceCode);
  return [{ kind: "forgotten", acquisition, owner, tier: "strict", keep, trace }];
}

/** What is registered is told by the call itself: there is no name for it. */
function registeredFrom({ call, receiver, method, inverse, shape, teardown }: Registration, file: File): Finding {
  const acquisition: Acquisition = {
    node: call,
    resource: { name: "registration", acquire: [], release: [`_.${inverse}()`], cwe: [772] },
    holder: `${receiver}.${method}()`,
    release: `${receiver}.${inverse}()`,
    mend: undefined,
    declaration: undefined,
    releases: [],
    within: functionPathOf(rootOf(call)),
  };
  const owner = { name: shape.name, isCollection: false, isRegistration: true, teardown, isOptional: false };
  const trace = forgottenTrace(acquisition, teardown, file.sourceCode);
  return { kind: "forgotten", acquisition, owner, tier: "strict", trace };
}

function superForgottenFrom({ holding, shape, override }: SuperLoss, file: File): Finding {
  const acquisition = heldByField(holding, file);
  const owner = ownerOf(holding, shape.name, override);
  const trace = forgottenTrace(acquisition, override, file.sourceCode);
  return { kind: "superForgotten", acquisition, owner, at: override.element.key, trace };
}

function ownerOf({ amount, isOptional }: Holding, name: string, teardown: Owner["teardown"]): Owner {
  return { name, isCollection: amount === "many", teardown, isOptional };
}

function heldByField({ arrival, field, amount }: Holding, { sourceCode }: File): Acquisition {
  const holder = `this.${field}`;
  const named = amount === "many" ? "each" : holder;
  const { release, mend } = recommendedRelease(arrival, named, sourceCode.getText.bind(sourceCode));
  return acquiredAt(arrival, holder, { release, mend: amount === "many" ? undefined : mend });
}

function acquiredAt(
  { call, resource }: Pick<Arrival, "call" | "resource">,
  holder: string,
  by: Pick<Acquisition, "release" | "mend">,
): Acquisition {
  return {
    node: call,
    resource,
    holder,
    ...by,
    declaration: undefined,
    releases: [],
    within: functionPathOf(rootOf(call)),
  };
}

/** A file whose text names nothing that acquires needs no closer look. */
function mayAcquire(file: File): boolean {
  const {
    sourceCode: { text },
    knowledge,
    sources,
  } = file;
  return (
    mayRespond(file) ||
    knowledge.mentioned.test(text) ||
    knowledge.evident.test(text) ||
    (sources?.makers.size ?? 0) > 0
  );
}

/**
 * One misuse is told once, whatever the name may hold; so is an override, whatever it forgets. What a loop overwrites is
 * told where the loop acquires it anew.
 */
function isToldByAnother(one: Finding, all: readonly Finding[]): boolean {
  if ("release" in one)
    return all
      .slice(0, all.indexOf(one))
      .some((other) => other.kind === one.kind && "by" in other && other.by === one.by);
  if (one.kind === "superForgotten")
    return all.find((other) => other.kind === "superForgotten" && other.at === one.at) !== one;
  if (one.kind === "piped") return all.some((other) => other.kind === "leaked" && isOfOneHolder(one, other));
  if (one.kind === "dropped")
    return all.some((other) => other.kind === "piped" && isInside(one.acquisition.node, other.acquisition.node));
  const by = one.kind === "overwritten" || one.kind === "unread" ? one.by : undefined;
  return all.some((other) => by && other.kind === one.kind && other !== one && isInside(other.acquisition.node, by));
}

const isOfOneHolder = ({ acquisition: one }: Finding, { acquisition: other }: Finding): boolean =>
  one.holder === other.holder && one.within === other.within;

function findingFrom(fate: Fate, file: File): Finding {
  const { sourceCode } = file;
  const { loss, tracked } = fate;
  if (isBody(tracked.arrival.resource)) return unreadFrom(fate, file);
  const acquisition = acquisitionOf(tracked, sourceCode.getText.bind(sourceCode));
  const trace = traceOf(acquisition, fate, sourceCode);
  switch (loss.kind) {
    case "dropped":
      return { kind: "dropped", acquisition, trace };
    case "overwritten":
      return { kind: "overwritten", acquisition, by: loss.by, tier: "recommended", trace };
    case "releasedTwice":
    case "usedAfterRelease":
    case "releasedTooEarly":
      return { ...loss, acquisition, call: callName(loss.by, sourceCode), trace };
    case "partiallyAcquired": {
      const exit = { ...loss.way, call: callName(loss.way.node, sourceCode) };
      return { kind: loss.kind, acquisition, exit, failing: failingAt(loss.way.node, tracked, sourceCode), trace };
    }
    default:
      return { kind: loss.kind, acquisition, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) }, trace };
  }
}

/** Whatever becomes of a response, it is one and the same fact. */
function unreadFrom(fate: Fate, { sourceCode }: File): Finding {
  const { loss, tracked } = fate;
  const { release, mend, ...found } = acquisitionOf(tracked, sourceCode.getText.bind(sourceCode));
  // The body of a response that has none is null.
  const call = release.replace(/(?<=\bbody)\.(?=cancel\b|resume\b)/u, "?.");
  const written = mend?.awaited === true ? `await ${call}` : call;
  const acquisition = { ...found, release: written, mend: mend && { ...mend, call } };
  const { mild } = tracked.arrival.resource;
  const tier = mild === true ? "strict" : "recommended";
  const about = { kind: "unread", acquisition, tier, trace: traceOf(acquisition, fate, sourceCode) } as const;
  if ("way" in loss) return { ...about, exit: { ...loss.way, call: callName(loss.way.node, sourceCode) } };
  return loss.kind === "overwritten" ? { ...about, by: loss.by } : about;
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
    [...uses].find(([, list]) =>
      list.some(({ by, effect }) => by === "fresh" && effect.kind === "alias" && effect.inside.length === 0),
    ) ?? [];
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.parent.declarations.length === 1
    ? at.parent
    : undefined;
}
