/** What a resource was obtained from, and the calls on that which end the resource too. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, modelsOf } from "../acquisitions.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { isBody, lastName, termsOf } from "../knowledge.ts";
import { isWrittenOnce } from "../origin.ts";
import {
  calleeNameOf,
  type CallNode,
  callsIn,
  isCall,
  isFunction,
  keyNameOf,
  type Root,
  rootOf,
  soleAnswerOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { isTaken } from "./passing.ts";

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
  return innerOf(resource, call, root, file) ?? lenderOf(resource, call, root, file);
}

/** What it was made of: a secure socket ends with the plain one that it speaks through. */
function innerOf(resource: Arrival["resource"], call: CallNode, root: Root, file: File): Parent | undefined {
  if (resource.acquire.length === 0 && call.type === T.NewExpression) return adoptedBy(call, root, file);
  const names = innersOf(call, file);
  if (names.length === 0) return undefined;
  const methods = termsOf(resource).release.flatMap(({ kind, path }) => (kind === "method" ? [path] : []));
  return { names, releases: callsOn(names, methods, root, file), isOwedHere: false };
}

/** What it was obtained from. */
function lenderOf(resource: Arrival["resource"], call: CallNode, root: Root, file: File): Parent | undefined {
  const methods = termsOf(resource)
    .release.filter(({ kind }) => kind === "call")
    .map(({ path }) => lastName(path));
  if (methods.length === 0 || call.callee.type !== T.MemberExpression) return undefined;
  const { object } = call.callee;
  const names = namesBehind(object, file);
  const releases = callsOn(names, methods, root, file, file.sourceCode.getText(object));
  return { names, releases, isOwedHere: names.some((name) => isOwed(name, releases, methods, root, file)) };
}

function callsOn(
  names: readonly Variable[],
  methods: readonly string[],
  root: Root,
  file: File,
  text?: string,
): readonly CallNode[] {
  const isOfIt = (node: TSESTree.Node): boolean => {
    const variable = file.variableOf(unwrapped(node));
    return (variable !== undefined && names.includes(variable)) || file.sourceCode.getText(node) === text;
  };
  return callsIn(root, file.sourceCode.visitorKeys).filter(
    ({ callee }) =>
      callee.type === T.MemberExpression && methods.includes(keyNameOf(callee) ?? "") && isOfIt(callee.object),
  );
}

/** An object of the program's own, made of something that the function may end instead: `new Log(file)`, `file.close()`. */
function adoptedBy(call: TSESTree.NewExpression, root: Root, file: File): Parent | undefined {
  const names = call.arguments.flatMap((argument) => file.variableOf(unwrapped(argument)) ?? []);
  if (names.length === 0) return undefined;
  const isOne = (node: TSESTree.Node): boolean => names.some((name) => name === file.variableOf(unwrapped(node)));
  const releases = callsIn(root, file.sourceCode.visitorKeys).filter((one) => {
    const callee = unwrapped(one.callee);
    const isOfOne = callee.type === T.MemberExpression && isOne(callee.object);
    return (isOfOne || one.arguments.some(isOne)) && readsLikeEnd(calleeNameOf(one));
  });
  return { names, releases, isOwedHere: false };
}

/** What a call takes over, under its names. */
function innersOf(call: CallNode, file: File): readonly Variable[] {
  const given = call.arguments.flatMap((argument, index) =>
    argument.type === T.ObjectExpression
      ? argument.properties.map((one) => ({ value: valueOf(one), place: { call, index, option: optionOf(one) } }))
      : [{ value: argument, place: { call, index, option: undefined } }],
  );
  return given.flatMap(({ value, place }) => {
    const it = value && unwrapped(value);
    const variable = it && file.variableOf(isFunction(it) ? (soleAnswerOf(it, file.sourceCode.visitorKeys) ?? it) : it);
    return variable && isTaken(place, file) ? [variable] : [];
  });
}

const valueOf = (one: TSESTree.ObjectLiteralElement): TSESTree.Node | undefined =>
  one.type === T.Property ? one.value : undefined;

const optionOf = (one: TSESTree.ObjectLiteralElement): string | undefined =>
  one.type === T.Property ? keyNameOf(one) : undefined;

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
