/** Reads what a form writes between the parentheses. */
import { itemsOf, stepsTo, wayTo } from "./form-patterns.ts";
import { type Form, FormError } from "./form.ts";

/** `passed` says that the resource itself is among the arguments. */
export type ArgumentFacts = Pick<Form, "yields" | "callback" | "literal" | "argument" | "option" | "someArgument"> & {
  readonly passed: boolean;
};

const CALLBACK = /^\((?<parameters>.*)\)\s*=>\s*\{\s*\}$/su;
const LITERAL = /^(?<quote>['"])(?<text>[^'"*]+\*?)\k<quote>$/u;
const NAME = /^[\w$]+$/u;

export function argumentsOf(written: string, form: string): ArgumentFacts {
  const nothing: ArgumentFacts = { passed: false, yields: [], someArgument: false };
  return itemsOf(written, form)
    .map((argument, position) => argumentOf(argument, position, form))
    .reduce<ArgumentFacts>((all, one) => ({ ...all, ...one }), nothing);
}

function argumentOf(written: string, position: number, form: string): Partial<ArgumentFacts> {
  if (written === "*") return { someArgument: true };
  if (written === "..._") return { passed: true };
  if (written === "_") return { passed: true, argument: position };
  if (NAME.test(written)) return {};

  const literal = LITERAL.exec(written)?.groups?.["text"];
  if (literal !== undefined && position > 0) throw new FormError(form, "only the first argument can be a text");
  if (literal !== undefined) return { literal: literal.toLowerCase() };

  const parameters = CALLBACK.exec(written)?.groups?.["parameters"];
  if (parameters !== undefined) return callbackOf(parameters, form);
  if (written.startsWith("{")) return { passed: true, argument: position, option: optionOf(written, form) };
  throw new FormError(
    form,
    `the argument '${written}' is none of '_', '..._', '*', a name, a text, { key: _ } and (_) => {}`,
  );
}

function callbackOf(parameters: string, form: string): Partial<ArgumentFacts> {
  for (const [index, parameter] of itemsOf(parameters, form).entries()) {
    const yields = wayTo(parameter, form);
    if (yields) return { callback: { index }, yields };
  }
  throw new FormError(form, "'_' is no parameter of the callback");
}

function optionOf(written: string, form: string): string {
  const keys = stepsTo(written, form).map((step) => {
    if ("property" in step) return step.property;
    throw new FormError(form, "an option cannot stand in a list");
  });
  return keys.join(".");
}
