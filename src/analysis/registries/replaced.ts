/** Which connection is replaced in its registry by another one of the same client, and stays open? (Only in doubt: `strict`.) */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { functionNamed } from "../ownership/index.ts";
import { callsIn, isFunction, isInside, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";
import { isFresh, resolved } from "./keys.ts";
import type { Peer } from "./peers.ts";
import { isKnownElsewhere } from "./reach.ts";
import type { Registry } from "./registry.ts";
import { peerHeld } from "./unpruned.ts";
import type { Use } from "./uses.ts";

export interface Replaced {
  readonly kind: "replaced";
  readonly node: TSESTree.Node;
  readonly registry: Registry;
  /** The connection's name. */
  readonly holder: string;
  /** The key as it is written. */
  readonly key: string;
  /** What looks the other one up: `sessions.get(user)`. */
  readonly removal: string;
  readonly tier: "strict";
}

export function replacedFrom(
  registry: Registry,
  { key, value, at }: Extract<Use, { kind: "put" }>,
  uses: readonly Use[],
  file: File,
): Replaced | undefined {
  const { kind, name } = registry;
  if (file.settings.unknownCalls !== "borrows" || !key || !value || (kind !== "map" && kind !== "object"))
    return undefined;
  const peer = peerHeld(value, file);
  if (peer?.by !== "event" || uses.some((one) => one.kind === "escape")) return undefined;
  if (!isChosen(key, peer, file) || isOfMade(key, value, file) || isLookedFor(registry, at, key, file))
    return undefined;
  if (registry.isOpen && isKnownElsewhere(registry, file)) return undefined;
  const text = file.sourceCode.getText(key);
  const removal = kind === "map" ? `${name}.get(${text})` : `${name}[${text}]`;
  return { kind: "replaced", node: at, registry, holder: peer.variable.name, key: text, removal, tier: "strict" };
}

/** What no two connections have in common. */
const UNIQUE = /\b(?:address|fd|id|now|port|random\w*|remote\w+)\b|remotePort|sec-websocket-key|uuid|nanoid|counter/iu;

/** The client says who it is, in its request, its greeting or a message. */
function isChosen(key: TSESTree.Node, { variable }: Peer, file: File): boolean {
  const it = resolved(key, file);
  const text = file.sourceCode.getText(it);
  const written = unwrapped(key);
  const own = file.variableOf(written);
  if (own && isFresh(own)) return false;
  const names = nodesIn(it, file.sourceCode.visitorKeys).filter(({ type }) => type === T.Identifier);
  const given = names.filter((one) => file.variableOf(one) !== undefined);
  const isOfPeer = given.some((one) => file.variableOf(one) === variable);
  if (isOfPeer) return /\bhandshake\b/u.test(text);
  return !UNIQUE.test(text) && given.some((one) => isGiven(one, file));
}

/** `sessions[session.id] = session`, where this function makes the session: it makes the key as well. */
function isOfMade(key: TSESTree.Node, value: TSESTree.Node, file: File): boolean {
  const made = file.variableOf(unwrapped(value));
  const init = constantOf(made);
  if (!made || !init || unwrapped(init).type !== T.NewExpression) return false;
  const it = unwrapped(key);
  const written = (it.type === T.Identifier && constantOf(file.variableOf(it))) || it;
  const names = nodesIn(written, file.sourceCode.visitorKeys).filter(({ type }) => type === T.Identifier);
  return names.some((one) => file.variableOf(one) === made);
}

/** A parameter, or what was made of one. */
function isGiven(name: TSESTree.Node, file: File, depth = 0): boolean {
  const at = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  if (isFunction(at)) return true;
  if (at?.type !== T.VariableDeclarator || !at.init || depth > 3 || rootOf(at).type === T.Program) return false;
  const text = file.sourceCode.getText(at.init);
  const names = nodesIn(at.init, file.sourceCode.visitorKeys).filter(({ type }) => type === T.Identifier);
  return !UNIQUE.test(text) && names.some((one) => isGiven(one, file, depth + 1));
}

/** Something around looks into the registry first, or is given the key and may. */
function isLookedFor({ places }: Registry, put: TSESTree.Node, key: TSESTree.Node, file: File): boolean {
  const around = outermost(put);
  const { visitorKeys } = file.sourceCode;
  const looks = (place: TSESTree.Node): boolean => {
    const { parent } = wrapped(place);
    return parent?.type === T.MemberExpression && !isInside(place, put) && LOOKS.has(keyNameOf(parent) ?? "computed");
  };
  if (places.some((place) => isInside(place, around) && looks(place) && place.range[0] < put.range[0])) return true;
  const id = file.variableOf(unwrapped(key));
  return callsIn(around, visitorKeys).some((call) => {
    if (call === put || call.range[0] > put.range[0]) return false;
    const isTold = id !== undefined && call.arguments.some((one) => file.variableOf(unwrapped(one)) === id);
    const fn = functionNamed(call.callee, file);
    return isTold || (fn !== undefined && fn !== around && places.some((place) => isInside(place, fn)));
  });
}

const LOOKS: ReadonlySet<string> = new Set(["computed", "delete", "get", "has"]);

function outermost(node: TSESTree.Node): TSESTree.Node {
  const root = rootOf(node);
  return isFunction(root) ? outermost(root) : node;
}
