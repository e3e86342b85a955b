/** Which accessors of a class do nothing but show what a field of it holds? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isFunction, keyNameOf, returnsIn, unwrapped } from "../tree.ts";
import { type ClassElement, selfOf } from "./self.ts";

/** By the name of an accessor: the fields that it answers, whichever of them it is. */
export type Views = ReadonlyMap<string, readonly string[]>;

/** `get thread() { if (!this._thread) throw …; return this._thread; }` */
export function viewsIn(elements: readonly ClassElement[], file: File): Views {
  const getters = elements.filter((one) => one.type === T.MethodDefinition && one.kind === "get");
  return new Map(
    getters.flatMap((element): [string, readonly string[]][] => {
      const [name, fields] = [keyNameOf(element), fieldsShown(element, file)];
      return name === undefined || fields.length === 0 ? [] : [[name, fields]];
    }),
  );
}

function fieldsShown({ value }: ClassElement, file: File): readonly string[] {
  if (!isFunction(value)) return [];
  return returnsIn(value, file.sourceCode.visitorKeys).flatMap((at) => {
    const shown = at.type === T.ReturnStatement ? at.argument : at;
    return shown ? fieldsNamed(unwrapped(shown), file) : [];
  });
}

function fieldsNamed(node: TSESTree.Node, file: File): readonly string[] {
  switch (node.type) {
    case T.MemberExpression:
      return selfOf(node.object, file) ? [keyNameOf(node)].filter((name) => name !== undefined) : [];
    case T.AssignmentExpression:
      return fieldsNamed(unwrapped(node.left), file);
    case T.LogicalExpression:
      return [...fieldsNamed(unwrapped(node.left), file), ...fieldsNamed(unwrapped(node.right), file)];
    case T.ConditionalExpression:
      return [...fieldsNamed(unwrapped(node.consequent), file), ...fieldsNamed(unwrapped(node.alternate), file)];
    default:
      return [];
  }
}
