/** Static fields: who but a static end of their class may end, or see, what they hold? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { textsElsewhere } from "../elsewhere.ts";
import { wrapped } from "../tree.ts";
import { type Case, isEnding } from "./cases.ts";
import { isPrivate } from "./families.ts";
import { placesNaming } from "./places.ts";
import { elementAround } from "./self.ts";

/** A class without a static end lives as long as the program; so does what is let go, and instances may end what they share. */
export function isSharedForGood({ teardowns, cares, places, holding: { aliases } }: Case): boolean {
  const isLetGo = [...places, ...aliases].some((place) => {
    const { parent } = wrapped(place);
    return (
      parent?.type === T.MemberExpression && parent.property.type === T.Identifier && parent.property.name === "unref"
    );
  });
  return (
    teardowns.length === 0 || isLetGo || cares.some((care) => isEnding(care) && elementAround(care.at)?.static !== true)
  );
}

/** Other files see the field, or nobody can tell. */
export function isShown({ holding: { shape, field }, file }: Case): boolean {
  if (isPrivate(field, shape)) return false;
  const isNamed = shape.node.id !== null && shape.node.parent.type !== T.ExportDefaultDeclaration;
  if (!file.checker || !isNamed || !placesNaming(shape.node, file).every(isKnownUse)) return true;
  return textsElsewhere(file).some((text) => text.includes(shape.name) && text.includes(field));
}

/** `Store.open()`, `new Store()`, `export { Store }`, a type: whoever has the class otherwise has it by another name. */
function isKnownUse(name: TSESTree.Node): boolean {
  const { parent } = name;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object === name;
    case T.NewExpression:
      return parent.callee === name;
    case T.ExportSpecifier:
      return "name" in parent.exported && "name" in parent.local && parent.exported.name === parent.local.name;
    default:
      return /^TS(?:ClassImplements|InterfaceHeritage|QualifiedName|TypeQuery|TypeReference)$/u.test(
        parent?.type ?? "",
      );
  }
}
