/** Which streams hold nothing outside memory, and bring what is there already? They do not fail, and leave nothing open. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import { constantOf, exportOf } from "../origin.ts";
import { calleeOf } from "../ownership/index.ts";
import { type CallNode, isCall, isFunction, keyNameOf, returnsIn, unwrapped } from "../tree.ts";

const MAX_DEPTH = 3;

/** Compressing takes whatever it is given. */
const COMPRESSING = /^create(?:Gzip|Deflate|DeflateRaw|BrotliCompress|ZstdCompress)$/u;

export function isInMemory(node: TSESTree.Node, file: File, depth = 0): boolean {
  const it = unwrapped(node);
  if (depth > MAX_DEPTH) return false;
  if (it.type === T.Identifier) {
    const value = constantOf(file.variableOf(it));
    return value !== undefined && isInMemory(value, file, depth + 1);
  }
  if (!isCall(it)) return false;
  const { module, path } = exportOf(it.callee, file) ?? {};
  if (module === "zlib") return COMPRESSING.test(path ?? "");
  if (module !== "stream") return isAnsweredFromMemory(it, file, depth + 1);
  switch (path) {
    case "PassThrough":
      return true;
    case "Readable.from":
      return it.arguments[0] !== undefined && isAtHand(it.arguments[0], file);
    case "Readable":
      return isPushing(it);
    default:
      return false;
  }
}

/** `bufferToStream(buffer)`: a function of the program that answers nothing else. */
function isAnsweredFromMemory(call: CallNode, file: File, depth: number): boolean {
  const callee = depth <= MAX_DEPTH ? calleeOf(call, file) : undefined;
  if (!callee || callee.fn.async) return false;
  const answers = returnsIn(callee.fn, callee.file.sourceCode.visitorKeys).map((one) =>
    one.type === T.ReturnStatement ? one.argument : one,
  );
  return answers.length > 0 && answers.every((one) => one !== null && isInMemory(one, callee.file, depth));
}

const STREAMING = /Async|Generator|Iterable|Iterator|Readable|Stream/u;

/** A buffer, a text, a list; what others answer or generate piece by piece may fail on the way. */
function isAtHand(node: TSESTree.Node, file: File, depth = 0): boolean {
  const it = unwrapped(node);
  switch (it.type) {
    case T.ArrayExpression:
    case T.Literal:
    case T.TemplateLiteral:
    case T.BinaryExpression:
      return true;
    case T.Identifier:
      return depth < MAX_DEPTH && isNameAtHand(it, file, depth + 1);
    case T.MemberExpression:
      return /^(?:body|buffer|bytes|content|data|text)$/iu.test(keyNameOf(it) ?? "");
    case T.CallExpression:
      return /^(?:Buffer|JSON|Object|String|Array)\b/u.test(file.sourceCode.getText(it.callee));
    default:
      return false;
  }
}

/** A constant is what it stands for; of a parameter the type says what it is. */
function isNameAtHand(name: TSESTree.Identifier, file: File, depth: number): boolean {
  const variable = file.variableOf(name);
  const value = constantOf(variable);
  if (value) return isAtHand(value, file, depth);
  const definition = variable?.defs[0];
  if (!definition || !isFunction(definition.node) || definition.name.type !== T.Identifier) return false;
  const type = definition.name.typeAnnotation;
  return type !== undefined && !STREAMING.test(file.sourceCode.getText(type));
}

/** Made without a `read()`, or with one that gives what it has: others push into it what they have. */
function isPushing({ arguments: [options] }: CallNode): boolean {
  if (!options) return true;
  if (options.type !== T.ObjectExpression) return false;
  return options.properties.every(
    (one) => one.type === T.Property && (keyNameOf(one) !== "read" || isEmpty(one.value)),
  );
}

const isEmpty = (value: TSESTree.Node): boolean =>
  isFunction(value) && !value.async && value.body.type === T.BlockStatement && value.body.body.every(isPush);

/** `this.push(buffer)`. */
const isPush = (statement: TSESTree.Node): boolean =>
  statement.type === T.ExpressionStatement &&
  statement.expression.type === T.CallExpression &&
  statement.expression.callee.type === T.MemberExpression &&
  keyNameOf(statement.expression.callee) === "push";
