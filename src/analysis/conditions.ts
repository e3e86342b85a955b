/** Do the literal arguments and options of a call meet a form's conditions? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { When } from "../catalog/index.ts";
import type { File } from "./file.ts";
import { calleeNameOf, type CallNode, isFunction, keyNameOf, unwrapped } from "./tree.ts";

/** All of `when` and none of `unless`; what cannot be seen, such as a spread or a variable, does not hold in either. */
export function conditionsHold(
  call: CallNode,
  when: readonly When[],
  unless: readonly When[],
  file?: Pick<File, "variableOf">,
): boolean {
  return when.every((one) => holds(one, call, file)) && !unless.some((one) => mayHold(one, call));
}

function holds(when: When, call: CallNode, file?: Pick<File, "variableOf">): boolean {
  const value = valueAt(when, call, file);
  if (value === "opaque") return false;
  if (when.is === "absent") return value === undefined;
  if (when.is === "present") return value !== undefined;
  const made = value?.type === T.Identifier ? constantOf(value, file) : value;
  if (made?.type === T.NewExpression) return `new ${calleeNameOf(made)}()` === when.is;
  return value?.type === T.Literal && value.value === when.is;
}

/** What a name was given where it was declared, and never again. */
function constantOf(name: TSESTree.Node, file: Pick<File, "variableOf"> | undefined): TSESTree.Node | undefined {
  const declarator = file?.variableOf(name)?.defs[0]?.node;
  const isConstant = declarator?.type === T.VariableDeclarator && declarator.parent.kind === "const";
  return isConstant && declarator.init ? unwrapped(declarator.init) : undefined;
}

/** An exception that may apply keeps us silent. */
function mayHold(when: When, call: CallNode): boolean {
  const value = valueAt(when, call);
  return (
    value === "opaque" || (value !== undefined && value.type !== T.Literal && when.is !== "absent") || holds(when, call)
  );
}

function valueAt(
  { argument, option }: When,
  call: CallNode,
  file?: Pick<File, "variableOf">,
): TSESTree.Node | "opaque" | undefined {
  const before = call.arguments.slice(0, argument + 1);
  if (before.some((one) => one.type === T.SpreadElement)) return "opaque";
  const written = call.arguments[argument];
  const at = (option !== undefined && written && constantOf(written, file)) || written;
  if (!at || option === undefined) return at && unwrapped(at);
  return option
    .split(".")
    .reduce<TSESTree.Node | "opaque" | undefined>(
      (object, key) => (object === undefined || object === "opaque" ? object : propertyOf(unwrapped(object), key)),
      at,
    );
}

function propertyOf(object: TSESTree.Node, key: string): TSESTree.Node | "opaque" | undefined {
  if (object.type === T.Literal || object.type === T.TemplateLiteral || object.type === T.ArrayExpression)
    return undefined;
  if (isFunction(object)) return undefined;
  if (object.type !== T.ObjectExpression) return "opaque";
  const found = object.properties.find((one) => one.type === T.Property && keyNameOf(one) === key);
  if (found?.type === T.Property) return unwrapped(found.value);
  return object.properties.some((one) => one.type === T.SpreadElement) ? "opaque" : undefined;
}
