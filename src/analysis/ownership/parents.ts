/** What a resource was obtained from, and the calls on that which end the resource too. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, modelsOf } from "../acquisitions.ts";
import type { File, Variable } from "../file.ts";
import { isBody, lastName, termsOf } from "../knowledge.ts";
import { isWrittenOnce } from "../origin.ts";
import { type CallNode, callsIn, isCall, keyNameOf, type Root, rootOf, unwrapped, wrapped } from "../tree.ts";

export interface Parent {
  /** The names that lead to it: `users` and `client` for `const users = client.db("users"); users.watch()`. */
  readonly names: readonly Variable[];
  /** The calls on it that release the resource: `client.close()`, `mutex.release()`. */
  readonly releases: readonly CallNode[];
  /** The same function acquires it and releases it somewhere, so that whoever owes it owes what came from it along with it. */
  readonly isOwedHere: boolean;
}

const MAX_DEPTH = 8;

/** Absent when no call on what it was obtained from would release it. */
export function parentOf({ resource, call }: Arrival, root: Root, file: File): Parent | undefined {
  if (isBody(resource)) return requestOf(call, root, file);
  const methods = termsOf(resource)
    .release.filter(({ kind }) => kind === "call")
    .map(({ path }) => lastName(path));
  if (methods.length === 0 || call.callee.type !== T.MemberExpression) return undefined;
  const { object } = call.callee;
  const names = namesBehind(object, file);
  const text = file.sourceCode.getText(object);
  const isOfIt = (node: TSESTree.Node): boolean => {
    const variable = file.variableOf(unwrapped(node));
    return (variable !== undefined && names.includes(variable)) || file.sourceCode.getText(node) === text;
  };
  const releases = callsIn(root, file.sourceCode.visitorKeys).filter(
    ({ callee }) =>
      callee.type === T.MemberExpression && methods.includes(keyNameOf(callee) ?? "") && isOfIt(callee.object),
  );
  return { names, releases, isOwedHere: names.some((name) => isOwed(name, releases, methods, root, file)) };
}

/** A response ends with its request: `request.destroy()`, `controller.abort()`. */
function requestOf(call: CallNode, root: Root, file: File): Parent | undefined {
  const made = wrapped(startOfLinks(call)).parent;
  const request = made?.type === T.VariableDeclarator ? file.variableOf(made.id) : undefined;
  const text = call.arguments.some((one) => file.sourceCode.getText(one).includes("signal"));
  const controllers = text
    ? callsIn(root, file.sourceCode.visitorKeys).flatMap((one) => aborterOf(one, file) ?? [])
    : [];
  const own = call.callee.type === T.MemberExpression ? namesBehind(call.callee.object, file) : [];
  const names = [...(request ? [request] : []), ...controllers, ...own];
  const releases = callsIn(root, file.sourceCode.visitorKeys).filter(({ callee }) => {
    if (callee.type !== T.MemberExpression || !/^(?:abort|close|destroy)$/u.test(keyNameOf(callee) ?? "")) return false;
    const variable = file.variableOf(unwrapped(callee.object));
    return variable !== undefined && names.includes(variable);
  });
  return releases.length > 0 ? { names, releases, isOwedHere: false } : undefined;
}

/** `http.get(url, f).on("error", g)` answers the request, as `http.get()` does. */
function startOfLinks(call: TSESTree.Node): TSESTree.Node {
  const { parent } = wrapped(call);
  const outer = parent?.type === T.MemberExpression ? wrapped(parent).parent : undefined;
  return outer?.type === T.CallExpression && outer.callee === wrapped(parent as TSESTree.Node)
    ? startOfLinks(outer)
    : call;
}

function aborterOf({ callee }: CallNode, file: File): Variable | undefined {
  const isAbort = callee.type === T.MemberExpression && keyNameOf(callee) === "abort";
  return isAbort ? file.variableOf(unwrapped(callee.object)) : undefined;
}

/** The variables at the start of a chain of calls, back through constants. */
function namesBehind(receiver: TSESTree.Node, file: File): readonly Variable[] {
  const names: Variable[] = [];
  let at: TSESTree.Node | undefined | null = receiver;
  while (at && names.length < MAX_DEPTH) {
    const start = startOfChain(at);
    const variable = file.variableOf(start);
    if (!variable || names.includes(variable)) break;
    names.push(variable);
    const definition = variable.defs[0]?.node as TSESTree.Node | undefined;
    at = definition?.type === T.VariableDeclarator && isWrittenOnce(variable) ? definition.init : undefined;
  }
  return names;
}

/** `client` in `await client.db("users").collection("names")`. */
function startOfChain(node: TSESTree.Node): TSESTree.Node {
  let at = unwrapped(node);
  for (;;) {
    const inner =
      at.type === T.AwaitExpression ? at.argument : at.type === T.CallExpression ? receiverOf(at) : undefined;
    if (!inner) return at;
    at = unwrapped(inner);
  }
}

const receiverOf = ({ callee }: TSESTree.CallExpression): TSESTree.Node | undefined =>
  callee.type === T.MemberExpression ? callee.object : undefined;

function isOwed(
  { defs }: Variable,
  releases: readonly CallNode[],
  methods: readonly string[],
  root: Root,
  file: File,
): boolean {
  const at = defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || !at.init || rootOf(at) !== root) return false;
  const made = unwrapped(at.init.type === T.AwaitExpression ? at.init.argument : at.init);
  const isResource =
    isCall(made) &&
    modelsOf(made, file).some(({ resource }) =>
      termsOf(resource).release.some(({ kind, path }) => kind === "method" && methods.includes(path)),
    );
  return isResource && (releases.length > 0 || at.parent.kind === "using" || at.parent.kind === "await using");
}
