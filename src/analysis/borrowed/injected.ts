/** A field that the constructor was given, released by a method after which whoever gave it goes on with it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { isRelease } from "../ownership/index.ts";
import { functionPathOf, isFunction, isInside, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "../tree.ts";
import { borrowed, type BorrowedRelease, isUnconditional, type Release } from "./lent.ts";
import { perCallAround } from "./per-call.ts";

export function injectedRelease(release: Release, file: File): BorrowedRelease | undefined {
  const { call, of } = release;
  const method = methodAround(call);
  const field = of.type === T.MemberExpression && of.object.type === T.ThisExpression ? keyNameOf(of) : undefined;
  if (!method || field === undefined || !isUnconditional(release, method, file)) return undefined;
  const owner = method.parent.parent;
  const index = givenAt(field, owner, file);
  const name = keyNameOf(method);
  if (index === undefined || name === undefined || owner.type !== T.ClassDeclaration || !owner.id) return undefined;
  // A class has a name inside, too; those who make it know the one outside.
  const names = file.sourceCode.scopeManager?.getDeclaredVariables(owner) ?? [];
  for (const { identifier } of names.flatMap(({ references }) => references)) {
    const made = identifier.parent;
    if (made.type !== T.NewExpression || made.callee !== identifier) continue;
    const after = evidenceFor(made, index, name, release, file);
    if (after) return borrowed(release, "injected", functionPathOf(rootOf(made)), after, file);
  }
  return undefined;
}

function methodAround({ parent }: TSESTree.Node): TSESTree.MethodDefinition | undefined {
  if (!parent || parent.type === T.ClassBody) return undefined;
  return parent.type === T.MethodDefinition ? parent : methodAround(parent);
}

/** The constructor's parameter that a field holds: as a parameter property, or assigned, perhaps with a replacement. */
function givenAt(
  field: string,
  { body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  file: File,
): number | undefined {
  const constructor = body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  const fn = constructor?.type === T.MethodDefinition ? constructor.value : undefined;
  if (!isFunction(fn)) return undefined;
  const names = fn.params.map((one) => (one.type === T.TSParameterProperty ? one.parameter : one));
  const property = fn.params.findIndex((one, at) => one.type === T.TSParameterProperty && nameOf(names[at]) === field);
  if (property >= 0) return property;
  const assigned = nodesIn(fn.body, file.sourceCode.visitorKeys, (node) => !isFunction(node)).find(
    (node): node is TSESTree.AssignmentExpression =>
      node.type === T.AssignmentExpression &&
      node.left.type === T.MemberExpression &&
      node.left.object.type === T.ThisExpression &&
      keyNameOf(node.left) === field,
  );
  const value = assigned && unwrapped(assigned.right);
  const given = value?.type === T.LogicalExpression ? unwrapped(value.left) : value;
  const found = names.findIndex((one) => given?.type === T.Identifier && nameOf(one) === given.name);
  return found >= 0 ? found : undefined;
}

function nameOf(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type === T.AssignmentPattern) return nameOf(node.left);
  return node?.type === T.Identifier ? node.name : undefined;
}

/** Where the lender uses or releases it after the borrower's method was called. */
function evidenceFor(
  made: TSESTree.NewExpression,
  index: number,
  method: string,
  { resource }: Release,
  file: File,
): TSESTree.Node | undefined {
  const [given, lent] = [made.arguments[index], file.variableOf(made.arguments[index] ?? made)];
  const borrower = wrapped(made).parent;
  const holder = borrower?.type === T.VariableDeclarator ? file.variableOf(borrower.id) : undefined;
  if (!given || !lent || !holder || lent.references.filter((one) => one.isWrite()).length > 1) return undefined;
  const ending = holder.references.map(({ identifier }) => callOf(identifier, method)).find((one) => one !== undefined);
  const block = ending && certainBlock(ending);
  if (!block || rootOf(ending) !== rootOf(made)) return undefined;
  if (isOutlived(lent, made, file)) return ending;
  return lent.references
    .map(({ identifier }) => identifier)
    .filter((one) => one.range[0] > ending.range[1] && isInside(one, block))
    .find((one) => isUsed(one, (path, call) => !isRelease(call, path, resource) || resource.twice !== "tolerated"));
}

/** Every request borrows it anew, and finds it released by the one before. */
function isOutlived(lent: Variable, made: TSESTree.Node, file: File): boolean {
  const handler = perCallAround(made, file);
  const [definition] = lent.defs;
  return handler !== undefined && definition !== undefined && !isInside(definition.name, handler);
}

/** `store.close()` of `store`. */
function callOf({ parent }: TSESTree.Node, method: string): TSESTree.CallExpression | undefined {
  if (parent?.type !== T.MemberExpression || keyNameOf(parent) !== method) return undefined;
  const call = wrapped(parent).parent;
  return call?.type === T.CallExpression && call.callee === wrapped(parent) ? call : undefined;
}

/** The block in which everything that follows comes after the call. */
function certainBlock(call: TSESTree.Node): TSESTree.Node | undefined {
  let at: TSESTree.Node = call;
  while (at.type !== T.BlockStatement && at.type !== T.Program && !isFunction(at)) {
    if (at.type === T.IfStatement || at.type === T.ConditionalExpression || at.type === T.LogicalExpression)
      return undefined;
    at = at.parent;
  }
  const guard = at.parent;
  const isPassed = guard?.type === T.TryStatement && (guard.finalizer === at || guard.block === at);
  return isPassed ? certainBlock(guard) : at;
}

/** A method of it is called, or it is passed on. */
function isUsed(node: TSESTree.Node, counts: (path: string, call: TSESTree.CallExpression) => boolean): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === T.NewExpression) return parent.callee !== node;
  if (parent?.type === T.CallExpression) return parent.callee !== node;
  const call = parent?.type === T.MemberExpression ? wrapped(parent).parent : undefined;
  if (parent?.type !== T.MemberExpression || call?.type !== T.CallExpression) return false;
  const path = keyNameOf(parent);
  return path !== undefined && !/^(?:on|once|off|removeListener|removeAllListeners)$/u.test(path) && counts(path, call);
}
