/** Writes the mend of a class into the method that forgets: a release, or the call of what it replaces. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Acquisition, Owner } from "../../analysis/index.ts";
import { lineEndOf } from "./layout.ts";
import type { Suggestion } from "./suggestions.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Fix = Suggestion["fix"];

/** For a field that a method forgets: release it there first. */
export function suggestionsForTeardown(
  { mend, node }: Acquisition,
  { teardown, isOptional }: Owner,
  source: Source,
): readonly Suggestion[] {
  if (!mend || !teardown) return [];
  const isGuarded = isOptional && mend.call.startsWith("this.");
  const call = isGuarded ? mend.call.replace(/\.(?=[^.]*$)/u, "?.") : mend.call;
  // What opens with a promise closes with one.
  const isAwaited = teardown.fn.async && (mend.awaited || node.parent.type === T.AwaitExpression);
  return callAtStart(teardown.fn, `${isAwaited ? "await " : ""}${call}`, source).map((fix) => ({
    messageId: "releaseInTeardown",
    fix,
  }));
}

/** For what is dropped although the class collects its like: put it in. */
export function suggestionsForKeeping({ node }: Acquisition, keep: string, source: Source): readonly Suggestion[] {
  const call = `${keep}(${source.getText(node)})`;
  return [{ messageId: "keepIt", fix: (fixer) => fixer.replaceText(node, call) }];
}

/** For a method that overrides a releasing one: call that one first. */
export function suggestionsForOverride({ teardown }: Owner, source: Source): readonly Suggestion[] {
  if (!teardown) return [];
  const { fn, name } = teardown;
  const call = `${fn.async ? "await " : ""}${superCall(name)}`;
  return callAtStart(fn, call, source).map((fix) => ({ messageId: "releaseInSuper", fix }));
}

/** `super.close()`, `super[Symbol.dispose]()`. */
export const superCall = (name: string): string => `super${name.startsWith("[") ? "" : "."}${name}`;

/** A statement more at the beginning of a method; arrow functions have no `super`, and often no block. */
function callAtStart(fn: NonNullable<Owner["teardown"]>["fn"], call: string, source: Source): readonly Fix[] {
  if (fn.body.type !== T.BlockStatement || fn.type === T.ArrowFunctionExpression) return [];
  const { body } = fn;
  const opening = source.getFirstToken(body);
  const [first] = body.body;
  if (!opening || (first?.type === T.ExpressionStatement && first.directive !== undefined)) return [];
  const margin = " ".repeat(source.lines[body.loc.start.line - 1]?.search(/\S/u) ?? 0);
  const line = lineEndOf(source);
  const rest = body.loc.start.line === body.loc.end.line ? `${line}${margin}` : "";
  return [(fixer) => fixer.insertTextAfter(opening, `${line}${margin}  ${call};${rest}`)];
}
