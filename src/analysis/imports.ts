/** By which import is a name known? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "./file.ts";
import { packageOf } from "./knowledge.ts";

/** Absent for what the file declares, and for whole modules. */
export function importOf(
  name: TSESTree.Node,
  { variableOf }: File,
): TSESTree.ImportSpecifier | TSESTree.ImportDefaultSpecifier | undefined {
  const at = variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  return at?.type === T.ImportSpecifier || at?.type === T.ImportDefaultSpecifier ? at : undefined;
}

/** It comes from a package that is installed, or that somebody else declares; nothing of the program is behind it. */
export function isForeign(name: TSESTree.Node, file: File): boolean {
  const declaration = (file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined)?.parent;
  if (declaration?.type !== T.ImportDeclaration) return false;
  return file.checker?.packages().has(packageOf(declaration.source.value)) === true;
}

/** The name under which the program's sources know what a name stands for; a default export goes by the name it is given. */
export function importedName(name: TSESTree.Identifier | TSESTree.PrivateIdentifier, file: File): string {
  const at = importOf(name, file);
  return at?.type === T.ImportSpecifier && at.imported.type === T.Identifier ? at.imported.name : name.name;
}
