/** How a text or an address begins, as far as the program says: `${BASE}/x`, `new URL(path, BASE).href`, where its own server listens. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { calleeOf } from "../ownership/index.ts";
import { calleeNameOf, isCall, keyNameOf, soleAnswerOf, textStartOf, unwrapped } from "../tree.ts";
import { boundedModelOf } from "./models.ts";

const MAX_DEPTH = 8;

/** What the program's own server answers to is on its own machine. */
const OWN = "localhost";

export function startOf(node: TSESTree.Node, file: File, depth = 0): string {
  const it = unwrapped(node);
  const of = (inner: TSESTree.Node | undefined, where = file): string =>
    inner && depth < MAX_DEPTH ? startOf(inner, where, depth + 1) : "";
  switch (it.type) {
    case T.Identifier:
      return of(constantOf(file.variableOf(it)));
    case T.AwaitExpression:
      return of(it.argument);
    case T.BinaryExpression:
      return of(it.left);
    case T.TemplateLiteral: {
      const text = textStartOf(it) ?? "";
      return /^(?:\w+:\/\/)?$/u.test(text) ? text + of(it.expressions[0]) : text;
    }
    case T.MemberExpression: {
      if (keyNameOf(it) === "href") return of(it.object);
      const part = partOf(it, file);
      return part === OWN ? OWN : of(part?.value, part?.file);
    }
    case T.CallExpression: {
      if (isListening(it, file)) return OWN;
      return it.callee.type === T.MemberExpression && keyNameOf(it.callee) === "toString" ? of(it.callee.object) : "";
    }
    case T.NewExpression:
      return calleeNameOf(it) === "URL" ? of(it.arguments[1] ?? it.arguments[0]) : "";
    default:
      return textStartOf(it) ?? "";
  }
}

interface Part {
  readonly value: TSESTree.Node;
  readonly file: File;
}

/** `server.url` where `server` is `{ url }`, or what a function of the program answers so; `address` of `server.address()`. */
function partOf(member: TSESTree.MemberExpression, file: File): Part | typeof OWN | undefined {
  const name = keyNameOf(member);
  const whole = madeAs(member.object, file);
  if (name === undefined) return undefined;
  if (whole.type === T.ObjectExpression) return propertyOf(whole, name, file);
  if (whole.type !== T.CallExpression) return undefined;
  if (name === "address" && calleeNameOf(whole) === "address") return OWN;
  const callee = calleeOf(whole, file);
  if (!callee) return undefined;
  const answer = soleAnswerOf(callee.fn, callee.file.sourceCode.visitorKeys);
  return answer?.type === T.ObjectExpression ? propertyOf(answer, name, callee.file) : undefined;
}

/** What a constant is given, waited for or not. */
function madeAs(node: TSESTree.Node, file: File): TSESTree.Node {
  const it = unwrapped(node);
  const made = unwrapped(constantOf(file.variableOf(it)) ?? it);
  return made.type === T.AwaitExpression ? unwrapped(made.argument) : made;
}

function propertyOf({ properties }: TSESTree.ObjectExpression, name: string, file: File): Part | undefined {
  const found = properties.find((one) => one.type === T.Property && keyNameOf(one) === name);
  return found?.type === T.Property ? { value: found.value, file } : undefined;
}

/** `await listen(server, { host })` answers where the server is reached that it is given. */
function isListening(call: TSESTree.CallExpression, file: File): boolean {
  if (!/^listen/u.test(calleeNameOf(call))) return false;
  return call.arguments.some((one) => isOwnServer(one, file));
}

function isOwnServer(node: TSESTree.Node, file: File): boolean {
  const it = unwrapped(node);
  const values = isCall(it) ? [it] : (file.variableOf(it)?.references ?? []).map(({ writeExpr }) => writeExpr);
  return values.some((value) => value && accepts(unwrapped(value), file));
}

const accepts = (made: TSESTree.Node, file: File): boolean =>
  isCall(made) && boundedModelOf(made, file)?.accepts !== undefined;
