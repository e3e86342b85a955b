/** Which streams hold nothing outside memory, and bring what is there already? They do not fail, and leave nothing open. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Form, parseForm } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { type Knowledge, plainModule } from "../knowledge.ts";
import { constantOf, exportOf } from "../origin.ts";
import { calleeOf } from "../ownership/index.ts";
import { type CallNode, isCall, isFunction, keyNameOf, returnsIn, unwrapped } from "../tree.ts";

const MAX_DEPTH = 3;

const known = new WeakMap<Knowledge, ReadonlyMap<string, Form>>();

/** What makes such streams, by `module|path`. */
function makersIn(knowledge: Knowledge): ReadonlyMap<string, Form> {
  const found = known.get(knowledge);
  if (found) return found;
  const made = new Map(
    knowledge.libraries.flatMap(({ modules, inMemory = [] }) =>
      inMemory.flatMap((written) => {
        const form = parseForm(typeof written === "string" ? written : written.form);
        return modules.map((module) => [`${plainModule(module)}|${form.path}`, form] as const);
      }),
    ),
  );
  known.set(knowledge, made);
  return made;
}

export function isInMemory(node: TSESTree.Node, file: File, depth = 0): boolean {
  const it = unwrapped(node);
  if (depth > MAX_DEPTH) return false;
  if (it.type === T.Identifier) {
    const value = constantOf(file.variableOf(it));
    return value !== undefined && isInMemory(value, file, depth + 1);
  }
  if (!isCall(it)) return false;
  const named = exportOf(it.callee, file);
  const form = named && makersIn(file.knowledge).get(`${named.module}|${named.path}`);
  return form ? bringsNothing(it, form, file) : isAnsweredFromMemory(it, file, depth + 1);
}

function bringsNothing(call: CallNode, { argument, option }: Form, file: File): boolean {
  if (argument === undefined) return true;
  const given = call.arguments[argument];
  if (option !== undefined) return isPushing(given, option);
  return given !== undefined && isAtHand(given, file);
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
function isPushing(options: TSESTree.Node | undefined, reader: string): boolean {
  if (!options) return true;
  if (options.type !== T.ObjectExpression) return false;
  return options.properties.every(
    (one) => one.type === T.Property && (keyNameOf(one) !== reader || isEmpty(one.value)),
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
