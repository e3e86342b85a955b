/** What the options of a call say, as far as the file shows it: literals, constants, spreads of constants. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { type CallNode, isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";

/** The value of an option; `opaque` where the file does not show it, absent where it is not set. */
export type Option = TSESTree.Node | "opaque" | undefined;

const MAX_DEPTH = 4;

/** The option at a path such as `headers.connection`, at whichever of the positions the options stand. */
export function optionOf(call: CallNode, positions: readonly number[], path: string, file: File): Option {
  if (call.arguments.some(({ type }) => type === T.SpreadElement)) return "opaque";
  const found = positions.map((position) => {
    const argument = call.arguments[position];
    return argument && !isPlain(argument, file) ? at(argument, path.split("."), file) : undefined;
  });
  return found.find((one) => one !== undefined && one !== "opaque") ?? found.find((one) => one !== undefined);
}

function at(object: TSESTree.Node, [key, ...rest]: readonly string[], file: File): Option {
  if (key === undefined) return object;
  const value = propertyOf(object, key, file, 0);
  return value === undefined || value === "opaque" || rest.length === 0 ? value : at(value, rest, file);
}

function propertyOf(written: TSESTree.Node, key: string, file: File, depth: number): Option {
  const object = unwrapped(written);
  if (depth > MAX_DEPTH) return "opaque";
  if (isNothing(object)) return undefined;
  if (object.type === T.Identifier) return propertyOfConstant(object, key, file, depth);
  if (object.type !== T.ObjectExpression) return "opaque";
  for (const property of object.properties.toReversed()) {
    if (property.type === T.SpreadElement) {
      const spread = propertyOf(property.argument, key, file, depth + 1);
      if (spread !== undefined) return spread;
      continue;
    }
    const name = keyNameOf(property);
    if (name === undefined) return "opaque";
    if (name === key) return unwrapped(property.value);
  }
  return undefined;
}

/** A constant of the file, with what is assigned to it afterwards; one that others are given may be filled by them. */
function propertyOfConstant(name: TSESTree.Identifier, key: string, file: File, depth: number): Option {
  const variable = file.variableOf(name);
  const value = constantOf(variable);
  if (!variable || !value || unwrapped(value).type !== T.ObjectExpression) return "opaque";
  for (const { identifier } of variable.references) {
    const outer = wrapped(identifier);
    const { parent } = outer;
    if (parent?.type === T.MemberExpression && parent.object === outer) {
      const { parent: use } = parent;
      const isSet = use.type === T.AssignmentExpression && use.left === parent;
      if (isSet && (keyNameOf(parent) ?? key) === key) return use.right;
    } else if (parent?.type === T.CallExpression && parent.callee !== outer && identifier !== name) {
      if (isFilling(parent)) return "opaque";
    }
  }
  return propertyOf(value, key, file, depth + 1);
}

/** Printing reads; what else is given the object may well set something in it. */
const isFilling = ({ callee }: TSESTree.CallExpression): boolean => {
  const it = unwrapped(callee);
  const object = it.type === T.MemberExpression ? unwrapped(it.object) : it;
  return object.type !== T.Identifier || !/^(?:console|JSON|logger|log|debug)$/u.test(object.name);
};

const isNothing = (node: TSESTree.Node): boolean =>
  (node.type === T.Literal && node.value === null) || (node.type === T.Identifier && node.name === "undefined");

/** A text, a number, a URL or a callback: an argument that holds no options. */
export function isPlain(argument: TSESTree.Node, file: File, depth = 0): boolean {
  const it = unwrapped(argument);
  if (isFunction(it) || isNothing(it)) return true;
  switch (it.type) {
    case T.Literal:
    case T.TemplateLiteral:
    case T.ArrayExpression:
      return true;
    case T.BinaryExpression:
      return it.operator === "+";
    case T.NewExpression:
      return it.callee.type === T.Identifier && it.callee.name === "URL";
    case T.CallExpression:
      return it.callee.type === T.Identifier && /^(?:String|Number|encodeURI|parseInt)$/u.test(it.callee.name);
    case T.Identifier:
      return depth < MAX_DEPTH && isPlainName(it, file, depth);
    default:
      return false;
  }
}

function isPlainName(name: TSESTree.Identifier, file: File, depth: number): boolean {
  const variable = file.variableOf(name);
  const written = variable?.identifiers.map((one) => one.typeAnnotation?.typeAnnotation).find((one) => one);
  if (written) return isPlainType(written);
  const value = constantOf(variable);
  return value !== undefined && isPlain(value, file, depth + 1);
}

function isPlainType(type: TSESTree.TypeNode): boolean {
  if (type.type === T.TSUnionType) return type.types.every(isPlainType);
  const isUrl = type.type === T.TSTypeReference && type.typeName.type === T.Identifier && type.typeName.name === "URL";
  return isUrl || type.type === T.TSStringKeyword || type.type === T.TSNumberKeyword;
}

/** `0`, `false`, `null`, `undefined`, `Infinity`: it is written, and bounds nothing. */
export function isOff(value: TSESTree.Node): boolean {
  const it = unwrapped(value);
  if (it.type === T.Literal) return it.value === 0 || it.value === false || it.value === null;
  return it.type === T.Identifier && (it.name === "undefined" || it.name === "Infinity");
}
