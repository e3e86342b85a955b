/** A collection that lives longer than what is put into it: where it is declared, and every place that names it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";

export interface Registry {
  /** As the program writes it: `pending`, `this.#pending`. */
  readonly name: string;
  readonly kind: "map" | "set" | "array" | "object";
  readonly scope: "module" | "field" | "closure";
  /** Another file may name it. */
  readonly isOpen: boolean;
  /** Its name without what it belongs to. */
  readonly key: string;
  /** Every place that names it, its declaration left out. */
  readonly places: readonly TSESTree.Node[];
  /** The function or class it is declared in; the module otherwise. */
  readonly home: TSESTree.Node;
}

/** Absent for what is no collection, or does not outlive the function that `node` stands in. */
export function registryOf(node: TSESTree.Node, file: File): Registry | undefined {
  const it = unwrapped(node);
  if (it.type === T.Identifier) return variableRegistry(it, file);
  if (it.type !== T.MemberExpression) return undefined;
  const owner = unwrapped(it.object);
  const key = keyNameOf(it);
  if (key === undefined) return undefined;
  if (isSelf(owner, file)) return fieldRegistry(it, key, file);
  return owner.type === T.Identifier ? memberRegistry(owner, key, file) : undefined;
}

function variableRegistry(node: TSESTree.Identifier, file: File): Registry | undefined {
  const variable = file.variableOf(node);
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (!variable || at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier) return undefined;
  const kind = kindOf(at.init);
  const home = rootOf(at);
  if (!kind || home === rootOf(node)) return undefined;
  const places = variable.references.map(({ identifier }) => identifier).filter((one) => one !== at.id);
  const scope = home.type === T.Program ? "module" : "closure";
  const isOpen = at.parent.parent.type === T.ExportNamedDeclaration || places.some(isExported);
  return { name: node.name, kind, scope, isOpen, key: node.name, places, home };
}

const isExported = ({ parent }: TSESTree.Node): boolean =>
  parent?.type === T.ExportSpecifier || parent?.type === T.ExportDefaultDeclaration;

function isSelf(node: TSESTree.Node, file: File): boolean {
  if (node.type === T.ThisExpression) return true;
  const at =
    node.type === T.Identifier ? (file.variableOf(node)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  return at?.type === T.VariableDeclarator && at.init?.type === T.ThisExpression;
}

/** Whatever has a member of that name may be an instance of the class. */
function fieldRegistry(node: TSESTree.MemberExpression, key: string, file: File): Registry | undefined {
  const body = classBodyAround(node);
  const places = placesNamed(key, file);
  const declared = body?.body.find((one) => one.type === T.PropertyDefinition && keyNameOf(one) === key);
  const element = declared?.type === T.PropertyDefinition ? declared : undefined;
  const given = places.flatMap((one) => valueGiven(one) ?? []);
  const kinds = new Set([element?.value, ...given].map(kindOf).filter((one) => one !== undefined));
  const [kind] = kinds;
  if (!body || !kind || kinds.size > 1) return undefined;
  const isHidden = key.startsWith("#") || element?.accessibility === "private";
  const name = file.sourceCode.getText(node);
  const first = places.find((one) => kindOf(valueGiven(one)) !== undefined && isInConstructor(one));
  const used = element?.value ? places : places.filter((one) => one !== first);
  return { name, kind, scope: "field", isOpen: !isHidden, key, places: used, home: body };
}

/** `state.clients`, where `const state = { clients: new Map() }` stands in the module. */
function memberRegistry(owner: TSESTree.Identifier, key: string, file: File): Registry | undefined {
  const at = file.variableOf(owner)?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || rootOf(at).type !== T.Program) return undefined;
  if (at.init?.type !== T.ObjectExpression) return undefined;
  const property = at.init.properties.find((one) => one.type === T.Property && keyNameOf(one) === key);
  const kind = property?.type === T.Property ? kindOf(property.value) : undefined;
  const isShared =
    file
      .variableOf(owner)
      ?.references.some(
        ({ identifier: { parent } }) => parent.type !== T.MemberExpression && parent.type !== T.VariableDeclarator,
      ) ?? true;
  if (!kind) return undefined;
  const isOpen = isShared || at.parent.parent.type === T.ExportNamedDeclaration;
  return {
    name: `${owner.name}.${key}`,
    kind,
    scope: "module",
    isOpen,
    key,
    places: placesNamed(key, file),
    home: rootOf(at),
  };
}

function isInConstructor(node: TSESTree.Node): boolean {
  const { parent } = rootOf(node);
  return parent?.type === T.MethodDefinition && parent.kind === "constructor";
}

function valueGiven(place: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = wrapped(place);
  return parent?.type === T.AssignmentExpression && unwrapped(parent.left) === unwrapped(place)
    ? parent.right
    : undefined;
}

const members = new WeakMap<File, ReadonlyMap<string, readonly TSESTree.Node[]>>();

function placesNamed(key: string, file: File): readonly TSESTree.Node[] {
  let found = members.get(file);
  if (!found) {
    const made = new Map<string, TSESTree.Node[]>();
    for (const node of nodesIn(file.sourceCode.ast, file.sourceCode.visitorKeys)) {
      const name = node.type === T.MemberExpression ? keyNameOf(node) : patternKey(node);
      const named = name === undefined ? undefined : made.get(name);
      if (named) named.push(node);
      else if (name !== undefined) made.set(name, [node]);
    }
    members.set(file, (found = made));
  }
  return found.get(key) ?? [];
}

/** `const { clients } = this` names the field, too. */
const patternKey = (node: TSESTree.Node): string | undefined =>
  node.type === T.Property && node.parent.type === T.ObjectPattern ? keyNameOf(node) : undefined;

function classBodyAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  if (node.type === T.ClassBody) return node;
  return node.parent ? classBodyAround(node.parent) : undefined;
}

/** What an initial value collects; weak collections let go by themselves. */
export function kindOf(value: TSESTree.Node | null | undefined): Registry["kind"] | undefined {
  const it = value && unwrapped(value);
  if (it?.type === T.ArrayExpression && it.elements.length === 0) return "array";
  if (it?.type === T.ObjectExpression && it.properties.length === 0) return "object";
  if (it?.type === T.CallExpression && it.callee.type === T.MemberExpression) {
    const isNull = it.arguments[0]?.type === T.Literal && it.arguments[0].value === null;
    return keyNameOf(it.callee) === "create" && isNull ? "object" : undefined;
  }
  if (it?.type !== T.NewExpression || it.callee.type !== T.Identifier) return undefined;
  if (it.callee.name === "Array") return it.arguments.length === 0 ? "array" : undefined;
  return it.callee.name === "Map" ? "map" : it.callee.name === "Set" ? "set" : undefined;
}
