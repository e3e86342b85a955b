/** Sockets that stay open when their peer has ended (`allowHalfOpen: true`), and that nobody ends in answer. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { exportOf } from "../origin.ts";
import { functionNamed } from "../ownership/index.ts";
import { type CallNode, isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { careFor } from "./care.ts";
import type { HalfOpen } from "./index.ts";

const SERVERS: ReadonlySet<string> = new Set(["net|createServer", "net|Server", "tls|createServer", "tls|Server"]);

/** `createServer({ allowHalfOpen: true }, (socket) => …)`, with the handler there or at `server.on("connection", …)`. */
export function halfOpenAt(call: CallNode, file: File): HalfOpen | undefined {
  if (!call.arguments.some(allowsHalfOpen)) return undefined;
  const named = exportOf(call.callee, file);
  if (!named || !SERVERS.has(`${named.module}|${named.path}`)) return undefined;
  const handler =
    call.arguments.map((one) => functionNamed(one, file)).find((one) => one !== undefined) ?? heardBy(call, file);
  const [socket] = handler?.params ?? [];
  const variable = socket?.type === T.Identifier ? file.variableOf(socket) : undefined;
  if (!handler || !variable || !isFunction(handler)) return undefined;
  const care = careFor(variable, file);
  if (care.isGivenAway || care.isEnded) return undefined;
  const body = handler.body.type === T.BlockStatement ? handler.body : undefined;
  return { kind: "unanswered", node: call, holder: variable.name, release: `${variable.name}.end()`, body };
}

function allowsHalfOpen(argument: TSESTree.Node): boolean {
  const it = unwrapped(argument);
  if (it.type !== T.ObjectExpression) return false;
  return it.properties.some(
    (one) =>
      one.type === T.Property &&
      keyNameOf(one) === "allowHalfOpen" &&
      one.value.type === T.Literal &&
      one.value.value === true,
  );
}

/** The handler that the server is given by its name. */
function heardBy(call: CallNode, file: File): ReturnType<typeof functionNamed> {
  const { parent } = wrapped(call);
  const variable = parent?.type === T.VariableDeclarator ? file.variableOf(parent.id) : undefined;
  for (const { identifier } of variable?.references ?? []) {
    const listening = identifier.parent.type === T.MemberExpression ? identifier.parent.parent : undefined;
    if (listening?.type !== T.CallExpression) continue;
    const [event, fn] = listening.arguments;
    const isConnection = event?.type === T.Literal && /^(?:secureC|c)onnection$/u.test(String(event.value));
    if (isConnection && fn) return functionNamed(fn, file);
  }
  return undefined;
}
