/** Classes of the program that own: what they acquire into their fields is owed by whoever makes one. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { CallForm, ResourceModel } from "../catalog/index.ts";
import { isEnd } from "./end-names.ts";
import type { File } from "./file.ts";
import { importOf } from "./imports.ts";
import { type Ownership, ownershipOf } from "./members/index.ts";
import { lineOf, outlinesUnder } from "./outlines.ts";
import { declaredUnder } from "./sources.ts";
import { unwrapped } from "./tree.ts";

const models = new WeakMap<TSESTree.Node, { readonly found: ResourceModel | undefined }>();

/** The resource that an object is; absent when its class owns nothing from the start. */
export function ownerFrom({ callee }: TSESTree.NewExpression, file: File): ResourceModel | undefined {
  const name = unwrapped(callee);
  if (name.type !== T.Identifier || !mayEnd(name, file)) return undefined;
  const [declared] = declaredUnder(name, file);
  const node = declared?.node;
  if (!declared || (node?.type !== T.ClassDeclaration && node?.type !== T.ClassExpression)) return undefined;
  const known = models.get(node);
  if (known) return known.found;
  const ownership = ownershipOf(node, declared.file);
  const found = ownership && modelOf(node.id?.name ?? name.name, ownership);
  models.set(node, { found });
  return found;
}

/** Before a source is read for it: what nothing ends owns nothing that could be owed. */
function mayEnd(name: TSESTree.Identifier, file: File): boolean {
  if (!importOf(name, file)) return true;
  const line = outlinesUnder(name, file).flatMap((one) => lineOf(one));
  return line.some(({ members }) => members.some((member) => isEnd(member.name)));
}

/** A function ends what it stands for when it is called itself. */
function formOf(end: string): CallForm {
  if (end === "") return "_()";
  return end.startsWith("@@") ? `_[Symbol.${end.slice(2)}]()` : `_.${end}()`;
}

/** The model of objects that own so much. */
export function modelOf(name: string, { ends, opens, owned }: Ownership): ResourceModel | undefined {
  const [first, ...others] = ends.map((end) => formOf(end));
  if (!first) return undefined;
  return {
    name,
    acquire: [],
    release: [first, ...others],
    ...(opens.length > 0 && { opens: opens.map((open) => `_.${open}()` as const) }),
    ...(owned.every(({ unattended }) => unattended === true) && { unattended: true }),
    ...(owned.some(({ lifetime }) => lifetime === "app") && { lifetime: "app" }),
    cwe: [772],
  };
}
