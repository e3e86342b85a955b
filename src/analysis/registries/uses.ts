/** What the program does with a registry at one place: puts in, takes out, looks at its size, reads, or gives it away. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { kindOf, type Registry } from "./registry.ts";

export type Use =
  /** `set(key, value)`, `add(value)`, `push(value)`, `registry[key] = value`. */
  | { readonly kind: "put"; readonly at: TSESTree.Node; readonly key?: TSESTree.Node; readonly value?: TSESTree.Node }
  /** `key` is absent when it cannot be told which entries go; `all` empties it. */
  | { readonly kind: "remove"; readonly at: TSESTree.Node; readonly key?: TSESTree.Node; readonly all: boolean }
  /** Its size is held against something. */
  | { readonly kind: "measure" }
  | { readonly kind: "read" }
  /** Somebody else has it, and may do what they like. */
  | { readonly kind: "escape" };

const READ: Use = { kind: "read" };
const ESCAPE: Use = { kind: "escape" };

export function usesOf({ places, kind }: Registry): readonly Use[] {
  return places.map((place) => useAt(place, kind));
}

function useAt(place: TSESTree.Node, kind: Registry["kind"]): Use {
  const it = wrapped(place);
  const { parent } = it;
  if (!parent || place.type === T.Property) return ESCAPE;
  switch (parent.type) {
    case T.MemberExpression:
      return parent.object === it ? memberUse(parent, kind) : READ;
    case T.AssignmentExpression:
      return parent.left === it ? replacement(parent) : ESCAPE;
    case T.ForOfStatement:
    case T.ForInStatement:
    case T.SpreadElement:
    case T.IfStatement:
    case T.UnaryExpression:
    case T.BinaryExpression:
    case T.LogicalExpression:
    case T.TemplateLiteral:
    case T.ExpressionStatement:
    case T.ExportSpecifier:
    case T.ConditionalExpression:
      return isTested(it, parent) ? READ : ESCAPE;
    case T.CallExpression:
    case T.NewExpression:
      return isLookedThrough(parent) ? measured(parent) : ESCAPE;
    default:
      return ESCAPE;
  }
}

function isTested(it: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === T.LogicalExpression) return parent.left === it && parent.operator === "&&";
  return parent.type !== T.ConditionalExpression || parent.test === it;
}

/** `clients = []`, `clients = clients.filter(…)`; `??=` fills what is empty. */
function replacement({ operator, right }: TSESTree.AssignmentExpression): Use {
  if (operator === "??=" || operator === "||=") return READ;
  return { kind: "remove", at: right, all: kindOf(right) !== undefined };
}

function memberUse(member: TSESTree.MemberExpression, kind: Registry["kind"]): Use {
  const outer = wrapped(member);
  const { parent } = outer;
  const name = member.computed ? undefined : keyNameOf(member);
  if (parent?.type === T.CallExpression && parent.callee === outer && name !== undefined)
    return kind === "object" ? READ : calledUse(parent, name, kind);
  if (name === "size" || (name === "length" && kind === "array"))
    return isAssigned(outer)
      ? { kind: "remove", at: member, all: true }
      : isCompared(outer)
        ? { kind: "measure" }
        : READ;
  if (kind === "map" || kind === "set") return name === undefined ? ESCAPE : READ;
  return elementUse(member, outer);
}

/** `registry[key] = value`, `delete registry[key]`, `registry[key] = undefined`. */
function elementUse(member: TSESTree.MemberExpression, outer: TSESTree.Node): Use {
  const { parent } = outer;
  const key = member.computed ? member.property : undefined;
  if (parent?.type === T.UnaryExpression && parent.operator === "delete")
    return { kind: "remove", at: parent, all: false, ...(key && { key }) };
  if (parent?.type !== T.AssignmentExpression || parent.left !== outer) return READ;
  const value = unwrapped(parent.right);
  const isNothing =
    (value.type === T.Identifier && value.name === "undefined") || (value.type === T.Literal && value.value === null);
  if (isNothing) return { kind: "remove", at: parent, all: false, ...(key && { key }) };
  return { kind: "put", at: parent, value: parent.right, ...(key && { key }) };
}

const isAssigned = (it: TSESTree.Node): boolean => it.parent?.type === T.AssignmentExpression && it.parent.left === it;

/** Nothing is bounded by not being empty. */
function isCompared(it: TSESTree.Node): boolean {
  const { parent } = it;
  if (parent?.type !== T.BinaryExpression || !/^[<>]=?$|^[!=]==?$/u.test(parent.operator)) return false;
  const other = parent.left === it ? parent.right : parent.left;
  return other.type !== T.Literal || other.value !== 0;
}

const PUTS: ReadonlySet<string> = new Set(["add", "push", "set", "unshift"]);
const REMOVES: ReadonlySet<string> = new Set(["clear", "delete", "pop", "shift", "splice"]);
const GOES_ON: ReadonlySet<string> = new Set(["copyWithin", "fill", "reverse", "sort", "valueOf"]);

function calledUse(call: TSESTree.CallExpression, name: string, kind: Registry["kind"]): Use {
  const [first, second] = call.arguments;
  if (REMOVES.has(name)) {
    const key = name === "delete" ? first : name === "splice" ? searchedIn(first) : undefined;
    return { kind: "remove", at: call, all: name === "clear", ...(key && { key }) };
  }
  if (!PUTS.has(name)) return GOES_ON.has(name) || isPassedOn(call, name) ? ESCAPE : READ;
  // A registry that is spread into another one, or filled at once, is looked at elsewhere.
  if (!first || first.type === T.SpreadElement) return READ;
  if (kind === "map") return second ? { kind: "put", at: call, key: first, value: second } : READ;
  return { kind: "put", at: call, value: first, ...(kind === "set" && { key: first }) };
}

/** `registry.delete.bind(registry)`. */
const isPassedOn = (call: TSESTree.CallExpression, name: string): boolean =>
  name === "bind" || name === "call" || name === "apply" || call.arguments.some(({ type }) => type === T.SpreadElement);

/** `clients` of `clients.splice(clients.indexOf(socket), 1)` loses `socket`. */
function searchedIn(index: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const it = index && unwrapped(index);
  if (it?.type !== T.CallExpression || it.callee.type !== T.MemberExpression) return undefined;
  return keyNameOf(it.callee) === "indexOf" ? it.arguments[0] : undefined;
}

const LOOKING = /^(?:(?:Object\.(?:keys|values|entries)|Array\.from|JSON\.stringify|console\.\w+|String)|Set|Map)$/u;

/** `Object.keys(sessions)`: whoever asks leaves it as it is. */
function isLookedThrough({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const it = unwrapped(callee);
  if (it.type === T.Identifier) return LOOKING.test(it.name);
  return (
    it.type === T.MemberExpression &&
    it.object.type === T.Identifier &&
    LOOKING.test(`${it.object.name}.${keyNameOf(it) ?? ""}`)
  );
}

/** `Object.keys(sessions).length > MAX`. */
function measured(call: TSESTree.Node): Use {
  const { parent } = wrapped(call);
  const isLength = parent?.type === T.MemberExpression && keyNameOf(parent) === "length";
  return isLength && isCompared(wrapped(parent)) ? { kind: "measure" } : READ;
}
