/** What the file does with the value of a call: the members that it uses, and whether it gives the value away. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { calleeNameOf, keyNameOf, nodesIn, textStartOf, wrapped } from "../tree.ts";

/** A member that is called or assigned. */
export interface Member {
  readonly name: string;
  readonly at: TSESTree.MemberExpression;
  readonly call: TSESTree.CallExpression | undefined;
  /** What is assigned to it. */
  readonly value: TSESTree.Node | undefined;
}

export interface Handling {
  readonly members: readonly Member[];
  /** Code that the file does not show may do anything with it. */
  readonly isGivenAway: boolean;
  readonly isReturned: boolean;
}

/** Methods of sockets, requests and servers that answer their receiver. */
const FLUENT = /^(?:on|once|addListener|prepend\w+|setTimeout|listen|setKeepAlive|setNoDelay|setEncoding|ref|unref)$/u;

/** Calls that keep what they are given, or look at it, and set nothing. */
const KEEPING = /^(?:pipe|pipeline|finished|add|push|delete|has|set|log|debug|info|warn|error)$/u;

const nothing: Handling = { members: [], isGivenAway: false, isReturned: false };

export function handlingOf(value: TSESTree.Node, file: File, seen = new Set<unknown>()): Handling {
  if (seen.has(value)) return nothing;
  seen.add(value);
  const outer = wrapped(value);
  const { parent } = outer;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object === outer ? memberHandling(parent, file, seen) : nothing;
    case T.VariableDeclarator:
      return parent.id.type === T.Identifier ? ofVariable(file.variableOf(parent.id), file, seen) : away;
    case T.AssignmentExpression:
      return parent.right === outer
        ? joined([ofPlace(parent.left, file, seen), handlingOf(parent, file, seen)])
        : nothing;
    case T.PropertyDefinition:
      return ofField(keyNameOf(parent), parent, file, seen);
    case T.AwaitExpression:
      return handlingOf(parent, file, seen);
    case T.LogicalExpression:
      return handlingOf(parent, file, seen);
    case T.ConditionalExpression:
      return parent.test === outer ? nothing : handlingOf(parent, file, seen);
    case T.ReturnStatement:
    case T.ArrowFunctionExpression:
    case T.ExportDefaultDeclaration:
      return { ...nothing, isReturned: true };
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === outer || KEEPING.test(calleeNameOf(parent)) ? nothing : away;
    case T.ArrayExpression:
      return returnedIn(parent);
    case T.Property:
      return returnedIn(parent.parent);
    case T.SpreadElement:
    case T.YieldExpression:
      return away;
    default:
      return nothing;
  }
}

/** `return { server, url }` returns the server; whoever else holds such a thing may do anything with it. */
const returnedIn = (whole: TSESTree.Node): Handling =>
  RETURNS.has(wrapped(whole).parent?.type ?? "") ? { ...nothing, isReturned: true } : away;

const RETURNS: ReadonlySet<string> = new Set([T.ReturnStatement, T.ArrowFunctionExpression]);

const away: Handling = { members: [], isGivenAway: true, isReturned: false };

function memberHandling(at: TSESTree.MemberExpression, file: File, seen: Set<unknown>): Handling {
  const outer = wrapped(at);
  const { parent } = outer;
  const name = keyNameOf(at) ?? "";
  const call = parent?.type === T.CallExpression && parent.callee === outer ? parent : undefined;
  const value = parent?.type === T.AssignmentExpression && parent.left === outer ? parent.right : undefined;
  const own: Handling = { ...nothing, members: [{ name, at, call, value }] };
  return call && FLUENT.test(name) ? joined([own, handlingOf(call, file, seen)]) : own;
}

/** Every use of a variable, closures included. */
export function ofVariable(variable: Variable | undefined, file: File, seen = new Set<unknown>()): Handling {
  if (!variable || seen.has(variable)) return nothing;
  seen.add(variable);
  const isExported = variable.references.some(({ identifier }) => identifier.parent.type === T.ExportSpecifier);
  const uses = variable.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => handlingOf(identifier, file, seen));
  return joined([...uses, ...(isExported ? [{ ...nothing, isReturned: true }] : [])]);
}

function ofPlace(place: TSESTree.Node, file: File, seen: Set<unknown>): Handling {
  if (place.type === T.Identifier) return ofVariable(file.variableOf(place), file, seen);
  if (place.type !== T.MemberExpression) return away;
  if (place.object.type === T.ThisExpression) return ofField(keyNameOf(place), place, file, seen);
  // What another object holds, others may set up; what a module exports is only returned.
  return file.sourceCode.getText(place.object).includes("exports") ? { ...nothing, isReturned: true } : away;
}

/** Every `this.socket` of the class around; a field that others may reach is not given away by that alone. */
function ofField(name: string | undefined, from: TSESTree.Node, file: File, seen: Set<unknown>): Handling {
  const body = classAround(from);
  if (!body || name === undefined || seen.has(`${String(body.range[0])} ${name}`)) return body ? nothing : away;
  seen.add(`${String(body.range[0])} ${name}`);
  const uses = nodesIn(body, file.sourceCode.visitorKeys).filter(
    (node) => node.type === T.MemberExpression && node.object.type === T.ThisExpression && keyNameOf(node) === name,
  );
  return joined(uses.map((use) => handlingOf(use, file, seen)));
}

function classAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  if (node.type === T.ClassBody) return node;
  return node.parent && classAround(node.parent);
}

function joined(all: readonly Handling[]): Handling {
  return {
    members: all.flatMap(({ members }) => members),
    isGivenAway: all.some(({ isGivenAway }) => isGivenAway),
    isReturned: all.some(({ isReturned }) => isReturned),
  };
}

/** The handlers of an event: `_.on('timeout', f)`, `_.once('timeout', f)`. */
export function listenersOf({ members }: Handling, event: string): readonly TSESTree.Node[] {
  return members.flatMap(({ name, call }) => {
    const isAdding = /^(?:on|once|addListener|prepend\w+)$/u.test(name) && textStartOf(call?.arguments[0]) === event;
    const handler = isAdding ? call?.arguments[1] : undefined;
    return handler ? [handler] : [];
  });
}
