/** What a module makes once, released by a function that runs for every request. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { calledFunction } from "../ownership/index.ts";
import { functionPathOf, isFunction, isInside, nodesIn, rootOf, unwrapped } from "../tree.ts";
import { borrowed, type BorrowedRelease, isUnconditional, type Release } from "./lent.ts";
import { perCallAround } from "./per-call.ts";

export function sharedRelease(release: Release, file: File): BorrowedRelease | undefined {
  const { call, resource } = release;
  // What works unattended, such as a server that serves one request, may end itself.
  if (resource.lifetime !== "app" || resource.unattended) return undefined;
  const handler = perCallAround(call, file);
  const shared = handler && sharedVariable(release.of, file);
  if (!shared || !isUnconditional(release, handler, file)) return undefined;
  const isUsed = shared.references.some(
    ({ identifier }) => identifier !== release.of && !isInside(identifier, call) && isFunction(rootOf(identifier)),
  );
  return isUsed ? borrowed(release, "shared", functionPathOf(handler), call, file) : undefined;
}

/** A constant of the module, or a local name for what the module remembers and never forgets. */
function sharedVariable(node: TSESTree.Node, file: File): Variable | undefined {
  const variable = node.type === T.Identifier ? file.variableOf(node) : undefined;
  const [definition] = variable?.defs ?? [];
  const at = definition?.node as TSESTree.Node | undefined;
  if (!variable || at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier || !at.init) return undefined;
  const value = unwrapped(at.init);
  const made = value.type === T.AwaitExpression ? unwrapped(value.argument) : value;
  if (!isFunction(rootOf(at))) return isConstant(variable) ? variable : undefined;
  const getter = made.type === T.CallExpression && isConstant(variable) ? calledFunction(made, file) : undefined;
  return getter && rememberedBy(getter, file);
}

const isConstant = ({ references }: Variable): boolean => references.filter((one) => one.isWrite()).length === 1;

/** The variable of the module that a getter fills once and always answers. */
function rememberedBy(getter: ReturnType<typeof calledFunction> & object, file: File): Variable | undefined {
  const inside = nodesIn(getter.body, file.sourceCode.visitorKeys, (node) => !isFunction(node));
  const returned = inside.flatMap((node) => (node.type === T.ReturnStatement && node.argument ? [node.argument] : []));
  const answers = getter.body.type === T.BlockStatement ? returned : [getter.body];
  const variables = new Set(answers.map((answer) => file.variableOf(targetOf(unwrapped(answer)))));
  const [variable] = variables;
  if (variables.size !== 1 || !variable?.defs[0] || isFunction(rootOf(variable.defs[0].name))) return undefined;
  const isForgotten = variable.references.some(
    (one) => one.isWrite() && !one.init && !isInside(one.identifier, getter),
  );
  return isForgotten ? undefined : variable;
}

/** `pool` in `return pool`, and in `return (pool ??= new Pool())`. */
const targetOf = (node: TSESTree.Node): TSESTree.Node => (node.type === T.AssignmentExpression ? node.left : node);
