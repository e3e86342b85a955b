/** Is there a bound on how many items a list has? What cannot be told to come from outside is taken to be bounded. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File, Variable } from "../file.ts";
import { type FunctionNode, isFunction, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";

const MAX_DEPTH = 6;

export function isBounded(items: TSESTree.Node, at: TSESTree.Node, file: File): boolean {
  return !isUnbounded(items, file, 0) || isScript(at);
}

/** What a module does once when it is loaded is no service's work. */
const isScript = (at: TSESTree.Node): boolean => rootOf(at).type === T.Program;

/** It is made of what a caller gives, or of what somebody answers. */
function isUnbounded(node: TSESTree.Node, file: File, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const it = unwrapped(node);
  const next = depth + 1;
  switch (it.type) {
    case T.Identifier:
      return !BOUNDED_NAME.test(it.name) && isUnboundedName(file.variableOf(it), file, next);
    case T.AwaitExpression:
      return isAnswer(unwrapped(it.argument), file, next);
    case T.MemberExpression:
      return !BOUNDED_NAME.test(keyNameOf(it) ?? "") && !isThisField(it) && isUnbounded(it.object, file, next);
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

/** `Array.isArray(x) ? x : [x]`: who may write one thing writes few. */
const isOneOrMore = ({ consequent, alternate }: TSESTree.ConditionalExpression): boolean =>
  [consequent, alternate].some(({ type }) => type === T.ArrayExpression);

/** What is set once for the program, and parts of a list that was cut before. */
const BOUNDED_NAME =
  /^(?:[A-Z][A-Z\d_]*|\w*(?:[Cc]onfigs?|[Ee]nv|[Oo]ptions?|[Oo]pts|[Ss]ettings)|(?:batch|chunk|group|page|slice|window|shard|worker)\w*|\w*(?:Batch|Chunk|Page|Slice|Workers?|Shards?))$/u;

const isThisField = ({ object }: TSESTree.MemberExpression): boolean => unwrapped(object).type === T.ThisExpression;

function isUnboundedName(variable: Variable | undefined, file: File, depth: number): boolean {
  const definition = variable?.defs[0];
  const at = definition?.node as TSESTree.Node | undefined;
  if (!variable || !definition || !at) return false;
  if (isFunction(at)) return isListParameter(definition.name, at, file) && !variable.references.some(isAskedForOne);
  if (at.type !== T.VariableDeclarator) return false;
  // The items of a loop over chunks are one chunk.
  if (at.parent.parent.type === T.ForOfStatement || at.parent.parent.type === T.ForStatement) return false;
  if (!at.init) return false;
  const isFilled = unwrapped(at.init).type === T.ArrayExpression && variable.references.some(isPushedInLoop);
  return isFilled || isUnbounded(at.init, file, depth);
}

/** A tuple has as many items as its type says, rest parameters as many as are written, a batch as many as somebody cuts. */
function isListParameter(name: TSESTree.Node, fn: FunctionNode, { sourceCode }: File): boolean {
  const type = name.type === T.Identifier ? name.typeAnnotation?.typeAnnotation : undefined;
  const inner = type?.type === T.TSTypeOperator ? type.typeAnnotation : type;
  const { parent } = wrapped(fn);
  const isCut = parent?.type === T.CallExpression && /batch|chunk|page|slice/iu.test(sourceCode.getText(parent.callee));
  const isRest = fn.params.some((one) => one.type === T.RestElement && one.argument === name);
  return inner?.type !== T.TSTupleType && !isCut && !isRest;
}

/** `if (Array.isArray(files))`, for a parameter that may be one thing as well: who may write one writes few. */
function isAskedForOne({ identifier }: Variable["references"][number]): boolean {
  const { parent } = identifier;
  if (parent.type !== T.CallExpression || parent.callee.type !== T.MemberExpression) return false;
  return parent.callee.object.type === T.Identifier && keyNameOf(parent.callee) === "isArray";
}

/** A list that a loop fills has as many items as the loop has turns. */
function isPushedInLoop({ identifier }: Variable["references"][number]): boolean {
  const { parent } = identifier;
  return parent.type === T.MemberExpression && keyNameOf(parent) === "push" && isInLoop(parent);
}

function isInLoop(node: TSESTree.Node): boolean {
  if (node.type === T.WhileStatement || node.type === T.ForOfStatement) return true;
  return !isFunction(node) && node.parent !== undefined && isInLoop(node.parent);
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
function isUnboundedCall({ callee, arguments: [first] }: TSESTree.CallExpression, file: File, depth: number): boolean {
  const it = unwrapped(callee);
  if (it.type !== T.MemberExpression) return false;
  const name = keyNameOf(it) ?? "";
  const isStatic = it.object.type === T.Identifier && (it.object.name === "Object" || it.object.name === "Array");
  if (isStatic) return first !== undefined && first.type !== T.SpreadElement && isUnbounded(first, file, depth);
  return SAME.has(name) && isUnbounded(it.object, file, depth);
}

const LISTS =
  /^(?:find\w*|getAll\w*|glob\w*|json|keys|list\w*|query\w*|readdir|scan\w*|search\w*|select\w*|toArray|walk\w*|fetchAll\w*|getMany)$/u;

/** As many as the directory has files, the table rows, the answer elements. */
function isAnswer(node: TSESTree.Node, file: File, depth: number): boolean {
  if (node.type !== T.CallExpression) return isUnbounded(node, file, depth);
  const callee = unwrapped(node.callee);
  const name =
    callee.type === T.Identifier ? callee.name : callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  return LISTS.test(name);
}
