/** Is there a bound on how many items a list has? Only evidence that it grows with data counts: a caller, rows, lines, the files of a folder. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { constantOf } from "../origin.ts";
import {
  calleeNameOf,
  functionPathOf,
  type FunctionNode,
  isFunction,
  isInside,
  keyNameOf,
  rootOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { callAround, growsAsAnswered, isOfEach } from "./answers.ts";
import { isFewByName, isFewByText, isOfChosen, isOneOrMore } from "./few.ts";

const MAX_DEPTH = 6;

export function isBounded(items: TSESTree.Node, at: TSESTree.Node, file: File): boolean {
  return isScript(at) || isForFew(at) || !isUnbounded(items, file, 0);
}

/** What a module does once when it is loaded is no service's work. */
const isScript = (at: TSESTree.Node): boolean => rootOf(at).type === T.Program;

/** `loadModulesIn(directory)`: what the function is named for is few. */
const isForFew = (at: TSESTree.Node): boolean => isFewByText(functionPathOf(rootOf(at)).split(".").at(-1) ?? "");

/** It is made of what a caller gives, or of what somebody answers. */
function isUnbounded(node: TSESTree.Node, file: File, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const it = unwrapped(node);
  const next = depth + 1;
  switch (it.type) {
    case T.Identifier:
      return !isFewByName(it.name) && isUnboundedName(file.variableOf(it), file, next);
    case T.AwaitExpression:
      return isUnboundedAnswer(unwrapped(it.argument), file, next);
    case T.MemberExpression:
      return !isFewByName(keyNameOf(it) ?? "") && !isPart(it) && isUnbounded(it.object, file, next);
    case T.LogicalExpression:
      return isUnbounded(it.left, file, next);
    case T.ConditionalExpression:
      return !isOneOrMore(it) && (isUnbounded(it.consequent, file, next) || isUnbounded(it.alternate, file, next));
    case T.ArrayExpression:
      return it.elements.some((one) => one?.type === T.SpreadElement && isUnbounded(one.argument, file, next));
    case T.NewExpression:
      return it.arguments.length === 1 && it.arguments[0] !== undefined && isUnbounded(it.arguments[0], file, next);
    case T.CallExpression:
      return isUnboundedCall(it, file, next);
    default:
      return false;
  }
}

/** A field of one's own, or one element of a list (`turns[at]`), as the items of a loop are. */
const isPart = ({ object, property, computed }: TSESTree.MemberExpression): boolean =>
  unwrapped(object).type === T.ThisExpression || (computed && property.type !== T.Literal);

function isUnboundedName(variable: Variable | undefined, file: File, depth: number): boolean {
  const definition = variable?.defs[0];
  const at = definition?.node as TSESTree.Node | undefined;
  if (!variable || !definition || !at) return false;
  if (isFunction(at))
    return (
      isListParameter(definition.name, at, file) &&
      !variable.references.some(isAskedForOne) &&
      isFilledByOthers(definition.name, at, file, depth)
    );
  if (at.type !== T.VariableDeclarator) return false;
  // The items of a loop over chunks are one chunk.
  if (at.parent.parent.type === T.ForOfStatement || at.parent.parent.type === T.ForStatement) return false;
  if (!at.init) return false;
  const isFilled =
    unwrapped(at.init).type === T.ArrayExpression &&
    variable.references.some((one) => isPushedInLoop(one, file, depth));
  return isFilled || isUnbounded(at.init, file, depth);
}

/** A tuple has as many items as its type says, rest parameters as many as are written, a batch as many as somebody cuts. */
function isListParameter(name: TSESTree.Node, fn: FunctionNode, { sourceCode }: File): boolean {
  const type = name.type === T.Identifier ? name.typeAnnotation?.typeAnnotation : undefined;
  const inner = type?.type === T.TSTypeOperator ? type.typeAnnotation : type;
  const { parent } = wrapped(fn);
  const isCut = parent?.type === T.CallExpression && /batch|chunk|page|slice/iu.test(sourceCode.getText(parent.callee));
  const isRest = fn.params.some((one) => one.type === T.RestElement && one.argument === name);
  const isFew = inner !== undefined && isFewByText(sourceCode.getText(inner));
  return inner?.type !== T.TSTupleType && !isCut && !isRest && !isFew;
}

/** A callback is given what it is called with, and a function that only this file calls what is written there. */
function isFilledByOthers(name: TSESTree.Node, fn: FunctionNode, file: File, depth: number): boolean {
  const around = callAround(fn);
  if (around) {
    const isThen = calleeNameOf(around) === "then" && around.callee.type === T.MemberExpression;
    if (isThen && around.callee.type === T.MemberExpression) return growsAsAnswered(around.callee.object, file);
    return !isOfEach(fn);
  }
  const index = fn.params.findIndex((one) => isInside(name, one));
  const calls = callsOf(fn, file);
  return calls === undefined || calls.some(({ arguments: { [index]: one } }) => one && isUnbounded(one, file, depth));
}

/** All calls of a function of the file; absent when others may call it, too. */
function callsOf(fn: FunctionNode, file: File): readonly TSESTree.CallExpression[] | undefined {
  const { parent } = wrapped(fn);
  const id = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const statement = fn.id ? fn.parent : parent?.parent?.parent;
  const variable = id && file.variableOf(id);
  if (!variable || statement?.type === T.ExportNamedDeclaration || statement?.type === T.ExportDefaultDeclaration)
    return undefined;
  const uses = variable.references.filter((one) => one.isRead()).map(({ identifier }) => identifier);
  const calls = uses.flatMap(({ parent: use }, at) =>
    use.type === T.CallExpression && use.callee === uses[at] ? [use] : [],
  );
  return calls.length === uses.length && calls.length > 0 ? calls : undefined;
}

/** `Array.isArray(files)`, `typeof files === "string"`, for what may be one thing as well: who may write one writes few. */
function isAskedForOne({ identifier }: Variable["references"][number]): boolean {
  const { parent } = identifier;
  if (parent.type === T.UnaryExpression) return parent.operator === "typeof";
  if (parent.type !== T.CallExpression || parent.callee.type !== T.MemberExpression) return false;
  return parent.callee.object.type === T.Identifier && keyNameOf(parent.callee) === "isArray";
}

/** A list that a loop fills has as many items as the loop has turns. */
function isPushedInLoop({ identifier }: Variable["references"][number], file: File, depth: number): boolean {
  const { parent } = identifier;
  return parent.type === T.MemberExpression && keyNameOf(parent) === "push" && isInLoop(parent, file, depth);
}

function isInLoop(node: TSESTree.Node, file: File, depth: number): boolean {
  if (node.type === T.WhileStatement) return true;
  if (node.type === T.ForOfStatement && isUnbounded(node.right, file, depth)) return true;
  return !isFunction(node) && node.parent !== undefined && isInLoop(node.parent, file, depth);
}

const SAME: ReadonlySet<string> = new Set([
  "concat",
  "entries",
  "filter",
  "flat",
  "flatMap",
  "keys",
  "map",
  "reverse",
  "sort",
  "toReversed",
  "toSorted",
  "values",
]);

/** `Object.keys(x)`, `Array.from(x)`, `x.filter(f)` have as many as `x`; `x.slice(0, n)` has not. */
function isUnboundedCall(call: TSESTree.CallExpression, file: File, depth: number): boolean {
  const { callee, arguments: given } = call;
  const [first] = given;
  const it = unwrapped(callee);
  if (it.type !== T.MemberExpression) return false;
  const name = keyNameOf(it) ?? "";
  const isStatic = it.object.type === T.Identifier && (it.object.name === "Object" || it.object.name === "Array");
  if (isStatic) return first !== undefined && first.type !== T.SpreadElement && isUnbounded(first, file, depth);
  if (name === "split") return isOfLines(it.object, given, file, depth);
  if (name === "filter" && first && isOfChosen(file.sourceCode.getText(first))) return false;
  return SAME.has(name) && isUnbounded(it.object, file, depth);
}

/** What is awaited is an answer, or a promise of what is known here. */
function isUnboundedAnswer(node: TSESTree.Node, file: File, depth: number): boolean {
  if (growsAsAnswered(node, file)) return true;
  return node.type !== T.CallExpression && isUnbounded(node, file, depth);
}

/** `text.split("\n")`: the lines of a file, of an answer, of what a caller gives. */
function isOfLines(
  text: TSESTree.Node,
  [by]: TSESTree.CallExpression["arguments"],
  file: File,
  depth: number,
): boolean {
  if (!by || !/\\n|EOL/u.test(file.sourceCode.getText(by)) || depth > MAX_DEPTH) return false;
  const it = unwrapped(text);
  if (it.type === T.AwaitExpression) return isOfLines(it.argument, [by], file, depth + 1);
  if (it.type === T.CallExpression) {
    const name = calleeNameOf(it);
    if (/^(?:readFile|readFileSync|text)$/u.test(name)) return true;
    const isSame =
      /^(?:replace|replaceAll|toString|trim|trimEnd)$/u.test(name) && it.callee.type === T.MemberExpression;
    return isSame && it.callee.type === T.MemberExpression && isOfLines(it.callee.object, [by], file, depth + 1);
  }
  const value = it.type === T.Identifier ? constantOf(file.variableOf(it)) : undefined;
  return value ? isOfLines(value, [by], file, depth + 1) : isUnbounded(it, file, depth + 1);
}
