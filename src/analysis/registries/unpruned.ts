/** Which entry stays in its registry when the connection it stands for has ended? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { PeerModel } from "../../catalog/index.ts";
import type { File, Variable } from "../file.ts";
import { functionNamed } from "../ownership/index.ts";
import { callsIn, type FunctionNode, isFunction, isInside, rootOf, textStartOf, unwrapped } from "../tree.ts";
import { areSame, cannotBeSame } from "./keys.ts";
import { isListeningCall, type Peer, peerOf } from "./peers.ts";
import type { Registry } from "./registry.ts";
import { endsHolder, isKnownElsewhere } from "./reach.ts";
import type { Use } from "./uses.ts";

export interface Unpruned {
  /** Nothing takes it out; something takes it out on some ends only; something takes out another key. */
  readonly kind: "kept" | "seldom" | "wrongKey";
  /** The call or assignment that puts it in. */
  readonly node: TSESTree.Node;
  readonly registry: Registry;
  /** The connection's name. */
  readonly holder: string;
  readonly peer: PeerModel;
  /** What takes it out: `peers.delete(key)`. */
  readonly removal: string;
  /** For `seldom`: the events that take it out, as a message names them. */
  readonly events: readonly string[];
  /** For `wrongKey`: the expression that names another key, and what it is to say. */
  readonly wrong: { readonly at: TSESTree.Node; readonly key: string } | undefined;
  readonly tier: "recommended" | "strict";
}

type Put = Extract<Use, { kind: "put" }>;
type Removal = Extract<Use, { kind: "remove" }>;

/** What one removal is worth: it prunes, it comes on some ways only, it names another key, or it ends all with the holder. */
type Worth =
  | { readonly kind: "prunes" | "atEnd" }
  | { readonly kind: "seldom"; readonly event: string }
  | { readonly kind: "wrongKey"; readonly at: TSESTree.Node; readonly key: TSESTree.Node };

export function unprunedFrom(registry: Registry, put: Put, uses: readonly Use[], file: File): Unpruned | undefined {
  if (uses.some(({ kind }) => kind === "escape" || kind === "measure")) return undefined;
  const peer = peerPut(put, registry, file);
  if (!peer || !outlives(registry, peer, put)) return undefined;
  const removals = uses.filter((one): one is Removal => one.kind === "remove");
  const worths = removals.map((one) => worthOf(one, put, peer, registry, file));
  if (worths.some(({ kind }) => kind === "prunes")) return undefined;
  const events = [...new Set(worths.flatMap((one) => (one.kind === "seldom" ? [one.event] : [])))];
  // What does not end well says so; whoever hears both hears of every end.
  if (events.includes("error") && events.some((event) => event === "end" || event === "finish")) return undefined;
  const wrong = worths.find((one) => one.kind === "wrongKey");
  const listens = callsIn(rootOf(put.at), file.sourceCode.visitorKeys).some((call) =>
    isListeningCall(call, peer.variable, file),
  );
  const isSure = peer.by === "event" || (peer.by === "type" && listens);
  if (registry.isOpen && !wrong && isKnownElsewhere(registry, file)) return undefined;
  return {
    kind: wrong ? "wrongKey" : events.length > 0 ? "seldom" : "kept",
    node: put.at,
    registry,
    holder: peer.variable.name,
    peer: peer.model,
    removal: removalOf(registry, put, peer, file),
    events,
    wrong: wrong?.kind === "wrongKey" ? { at: wrong.at, key: file.sourceCode.getText(wrong.key) } : undefined,
    tier: isSure && !servesOneOccasion(file) ? "recommended" : "strict",
  };
}

const LISTENS = /\.listen\(/gu;
const LISTENS_FOR_ONCE =
  /\.listen\(\s*(?:0\s*,\s*|\{\s*port:\s*0\s*,\s*host:\s*)["'`](?:localhost|127\.|::1)["'`.\d]/gu;

/** A port of its own machine that the system draws is told to somebody for the occasion: a sign-in in the browser. */
function servesOneOccasion({ sourceCode: { text } }: File): boolean {
  const count = text.match(LISTENS_FOR_ONCE)?.length;
  return count !== undefined && count === text.match(LISTENS)?.length;
}

/** The connection that is put in: itself, in an object, in an object of a class, or as the key. */
function peerPut({ key, value }: Put, { kind }: Registry, file: File): Peer | undefined {
  const held = value && peerHeld(value, file);
  if (held) return held;
  const it = key && unwrapped(key);
  if (kind === "array" || !it) return undefined;
  // Every connection has an id of its own.
  const isId = it.type === T.MemberExpression && it.property.type === T.Identifier && it.property.name === "id";
  return peerOf(isId ? it.object : it, file);
}

/** The connection that a value is, or has among its parts. */
export function peerHeld(value: TSESTree.Node, file: File): Peer | undefined {
  const named = namedIn(value, file);
  return named.map((one) => peerOf(one, file)).find((one) => one !== undefined);
}

function namedIn(value: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  const it = unwrapped(value);
  if (it.type === T.ObjectExpression)
    return it.properties.flatMap((one) =>
      one.type === T.Property && one.value.type === T.Identifier ? [one.value] : [],
    );
  if (it.type === T.NewExpression) return it.arguments.filter(({ type }) => type === T.Identifier);
  if (it.type !== T.Identifier) return [];
  const at = file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined;
  const made =
    at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.init ? unwrapped(at.init) : undefined;
  return made?.type === T.ObjectExpression || made?.type === T.NewExpression ? [it, ...namedIn(made, file)] : [it];
}

/** It was there before the connection, and is there after it. */
function outlives({ scope, home }: Registry, { variable }: Peer, { at }: Put): boolean {
  if (!isFunction(rootOf(at))) return false;
  const definition = variable.defs[0]?.node as TSESTree.Node | undefined;
  if (scope !== "closure") return true;
  return definition !== undefined && isFunction(home) && isInside(definition, home) && definition !== home;
}

function worthOf(removal: Removal, put: Put, peer: Peer, registry: Registry, file: File): Worth {
  const heard = heardAround(removal.at, peer.variable, file);
  if (removal.all && endsHolder(removal.at, file)) return { kind: "atEnd" };
  if (heard === undefined || removal.all) return { kind: "prunes" };
  const own = put.key ?? put.value;
  const isSet = registry.kind === "set" || registry.kind === "array";
  const { lastly, partly } = peer.model;
  const isLast = lastly.includes(heard) || (partly !== undefined && !partly.includes(heard));
  if (!removal.key || !own) return isLast || !removal.key ? { kind: "prunes" } : { kind: "seldom", event: heard };
  if (!isSet && cannotBeSame(own, removal.key, peer.variable, file))
    return { kind: "wrongKey", at: removal.key, key: own };
  if (isLast) return { kind: "prunes" };
  return areSame(own, removal.key, file) ? { kind: "seldom", event: heard } : { kind: "prunes" };
}

/** The event of the connection itself whose handler a node stands in. */
function heardAround(node: TSESTree.Node, variable: Variable, file: File): string | undefined {
  const call = handlersOf(variable, file).find(({ fn }) => isInside(node, fn));
  return call?.event;
}

interface Handler {
  readonly event: string;
  readonly fn: FunctionNode;
}

const known = new WeakMap<Variable, readonly Handler[]>();

/** `socket.on("close", f)`: every handler the connection is given by its name. */
function handlersOf(variable: Variable, file: File): readonly Handler[] {
  const found = known.get(variable);
  if (found) return found;
  const made = variable.references.flatMap(({ identifier }) => {
    const member = identifier.parent;
    const call = member.type === T.MemberExpression ? member.parent : undefined;
    if (call?.type !== T.CallExpression || !isListeningCall(call, variable, file)) return [];
    const event = textStartOf(call.arguments[0]);
    const fn = call.arguments[1] && functionNamed(call.arguments[1], file);
    return event !== undefined && fn ? [{ event, fn }] : [];
  });
  known.set(variable, made);
  return made;
}

/** The call that a mend would write. */
function removalOf({ name, kind }: Registry, { key, value }: Put, { variable }: Peer, file: File): string {
  const entry = key ?? value;
  const text = entry ? file.sourceCode.getText(entry) : variable.name;
  switch (kind) {
    case "map":
    case "set":
      return `${name}.delete(${text})`;
    case "array":
      return `${name}.splice(${name}.indexOf(${text}), 1)`;
    case "object":
      return `delete ${name}[${text}]`;
  }
}
