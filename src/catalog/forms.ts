/** Reads the notation of `CallForm` into plain data. */
import { argumentsOf } from "./form-arguments.ts";
import { stepsTo } from "./form-patterns.ts";
import { type Form, FormError } from "./form.ts";

export { type Form, FormError, type ResultStep } from "./form.ts";

const CALL =
  /^(?:(?<result>[{[].*[}\]])\s*=\s*)?(?<awaited>await\s+)?(?<fresh>new\s+)?(?<callee>_\[Symbol\.\w+\]|[\w$]+(?:\.[\w$]+)*)\((?<written>.*)\)$/su;
const PLACEHOLDER = /(?<![\w$])_(?![\w$])/gu;

/** Throws {@link FormError} when the form does not follow the notation. */
export function parseForm(form: string): Form {
  const parts = CALL.exec(form.trim())?.groups;
  if (!parts) throw new FormError(form, "it is not one call such as '_.close()' or 'await Pool.connect()'");
  if ((form.match(PLACEHOLDER) ?? []).length > 1) throw new FormError(form, "'_' stands in more than one place");

  const { result, awaited, fresh, callee = "", written = "" } = parts;
  const subject = subjectOf(callee, form);
  if (fresh && subject.kind !== "call") throw new FormError(form, "'new' takes the name of a constructor");
  const { passed, ...argumentFacts } = argumentsOf(written, form);

  return {
    path: subject.path,
    kind: fresh ? "new" : passed ? "function" : subject.kind,
    awaited: awaited !== undefined,
    ...argumentFacts,
    yields: result === undefined ? argumentFacts.yields : stepsTo(result, form),
  };
}

function subjectOf(callee: string, form: string): Pick<Form, "kind" | "path"> {
  if (callee === "_") return { kind: "handle", path: "" };
  if (callee === "_[Symbol.dispose]") return { kind: "dispose", path: "" };
  if (callee === "_[Symbol.asyncDispose]") return { kind: "asyncDispose", path: "" };
  if (callee.startsWith("_[")) throw new FormError(form, `'${callee.slice(2, -1)}' is not a disposal symbol`);
  return callee.startsWith("_.") ? { kind: "method", path: callee.slice(2) } : { kind: "call", path: callee };
}
