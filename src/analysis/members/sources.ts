/** Does what a class subscribes to go on when the object has ended? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { type CallNode, isFunction, keyNameOf, unwrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { instanceOf } from "./self.ts";

/** Operators after which a source ends by itself, or when something else does. */
const ENDING =
  /^(?:count|elementAt|every|find|findIndex|first|firstValueFrom|last|max|min|reduce|single|take\w*|timeoutWith|toArray|until\w*)$/u;

/**
 * - `ticking`: nothing but the subscriber can end it
 * - `lasting`: it is endless by its making, or others made it and gave it to the object
 */
export type Duration = "ticking" | "lasting";

/** Absent when something on the way ends it, or nobody knows. */
export function durationOf(call: CallNode, shape: ClassShape, file: File): Duration | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression) return undefined;
  const operators: string[] = [];
  const source = sourceBelow(unwrapped(callee.object), operators);
  if (operators.some((name) => ENDING.test(name))) return undefined;
  const { endless, ticking } = file.knowledge;
  if (operators.some((name) => ticking.has(name))) return "ticking";
  return operators.some((name) => endless.has(name)) || isGiven(source, shape, file) ? "lasting" : undefined;
}

/** What a chain of `pipe` begins with; the operators on the way, and the function that makes the source, are noted. */
function sourceBelow(node: TSESTree.Node, operators: string[]): TSESTree.Node {
  if (node.type !== T.CallExpression) return node;
  const callee = unwrapped(node.callee);
  if (callee.type === T.Identifier) operators.push(callee.name);
  if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "pipe") return node;
  operators.push(...node.arguments.map(operatorOf));
  return sourceBelow(unwrapped(callee.object), operators);
}

/** An operator without a name may be any; it counts as one that ends. */
function operatorOf(argument: TSESTree.Node): string {
  const it = unwrapped(argument);
  const callee = it.type === T.CallExpression ? unwrapped(it.callee) : undefined;
  if (callee?.type !== T.Identifier || it.type !== T.CallExpression) return "until";
  return callee.name === "repeat" && isCounted(it) ? "take" : callee.name;
}

/** `repeat(3)`, `repeat({ count: 3 })`, and whatever is not written in place. */
function isCounted({ arguments: [first] }: TSESTree.CallExpression): boolean {
  if (!first) return false;
  const it = unwrapped(first);
  return (
    it.type !== T.ObjectExpression || it.properties.some((one) => one.type !== T.Property || keyNameOf(one) === "count")
  );
}

/** A parameter, an import, or a member of a field that a parameter gave: it is older than the object. */
function isGiven(source: TSESTree.Node, shape: ClassShape, file: File): boolean {
  if (source.type === T.MemberExpression) {
    const name = keyNameOf(source);
    if (instanceOf(source.object, file)) return name !== undefined && isGivenField(name, shape, file);
    return isGiven(unwrapped(source.object), shape, file);
  }
  return source.type === T.Identifier && isParameter(source, file);
}

function isGivenField(name: string, { declared, uses }: ClassShape, file: File): boolean {
  if (declared.get(name)?.type === T.TSParameterProperty) return true;
  const values = (uses.get(name) ?? []).flatMap((place) =>
    place.parent?.type === T.AssignmentExpression && place.parent.left === place ? [place.parent.right] : [],
  );
  return values.length > 0 && values.every((value) => isParameter(unwrapped(value), file));
}

/** A parameter is defined by the function it belongs to. */
function isParameter(node: TSESTree.Node, file: File): boolean {
  const [definition] = file.variableOf(node)?.defs ?? [];
  const at = definition?.node as TSESTree.Node | undefined;
  return node.type === T.Identifier && isFunction(at) && at.id !== definition?.name;
}
