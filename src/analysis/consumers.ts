/** Where does the value of an expression go? Climbs from a value to what binds, stores, returns, calls or drops it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResultStep } from "../catalog/index.ts";
import { type CallNode, keyNameOf, wrapped } from "./tree.ts";

/** One step from a container down to what it holds: a member, an element, or any of them. */
export type Inside = ResultStep | "each";

/** What becomes of a value. `at` is the node of the graph step at which it happens. */
export type Consumer =
  /** Given to a name or a pattern; `path` leads from the bound value to the resource. */
  | {
      readonly kind: "bind";
      readonly at: TSESTree.Node;
      readonly pattern: TSESTree.Node;
      readonly path: readonly Inside[];
    }
  /** Bound by `using`, which gives it back. */
  | { readonly kind: "using"; readonly at: TSESTree.Node }
  /** Put where others can reach it: a field, an element, an export, a class field's initial value. */
  | {
      readonly kind: "store";
      readonly at: TSESTree.Node;
      readonly target: TSESTree.Node | undefined;
      readonly path: readonly Inside[];
    }
  /** `path` leads from what is returned to the resource. */
  | { readonly kind: "return"; readonly at: TSESTree.Node; readonly path: readonly Inside[] }
  | { readonly kind: "throw" | "yield"; readonly at: TSESTree.Node }
  /** Passed to a call, perhaps inside an options object. */
  | {
      readonly kind: "argument";
      readonly at: CallNode;
      readonly index: number;
      readonly option: string | undefined;
      readonly path: readonly Inside[];
    }
  /** Its method is called: `socket.destroy` is the path of `value.socket.destroy()`. */
  | { readonly kind: "method"; readonly at: TSESTree.CallExpression; readonly path: string }
  /** It is called itself. */
  | { readonly kind: "callee"; readonly at: CallNode }
  /** A member is read and not called: `value.close` passed by name, `value.size`. */
  | { readonly kind: "member"; readonly member: TSESTree.MemberExpression; readonly name: string | undefined }
  /** A member is written: `value.onclose = f`. */
  | { readonly kind: "set"; readonly at: TSESTree.AssignmentExpression; readonly name: string | undefined }
  | { readonly kind: "iterate"; readonly at: TSESTree.ForOfStatement; readonly path: readonly Inside[] }
  /** A method of the container that holds it is called: `files.map(f)`. */
  | {
      readonly kind: "inner";
      readonly at: TSESTree.CallExpression;
      readonly method: string;
      readonly path: readonly Inside[];
    }
  /** One element of its container is named, by a key that is known or not. */
  | {
      readonly kind: "element";
      readonly at: TSESTree.MemberExpression;
      readonly isKnown: boolean;
      readonly path: readonly Inside[];
    }
  /** It is the target of an assignment: what it held before is gone. */
  | { readonly kind: "overwrite"; readonly at: TSESTree.AssignmentExpression }
  | { readonly kind: "drop"; readonly at: TSESTree.Node }
  /** Looked at: compared, tested, printed. */
  | { readonly kind: "look" };

/** The way down from the climbing value to the resource inside it. */
interface Climb {
  readonly path: readonly Inside[];
  readonly option: string | undefined;
  /** Own methods that answer the resource itself. */
  readonly fluent: ReadonlySet<string>;
}

export function consumersOf(
  node: TSESTree.Node,
  fluent: ReadonlySet<string>,
  path: readonly Inside[] = [],
): readonly Consumer[] {
  return climbed(node, { path, option: undefined, fluent });
}

function climbed(from: TSESTree.Node, climb: Climb): readonly Consumer[] {
  const node = wrapped(from);
  const { parent } = node;
  if (!parent) return [];
  switch (parent.type) {
    case T.AwaitExpression:
      return climbed(parent, climb);
    case T.SpreadElement:
      return spreadConsumers(parent, climb);
    case T.ConditionalExpression:
      return parent.test === node ? [{ kind: "look" }] : climbed(parent, climb);
    case T.LogicalExpression:
      return parent.operator === "&&" && parent.left === node ? [{ kind: "look" }] : climbed(parent, climb);
    case T.SequenceExpression:
      return parent.expressions.at(-1) === node ? climbed(parent, climb) : [{ kind: "drop", at: node }];
    case T.Property:
      return contained(parent, node, climb);
    case T.ArrayExpression:
      return climbed(parent, elementOf(parent, node, climb));
    case T.BinaryExpression:
      return parent.operator === "+" ? textConsumers(parent, climb) : [{ kind: "look" }];
    case T.TemplateLiteral:
      return textConsumers(parent, climb);
    case T.MemberExpression:
      return parent.object === node ? memberConsumers(parent, climb) : [{ kind: "look" }];
    case T.CallExpression:
    case T.NewExpression:
      return callConsumers(parent, node, climb);
    default:
      return statementConsumers(parent, node, climb);
  }
}

/** The path of a file in a directory leads to the directory; a text that others are given only tells of it. */
function textConsumers(text: TSESTree.Node, climb: Climb): readonly Consumer[] {
  return climbed(text, climb).map((one) => (isTold(one) ? { kind: "look" } : one));
}

const KEEPS: ReadonlySet<T> = new Set([T.AssignmentExpression, T.ReturnStatement, T.VariableDeclarator]);

/** Nobody has the answer of the call, or it is shown by something else: `style.background = "url(" + url + ")"`. */
function isTold(one: Consumer): boolean {
  if (one.kind === "argument")
    return one.at.type === T.NewExpression || !KEEPS.has(wrapped(one.at).parent?.type ?? T.ExpressionStatement);
  return one.kind === "store" && one.target?.type === T.MemberExpression && one.target.object.type !== T.ThisExpression;
}

function statementConsumers(parent: TSESTree.Node, node: TSESTree.Node, climb: Climb): readonly Consumer[] {
  switch (parent.type) {
    case T.VariableDeclarator:
      return parent.init === node ? [boundBy(parent, climb)] : [];
    case T.AssignmentExpression:
      return assignmentConsumers(parent, node, climb);
    case T.AssignmentPattern:
      return parent.right === node ? [{ kind: "bind", at: parent, pattern: parent.left, path: climb.path }] : [];
    case T.ReturnStatement:
      return [{ kind: "return", at: parent, path: climb.path }];
    case T.ArrowFunctionExpression:
      return parent.body === node ? [{ kind: "return", at: node, path: climb.path }] : [];
    case T.ThrowStatement:
      return [{ kind: "throw", at: parent }];
    case T.YieldExpression:
      return [{ kind: "yield", at: parent }];
    case T.ForOfStatement:
      return parent.right === node ? [{ kind: "iterate", at: parent, path: climb.path }] : [];
    case T.ExpressionStatement:
      return [{ kind: "drop", at: parent }];
    case T.UnaryExpression:
      return [parent.operator === "void" ? { kind: "drop", at: parent } : { kind: "look" }];
    case T.PropertyDefinition:
    case T.AccessorProperty:
    case T.ExportDefaultDeclaration:
    case T.JSXExpressionContainer:
    case T.JSXSpreadAttribute:
      return [{ kind: "store", at: parent, target: undefined, path: climb.path }];
    default:
      return [{ kind: "look" }];
  }
}

function boundBy(declarator: TSESTree.VariableDeclarator, climb: Climb): Consumer {
  const isUsing = declarator.parent.kind === "using" || declarator.parent.kind === "await using";
  if (isUsing) return { kind: "using", at: declarator };
  return { kind: "bind", at: declarator, pattern: declarator.id, path: climb.path };
}

/** The value of an assignment goes on: `return (this.file = open())`. */
function assignmentConsumers(
  parent: TSESTree.AssignmentExpression,
  node: TSESTree.Node,
  climb: Climb,
): readonly Consumer[] {
  if (parent.left === node) return parent.operator === "=" ? [{ kind: "overwrite", at: parent }] : [];
  const onward = climbed(parent, climb).filter(({ kind }) => kind !== "drop");
  const { left } = parent;
  if (left.type === T.MemberExpression)
    return [{ kind: "store", at: parent, target: left, path: climb.path }, ...onward];
  return [{ kind: "bind", at: parent, pattern: left, path: climb.path }, ...onward];
}

function contained(property: TSESTree.Property, node: TSESTree.Node, climb: Climb): readonly Consumer[] {
  if (property.value !== node || property.parent.type !== T.ObjectExpression) return [{ kind: "look" }];
  const name = keyNameOf(property) ?? "";
  return climbed(property.parent, {
    ...climb,
    path: [{ property: name }, ...climb.path],
    option: climb.option === undefined ? name : `${name}.${climb.option}`,
  });
}

/** What a container holds goes on in the array or object it is spread into. */
function spreadConsumers(spread: TSESTree.SpreadElement, climb: Climb): readonly Consumer[] {
  const isCopied =
    climb.path.length > 0 && spread.parent.type !== T.CallExpression && spread.parent.type !== T.NewExpression;
  return climbed(isCopied ? spread.parent : spread, climb);
}

function elementOf(array: TSESTree.ArrayExpression, node: TSESTree.Node, climb: Climb): Climb {
  const index = array.elements.findIndex((element) => element === node);
  return { ...climb, path: [{ element: index }, ...climb.path] };
}

function memberConsumers(member: TSESTree.MemberExpression, climb: Climb): readonly Consumer[] {
  const [step, ...rest] = climb.path;
  return step === undefined
    ? ownConsumers(member, climb)
    : insideConsumers(member, step, { ...climb, path: rest }, climb);
}

const LINKS: ReadonlySet<string> = new Set(["catch", "finally", "then"]);

/** A member of a container: what it holds, one of its methods, or something else. */
function insideConsumers(
  member: TSESTree.MemberExpression,
  step: Inside,
  below: Climb,
  climb: Climb,
): readonly Consumer[] {
  const name = keyNameOf(member);
  if (step !== "each" && String("property" in step ? step.property : step.element) === name)
    return climbed(member, below);
  const outer = wrapped(member).parent;
  if (outer?.type === T.CallExpression && outer.callee === wrapped(member) && name !== undefined)
    return LINKS.has(name)
      ? methodConsumers(outer, name, climb)
      : [{ kind: "inner", at: outer, method: name, path: climb.path }];
  const isKnown = name !== undefined;
  if (isKnown && !/^\d+$/u.test(name)) return [{ kind: "member", member, name }];
  if (step !== "each" && isKnown) return [{ kind: "look" }];
  return [{ kind: "element", at: member, isKnown, path: below.path }];
}

function ownConsumers(member: TSESTree.MemberExpression, climb: Climb): readonly Consumer[] {
  const names = [keyNameOf(member) ?? "?"];
  let outer = wrapped(member);
  while (outer.parent?.type === T.MemberExpression && outer.parent.object === outer) {
    names.push(keyNameOf(outer.parent) ?? "?");
    outer = wrapped(outer.parent);
  }
  const call = outer.parent;
  if (call?.type === T.CallExpression && call.callee === outer) return methodConsumers(call, names.join("."), climb);
  if (call?.type === T.AssignmentExpression && call.left === outer)
    return [{ kind: "set", at: call, name: keyNameOf(member) }];
  return [{ kind: "member", member, name: keyNameOf(member) }];
}

function methodConsumers(call: TSESTree.CallExpression, path: string, climb: Climb): readonly Consumer[] {
  const own: Consumer = { kind: "method", at: call, path };
  const goesOn = climb.fluent.has(path) || path === "catch" || path === "finally";
  return goesOn ? [own, ...climbed(call, climb)] : [own];
}

function callConsumers(call: CallNode, node: TSESTree.Node, climb: Climb): readonly Consumer[] {
  if (call.callee === node) return [{ kind: "callee", at: call }];
  // What goes into Promise.all comes out of it in the same place.
  if (isPromiseAll(call) && climb.path.length > 0) return climbed(call, { ...climb, option: undefined });
  const index = call.arguments.findIndex(
    (argument) => argument === node || (argument.type === T.SpreadElement && argument.argument === node),
  );
  return [{ kind: "argument", at: call, index, option: climb.option, path: climb.path }];
}

export function isPromiseAll(node: TSESTree.Node | undefined): node is TSESTree.CallExpression {
  if (node?.type !== T.CallExpression || node.callee.type !== T.MemberExpression) return false;
  const { object } = node.callee;
  return object.type === T.Identifier && object.name === "Promise" && keyNameOf(node.callee) === "all";
}

/** A name that a pattern binds, and what is left of the way from its value down to the resource. */
export interface Bound {
  readonly name: TSESTree.Identifier;
  readonly path: readonly Inside[];
}

/** The identifier a pattern gives the resource or its container to; absent when it is not bound. */
export function boundBelow(pattern: TSESTree.Node, path: readonly Inside[]): Bound | undefined {
  const [step, ...rest] = path;
  switch (pattern.type) {
    case T.Identifier:
      return { name: pattern, path };
    case T.AssignmentPattern:
      return boundBelow(pattern.left, path);
    case T.ArrayPattern: {
      const element = step && step !== "each" && "element" in step ? pattern.elements[step.element] : undefined;
      return element ? boundBelow(element, rest) : undefined;
    }
    case T.ObjectPattern: {
      const property = pattern.properties.find(
        (one) =>
          one.type === T.Property && step && step !== "each" && "property" in step && keyNameOf(one) === step.property,
      );
      return property?.type === T.Property ? boundBelow(property.value, rest) : undefined;
    }
    default:
      return undefined;
  }
}
