/** Where the catalogue, or a disposable type of the file itself, says a resource comes to life. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { matchesLiteral, type ResourceModel } from "../catalog/index.ts";
import { conditionsHold } from "./conditions.ts";
import { disposableFrom } from "./disposables.ts";
import type { Inside } from "./consumers.ts";
import type { DeclaredType, File } from "./file.ts";
import { iteratorFrom } from "./iterators.ts";
import { type AcquireModel, lastName, packageOf } from "./knowledge.ts";
import { leaseFrom } from "./leases.ts";
import { constantOf, exportOf, madeBy, writtenTypesOf } from "./origin.ts";
import { responseFrom } from "./responses.ts";
import { type CallNode, type FunctionNode, isFunction, keyNameOf, textStartOf, unwrapped, wrapped } from "./tree.ts";

const MAX_DEPTH = 8;

/** A resource that comes to life at a call. */
export interface Arrival {
  readonly call: CallNode;
  readonly resource: ResourceModel;
  /** Where it is to be had: as the value (or promise) of the call, in a callback's parameter, or as the state of the receiver. */
  readonly through: "value" | "receiver" | { readonly callback: FunctionNode; readonly index: number };
  readonly yields: readonly Inside[];
  /** The call answers a promise of it. */
  readonly awaited: boolean;
  /** The callback is a function that is given it by a call elsewhere. */
  readonly lent?: true;
  /** A function of the program made it; `opened`: and opened it, if it is of a kind that is prepared first. */
  readonly own?: { readonly opened: boolean };
}

/** Every arrival at one call; a call can acquire a socket and hand another to its callback. */
export function arrivalsAt(call: CallNode, file: File): readonly Arrival[] {
  const models = modelsOf(call, file);
  if (models.length > 0) return byArrival(models, call, file).map((model) => arrivalOf(model, call, file));
  const disposable = disposableFrom(call, file);
  if (disposable) return [{ call, ...disposable, through: "value", yields: [] }];
  const iterator = iteratorFrom(call, file);
  if (iterator) return [{ call, resource: iterator, through: "value", yields: [], awaited: false }];
  const lease = leaseFrom(call, file);
  const response = lease ? undefined : responseFrom(call, file);
  if (response) return [{ call, resource: response, through: "value", yields: [], awaited: true }];
  if (!lease) return [];
  const { resource, awaited, callback } = lease;
  return [{ call, resource, through: callback ? { callback, index: 1 } : "value", yields: [], awaited }];
}

function arrivalOf({ resource, form }: AcquireModel, call: CallNode, file: File): Arrival {
  const callback = call.arguments.find((argument) => isFunction(argument)) ?? callbackNamed(call, file);
  const through =
    callback && form.callback ? { callback, index: form.callback.index } : resource.stateOf ? "receiver" : "value";
  return { call, resource, through, yields: form.yields, awaited: form.awaited };
}

/** Forms that differ only in how the resource arrives: the one that fits how the call is written. */
function byArrival(models: readonly AcquireModel[], call: CallNode, file: File): readonly AcquireModel[] {
  const hasCallback = call.arguments.some(isFunction);
  const inCallbacks = models.filter(({ form }) => form.callback && (hasCallback || callbackNamed(call, file)));
  const values = models.filter(({ form }) => !form.callback);
  const isAwaited = wrapped(call).parent?.type === T.AwaitExpression;
  const value = values.find(({ form }) => form.awaited === isAwaited) ?? values[0];
  // `pool.connect((err, client) => …)` answers nothing of use; `createServer(socket => …)` answers a server too.
  const isCalledBack = hasCallback && !isAwaited && isFunction(call.arguments.at(-1));
  const both = value && !(value.form.awaited && isCalledBack) ? [value] : [];
  return [...inCallbacks.slice(0, 1), ...both];
}

const known = new WeakMap<CallNode, readonly AcquireModel[]>();

/** The models of a call: by the import or global it names, else by the type of its receiver. */
export function modelsOf(call: CallNode, file: File): readonly AcquireModel[] {
  if (!isNamed(call, file)) return [];
  const found = known.get(call);
  if (found) return found;
  // Set before it is known: a receiver that leads back here is of no help.
  known.set(call, []);
  const made = candidatesFor(call, file);
  known.set(call, made);
  return made;
}

/** What is called by way of a member goes by its own name; most calls go by none that acquires. */
function isNamed({ callee }: CallNode, { knowledge: { names } }: File): boolean {
  const it = unwrapped(callee);
  return it.type !== T.MemberExpression || names.has(keyNameOf(it) ?? "");
}

function candidatesFor(call: CallNode, file: File): readonly AcquireModel[] {
  const callee = unwrapped(call.callee);
  const prefix = call.type === T.NewExpression ? "new " : "";
  const named = exportOf(callee, file) ?? (prefix ? superclassExport(callee, file) : undefined);
  const exported = named ? file.knowledge.exports.get(`${named.module}|${prefix}${named.path}`) : undefined;
  if (exported || callee.type !== T.MemberExpression || prefix) return fitting(exported ?? [], call, file);
  const methods = fitting(file.knowledge.methods.get(keyNameOf(callee) ?? "") ?? [], call, file);
  return methods.length === 0 ? [] : methods.filter(belongsTo(receiverTypes(callee.object, file, methods)));
}

/** `class Queue extends Redis {}; new Queue()` makes a Redis client. */
function superclassExport(callee: TSESTree.Node, file: File, depth = 0): ReturnType<typeof exportOf> {
  const definition = file.variableOf(callee)?.defs[0]?.node as TSESTree.Node | undefined;
  if (definition?.type !== T.ClassDeclaration || !definition.superClass || depth > MAX_DEPTH) return undefined;
  return exportOf(definition.superClass, file) ?? superclassExport(definition.superClass, file, depth + 1);
}

/** What is written suffices when it names a library we know; else the checker is asked, if any of the methods can be declared. */
export function receiverTypes(
  receiver: TSESTree.Node,
  file: File,
  methods?: readonly AcquireModel[],
): readonly DeclaredType[] {
  const written = writtenTypesOf(receiver, file, (call) => modelsOf(call, file).flatMap(madeBy));
  const isKnown = written.some((type) => file.knowledge.packages.has(type.package));
  if (isKnown || (methods && !areDeclared(methods, file))) return written;
  return [...written, ...(file.checker?.typesOf(receiver) ?? [])];
}

/** A program that reads no declaration of any of their libraries has no receiver of their types. */
function areDeclared(methods: readonly AcquireModel[], { checker }: File): boolean {
  const declared = checker?.packages() ?? new Set();
  return methods.some(({ library }) =>
    library.modules.some((module) => module === "globalThis" || declared.has(packageOf(module))),
  );
}

/** Subtypes inherit: a pg PoolClient is a ClientBase, and what begins a transaction on one does on the other. */
function belongsTo(types: readonly DeclaredType[]): (model: AcquireModel) => boolean {
  return ({ form, library, resource }) => {
    const owner = form.path.slice(0, form.path.lastIndexOf("."));
    // `client.connect()` makes no second client, though `MongoClient.connect()` makes one.
    if (resource.fluent?.includes(lastName(form.path))) return false;
    return types.some(
      ({ package: from, name }) => name === owner && library.modules.some((module) => packageOf(module) === from),
    );
  };
}

/** `pool.connect(onClient)` answers nothing of use, as little as with a function in place. */
function fitting(models: readonly AcquireModel[], call: CallNode, file: File): readonly AcquireModel[] {
  const isCalledBack = models.some(({ form }) => form.callback) && isGivenName(call, file);
  return models.filter((model) => fits(model, call, file) && !(isCalledBack && model.form.awaited));
}

/** Nobody uses its answer, and its last argument may be a function that it calls. */
function isGivenName(call: CallNode, file: File): boolean {
  const last = call.arguments.at(-1);
  const it = last && unwrapped(last);
  if (!it || isFunction(it) || wrapped(call).parent?.type !== T.ExpressionStatement) return false;
  if (it.type !== T.Identifier) return it.type === T.MemberExpression || it.type === T.CallExpression;
  return callbackNamed(call, file) !== undefined || String(file.variableOf(it)?.defs[0]?.type) === "Parameter";
}

/** The function of the file that the last argument names. */
function callbackNamed(call: CallNode, file: File): FunctionNode | undefined {
  const last = call.arguments.at(-1);
  const variable = last?.type === T.Identifier ? file.variableOf(last) : undefined;
  const [definition] = variable?.defs ?? [];
  const node = definition?.node as TSESTree.Node | undefined;
  // A parameter is defined by the function it belongs to.
  if (node?.type === T.FunctionDeclaration) return node.id === definition?.name ? node : undefined;
  const constant = constantOf(variable);
  const value = constant && unwrapped(constant);
  return isFunction(value) ? value : undefined;
}

function fits({ form, when, unless }: AcquireModel, call: CallNode, file: File): boolean {
  if (form.kind !== "call" && form.kind !== "new") return false;
  if (form.callback && !call.arguments.some(isFunction) && !callbackNamed(call, file)) return false;
  if (form.literal !== undefined && !matchesLiteral(form.literal, textStartOf(call.arguments[0]) ?? "")) return false;
  return conditionsHold(call, when, unless, file);
}
