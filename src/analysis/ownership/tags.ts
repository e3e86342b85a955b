/** What a function says in JSDoc of its parameters and its answer: `@takes file`, `@borrows file`, `@returns {File} owned`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { nameOf, type Part } from "../parts.ts";
import type { CallNode, FunctionNode } from "../tree.ts";
import { calledName } from "./callees.ts";

type Duty = "takes" | "borrows";

/** Absent when the comment above the function says nothing of the parameter; a tag without a name speaks of all. */
export const taggedDuty = (fn: FunctionNode, parameter: string, { sourceCode }: File): Duty | undefined =>
  dutyIn(commentOn(fn, sourceCode), parameter);

/** The same of what a call names as it is declared, wherever in the program, with a body or without. */
export function declaredDuty(call: CallNode, index: number, { sources }: File): Duty | undefined {
  const name = call.type === T.CallExpression ? calledName(call) : undefined;
  for (const part of (name && sources?.partsUnder(name)) ?? []) {
    const parameter = (part.parameters ?? part.initializer?.parameters ?? part.type?.parameters)?.[index];
    const duty = parameter && dutyIn(commentAbove(part), nameOf(parameter) ?? "");
    if (duty) return duty;
  }
  return undefined;
}

function dutyIn(comment: string, parameter: string): Duty | undefined {
  const tags = comment.matchAll(/@(?<duty>takes|borrows)(?:[ \t]+\{[^}\n]*\})?(?:[ \t]+(?<name>[\w$]+))?/gu);
  for (const { groups } of tags)
    if (groups?.["name"] === undefined || groups["name"] === parameter) return groups?.["duty"] as Duty;
  return undefined;
}

/** A constant is documented above its statement. */
function commentAbove(part: Part): string {
  const statement = part.initializer && part.parent.parent.declarationList ? part.parent.parent : part;
  return part.getSourceFile().text.slice(statement.getFullStart(), statement.getStart());
}

type Answer = "owned" | "borrowed";

/** Whether the caller owes the release of what the function answers; absent when the comment does not say. */
export const taggedAnswer = (fn: FunctionNode, { sourceCode }: File): Answer | undefined =>
  answerIn(commentOn(fn, sourceCode));

/** The same of what a call names as it is declared, perhaps without a body. */
export function declaredAnswer(call: CallNode, { sources }: File): Answer | undefined {
  const name = calledName(call);
  const answers = ((name && sources?.partsUnder(name)) ?? []).map((part) => answerIn(commentAbove(part)));
  return answers.find((one) => one !== undefined);
}

function answerIn(comment: string): Answer | undefined {
  const { groups } = /@returns?[ \t]+(?:\{[^}\n]*\}[ \t]*)?(?<duty>owned|borrowed)\b/u.exec(comment) ?? {};
  return groups?.["duty"] as Answer | undefined;
}

/** Other sources are read without their comments, so it is found in the text. */
function commentOn(fn: FunctionNode, { text }: File["sourceCode"]): string {
  const before = text.slice(0, statementOf(fn).range[0]).trimEnd();
  if (before.endsWith("*/")) return before.slice(before.lastIndexOf("/*"));
  const line = before.slice(before.lastIndexOf("\n") + 1).trimStart();
  return line.startsWith("//") ? line : "";
}

/** The statement or member whose comment documents the function. */
function statementOf(fn: FunctionNode): TSESTree.Node {
  let at: TSESTree.Node = fn;
  while (
    at.parent &&
    [
      T.VariableDeclarator,
      T.VariableDeclaration,
      T.MethodDefinition,
      T.PropertyDefinition,
      T.Property,
      T.ExportNamedDeclaration,
      T.ExportDefaultDeclaration,
    ].includes(at.parent.type)
  )
    at = at.parent;
  return at;
}
