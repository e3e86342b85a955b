/** Responses by the way they are used: a value of unknown make whose `ok` is tested and whose status or headers are read. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../catalog/index.ts";
import type { File, Variable } from "./file.ts";
import { isBody } from "./knowledge.ts";
import { type CallNode, isFunction, keyNameOf, rootOf, unwrapped, wrapped } from "./tree.ts";
import { mayWrite } from "./written.ts";

/** Where doubt is what the user asked for, a file that tests `ok` may acquire what no library is known to make. */
export const mayRespond = ({ settings, sourceCode }: File): boolean =>
  settings.unknownCalls === "borrows" && mayWrite(["ok"], sourceCode) && mayWrite(READ, sourceCode);

const READ: ReadonlySet<string> = new Set(["headers", "status", "statusText"]);

/** `const response = await client.send(url); if (!response.ok) throw new Error(response.statusText)`. */
export function responseFrom(call: CallNode, file: File): ResourceModel | undefined {
  if (call.type !== T.CallExpression || !mayRespond(file) || chainsOn(call)) return undefined;
  const awaited = wrapped(chainFrom(call)).parent;
  const declarator = wrapped(awaited ?? call).parent;
  if (
    awaited?.type !== T.AwaitExpression ||
    declarator?.type !== T.VariableDeclarator ||
    declarator.id.type !== T.Identifier
  )
    return undefined;
  const variable = file.variableOf(declarator.id);
  if (!variable || !isFunction(rootOf(call)) || !isUsedAsResponse(variable)) return undefined;
  const known = file.knowledge.exports.get("globalThis|fetch")?.at(-1)?.resource;
  return isDeclaredOtherwise(declarator.id, file) ? undefined : known;
}

/** `send(url).catch(fail)`: the call before it answers the response. */
function chainsOn({ callee }: TSESTree.CallExpression): boolean {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression && isPassing(it) && unwrapped(it.object).type === T.CallExpression;
}

/** The outermost of what a promise is chained with that answers the same. */
function chainFrom(call: TSESTree.CallExpression): TSESTree.CallExpression {
  const member = wrapped(call).parent;
  if (member?.type !== T.MemberExpression || member.object !== wrapped(call) || !isPassing(member)) return call;
  const outer = wrapped(member).parent;
  return outer?.type === T.CallExpression && outer.callee === wrapped(member) ? chainFrom(outer) : call;
}

const isPassing = (member: TSESTree.MemberExpression): boolean =>
  ["catch", "finally"].includes(keyNameOf(member) ?? "");

function isUsedAsResponse({ references }: Variable): boolean {
  const members = references.flatMap(({ identifier }) => {
    const { parent } = wrapped(identifier);
    return parent?.type === T.MemberExpression && parent.object === wrapped(identifier) ? [parent] : [];
  });
  const isTested = members.some((member) => keyNameOf(member) === "ok" && isTest(member));
  return isTested && members.some((member) => READ.has(keyNameOf(member) ?? ""));
}

function isTest(node: TSESTree.Node): boolean {
  const { parent } = wrapped(node);
  switch (parent?.type) {
    case T.UnaryExpression:
      return parent.operator === "!";
    case T.LogicalExpression:
      return parent.left === wrapped(node);
    case T.IfStatement:
    case T.ConditionalExpression:
      return parent.test === wrapped(node);
    default:
      return false;
  }
}

/** Its type has members, and is none of a response's. */
function isDeclaredOtherwise(name: TSESTree.Node, { checker, knowledge }: File): boolean {
  if (!checker || checker.membersOf(name).size === 0) return false;
  return !checker.typesOf(name).some((type) => {
    const resource = knowledge.types.get(`${type.package}|${type.name}`);
    return resource !== undefined && isBody(resource);
  });
}
