/** The shape of forms under conditions. */
import * as v from "valibot";
import { count, expected, form, list, object, text } from "./expectations.ts";
import type { ConditionalForm, When } from "./schema.ts";

export type Entries<T> = Readonly<Record<keyof T, v.GenericSchema>>;

export const is = v.union(
  [v.string(), v.number(), v.boolean(), v.null()],
  expected("a literal, 'present' or 'absent'"),
);

export const condition = object("a condition", {
  argument: count,
  option: v.optional(text),
  is,
} satisfies Entries<Required<When>>);

const conditionalForm = object("a form under conditions", {
  form,
  when: v.optional(list("conditions", condition)),
  unless: v.optional(list("conditions", condition)),
  since: v.optional(count),
} satisfies Entries<Required<ConditionalForm>>);

export const acquireForm = v.lazy((input) => (typeof input === "object" ? conditionalForm : form));
