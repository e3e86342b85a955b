/** Whose are the members that `this`, or a name that stands for it, speaks of at one place: of an object, or of a class itself? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isFunction, keyNameOf, nodesIn, unwrapped } from "../tree.ts";

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A class stands for its instances, and its body for the class itself, whose members are static. */
export type Self = ClassNode | TSESTree.ClassBody;

/** The class whose instance an expression is: `this`, `self` after `const self = this`, `this._self` in a class with `_self = this`. */
export function instanceOf(node: TSESTree.Node, file: File): ClassNode | undefined {
  const self = selfOf(node, file);
  return self?.type === T.ClassBody ? undefined : self;
}

/** An instance, or a class: `Store` in any place, and `this` in its static members. */
export function selfOf(node: TSESTree.Node, file: File): Self | undefined {
  const it = unwrapped(node);
  if (it.type === T.ThisExpression) return selfAt(it);
  if (it.type === T.MemberExpression) {
    const owner = unwrapped(it.object).type === T.ThisExpression ? selfAt(unwrapped(it.object)) : undefined;
    return owner && owner.type !== T.ClassBody && selvesOf(owner, file).has(keyNameOf(it) ?? "") ? owner : undefined;
  }
  const definition =
    it.type === T.Identifier ? (file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  if (definition?.type === T.ClassDeclaration || definition?.type === T.ClassExpression) return definition.body;
  if (definition?.type !== T.VariableDeclarator || definition.id.type !== T.Identifier || !definition.init)
    return undefined;
  const value = unwrapped(definition.init);
  return value.type === T.ThisExpression ? selfAt(value) : value.type === T.ClassExpression ? value.body : undefined;
}

const known = new WeakMap<ClassNode, ReadonlySet<string>>();

/** The fields that are declared to be the object itself, and are never given anything else. */
function selvesOf(node: ClassNode, { sourceCode: { visitorKeys } }: File): ReadonlySet<string> {
  const found = known.get(node);
  if (found) return found;
  const selves = new Set(
    node.body.body.flatMap((element) =>
      element.type === T.PropertyDefinition && !element.static && element.value?.type === T.ThisExpression
        ? [keyNameOf(element) ?? ""]
        : [],
    ),
  );
  for (const one of selves.size > 0 ? nodesIn(node, visitorKeys) : [])
    if (one.type === T.AssignmentExpression && one.left.type === T.MemberExpression)
      selves.delete(keyNameOf(one.left) ?? "");
  known.set(node, selves);
  return selves;
}

/** Absent in functions with a `this` of their own, and outside of classes. */
function selfAt(node: TSESTree.Node): Self | undefined {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (isElement(parent) && parent.value === at) return parent.static ? parent.parent : parent.parent.parent;
    if (at.type === T.StaticBlock) return at.parent;
    if (at.type === T.ClassBody) return undefined;
    if (isFunction(at) && at.type !== T.ArrowFunctionExpression && !isBound(at)) return undefined;
  }
  return undefined;
}

/** `function () { … }.bind(this)`. */
function isBound({ parent }: TSESTree.Node): boolean {
  return parent?.type === T.MemberExpression && keyNameOf(parent) === "bind";
}

export type ClassElement = TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

export function isElement(node: TSESTree.Node | undefined): node is ClassElement {
  return node?.type === T.MethodDefinition || node?.type === T.PropertyDefinition || node?.type === T.AccessorProperty;
}

/** The member of a class that a node stands in, of the innermost class around. */
export function elementAround(node: TSESTree.Node): ClassElement | undefined {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (isElement(at)) return at;
  return undefined;
}
