/** Every place that speaks of a member of a class, of a class itself, or gives an object away. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { keyNameOf, nodesOf, unwrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { fieldsBehind } from "./families.ts";
import { type ClassNode, type Self, selfOf } from "./self.ts";

/** A class whose places are being gathered. */
export interface Noted extends ClassShape {
  readonly uses: Map<string, TSESTree.Node[]>;
  readonly given: TSESTree.Node[];
}

const PLACES = new Set([T.MemberExpression, T.VariableDeclarator, T.ThisExpression] as const);

/** Goes through the file once, for all its classes; `outside` gathers members of anything else. */
export function notePlaces(shapes: ReadonlyMap<Self, Noted>, outside: Map<string, TSESTree.Node[]>, file: File): void {
  const { ast, visitorKeys } = file.sourceCode;
  for (const place of nodesOf(PLACES, ast, visitorKeys)) note(place, shapes, outside, file);
  for (const { node, self, given } of shapes.values())
    if (self.type === T.ClassBody) given.push(...placesNaming(node, file).filter(isGiven));
}

function note(
  place: TSESTree.Node,
  shapes: ReadonlyMap<Self, Noted>,
  outside: Map<string, TSESTree.Node[]>,
  file: File,
): void {
  if (place.type === T.MemberExpression) {
    const name = keyNameOf(place);
    if (place.object.type === T.Super) return;
    const owner = selfOf(place.object, file);
    if (name === undefined) {
      if (owner && isVarying(place, file)) shapes.get(owner)?.given.push(place);
      return;
    }
    const shape = owner && shapes.get(owner);
    if (shape) addTo(shape, name, place);
    else if (owner?.type !== T.ClassExpression && owner?.type !== T.ClassDeclaration) add(name, place, outside);
  } else if (place.type === T.VariableDeclarator) noteBindings(place, shapes, file);
  else if (isGiven(place)) {
    const owner = selfOf(place, file);
    if (owner) shapes.get(owner)?.given.push(place);
  }
}

function noteBindings({ id, init }: TSESTree.VariableDeclarator, shapes: ReadonlyMap<Self, Noted>, file: File): void {
  const owner = id.type === T.ObjectPattern && init ? selfOf(init, file) : undefined;
  const shape = owner && shapes.get(owner);
  for (const property of shape && id.type === T.ObjectPattern ? id.properties : []) {
    if (property.type !== T.Property) continue;
    const name = keyNameOf(property);
    const bound = property.value.type === T.AssignmentPattern ? property.value.left : property.value;
    if (name !== undefined && shape) addTo(shape, name, bound);
  }
}

function addTo(shape: Noted, name: string, place: TSESTree.Node): void {
  for (const one of [name, ...fieldsBehind(name, shape)]) add(one, place, shape.uses);
}

function add(name: string, place: TSESTree.Node, to: Map<string, TSESTree.Node[]>): void {
  const places = to.get(name);
  if (places) places.push(place);
  else to.set(name, [place]);
}

/** `this[name]` for each of several names: it may be any field. */
function isVarying({ computed, property }: TSESTree.MemberExpression, file: File): boolean {
  const definition = computed ? file.variableOf(unwrapped(property))?.defs[0] : undefined;
  const at = definition?.node as TSESTree.Node | undefined;
  return String(definition?.type) === "Parameter" || (at?.type === T.VariableDeclarator && !at.init);
}

/** `close(this)`, `{ owner: this }`: whoever has the object can reach its fields. */
function isGiven({ parent }: TSESTree.Node): boolean {
  return (
    parent?.type === T.CallExpression ||
    parent?.type === T.Property ||
    parent?.type === T.SpreadElement ||
    parent?.type === T.ArrayExpression
  );
}

/** Every place in the file that names a class, but its declaration. */
export function placesNaming({ id }: ClassNode, file: File): readonly TSESTree.Node[] {
  const inner = id ? file.variableOf(id) : undefined;
  // A class knows its own name by a variable of its own.
  const names = inner ? [inner, inner.scope.upper?.set.get(inner.name)] : [];
  return [...new Set(names.flatMap((name) => name?.references ?? []).map(({ identifier }) => identifier))];
}
