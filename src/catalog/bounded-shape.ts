/** The shape of a call that a program has to bound. */
import * as v from "valibot";
import type { Bound, BoundedModel, SingleUse } from "./bounded.ts";
import { acquireForm, type Entries, is } from "./condition-shape.ts";
import { count, flag, list, object, some, text, texts } from "./expectations.ts";

const bound = v.optional(
  object("a bound", {
    by: some("texts", "option such as 'signal'", text),
    announcing: texts,
    through: texts,
    forAll: texts,
    inFile: texts,
    perConnection: flag,
    byDefault: flag,
    patience: v.optional(text),
    write: text,
    isSafe: flag,
  } satisfies Entries<Required<Bound>>),
);

const singleUse = object("an option", { option: text, is, advice: text } satisfies Entries<Required<SingleUse>>);

export const boundedShape = object("what is bounded", {
  name: text,
  calls: some("forms", "form such as 'request()'", acquireForm),
  options: list("positions", count),
  timeout: bound,
  idle: bound,
  limit: bound,
  singleUse: v.optional(list("options", singleUse)),
  accepts: v.optional(text),
  connections: v.optional(text),
  remoteBy: v.optional(text),
  inBrowsers: flag,
  isClient: flag,
} satisfies Entries<Required<BoundedModel>>);
