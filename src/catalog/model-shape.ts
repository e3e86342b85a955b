/** The shape that a library model must have, for values the compiler has not seen. */
import * as v from "valibot";
import { boundedShape } from "./bounded-shape.ts";
import { acquireForm, condition, type Entries } from "./condition-shape.ts";
import { choice, count, expected, flag, form, list, object, some, text, texts } from "./expectations.ts";
import { handler, peer, transport } from "./occasions-shape.ts";
import type { LibraryModel, ResourceModel } from "./schema.ts";

const forms = v.optional(list("forms", form));
const acquireForms = v.optional(list("forms", acquireForm));

const resource = object("a resource", {
  name: text,
  types: texts,
  acquire: some("forms", "form such as 'createPool()'", acquireForm),
  release: some("forms", "form such as '_.close()'", form),
  releaser: v.optional(form),
  opens: forms,
  stateOf: v.optional(choice("receiver")),
  lifetime: v.optional(choice("scoped", "app", "class", "body")),
  unattended: flag,
  endsByItself: flag,
  keepsProcess: v.optional(list("conditions", condition)),
  mild: flag,
  ends: texts,
  mayNotCome: texts,
  endedWhen: texts,
  states: v.optional(
    object("states", { property: text, live: some("states", "state", text), over: some("states", "state", text) }),
  ),
  takenBy: acquireForms,
  drainedBy: acquireForms,
  borrowedBy: forms,
  needsOpen: forms,
  graceful: forms,
  iteration: v.optional(choice("releases", "releasesAtEnd")),
  fluent: texts,
  keys: texts,
  views: texts,
  neverRejects: texts,
  always: texts,
  rejectsWith: v.optional(
    object("a rejection", { path: text, unless: some("options", "option such as 'validateStatus'", text) }),
  ),
  parameter: v.optional(choice("takes", "borrows")),
  twice: v.optional(choice("tolerated", "throws", "unsafe")),
  timeouts: texts,
  limits: texts,
  disposable: v.optional(choice("sync", "async", "both")),
  cwe: some("CWE numbers", "CWE number such as 772", count),
  note: v.optional(text),
  source: v.optional(choice("probed", "source", "docs", "memory")),
} satisfies Entries<Required<ResourceModel>>);

const specifier = v.pipe(text, v.regex(/^(?!node:)/u, expected("a module specifier without 'node:'")));

const library = object("a library", {
  modules: some("module specifiers", "module specifier", specifier),
  resources: list("resources", resource),
  bounded: v.optional(list("bounded calls", boundedShape)),
  peers: v.optional(list("peers", peer)),
  transports: v.optional(list("transports", transport)),
  occupies: forms,
  takes: acquireForms,
  drains: acquireForms,
  sinks: texts,
  gathers: forms,
  inMemory: acquireForms,
  borrows: forms,
  uses: forms,
  wraps: forms,
  throws: forms,
  harmless: forms,
  neverReturns: forms,
  effects: forms,
  endless: forms,
  ticking: forms,
  runsIn: v.optional(choice("server", "page", "tool")),
  dependentsRunIn: v.optional(choice("server", "page", "tool")),
  handlers: v.optional(list("handlers", handler)),
} satisfies Entries<Required<LibraryModel>>);

export const librariesShape = list("libraries", library);
