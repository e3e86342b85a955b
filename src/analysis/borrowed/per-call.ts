/** Functions that a program calls again and again: handlers of requests, functions of a serverless host, ticks. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import { callsIn, type FunctionNode, isFunction, keyNameOf, rootOf, textStartOf, unwrapped, wrapped } from "../tree.ts";

const ROUTES: ReadonlySet<string> = new Set(["all", "delete", "get", "patch", "post", "put", "route", "use"]);
const EVENTS: ReadonlySet<string> = new Set(["connection", "request", "stream"]);
const HANDLERS: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "handler"]);
/** A route or a function that ends the program ends what it shares. */
const ENDING = /close|destroy|disconnect|dispose|drain|exit|kill|quit|reset|restart|shut|stop|teardown|terminat/iu;

/** The function around a node that runs for every request, if there is one. */
export function perCallAround(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const root = rootOf(node);
  if (!isFunction(root)) return undefined;
  if (!isPerCall(root, file)) return perCallAround(root, file);
  return endsProgram(root, file) ? undefined : root;
}

function isPerCall(fn: FunctionNode, file: File): boolean {
  if (answersRequests(fn) || isExportedHandler(fn)) return true;
  const { parent } = wrapped(fn);
  if (parent?.type === T.CallExpression) return isRegistering(parent, fn);
  const name = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const references = (name && file.variableOf(name)?.references) ?? [];
  return references.some(
    ({ identifier: { parent: call }, identifier }) => call.type === T.CallExpression && isRegistering(call, identifier),
  );
}

/** `(req, res) => …`, `(request, reply) => …`. */
export function answersRequests({ params: [first, second] }: FunctionNode): boolean {
  const isNamed = (one: TSESTree.Node | undefined, names: RegExp): boolean =>
    one?.type === T.Identifier && names.test(one.name);
  return isNamed(first, /^_?req(?:uest)?$/u) && isNamed(second, /^_?(?:res(?:ponse)?|reply)$/u);
}

/** `export const handler = …`, `export async function GET()`. */
function isExportedHandler(fn: FunctionNode): boolean {
  const { parent } = wrapped(fn);
  const name = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const statement = fn.id ? fn : parent?.parent;
  return name?.type === T.Identifier && HANDLERS.has(name.name) && statement?.parent?.type === T.ExportNamedDeclaration;
}

/** `app.get("/users", f)`, `server.on("request", f)`, `createServer(f)`, `setInterval(f, 1000)`. */
function isRegistering(call: TSESTree.CallExpression, fn: TSESTree.Node): boolean {
  const callee = unwrapped(call.callee);
  const index = call.arguments.findIndex((one) => unwrapped(one) === unwrapped(fn));
  const name = callee.type === T.MemberExpression ? keyNameOf(callee) : callee.type === T.Identifier && callee.name;
  if (index < 0 || typeof name !== "string") return false;
  if (name === "createServer" || (name === "setInterval" && index === 0)) return true;
  const text = textStartOf(call.arguments[0]) ?? "";
  if (name === "on" || name === "addListener") return EVENTS.has(text);
  return callee.type === T.MemberExpression && ROUTES.has(name) && text.startsWith("/") && !ENDING.test(text);
}

function endsProgram(fn: FunctionNode, { sourceCode }: File): boolean {
  const named = fn.id?.name ?? "";
  return (
    ENDING.test(named) ||
    callsIn(fn.body, sourceCode.visitorKeys).some(({ callee }) => sourceCode.getText(callee) === "process.exit")
  );
}
