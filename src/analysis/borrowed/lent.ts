/** What is known of one call that releases a resource of a declared type: of whom, what, and in which function. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { modelsOf } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { madeBy, writtenTypesOf } from "../origin.ts";
import { calledFunction, isRelease } from "../ownership/index.ts";
import { type CallNode, isInside, keyNameOf, testIn, unwrapped } from "../tree.ts";

/** A release of what was lent, with what shows that its owner goes on. */
export interface BorrowedRelease {
  /** The call that releases. */
  readonly node: TSESTree.CallExpression;
  readonly holder: string;
  readonly resource: string;
  readonly release: string;
  readonly kind: "tagged" | "shared" | "injected" | "cached";
  /** Who lends it, or goes on with it: `pools`, `main`. */
  readonly lender: string;
  /** Where the owner uses or releases it afterwards; the release itself where the next call does. */
  readonly after: TSESTree.Node;
}

export interface Release {
  readonly call: TSESTree.CallExpression;
  /** What is released: a name, or a field. */
  readonly of: TSESTree.Node;
  readonly resource: ResourceModel;
}

/** `client.release()` of what is written to be of a catalogued type. */
export function releaseAt(call: CallNode, file: File): Release | undefined {
  const callee = unwrapped(call.callee);
  const path = callee.type === T.MemberExpression ? keyNameOf(callee) : undefined;
  if (call.type !== T.CallExpression || callee.type !== T.MemberExpression || path === undefined) return undefined;
  if (!file.knowledge.releaseMethods.has(path)) return undefined;
  const resource = resourceOf(callee.object, file);
  return resource && isRelease(call, path, resource) ? { call, of: unwrapped(callee.object), resource } : undefined;
}

/** By what is written; the checker is asked only what a function of the file answers. */
function resourceOf(node: TSESTree.Node, file: File): ResourceModel | undefined {
  const written = writtenTypesOf(node, file, (call) => modelsOf(call, file).flatMap(madeBy));
  const types = written.length === 0 && isAnswered(node, file) ? (file.checker?.typesOf(node) ?? []) : written;
  return types.map((type) => file.knowledge.types.get(`${type.package}|${type.name}`)).find((one) => one !== undefined);
}

/** `pool` of `const pool = getPool()`. */
function isAnswered(node: TSESTree.Node, file: File): boolean {
  const at = file.variableOf(unwrapped(node))?.defs[0]?.node as TSESTree.Node | undefined;
  const value = at?.type === T.VariableDeclarator && at.init ? unwrapped(at.init) : undefined;
  const call = value?.type === T.AwaitExpression ? unwrapped(value.argument) : value;
  return call?.type === T.CallExpression && calledFunction(call, file) !== undefined;
}

export function borrowed(
  { call, of, resource }: Release,
  kind: BorrowedRelease["kind"],
  lender: string,
  after: TSESTree.Node,
  { sourceCode }: File,
): BorrowedRelease {
  const holder = sourceCode.getText(of);
  const release = sourceCode.getText(call).replace("?.", ".");
  return { node: call, holder, resource: resource.name, release, kind, lender, after };
}

/** Nothing but the resource's being there decides about the call. */
export function isUnconditional({ call, of }: Release, inside: TSESTree.Node, { sourceCode }: File): boolean {
  const holder = sourceCode.getText(of);
  for (let at: TSESTree.Node = call; at !== inside && at.parent; at = at.parent) {
    const { parent } = at;
    const test = testIn(parent);
    if (test && !isInside(call, test) && sourceCode.getText(test) !== holder) return false;
    if (parent.type === T.SwitchCase || parent.type === T.CatchClause) return false;
  }
  return true;
}
