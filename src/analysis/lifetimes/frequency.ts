/** Does a place in the program run again and again, or once? Climbs from it through functions to whoever runs them. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { isLink, isRunInPlace } from "../graph/index.ts";
import {
  type FunctionNode,
  isCall,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  rootOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { isFilledOnce } from "./guards.ts";
import { isOften, occasionAt, occasionOf, type Often as OftenRun } from "./handlers.ts";

/** What runs again and again: for each request and the like, or in each turn of a loop. */
export interface Often {
  readonly per: OftenRun | "turn";
  /** The function, the loop or the call that is run or runs its function again. */
  readonly by: TSESTree.Node;
}

export type Frequency = Often | "once" | "unknown";

export function frequencyOf(node: TSESTree.Node, file: File): Frequency {
  const found = climbed(node, file, new Set());
  return typeof found === "object" && isTested(found.by, file) ? "once" : found;
}

/** Functions that are being asked for, to stop at recursion and at depth. */
type Asked = ReadonlySet<FunctionNode>;

const MAX_DEPTH = 5;

function climbed(node: TSESTree.Node, file: File, asked: Asked): Frequency {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent)) return frequencyOfFunction(parent, file, asked);
    if (isTurned(at, parent, file)) return { per: "turn", by: parent };
    if (isFilledOnce(at, node, file)) return "once";
    if (parent.type === T.PropertyDefinition && !parent.static) return constructed(parent.parent.parent, file, asked);
  }
  return "once";
}

function frequencyOfFunction(fn: FunctionNode, file: File, asked: Asked): Frequency {
  if (asked.has(fn) || asked.size >= MAX_DEPTH) return "unknown";
  const inside = new Set([...asked, fn]);
  const per = occasionOf(fn, file);
  if (per !== undefined && per !== "call") return isOften(per) ? { per, by: fn } : "once";
  const call = wrapped(fn).parent;
  if (per === "call" || isRunInPlace(fn)) return runInPlace(call as TSESTree.CallExpression, fn, file, inside);
  return named(fn, file, inside);
}

/** Executors and handlers of a promise run as often as what is around them; the function of a `map`, for each element. */
function runInPlace(call: TSESTree.CallExpression, fn: FunctionNode, file: File, asked: Asked): Frequency {
  const list = call.callee.type === T.MemberExpression ? unwrapped(call.callee.object) : undefined;
  const isEach = call.callee !== wrapped(fn) && list && !isLink(call);
  if (!isEach || list.type === T.ArrayExpression || occasionAt(fn, file) === "call") return climbed(call, file, asked);
  return { per: "turn", by: call };
}

/** By its name: of a function, a constant, a method. */
function named(fn: FunctionNode, file: File, asked: Asked): Frequency {
  const { parent } = wrapped(fn);
  if (parent?.type === T.MethodDefinition || parent?.type === T.PropertyDefinition)
    return keyNameOf(parent) === "constructor"
      ? constructed(parent.parent.parent, file, asked)
      : method(parent, file, asked);
  const name = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const variable = name && file.variableOf(name);
  if (!variable) return "unknown";
  const uses = usesOf(variable);
  const found = uses.map((use) => frequencyOfUse(use, file, asked));
  return worst(found, isExported(variable));
}

const usesOf = ({ references }: Variable): readonly TSESTree.Node[] =>
  references.filter((one) => !one.isWrite() && one.isValueReference).map(({ identifier }) => identifier);

/** A name that is called, or given to whoever calls it. */
function frequencyOfUse(name: TSESTree.Node, file: File, asked: Asked): Frequency {
  const per = occasionAt(name, file);
  if (per !== undefined && per !== "call") return isOften(per) ? { per, by: name } : "once";
  const { parent } = wrapped(name);
  if (!parent || !isCall(parent)) return "unknown";
  if (parent.callee === wrapped(name) || per === "call") return climbed(parent, file, asked);
  return parent.type === T.CallExpression && isLink(parent) ? climbed(parent, file, asked) : "unknown";
}

/** Once is believed only when every use is seen. */
function worst(found: readonly Frequency[], isSeenElsewhere: boolean): Frequency {
  const often = found.find((one) => typeof one === "object");
  if (often) return often;
  return found.length > 0 && !isSeenElsewhere && found.every((one) => one === "once") ? "once" : "unknown";
}

function isExported({ defs: [definition], references }: Variable): boolean {
  const at = definition?.node as TSESTree.Node | undefined;
  const statement = at?.type === T.VariableDeclarator ? at.parent.parent : at?.parent;
  return (
    references.some(({ identifier: { parent } }) => parent.type === T.ExportSpecifier) ||
    statement?.type === T.ExportNamedDeclaration ||
    statement?.type === T.ExportDefaultDeclaration
  );
}

/** A method, by the calls on `this` in its class. */
function method(element: TSESTree.MethodDefinition | TSESTree.PropertyDefinition, file: File, asked: Asked): Frequency {
  const name = keyNameOf(element);
  if (name === undefined) return "unknown";
  const members = nodesIn(element.parent, file.sourceCode.visitorKeys).filter(
    (node) => node.type === T.MemberExpression && node.object.type === T.ThisExpression && keyNameOf(node) === name,
  );
  const own = members.filter((node) => !isInside(node, element));
  return worst(
    own.map((node) => frequencyOfUse(node, file, asked)),
    !name.startsWith("#"),
  );
}

/** A class, by where the file makes objects of it; one that a container makes is made once. */
function constructed(node: TSESTree.Node, file: File, asked: Asked): Frequency {
  if (node.type !== T.ClassDeclaration && node.type !== T.ClassExpression) return "unknown";
  const variables = file.sourceCode.scopeManager?.getDeclaredVariables(node) ?? [];
  const made = variables
    .flatMap(usesOf)
    .map((name) => name.parent)
    .filter((parent) => parent?.type === T.NewExpression && !isInside(parent, node));
  return worst(
    made.map((one) => (one ? climbed(one, file, asked) : "unknown")),
    variables.some(isExported),
  );
}

/** The body of a loop, and what it asks before each turn; not a loop that is left as soon as it has succeeded. */
function isTurned(at: TSESTree.Node, loop: TSESTree.Node, file: File): boolean {
  switch (loop.type) {
    case T.ForStatement:
      return at !== loop.init && !isLeft(loop, file);
    case T.ForOfStatement:
    case T.ForInStatement:
      return at === loop.body && loop.right.type !== T.ArrayExpression && !isLeft(loop, file);
    case T.WhileStatement:
    case T.DoWhileStatement:
      return !isLeft(loop, file);
    default:
      return false;
  }
}

/** `for (;;) { try { … break; } catch { … } }` tries again. */
function isLeft(loop: TSESTree.Node, { sourceCode }: File): boolean {
  const inside = nodesIn(loop, sourceCode.visitorKeys, (node) => !isFunction(node));
  return inside.some(
    (node) => (node.type === T.BreakStatement || node.type === T.ReturnStatement) && rootOf(node) === rootOf(loop),
  );
}

/** A test makes what it needs, and its handlers are asked by itself. */
function isTested(node: TSESTree.Node, file: File): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent)
    if (isFunction(at) && occasionAt(at, file) === "once") return true;
  return false;
}
