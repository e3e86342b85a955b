/** What the fields of classes, registrations and closures show, as findings. */
import type { File } from "../file.ts";
import {
  type ClosureLoss,
  type ConstructionLoss,
  type Drop,
  endOfCollection,
  type FieldLoss,
  type FieldOverwrite,
  type Holding,
  type InheritedLoss,
  type Registration,
  type SuperLoss,
} from "../members/index.ts";
import { callName, exitTrace, forgottenTrace, inheritedTrace, overwrittenTrace } from "../traces.ts";
import { functionPathOf, rootOf } from "../tree.ts";
import type { Acquisition, Finding, Owner } from "../types.ts";
import { recommendedRelease } from "../wording.ts";
import { acquiredAt } from "./acquired.ts";

export function overwriteFrom({ holding, by, tier }: FieldOverwrite, file: File): Finding {
  const { mend, ...acquisition } = heldByField(holding, file);
  // The first time the field is empty.
  const guarded = mend && { ...mend, call: mend.call.replace(/^(?<field>this\.[#\w]+)\./u, "$<field>?.") };
  const held = { ...acquisition, mend: guarded };
  const trace = overwrittenTrace(held, by, file.sourceCode);
  return {
    kind: "overwritten",
    acquisition: held,
    by,
    tier,
    ...(holding.amount === "many" && { isEntry: true }),
    trace,
  };
}

export function constructionFrom({ holding, at, kind }: ConstructionLoss, file: File): Finding {
  const acquisition = heldByField(holding, file);
  const exit = { kind, node: at, call: callName(at, file.sourceCode) };
  const trace = exitTrace(acquisition, exit, file.sourceCode);
  if (kind === "throw") return { kind: "leaked", acquisition, exit, trace };
  return { kind: "leakedOnThrow", acquisition, exit, isUnborn: true, trace };
}

export function forgottenFrom({ holding, teardown, tier, exit, flag }: FieldLoss, file: File): Finding {
  const held = owedByField(holding, file);
  const acquisition = exit || flag !== undefined ? { ...held, mend: undefined } : held;
  const more = { ...(exit && { exit }), ...(flag !== undefined && { flag }) };
  const owner = { ...ownerOf(holding, holding.shape.name, teardown, file), ...more };
  return { kind: "forgotten", acquisition, owner, tier, trace: forgottenTrace(acquisition, teardown, file.sourceCode) };
}

export function closureFrom({ arrival, holder, teardown, tier }: ClosureLoss, { sourceCode }: File): Finding {
  const by = recommendedRelease(arrival, holder, sourceCode.getText.bind(sourceCode));
  const acquisition = acquiredAt(arrival, holder ?? "", by);
  const owner = { name: "", isCollection: false, teardown, isOptional: false };
  return { kind: "forgotten", acquisition, owner, tier, trace: forgottenTrace(acquisition, teardown, sourceCode) };
}

/** Kept where its like is kept, it would be released with them. */
export function dropsFrom(drop: Drop | undefined, { sourceCode }: File): readonly Finding[] {
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
export function registeredFrom(
  { call, receiver, method, inverse, shape, teardown, tier }: Registration,
  file: File,
): Finding {
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

export function superForgottenFrom({ holding, shape, override }: SuperLoss, file: File): Finding {
  const acquisition = owedByField(holding, file);
  const owner = ownerOf(holding, shape.name, override, file);
  const trace = forgottenTrace(acquisition, override, file.sourceCode);
  return { kind: "superForgotten", acquisition, owner, at: override.element.key, trace };
}

/** The acquisition stands in another file, and a path through this one begins where it ends. */
export function inheritedFrom({ holding, shape, override, home }: InheritedLoss): Finding {
  const acquisition = owedByField(holding, home);
  const owner = ownerOf(holding, shape.name, override, home);
  const trace = inheritedTrace(acquisition, override, home.sourceCode);
  return { kind: "superForgotten", acquisition, owner, at: override.element.key, trace };
}

function ownerOf(holding: Holding, name: string, teardown: Owner["teardown"], file: File): Owner {
  const { amount, isOptional } = holding;
  const isCollection = amount === "many" && endOfCollection(holding, file) === undefined;
  return { name, isCollection, teardown, isOptional };
}

/** A composite ends all that it was given; of other collections each element is to be released. */
function owedByField(holding: Holding, file: File): Acquisition {
  const end = endOfCollection(holding, file);
  if (end === undefined) return heldByField(holding, file);
  const holder = `this.${holding.field}`;
  const release = `${holder}${end}`;
  return acquiredAt(holding.arrival, holder, { release, mend: { call: release, awaited: false } });
}

function heldByField({ arrival, field, amount }: Holding, { sourceCode }: File): Acquisition {
  const holder = `this.${field}`;
  const named = amount === "many" ? "each" : holder;
  const { release, mend } = recommendedRelease(arrival, named, sourceCode.getText.bind(sourceCode));
  return acquiredAt(arrival, holder, { release, mend: amount === "many" ? undefined : mend });
}
