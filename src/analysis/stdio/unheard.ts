/** A function that is to run when the client has gone, ends something, and never runs: its transport does not hear of it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TransportModel } from "../../catalog/index.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { functionNamed } from "../ownership/index.ts";
import {
  type CallNode,
  callsIn,
  calleeNameOf,
  type FunctionNode,
  isCall,
  keyNameOf,
  nodesOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

const ASSIGNMENTS: ReadonlySet<T.AssignmentExpression> = new Set([T.AssignmentExpression]);

/** `transport.onclose`, as the program writes it, of what the call makes or of the server that is connected to it. */
export function unheardBy({ unheard = [] }: TransportModel, call: CallNode, file: File): string | undefined {
  const { ast, visitorKeys } = file.sourceCode;
  if (unheard.length === 0) return undefined;
  const own = ownersOf(call, file);
  for (const { left, right } of nodesOf(ASSIGNMENTS, ast, visitorKeys)) {
    if (left.type !== T.MemberExpression || !unheard.includes(keyNameOf(left) ?? "")) continue;
    const base = file.variableOf(baseOf(left.object));
    if (base && own.has(base) && endsSomething(right, own, file)) return file.sourceCode.getText(left);
  }
  return undefined;
}

/** The names of what the call makes, and of what is given it: `server.connect(transport)`. */
function ownersOf(call: CallNode, file: File): ReadonlySet<Variable> {
  const holder = holderOf(call, file);
  const uses = holder?.references.filter((one) => one.isRead()).map(({ identifier }) => identifier) ?? [call];
  const connected = uses.flatMap((use) => {
    const { parent } = wrapped(use);
    const isGiven = parent?.type === T.CallExpression && calleeNameOf(parent) === "connect";
    return (isGiven && file.variableOf(baseOf(parent.callee))) || [];
  });
  return new Set([...(holder ? [holder] : []), ...connected]);
}

/** The one name that is given what the call makes. */
export function holderOf(call: CallNode, file: File): Variable | undefined {
  const { parent } = wrapped(call);
  if (parent?.type === T.VariableDeclarator) return file.variableOf(parent.id);
  return parent?.type === T.AssignmentExpression ? file.variableOf(parent.left) : undefined;
}

function baseOf(node: TSESTree.Node): TSESTree.Node {
  const it = unwrapped(node);
  return it.type === T.MemberExpression ? baseOf(it.object) : it;
}

const MAX_DEPTH = 3;

/** Not the server, which has ended when this runs, and not the process, which may end by itself. */
function endsSomething(value: TSESTree.Node, own: ReadonlySet<Variable>, file: File): boolean {
  const fn = functionNamed(value, file);
  if (!fn) return readsLikeEnd(nameOf(value)) && !SMALL.test(nameOf(value));
  return callsIn(fn, file.sourceCode.visitorKeys).some((call) => isEndOf(call, own, file, 0));
}

const nameOf = (node: TSESTree.Node): string => {
  const it = unwrapped(node);
  if (it.type === T.MemberExpression) return keyNameOf(it) ?? "";
  return it.type === T.Identifier ? it.name : "";
};

const SMALL = /^(?:clearTimeout|end|exit|finish)$/u;
const isEndName = (name: string): boolean =>
  (readsLikeEnd(name) || /^_*#?(?:detach|remove|unregister)/u.test(name)) && !SMALL.test(name);

/** By its name; a function of the file by what it does, too. */
function isEndOf(call: CallNode, own: ReadonlySet<Variable>, file: File, depth: number): boolean {
  if (call.type === T.NewExpression || isIdle(call, own, file)) return false;
  const fn = functionNamed(call.callee, file);
  if (!fn) return isEndName(calleeNameOf(call));
  return isEndName(calleeNameOf(call))
    ? doesSomething(fn, own, file)
    : depth < MAX_DEPTH && isAny(fn, own, file, depth);
}

const isAny = (fn: FunctionNode, own: ReadonlySet<Variable>, file: File, depth: number): boolean =>
  callsIn(fn, file.sourceCode.visitorKeys).some((call) => isEndOf(call, own, file, depth + 1));

const doesSomething = (fn: FunctionNode, own: ReadonlySet<Variable>, file: File): boolean =>
  callsIn(fn, file.sourceCode.visitorKeys).some((call) => isCall(call) && !isIdle(call, own, file));

const SPEAKS = /^(?:debug|error|info|log|trace|warn|write)$/u;

/** It says something, ends the process, or ends the server once more. */
function isIdle(call: CallNode, own: ReadonlySet<Variable>, file: File): boolean {
  const base = baseOf(call.callee);
  const variable = file.variableOf(base);
  const isOwn = variable !== undefined && own.has(variable);
  const isOfProcess = base.type === T.Identifier && /^(?:console|process)$/u.test(base.name);
  return isOwn || isOfProcess || SPEAKS.test(calleeNameOf(call));
}
