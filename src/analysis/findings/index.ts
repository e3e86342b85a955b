/** Names the facts that the solved paths show, one finding for one acquisition. */
import type { TSESTree } from "@typescript-eslint/utils";
import { resourcesAt } from "../factories.ts";
import type { Arrival } from "../acquisitions.ts";
import { type EntryLoss, entryLossesIn } from "../registries/index.ts";
import type { File } from "../file.ts";
import { mayIterate } from "../iterators.ts";
import { speaksOfLeases } from "../leases.ts";
import { acquires } from "../makers.ts";
import {
  closureLossOf,
  dropOf,
  fieldFateOf,
  inheritedLossesIn,
  instanceLossOf,
  isReleasedOutside,
  knownRegistrationsIn,
  presumedLossesIn,
  registrationsIn,
} from "../members/index.ts";
import { frequencyOf, isOfProgram } from "../lifetimes/index.ts";
import { type Fate, fatesOf, fieldsOfParameters, isSecluded, type Tracked, trackedFrom } from "../ownership/index.ts";
import { controllersIn, endsItsBody, isAnsweredByNothing, lateWinnersIn } from "../stopping/index.ts";
import { mayRespond } from "../responses.ts";
import { type Pipe, pipesIn } from "../pipes/index.ts";
import { callName, exitTrace, foldedText, forgottenTrace, traceOf } from "../traces.ts";
import { callsIn, isFunction, isInside, rootOf } from "../tree.ts";
import type { Finding, FindingOf } from "../types.ts";
import { modulesIn } from "../written.ts";
import { acquiredAt } from "./acquired.ts";
import { lateFrom, unstoppedFrom } from "./stopping.ts";
import { acquisitionOf, findingFrom } from "./fates.ts";
import { rejectedFrom } from "./rejections.ts";
import {
  closureFrom,
  constructionFrom,
  dropsFrom,
  forgottenFrom,
  inheritedFrom,
  overwriteFrom,
  registeredFrom,
  superForgottenFrom,
} from "./fields.ts";

export { acquiredAt } from "./acquired.ts";

/** In the order of the text; `calls` says how many calls were looked at. */
export function findingsIn(file: File): { readonly found: readonly Finding[]; readonly calls: number } {
  const calls = mayAcquire(file) ? callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys) : [];
  const found = calls
    .flatMap((call) => resourcesAt(call, file).flatMap((arrival) => findingsOf(arrival, file)))
    .filter((one) => one.kind !== "unread" || !isEndedByRequest(one, file));
  const presumed = presumedLossesIn(file, (call) => resourcesAt(call, file).length > 0);
  const all = [
    ...found,
    ...presumed.map((loss) => forgottenFrom(loss, file)),
    ...[...knownRegistrationsIn(file), ...registrationsIn(file)].map((one) => registeredFrom(one, file)),
    ...inheritedLossesIn(file).map(inheritedFrom),
    ...entryLossesIn(file).map((one) => entryFrom(one, file)),
    ...pipesIn(file).map((one) => pipedFrom(one, file)),
    ...controllersIn(file).map((one) => unstoppedFrom(one, file)),
    ...lateWinnersIn(file)
      .filter(({ arrival }) => !found.some(({ acquisition }) => acquisition.node === arrival.call))
      .map((one) => lateFrom(one, file)),
  ].toSorted(byPlace);
  return { found: all.filter((one) => !isToldByAnother(one, all)), calls: calls.length };
}

function isEndedByRequest(unread: FindingOf<"unread">, file: File): boolean {
  const { acquisition, exit, by } = unread;
  const moment = { call: acquisition.node, resource: acquisition.resource, left: exit?.node ?? by };
  return isAnsweredByNothing(unread, file) || endsItsBody(moment, file);
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
  const often = repeatedly(fates, arrival, file);
  if (often) return [often, ...fates.filter(isMisuse).map((fate) => findingFrom(fate, file))];
  if (fates.length > 0) return fates.map((fate) => findingFrom(fate, file));
  const rejected = rejectedFrom(arrival, file);
  if (rejected) return [rejected];
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
  const isKept = !isReleased && !lost && !isSecluded(tracked);
  if ((isReleased && lost) || (isKept && !isHungOnCall(tracked))) return undefined;
  const often = frequencyOf(arrival.call, file);
  if (typeof often !== "object" || (isKept && often.by !== tracked.root)) return undefined;
  const { sourceCode } = file;
  const trace = lost ? traceOf(acquisition, lost, sourceCode) : forgottenTrace(acquisition, undefined, sourceCode);
  return { kind: "builtOften", acquisition, often, isReleased, trace };
}

/** `req.client = client`, and nothing else that anybody can see names that field: in doubt it ends with nobody. */
function isHungOnCall(tracked: Tracked): boolean {
  const { file, arrival } = tracked;
  if (file.settings.unknownCalls !== "borrows") return false;
  const fields = fieldsOfParameters(tracked);
  const isNamedOnce = (field: string): boolean => file.sourceCode.text.split(`.${field}`).length === 2;
  return (
    fields.length > 0 && fields.every((one) => isNamedOnce(one) && !isReleasedOutside(one, arrival.resource, file))
  );
}

/** Neither the function nor a field owes it; perhaps those do who keep its like. */
function beyondFields(arrival: Arrival, file: File): readonly Finding[] {
  const closure = closureLossOf(arrival, file) ?? instanceLossOf(arrival, file);
  return closure ? [closureFrom(closure, file)] : dropsFrom(dropOf(arrival, file), file);
}

/** A file whose text names nothing that acquires needs no closer look. */
function mayAcquire(file: File): boolean {
  const {
    sourceCode: { text },
    knowledge,
  } = file;
  return (
    mayRespond(file) ||
    mayIterate(file) ||
    speaksOfLeases(file) ||
    (knowledge.evident.released.test(text) && knowledge.evident.acquired.test(text)) ||
    // Without types a library is known by its import alone.
    (knowledge.mentioned.test(text) && (file.checker !== undefined || acquires(text, modulesIn(text), knowledge))) ||
    // What makes something in the file itself says so in its text.
    (file.settings.crossFile && file.sources?.callsMaker === true)
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
  if (one.kind === "piped") return all.some((other) => isLeftOpen(one, other));
  if (one.kind === "dropped")
    return all.some((other) => other.kind === "piped" && isInside(one.acquisition.node, other.acquisition.node));
  const by = one.kind === "overwritten" || one.kind === "unread" ? one.by : undefined;
  return all.some((other) => by && other.kind === one.kind && other !== one && isInside(other.acquisition.node, by));
}

/** Where it opens its way out has a line and a call that mends all ways; a failure on the way to the piping is another matter. */
function isLeftOpen(piped: FindingOf<"piped">, other: Finding): boolean {
  if (other.kind !== "leaked" && other.kind !== "leakedOnThrow") return false;
  const { acquisition: pipe } = piped;
  const { acquisition: opened, exit } = other;
  // It may be piped in a handler of the function that opens it.
  if (opened.holder !== pipe.holder || !isInside(pipe.node, rootOf(opened.node))) return false;
  return !(exit.kind === "rejects" || exit.kind === "throws") || exit.node.range[0] > pipe.node.range[0];
}
