/** What a handler asks of others for its client, and goes on reading when the client has gone. (Only in doubt: `strict`.) */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { arrivalsAt } from "../acquisitions.ts";
import type { File, Variable } from "../file.ts";
import { isBody } from "../knowledge.ts";
import { peerOf } from "../registries/index.ts";
import {
  type CallNode,
  callsIn,
  calleeNameOf,
  type FunctionNode,
  isCall,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { careFor } from "./care.ts";
import type { HalfOpen } from "./index.ts";

/** A body is read bit by bit where one of these stands. */
export const mayForward = ({ settings, sourceCode: { text } }: File): boolean =>
  settings.unknownCalls === "borrows" && /\bfor await\b|\(["']data["']/u.test(text);

/** `for await (const chunk of answer.body) response.write(chunk)`, where nobody hears the end of the response. */
export function upstreamAt(call: CallNode, file: File): HalfOpen | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "write") return undefined;
  const source = sourceAround(call);
  const peer = source && peerOf(callee.object, file);
  const handler = peer?.variable.defs[0]?.node as TSESTree.Node | undefined;
  if (!source || !peer || !isFunction(handler)) return undefined;
  const isResponse = peer.by === "event" && peer.model.types?.includes("ServerResponse") === true;
  if (!isResponse || !isInside(source, handler)) return undefined;
  const asked = requestBehind(source, file);
  if (!asked || !isInside(asked, handler) || isSteered(asked)) return undefined;
  if (isMinded(peer.variable, handler, file)) return undefined;
  const isEmitter = source.parent?.type === T.MemberExpression;
  const release = isEmitter && calleeNameOf(asked) !== "fetch" ? "destroy()" : "controller.abort()";
  return { kind: "upstream", node: asked, holder: peer.variable.name, release, body: undefined };
}

/** What brings the bits: the right side of the loop around, or the emitter of 'data'. */
function sourceAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === T.ForOfStatement && parent.await && parent.body === at) return parent.right;
    if (!isFunction(at)) continue;
    const given = wrapped(at).parent;
    const callee = given?.type === T.CallExpression ? unwrapped(given.callee) : undefined;
    const isData = given?.type === T.CallExpression && textStartOf(given.arguments[0]) === "data";
    return isData && callee?.type === T.MemberExpression && keyNameOf(callee) === "on" ? callee.object : undefined;
  }
  return undefined;
}

/** The call that answered the response in whose name the bits come: `fetch(url)`, `get(url, (answer) => …)`. */
function requestBehind(source: TSESTree.Node, file: File): CallNode | undefined {
  const names = nodesIn(source, file.sourceCode.visitorKeys).filter(({ type }) => type === T.Identifier);
  for (const name of names) {
    const asked = requestOf(file.variableOf(name));
    if (asked && arrivalsAt(asked, file).some(({ resource }) => isBody(resource))) return asked;
  }
  return undefined;
}

function requestOf(variable: Variable | undefined): CallNode | undefined {
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type === T.VariableDeclarator) {
    const made = at.init ? unwrapped(at.init) : undefined;
    const value = made?.type === T.AwaitExpression ? unwrapped(made.argument) : made;
    return value && isCall(value) ? value : undefined;
  }
  const given = at && isFunction(at) ? wrapped(at).parent : undefined;
  return given && isCall(given) && given.callee !== at ? given : undefined;
}

/** It is given a signal, or options that nobody sees. */
function isSteered({ arguments: given }: CallNode): boolean {
  return given.some((argument, index) => {
    const it = unwrapped(argument);
    if (it.type !== T.ObjectExpression)
      return it.type === T.SpreadElement || (index > 0 && !isFunction(it) && it.type !== T.Literal);
    return it.properties.some((one) => one.type === T.SpreadElement || keyNameOf(one) === "signal");
  });
}

const GONE: ReadonlySet<string> = new Set(["aborted", "close", "error"]);
const STATES: ReadonlySet<string> = new Set([
  "aborted",
  "closed",
  "destroyed",
  "errored",
  "writable",
  "writableEnded",
  "writableFinished",
]);
const STOPS =
  /^(?:abort|cancel|destroy\w*|finished|onFinished|off|pipeline|removeListener|removeAllListeners|unpipe|unsubscribe)$/u;

/** Somebody else has the response or the request, hears of its end, asks for its state, or stops something. */
function isMinded(response: Variable, handler: FunctionNode, file: File): boolean {
  const { visitorKeys } = file.sourceCode;
  const own = handler.params.flatMap((one) => (one.type === T.Identifier ? (file.variableOf(one) ?? []) : []));
  const cares = [...new Set([response, ...own])].map((one) => careFor(one, file));
  return (
    cares.some(({ isGivenAway, events }) => isGivenAway || [...events].some((event) => GONE.has(event))) ||
    callsIn(handler, visitorKeys).some((call) => STOPS.test(calleeNameOf(call))) ||
    nodesIn(handler, visitorKeys).some((node) => node.type === T.MemberExpression && STATES.has(keyNameOf(node) ?? ""))
  );
}
