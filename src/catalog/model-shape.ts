/** The shape that a library model must have, for values the compiler has not seen. */
import * as v from "valibot";
import { choice, count, expected, flag, form, list, object, some, text, texts } from "./expectations.ts";
import type { ConditionalForm, LibraryModel, ResourceModel, When } from "./schema.ts";

type Entries<T> = Readonly<Record<keyof T, v.GenericSchema>>;

const when = object("a condition", {
  argument: count,
  option: v.optional(text),
  is: v.union([v.string(), v.number(), v.boolean(), v.null()], expected("a literal, 'present' or 'absent'")),
} satisfies Entries<Required<When>>);

const conditionalForm = object("a form under conditions", {
  form,
  when: v.optional(list("conditions", when)),
  unless: v.optional(list("conditions", when)),
  since: v.optional(count),
} satisfies Entries<Required<ConditionalForm>>);

const acquireForm = v.lazy((input) => (typeof input === "object" ? conditionalForm : form));
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
  mild: flag,
  ends: texts,
  mayNotCome: texts,
  endedWhen: texts,
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
  takes: acquireForms,
  drains: acquireForms,
  sinks: texts,
  borrows: forms,
  throws: forms,
  harmless: forms,
  neverReturns: forms,
} satisfies Entries<Required<LibraryModel>>);

export const librariesShape = list("libraries", library);
