/** The kinds of value that models are made of, each saying what it expected when it finds something else. */
import * as v from "valibot";
import { FormError, parseForm } from "./forms.ts";
import { nearestKey } from "./nearest-key.ts";

export const expected =
  (what: string) =>
  (issue: v.BaseIssue<unknown>): string =>
    `expected ${what}, found ${JSON.stringify(issue.input)}`;

export const object = <T extends v.ObjectEntries>(what: string, entries: T) =>
  v.strictObject(entries, (issue) => {
    if (issue.expected === "never")
      return `unknown, the nearest known key is '${nearestKey(String(issue.input), Object.keys(entries))}'`;
    return issue.received === "undefined" && issue.path ? `missing, ${what} needs it` : expected(what)(issue);
  });

export const list = <T extends v.GenericSchema>(what: string, item: T) => v.array(item, expected(`a list of ${what}`));
export const some = <T extends v.GenericSchema>(many: string, one: string, item: T) =>
  v.pipe(list(many, item), v.minLength(1, expected(`at least one ${one}`)));
export const choice = <T extends string>(...options: readonly T[]) =>
  v.picklist(options, expected(`one of ${options.map((option) => `'${option}'`).join(", ")}`));

export const text = v.pipe(v.string(expected("a text")), v.nonEmpty(expected("a text")));
export const texts = v.optional(list("texts", text));
export const flag = v.optional(v.boolean(expected("true or false")));
export const count = v.pipe(
  v.number(expected("a number")),
  v.integer(expected("a whole number")),
  v.minValue(0, expected("zero or more")),
);

export const form = v.pipe(
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
