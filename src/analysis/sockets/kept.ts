/** Responses that a timer or a listener goes on writing to, though nobody hears that the client has gone. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { peerOf } from "../registries/index.ts";
import {
  type CallNode,
  callsIn,
  calleeNameOf,
  type FunctionNode,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  textStartOf,
  unwrapped,
} from "../tree.ts";
import { careFor } from "./care.ts";
import type { HalfOpen } from "./index.ts";

const REPEATS: ReadonlySet<string> = new Set(["addListener", "on", "setInterval"]);

/** `setInterval(() => response.write(…))`, `bus.on("news", (text) => response.write(text))` in a handler of requests. */
export function keptAt(call: CallNode, file: File): HalfOpen | undefined {
  const name = calleeNameOf(call);
  const fn = call.arguments[name === "setInterval" ? 0 : 1];
  if (!REPEATS.has(name) || !isFunction(fn)) return undefined;
  const written = responseWritten(fn, file);
  const handler = written?.defs[0]?.node;
  if (!written || !handler || !isFunction(handler) || !isInside(call, handler)) return undefined;
  const [request] = handler.params;
  const asked = request?.type === T.Identifier ? file.variableOf(request) : undefined;
  if (isOwnEvent(call, [written, asked], file) || !isHeldForever(written, asked, handler, file)) return undefined;
  const body = handler.body.type === T.BlockStatement ? handler.body : undefined;
  return { kind: "kept", node: call, holder: written.name, release: endOf(call, file), body };
}

/** The response of a handler around that the function writes to. */
function responseWritten(fn: FunctionNode, file: File): Variable | undefined {
  for (const call of callsIn(fn, file.sourceCode.visitorKeys)) {
    const callee = unwrapped(call.callee);
    if (callee.type !== T.MemberExpression || keyNameOf(callee) !== "write") continue;
    const peer = peerOf(callee.object, file);
    const at = peer?.variable.defs[0]?.node;
    if (peer?.model.types?.includes("ServerResponse") && peer.by === "event" && at && !isInside(at, fn))
      return peer.variable;
  }
  return undefined;
}

/** What the request or the response itself emits ends with them. */
function isOwnEvent({ callee }: CallNode, own: readonly (Variable | undefined)[], file: File): boolean {
  const it = unwrapped(callee);
  if (it.type !== T.MemberExpression) return false;
  const variable = file.variableOf(unwrapped(it.object));
  return variable !== undefined && own.includes(variable);
}

const GONE: ReadonlySet<string> = new Set(["aborted", "close", "end", "error", "finish"]);
const STOPS = /^(?:abort|clear\w*|close|destroy|end|off|removeListener|removeAllListeners|stop|unsubscribe)$/u;

/** Nothing in the handler stops, ends or listens for the end; nobody else has the response or the request. */
function isHeldForever(response: Variable, request: Variable | undefined, handler: FunctionNode, file: File): boolean {
  const cares = [response, request].flatMap((one) => (one ? [careFor(one, file)] : []));
  if (
    cares.some(
      ({ isGivenAway, isEnded, events }) => isGivenAway || isEnded || [...events].some((event) => GONE.has(event)),
    )
  )
    return false;
  const nodes = nodesIn(handler, file.sourceCode.visitorKeys);
  const isHeard = nodes.some(
    (node) => node.type === T.CallExpression && GONE.has(textStartOf(node.arguments[0]) ?? ""),
  );
  return !isHeard && !callsIn(handler, file.sourceCode.visitorKeys).some((call) => STOPS.test(calleeNameOf(call)));
}

/** `clearInterval(timer)`, `bus.off("news", …)`. */
function endOf(call: CallNode, { sourceCode }: File): string {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.MemberExpression) return "clearInterval()";
  return `${sourceCode.getText(callee.object)}.off()`;
}
