/** Which names hold a connection that others opened: by the event that brings it, by its declared type, by who passes it on. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Form, parseForm, type PeerModel } from "../../catalog/index.ts";
import { arrivalsAt, receiverTypes } from "../acquisitions.ts";
import type { File, Variable } from "../file.ts";
import { occasionOf } from "../lifetimes/index.ts";
import { type Knowledge, packageOf, plainModule } from "../knowledge.ts";
import { exportOf, isWrittenOnce, writtenTypesOf } from "../origin.ts";
import { mayWrite } from "../written.ts";
import {
  type CallNode,
  type FunctionNode,
  isCall,
  isFunction,
  keyNameOf,
  nodesIn,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";

/** A connection that a name holds, and how we know. */
export interface Peer {
  readonly model: PeerModel;
  readonly variable: Variable;
  /** An event brings one after the other; a type alone does not say how often, nor does the call that opens it. */
  readonly by: "event" | "type" | "call";
}

interface Arrivals {
  readonly model: PeerModel;
  readonly modules: readonly string[];
  readonly form: Form;
}

interface Index {
  readonly exports: ReadonlyMap<string, readonly Arrivals[]>;
  readonly events: ReadonlyMap<string, readonly Arrivals[]>;
  readonly types: ReadonlyMap<string, PeerModel>;
  readonly response: PeerModel | undefined;
  /** The words without which a file meets none. */
  readonly mentioned: { readonly event: RegExp; readonly words: RegExp };
}

const indices = new WeakMap<Knowledge, Index>();

function indexOf(knowledge: Knowledge): Index {
  const known = indices.get(knowledge);
  if (known) return known;
  const made = indexed(knowledge);
  indices.set(knowledge, made);
  return made;
}

function indexed({ libraries }: Knowledge): Index {
  const models = libraries.flatMap(({ modules, peers = [] }) => peers.map((model) => ({ model, modules })));
  const arrivals = models.flatMap(({ model, modules }) =>
    (model.arrives ?? []).map((written): Arrivals => ({ model, modules, form: parseForm(written) })),
  );
  const exports = new Map<string, Arrivals[]>();
  const events = new Map<string, Arrivals[]>();
  const add = (map: Map<string, Arrivals[]>, key: string, one: Arrivals): unknown =>
    map.set(key, [...(map.get(key) ?? []), one]);
  for (const one of arrivals) {
    if (one.form.literal !== undefined) add(events, one.form.literal, one);
    else
      for (const module of one.modules)
        add(exports, `${plainModule(module)}|${one.form.kind === "new" ? "new " : ""}${one.form.path}`, one);
  }
  const types = models.flatMap(({ model, modules }) =>
    (model.types ?? []).flatMap((type) => modules.map((module) => [`${packageOf(module)}|${type}`, model] as const)),
  );
  const response = models.find(({ model }) => model.types?.includes("ServerResponse"))?.model;
  const names = [...new Set(types.map(([type]) => type.replace(/^.*\|/u, "")))];
  // Forms keep their literals in small letters.
  const event = new RegExp(`["'\`](?:${[...events.keys()].join("|")})["'\`]`, "iu");
  const words = [
    "\\bcreateServer\\(",
    `:\\s*\\w*\\.?(?:${names.join("|")})\\b`,
    "\\breq(?:uest)?\\b[^)]{0,40},\\s*_?(?:res(?:ponse)?|reply)\\b",
  ];
  const mentioned = { event, words: new RegExp(words.join("|"), "u") };
  return { exports, events, types: new Map(types), response, mentioned };
}

/** Cheap: does the text speak of anything that a registry must not outlive? */
export function mayMeetPeers({ knowledge, sourceCode }: File): boolean {
  const { event, words } = indexOf(knowledge).mentioned;
  return (mayWrite(LISTENS, sourceCode) && event.test(sourceCode.text)) || words.test(sourceCode.text);
}

const MAX_DEPTH = 4;

/** The connection that a name holds, if it is known to hold one. */
export function peerOf(node: TSESTree.Node, file: File, depth = 0): Peer | undefined {
  const it = unwrapped(node);
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const definition = variable?.defs[0];
  const at = definition?.node as TSESTree.Node | undefined;
  if (!variable || !definition || !at || depth > MAX_DEPTH || !isSteady(variable, at)) return undefined;
  if (at.type === T.VariableDeclarator) {
    const value = at.id.type === T.Identifier && at.init ? unwrapped(at.init) : undefined;
    const other = value?.type === T.Identifier ? peerOf(value, file, depth + 1) : undefined;
    return other ? { ...other, variable } : opened(value, variable, file);
  }
  if (!isFunction(at)) return undefined;
  const index = at.params.findIndex((one) => unassigned(one) === definition.name);
  const model = index < 0 ? undefined : brought(at, index, file, depth);
  if (model) return { model, variable, by: "event" };
  const typed = writtenTypesOf(it, file, () => []).flatMap(
    (type) => indexOf(file.knowledge).types.get(`${type.package}|${type.name}`) ?? [],
  );
  return typed[0] && { model: typed[0], variable, by: "type" };
}

/** In doubt a connection that the file opens itself is one as well: `const socket = connect(80, host)`. */
function opened(value: TSESTree.Node | undefined, variable: Variable, file: File): Peer | undefined {
  if (!value || !isCall(value) || file.settings.unknownCalls !== "borrows") return undefined;
  const { types } = indexOf(file.knowledge);
  const module = exportOf(value.callee, file)?.module;
  if (module === undefined) return undefined;
  for (const { resource } of arrivalsAt(value, file))
    for (const type of resource.types ?? []) {
      const model = types.get(`${packageOf(module)}|${type}`);
      if (model) return { model: { ...model, name: resource.name }, variable, by: "call" };
    }
  return undefined;
}

/** A parameter is written by its call; nothing else may give it a value. */
function isSteady(variable: Variable, at: TSESTree.Node): boolean {
  return isFunction(at) ? !variable.references.some((one) => one.isWrite()) : isWrittenOnce(variable);
}

const unassigned = (parameter: TSESTree.Node): TSESTree.Node =>
  parameter.type === T.AssignmentPattern ? parameter.left : parameter;

/** What parameter `index` of a function is given by whoever calls it. */
function brought(fn: FunctionNode, index: number, file: File, depth: number): PeerModel | undefined {
  if (index === 1 && occasionOf(fn, file) === "request") return indexOf(file.knowledge).response;
  for (const place of [fn, ...namesOf(fn, file)]) {
    const model = broughtAt(place, index, file, depth);
    if (model) return model;
  }
  return undefined;
}

function broughtAt(place: TSESTree.Node, index: number, file: File, depth: number): PeerModel | undefined {
  const outer = boundOf(wrapped(place));
  const { parent } = outer;
  if (!parent || !isCall(parent)) return undefined;
  if (parent.callee !== outer) return arrivalAt(parent, outer, index, file);
  const given = parent.arguments[index];
  const peer = given && given.type !== T.SpreadElement ? peerOf(given, file, depth + 1) : undefined;
  return peer?.by === "event" ? peer.model : undefined;
}

/** `this.accept.bind(this)` is given away like `this.accept`. */
function boundOf(place: TSESTree.Node): TSESTree.Node {
  const { parent } = place;
  const isBound = parent?.type === T.MemberExpression && parent.object === place && keyNameOf(parent) === "bind";
  return isBound && parent.parent.type === T.CallExpression ? wrapped(parent.parent) : place;
}

/** Every place that names a function: its variable, or the method of its class. */
function namesOf(fn: FunctionNode, file: File): readonly TSESTree.Node[] {
  const { parent } = fn;
  const id = fn.id ?? (parent.type === T.VariableDeclarator ? parent.id : undefined);
  if (id?.type === T.Identifier)
    return (file.variableOf(id)?.references ?? []).filter((one) => one.isRead()).map(({ identifier }) => identifier);
  if (parent.type !== T.MethodDefinition && parent.type !== T.PropertyDefinition) return [];
  const name = keyNameOf(parent);
  return nodesIn(parent.parent, file.sourceCode.visitorKeys).filter(
    (one) => one.type === T.MemberExpression && one.object.type === T.ThisExpression && keyNameOf(one) === name,
  );
}

const LISTENS: ReadonlySet<string> = new Set(["addListener", "on", "prependListener"]);

/** `server.on("connection", f)`, `createServer(f)`: what argument `index` of `f` is. */
function arrivalAt(call: CallNode, fn: TSESTree.Node, index: number, file: File): PeerModel | undefined {
  const { exports, events } = indexOf(file.knowledge);
  if (!call.arguments.includes(fn as TSESTree.CallExpressionArgument)) return undefined;
  const callee = unwrapped(call.callee);
  const fits = ({ form }: Arrivals): boolean => form.callback?.index === index;
  const named = exportOf(callee, file);
  const prefix = call.type === T.NewExpression ? "new " : "";
  const exported = named && exports.get(`${named.module}|${prefix}${named.path}`)?.find(fits);
  if (exported) return exported.model;
  if (callee.type !== T.MemberExpression || !LISTENS.has(keyNameOf(callee) ?? "")) return undefined;
  const heard = events.get(textStartOf(call.arguments[0])?.toLowerCase() ?? "")?.filter(fits) ?? [];
  if (heard.length === 0) return undefined;
  const types = receiverTypes(callee.object, file);
  return heard.find(({ form, modules }) =>
    types.some((type) => `${type.name}.on` === form.path && modules.some((one) => packageOf(one) === type.package)),
  )?.model;
}

const HEARS: ReadonlySet<string> = new Set([...LISTENS, "addEventListener", "once", "prependOnceListener"]);

/** `socket.on(…)`: the connection is listened to. */
export function isListeningCall({ callee }: CallNode, to: Variable, file: File): boolean {
  const it = unwrapped(callee);
  if (it.type !== T.MemberExpression || !HEARS.has(keyNameOf(it) ?? "")) return false;
  return file.variableOf(unwrapped(it.object)) === to;
}
