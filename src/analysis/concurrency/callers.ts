/** Who in the program calls an exported function, and is what all of them give it bounded? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { textsElsewhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { isTest } from "../test-code.ts";
import { isFunction, nodesIn, unwrapped } from "../tree.ts";

/** The files of more callers are not worth the reading. */
const MAX_FILES = 6;

/** Whether `isBounded` holds for what every caller gives a parameter; never where others than the program may call it. */
export function isBoundedByCallers(
  items: TSESTree.Node,
  file: File,
  isBounded: (given: TSESTree.Node, call: TSESTree.Node, file: File) => boolean,
): boolean {
  const definition = file.variableOf(unwrapped(items))?.defs[0];
  const fn = definition?.node as TSESTree.Node | undefined;
  const name = isFunction(fn) ? exportedName(fn) : undefined;
  const index = isFunction(fn) ? fn.params.findIndex((one) => one === definition?.name) : -1;
  if (name === undefined || index < 0 || !file.sources || isPassedOn(file)) return false;
  const callers = file.sources.filesNaming(name, MAX_FILES).filter((one) => !isTest(one));
  const uses = [file, ...callers].flatMap((one) => usesOf(name, one).map((at) => ({ at, file: one })));
  return (
    callers.some((one) => isImported(name, one)) &&
    uses.every((one) => {
      const given = argumentOf(one.at, index);
      return given !== undefined && isBounded(given, one.at, one.file);
    })
  );
}

/** `export async function latest(names) {}`, `export const latest = async (names) => …`. */
function exportedName(fn: TSESTree.Node): string | undefined {
  const declared = fn.type === T.FunctionDeclaration ? fn : fn.parent;
  const id = declared?.type === T.FunctionDeclaration || declared?.type === T.VariableDeclarator ? declared.id : null;
  const statement = declared?.type === T.VariableDeclarator ? declared.parent.parent : declared?.parent;
  return id?.type === T.Identifier && statement?.type === T.ExportNamedDeclaration ? id.name : undefined;
}

/** `export * from "./latest"`, `export { latest } from "./latest"`: whoever else gets hold of it is not seen. */
function isPassedOn(file: File): boolean {
  const stem = /(?<stem>[^/\\]+)\.\w+$/u.exec(file.checker?.source()?.fileName ?? "")?.groups?.["stem"];
  if (stem === undefined || stem === "index") return true;
  const escaped = stem.replace(/[$()*+.?[\\\]^{|}]/gu, "\\$&");
  const again = new RegExp(`\\bexport\\s*(?:type\\s*)?[*{][^;]*?\\bfrom\\s*["'][^"']*\\b${escaped}\\b`, "u");
  return textsElsewhere(file).some((text) => text.includes(stem) && again.test(text));
}

/** Every place that names it, but for its declaration and its imports. */
function usesOf(name: string, { sourceCode: { ast, visitorKeys } }: File): readonly TSESTree.Node[] {
  return nodesIn(ast, visitorKeys).filter(
    (node) => node.type === T.Identifier && node.name === name && !isDeclaring(node),
  );
}

const isDeclaring = (node: TSESTree.Node): boolean => {
  const { parent } = node;
  if (parent?.type === T.ImportSpecifier) return parent.local.name === (node as TSESTree.Identifier).name;
  return (
    (parent?.type === T.FunctionDeclaration || parent?.type === T.VariableDeclarator) &&
    parent.id === node &&
    exportedName(parent.type === T.FunctionDeclaration ? parent : (parent.init ?? parent)) !== undefined
  );
};

const isImported = (name: string, { sourceCode: { ast, visitorKeys } }: File): boolean =>
  nodesIn(ast, visitorKeys).some(
    (node) => node.type === T.ImportSpecifier && node.imported.type === T.Identifier && node.imported.name === name,
  );

/** What a call gives it; absent where it is used otherwise, or nobody sees what comes where. */
function argumentOf(use: TSESTree.Node, index: number): TSESTree.Node | undefined {
  const { parent } = use;
  if (parent?.type !== T.CallExpression || parent.callee !== use) return undefined;
  const isSpread = parent.arguments.some(({ type }) => type === T.SpreadElement);
  return isSpread ? undefined : parent.arguments[index];
}
