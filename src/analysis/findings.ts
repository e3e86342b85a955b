/** Names the facts that the solved paths show, one finding for one acquisition. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { resourcesAt } from "./factories.ts";
import type { Arrival } from "./acquisitions.ts";
import { type EntryLoss, entryLossesIn } from "./registries/index.ts";
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
  instanceLossOf,
  knownRegistrationsIn,
  presumedLossesIn,
  type Registration,
  registrationsIn,
  type SuperLoss,
} from "./members/index.ts";
import { frequencyOf, isOfProgram } from "./lifetimes/index.ts";
import { failingAt, type Fate, fatesOf, isSecluded, type Tracked, trackedFrom } from "./ownership/index.ts";
import { callName, exitTrace, forgottenTrace, overwrittenTrace, traceOf } from "./traces.ts";
import { callsIn, functionPathOf, isCall, isFunction, isInside, rootOf, wrapped } from "./tree.ts";
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
    ...[...knownRegistrationsIn(file), ...registrationsIn(file)].map((one) => registeredFrom(one, file)),
    ...entryLossesIn(file).map((one) => entryFrom(one, file)),
  ].toSorted(byPlace);
  return { found: all.filter((one) => !isToldByAnother(one, all)), calls: calls.length };
}

function entryFrom({ call, resource, key, release, at }: EntryLoss, { sourceCode }: File): Finding {
  const acquisition = acquiredAt({ call, resource }, key, { release, mend: undefined });
  const exit = { kind: "rejects", node: at, call: callName(at, sourceCode) } as const;
  return { kind: "leakedOnThrow", acquisition, exit, trace: exitTrace(acquisition, exit, sourceCode) };
}

const byPlace = (a: Finding, b: Finding): number => a.acquisition.node.range[0] - b.acquisition.node.range[0];

/** A resource that its function holds is that function's affair; one that a field holds is the class's. */
function findingsOf(arrival: Arrival, file: File): readonly Finding[] {
  const fates = fatesOf(arrival, file);
  const often = repeatedly(fates, arrival, file);
  if (often) return [often, ...fates.filter(isMisuse).map((fate) => findingFrom(fate, file))];
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

const isMisuse = ({ loss }: Fate): boolean => "release" in loss;

/** What is built for each request and never released there is told as that, and not by the way on which it is left open. */
function repeatedly(fates: readonly Fate[], arrival: Arrival, file: File): Finding | undefined {
  if (!isOfProgram(arrival) || !isFunction(rootOf(arrival.call))) return undefined;
  const lost = fates.find((fate) => !isMisuse(fate));
  const tracked = lost?.tracked ?? trackedFrom(arrival, file);
  if (!tracked || (lost && lost.loss.kind !== "leaked" && lost.loss.kind !== "dropped")) return undefined;
  const acquisition = acquisitionOf(tracked, file.sourceCode.getText.bind(file.sourceCode));
  const isReleased = acquisition.releases.length > 0;
  if (isReleased ? lost : !lost && !isSecluded(tracked)) return undefined;
  const often = frequencyOf(arrival.call, file);
  if (typeof often !== "object") return undefined;
  const { sourceCode } = file;
  const trace = lost ? traceOf(acquisition, lost, sourceCode) : forgottenTrace(acquisition, undefined, sourceCode);
  return { kind: "builtOften", acquisition, often, isReleased, trace };
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

function forgottenFrom({ holding, teardown, tier, exit }: FieldLoss, file: File): Finding {
  const held = heldByField(holding, file);
  const acquisition = exit ? { ...held, mend: undefined } : held;
  const owner = { ...ownerOf(holding, holding.shape.name, teardown), ...(exit && { exit }) };
  return { kind: "forgotten", acquisition, owner, tier, trace: forgottenTrace(acquisition, teardown, file.sourceCode) };
}

/** Neither the function nor a field owes it; perhaps those do who keep its like. */
function beyondFields(arrival: Arrival, file: File): readonly Finding[] {
  const closure = closureLossOf(arrival, file) ?? instanceLossOf(arrival, file);
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
  const { arrival, shape, keep, teardown, tier } = drop;
  const acquisition = acquiredAt(
    arrival,
    "",
    recommendedRelease(arrival, undefined, sourceCode.getText.bind(sourceCode)),
  );
  const owner = { name: shape.name, isCollection: true, teardown, isOptional: false };
  const trace = forgottenTrace(acquisition, teardown, sourceCode);
  return [{ kind: "forgotten", acquisition, owner, tier, keep, trace }];
}

/** What is registered is told by the call itself: there is no name for it. */
function registeredFrom({ call, receiver, method, inverse, shape, teardown, tier }: Registration, file: File): Finding {
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
  return { kind: "forgotten", acquisition, owner, tier, trace };
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
function mayAcquire({ sourceCode: { text }, knowledge, sources }: File): boolean {
  return knowledge.mentioned.test(text) || knowledge.evident.test(text) || sources?.callsMaker === true;
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

function acquisitionOf(tracked: Tracked, textOf: TextOf): Acquisition {
  const { arrival, holders, root, uses } = tracked;
  const holder = holders[0]?.name ?? "";
  const releases = [...uses].flatMap(([at, list]) =>
    list.some(({ effect }) => effect.kind === "release") && isCall(at) ? [at] : [],
  );
  const { release, mend } = isOption(arrival.call)
    ? recommendedRelease(arrival, undefined, textOf)
    : wordedRelease(tracked, releases, textOf);
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

/** It is made for an object that keeps it: `create({ httpsAgent: new Agent() })`. */
const isOption = (call: TSESTree.Node): boolean => wrapped(call).parent?.type === T.Property;

function declarationOf({ arrival, uses }: Tracked): TSESTree.VariableDeclaration | undefined {
  if (arrival.through !== "value" || isOption(arrival.call)) return undefined;
  const [at] =
    [...uses].find(([, list]) =>
      list.some(({ by, effect }) => by === "fresh" && effect.kind === "alias" && effect.inside.length === 0),
    ) ?? [];
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.parent.declarations.length === 1
    ? at.parent
    : undefined;
}
