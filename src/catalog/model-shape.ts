/** The shape that a library model must have, for values the compiler has not seen. */
import * as v from "valibot";
import { FormError, parseForm } from "./forms.ts";
import { nearestKey } from "./nearest-key.ts";
import type { ConditionalForm, LibraryModel, ResourceModel, When } from "./schema.ts";

type Entries<T> = Readonly<Record<keyof T, v.GenericSchema>>;

const expected =
  (what: string) =>
  (issue: v.BaseIssue<unknown>): string =>
    `expected ${what}, found ${JSON.stringify(issue.input)}`;

const object = <T extends v.ObjectEntries>(what: string, entries: T) =>
  v.strictObject(entries, (issue) => {
    if (issue.expected === "never")
      return `unknown, the nearest known key is '${nearestKey(String(issue.input), Object.keys(entries))}'`;
    return issue.received === "undefined" && issue.path ? `missing, ${what} needs it` : expected(what)(issue);
  });

const list = <T extends v.GenericSchema>(what: string, item: T) => v.array(item, expected(`a list of ${what}`));
const some = <T extends v.GenericSchema>(many: string, one: string, item: T) =>
  v.pipe(list(many, item), v.minLength(1, expected(`at least one ${one}`)));
const choice = <T extends string>(...options: readonly T[]) =>
  v.picklist(options, expected(`one of ${options.map((option) => `'${option}'`).join(", ")}`));

const text = v.pipe(v.string(expected("a text")), v.nonEmpty(expected("a text")));
const texts = v.optional(list("texts", text));
const flag = v.optional(v.boolean(expected("true or false")));
const count = v.pipe(
  v.number(expected("a number")),
  v.integer(expected("a whole number")),
  v.minValue(0, expected("zero or more")),
);

const form = v.pipe(
  v.string(expected("a form such as '_.close()'")),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      parseForm(dataset.value);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      addIssue({ message: error.message });
    }
  }),
);

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
  stateOf: v.optional(choice("receiver")),
  lifetime: v.optional(choice("scoped", "app", "class", "body")),
  unattended: flag,
  endsByItself: flag,
  ends: texts,
  mayNotCome: texts,
  takenBy: acquireForms,
  borrowedBy: forms,
  iteration: v.optional(choice("releases", "releasesAtEnd")),
  fluent: texts,
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
  borrows: forms,
  throws: forms,
  harmless: forms,
  neverReturns: forms,
} satisfies Entries<Required<LibraryModel>>);

export const librariesShape = list("libraries", library);
