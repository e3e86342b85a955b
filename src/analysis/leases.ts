/** Leases by the way they are used: a value of unknown make on which the program itself calls `release()`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../catalog/index.ts";
import type { File, Variable } from "./file.ts";
import { type CallNode, callsIn, isFunction, keyNameOf, rootOf, unwrapped, wrapped } from "./tree.ts";

const lease: ResourceModel = { name: "lease", acquire: [], release: ["_.release()"], cwe: [772] };

/** How a lease comes to life: as the value of the call, or as what its callback gets after the error. */
export interface Lease {
  readonly resource: ResourceModel;
  readonly awaited: boolean;
  readonly callback: TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | undefined;
}

/** Only where doubt is what the user asked for. */
export const speaksOfLeases = ({ settings, sourceCode: { text } }: File): boolean =>
  settings.unknownCalls === "borrows" && /\brelease\(/u.test(text);

/** Whoever does not know the library asks what is done with the value. */
export function leaseFrom(call: CallNode, file: File): Lease | undefined {
  if (file.settings.unknownCalls !== "borrows" || call.type !== T.CallExpression) return undefined;
  const released = leasedNamesIn(file);
  if (released.size === 0) return undefined;
  const last = call.arguments.at(-1);
  if (isErrorFirst(last) && isHeldBy(last.params[1], released, file))
    return { resource: lease, awaited: false, callback: last };
  const awaited = wrapped(call).parent?.type === T.AwaitExpression;
  return mayLease(call, awaited) && isBound(call, released, file)
    ? { resource: lease, awaited, callback: undefined }
    : undefined;
}

const isHeldBy = (name: TSESTree.Node | undefined, released: ReadonlySet<Variable>, file: File): boolean => {
  const variable = name?.type === T.Identifier ? file.variableOf(name) : undefined;
  return variable !== undefined && released.has(variable);
};

function isErrorFirst(
  node: TSESTree.Node | undefined,
): node is TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression {
  if (!isFunction(node) || node.type === T.FunctionDeclaration) return false;
  const [first] = node.params;
  return first?.type === T.Identifier && /^(?:e|er|\w*err(?:or)?)$/iu.test(first.name);
}

/** A name of the very function that acquires. */
function isBound(call: CallNode, released: ReadonlySet<Variable>, file: File): boolean {
  const root = rootOf(call);
  const name = boundTo(call);
  if (!isFunction(root) || !isHeldBy(name, released, file)) return false;
  const definition = file.variableOf(name)?.defs[0];
  return definition !== undefined && rootOf(definition.name) === root;
}

/** The value itself and nothing else that could stand in for it. */
function boundTo(call: TSESTree.Node): TSESTree.Node {
  const { parent } = wrapped(call);
  if (parent?.type === T.AwaitExpression) return boundTo(parent);
  if (parent?.type === T.VariableDeclarator) return parent.id;
  return parent?.type === T.AssignmentExpression && parent.operator === "=" ? parent.left : call;
}

const LENDS = /^(?:acquire|allocate|borrow|checkout|lease|lock|obtain|reserve|take|try(?:Acquire|Lock))/iu;
/** These look something up that others hold, or answer what another call has made. */
const LOOKS_UP = /^(?:at|catch|finally|find\w*|get|next|peek|pop|query\w*|read|shift|then|value)$/u;

/** What is not waited for is a lease only by its name. */
function mayLease({ callee }: TSESTree.CallExpression, awaited: boolean): boolean {
  const it = unwrapped(callee);
  const name = it.type === T.Identifier ? it.name : it.type === T.MemberExpression ? (keyNameOf(it) ?? "") : "";
  return awaited ? !LOOKS_UP.test(name) : LENDS.test(name);
}

const known = new WeakMap<File, ReadonlySet<Variable>>();

/** The names on which `release()` is called, without those that hand leases out: `lock.acquire()`. */
function leasedNamesIn(file: File): ReadonlySet<Variable> {
  const found = known.get(file) ?? new Set(namesReleasedIn(file));
  known.set(file, found);
  return found;
}

function namesReleasedIn(file: File): readonly Variable[] {
  const { ast, visitorKeys } = file.sourceCode;
  const methods = callsIn(ast, visitorKeys).flatMap((call) => {
    const callee = unwrapped(call.callee);
    const variable = callee.type === T.MemberExpression ? file.variableOf(unwrapped(callee.object)) : undefined;
    const name = callee.type === T.MemberExpression ? keyNameOf(callee) : undefined;
    return variable && name !== undefined ? [{ variable, name, isPlain: isPlain(call) }] : [];
  });
  const lenders = new Set(methods.filter(({ name }) => LENDS.test(name)).map(({ variable }) => variable));
  return methods
    .filter(({ variable, name, isPlain }) => name === "release" && isPlain && !lenders.has(variable))
    .map(({ variable }) => variable);
}

/** `client.release(error)` gives back the client, `pool.release(client)` something else. */
function isPlain({ arguments: [first, ...more] }: CallNode): boolean {
  if (more.length > 0) return false;
  return (
    !first || first.type === T.Literal || (first.type === T.Identifier && /^(?:e|\w*err(?:or)?)$/iu.test(first.name))
  );
}
