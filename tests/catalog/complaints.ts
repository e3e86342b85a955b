/** Says what a model writes that its libraries do not declare. */
import type ts from "typescript";
import {
  type AcquireForm,
  type BoundedModel,
  type ConditionalForm,
  type LibraryModel,
  parseForm,
  type PeerModel,
  type ResourceModel,
} from "../../src/catalog/index.ts";
import type { Declared } from "./declared.ts";
import {
  acquiredBy,
  disposalOf,
  hasOption,
  hasProperty,
  isDeclared,
  isDeclaredType,
  isFluent,
  neverReturns,
  receiversOf,
} from "./resolve.ts";
import { conditional } from "./written-forms.ts";

/** One line for each form, type or method that is not declared as the model writes it. */
export function complaintsAbout(model: LibraryModel, declared: Declared): readonly string[] {
  const anywhere = (part: string, forms: readonly AcquireForm[] = []) =>
    undeclared(forms, [], model, declared).map((form) => `${part}: ${form}`);
  const returning = (model.neverReturns ?? []).filter(
    (form) => !neverReturns(parseForm(form), model.modules, declared),
  );
  return [
    ...model.resources.flatMap((resource) => complaintsAboutResource(resource, model, declared)),
    ...(model.bounded ?? [])
      .flatMap((bounded) => complaintsAboutBounded(bounded, model, declared))
      .filter((complaint) => !declaredElsewhere.includes(complaint)),
    ...anywhere("takes", model.takes),
    ...anywhere("drains", model.drains),
    ...anywhere("borrows", model.borrows),
    ...anywhere("uses", model.uses),
    ...anywhere("wraps", model.wraps),
    ...anywhere("throws", model.throws),
    ...anywhere("harmless", model.harmless),
    ...anywhere("occupies", model.occupies),
    ...anywhere("effects", model.effects),
    ...anywhere("endless", model.endless),
    ...anywhere("ticking", model.ticking),
    ...(model.peers ?? []).flatMap((peer) => complaintsAboutPeer(peer, model, declared)),
    ...(model.transports ?? []).flatMap(({ made }) => anywhere("transports", made)),
    ...returning.map((form) => `neverReturns: ${form}`),
    ...(model.handlers ?? []).flatMap(({ given, decorators, handlerTypes = [] }) => [
      ...anywhere("handlers", given),
      ...anywhere("handlers", decorators),
      ...handlerTypes
        .filter((name) => !isDeclaredType(name, model.modules, declared))
        .map((name) => `handlers: ${name}`),
    ]),
  ];
}

/** Options that other declarations have: Node's own of `fetch`, where the DOM's are not in the program, and node-fetch 2. */
const declaredElsewhere = ["fetch request, bound: dispatcher", "fetch request, bound: timeout"];

/** Calls, options and members that a library does not declare. */
function complaintsAboutBounded(bounded: BoundedModel, model: LibraryModel, declared: Declared): readonly string[] {
  const { name, calls, timeout, idle, limit, singleUse = [], options } = bounded;
  const forms = calls.map((written) => ({
    written: conditional(written).form,
    form: parseForm(conditional(written).form),
  }));
  const unknown = forms.filter(({ form }) => !isDeclared(form, [], model.modules, declared));
  const made = forms.flatMap(({ form, written }) => acquiredBy(form, written, model.modules, declared));
  const isOption = (option: string): boolean =>
    forms.some(({ form }) =>
      options.some((argument) => hasOption(option, { form, handles: made, argument }, model.modules, declared)),
    );
  // What is done to each connection is looked up on what the server's own listeners are given, by the programs of the tests.
  const isMember = (written: string): boolean => {
    const path = written.replace(/^_\.|\(.*$/g, "");
    return made.some((handle) => hasProperty(handle, [path], declared.checker));
  };
  const isKnown = (written: string): boolean => (written.startsWith("_.") ? isMember(written) : isOption(written));
  const wrong = [timeout, idle, limit].flatMap((bound): string[] =>
    bound === undefined || bound.perConnection
      ? []
      : [...bound.by, ...(bound.through ?? [])].filter((written) => !isKnown(written)),
  );
  const headers = singleUse.map(({ option }) => option.replace(/^headers\..*/, "headers"));
  return [
    ...unknown.map(({ written }) => `${name}, calls: ${written}`),
    ...wrong.map((written) => `${name}, bound: ${written}`),
    ...headers.filter((option) => !isOption(option)).map((option) => `${name}, single use: ${option}`),
  ];
}

/** The disposal symbols that what is acquired declares: `sync`, `async`, `both` or `none`. */
export function disposableOf(resource: ResourceModel, model: LibraryModel, worlds: readonly Declared[]): string {
  const symbols = new Set(
    worlds.flatMap((declared) =>
      handlesOf(resource, model, declared).flatMap((handle) => [...disposalOf(handle, declared.checker)]),
    ),
  );
  if (symbols.size === 2) return "both";
  return symbols.has("dispose") ? "sync" : symbols.has("asyncDispose") ? "async" : "none";
}

/** Events are texts that few libraries declare; forms and types are checked. */
function complaintsAboutPeer(
  { name, arrives = [], types = [] }: PeerModel,
  model: LibraryModel,
  declared: Declared,
): readonly string[] {
  return [
    ...arrives
      .filter((form) => acquiredBy(parseForm(form), form, model.modules, declared).length === 0)
      .map((form) => `${name}, arrives: ${form}`),
    ...types.filter((type) => !isDeclaredType(type, model.modules, declared)).map((type) => `${name}, types: ${type}`),
  ];
}

function complaintsAboutResource(resource: ResourceModel, model: LibraryModel, declared: Declared): readonly string[] {
  const handles = handlesOf(resource, model, declared);
  const acquires = resource.acquire.map(conditional);
  const isExpected = acquires.some(({ since }) => since === undefined || since <= declared.node);
  const absent = acquires.filter(
    (one) => (one.since ?? 0) <= declared.node && acquiredIn(one.form, resource, model, declared).length === 0,
  );
  const early = acquires.filter(
    (one) => (one.since ?? 0) > declared.node && acquiredIn(one.form, resource, model, declared).length > 0,
  );
  const missing = (part: string, forms: readonly AcquireForm[] = []) =>
    undeclared(forms, handles, model, declared).map((form) => `${part}: ${form}`);
  const rest = [
    ...missing("release", resource.release),
    ...missing("takenBy", resource.takenBy),
    ...missing("drainedBy", resource.drainedBy),
    ...missing("borrowedBy", resource.borrowedBy),
    ...missing("needsOpen", resource.needsOpen),
    ...missing("graceful", resource.graceful),
    ...missing("releaser", resource.releaser === undefined ? [] : [resource.releaser]),
    ...misplaced([...acquires, ...(resource.takenBy ?? []).map(conditional)], handles, model, declared),
    ...unlimited(resource, handles, model, declared),
    ...unreleasable(resource, handles, model, declared),
    ...(resource.types ?? [])
      .filter((name) => !isDeclaredType(name, model.modules, declared))
      .map((name) => `types: ${name}`),
    ...(resource.fluent ?? [])
      .filter((method) => !handles.some((handle) => isFluent(handle, method, declared.checker)))
      .map((method) => `fluent: ${method}`),
    ...(resource.views ?? [])
      .filter((method) => !handles.some((handle) => handle.getProperty(method)))
      .map((method) => `views: ${method}`),
  ];
  const all = [
    ...absent.map(({ form }) => `acquire: ${form}`),
    ...early.map(({ form, since }) => `since ${since}: ${form}`),
    ...(isExpected ? rest : []),
  ];
  return all.map((complaint) => `${resource.name}, ${complaint}`);
}

/** Conditions on an option that the argument in question does not have. */
function misplaced(
  forms: readonly ConditionalForm[],
  handles: readonly ts.Type[],
  model: LibraryModel,
  declared: Declared,
): readonly string[] {
  return forms.flatMap(({ form: written, when = [], unless = [], since = 0 }) => {
    if (since > declared.node) return [];
    const form = parseForm(written);
    return [...when, ...unless]
      .filter(
        ({ option, argument }) =>
          option !== undefined && !hasOption(option, { form, handles, argument }, model.modules, declared),
      )
      .map(({ option, argument }) => `condition: ${option} in argument ${argument} of ${written}`);
  });
}

/** Timeouts and limits that are neither an option of acquiring nor a member of what is acquired. */
function unlimited(
  { acquire, timeouts = [], limits = [] }: ResourceModel,
  handles: readonly ts.Type[],
  model: LibraryModel,
  declared: Declared,
): readonly string[] {
  const acquires = acquire.map((form) => parseForm(conditional(form).form));
  const isKnown = (name: string): boolean => {
    if (name.startsWith("_.")) return isDeclared(parseForm(name), handles, model.modules, declared);
    const isMember = handles.some((handle) => hasProperty(handle, name.split("."), declared.checker));
    return isMember || acquires.some((form) => hasOption(name, { form, handles }, model.modules, declared));
  };
  return [...timeouts, ...limits].filter((name) => !isKnown(name)).map((name) => `limit: ${name}`);
}

/** Types that are acquired and that no release fits. */
function unreleasable(
  resource: ResourceModel,
  handles: readonly ts.Type[],
  model: LibraryModel,
  declared: Declared,
): readonly string[] {
  const bare = handles.filter(
    (handle) => undeclared(resource.release, [handle], model, declared).length === resource.release.length,
  );
  return [...new Set(bare.map((handle) => `no release: ${declared.checker.typeToString(handle)}`))];
}

function undeclared(
  forms: readonly AcquireForm[],
  handles: readonly ts.Type[],
  model: LibraryModel,
  declared: Declared,
): readonly string[] {
  return forms
    .map(conditional)
    .filter(({ since = 0 }) => since <= declared.node)
    .map(({ form }) => form)
    .filter((form) => !isDeclared(parseForm(form), handles, model.modules, declared));
}

function handlesOf(resource: ResourceModel, model: LibraryModel, declared: Declared): readonly ts.Type[] {
  return resource.acquire.flatMap((form) => acquiredIn(conditional(form).form, resource, model, declared));
}

function acquiredIn(
  written: string,
  resource: ResourceModel,
  model: LibraryModel,
  declared: Declared,
): readonly ts.Type[] {
  const form = parseForm(written);
  return resource.stateOf === "receiver"
    ? receiversOf(form, model.modules, declared)
    : acquiredBy(form, written, model.modules, declared);
}
