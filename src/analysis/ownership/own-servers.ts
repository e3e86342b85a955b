/** Connections to a server that the same object keeps and ends: they end with it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { constantOf } from "../origin.ts";
import { calleeNameOf, type CallNode, callsIn, keyNameOf, nodesOf, unwrapped } from "../tree.ts";

const ASSIGNMENTS = new Set([T.AssignmentExpression] as const);

/** `connect(this.endpoint)`, where `this.endpoint = server.address()` and `this.server = server`. Where in doubt, it is owed. */
export function isToOwnServer(call: CallNode, file: File): boolean {
  if (file.settings.unknownCalls === "borrows" || !/^connect/u.test(calleeNameOf(call))) return false;
  const asked = call.arguments.flatMap((argument) => ownFieldOf(resolved(argument, file)) ?? []);
  const body = asked.length > 0 ? classAround(call) : undefined;
  if (!body) return false;
  const given = nodesOf(ASSIGNMENTS, body, file.sourceCode.visitorKeys);
  return given.some(({ left, right }) => {
    const field = ownFieldOf(left);
    const server = field !== undefined && asked.includes(field) ? askedOf(resolved(right, file)) : undefined;
    return server !== undefined && keepersOf(server, given, file).some((keeper) => isEndedIn(body, keeper, file));
  });
}

/** What a name stands for that is written once, otherwise the expression itself. */
function resolved(node: TSESTree.Node, file: File): TSESTree.Node {
  const it = unwrapped(node);
  return unwrapped(constantOf(file.variableOf(it)) ?? it);
}

/** `endpoint` of `this.endpoint`. */
const ownFieldOf = (node: TSESTree.Node): string | undefined =>
  node.type === T.MemberExpression && node.object.type === T.ThisExpression ? keyNameOf(node) : undefined;

/** `server` of `server.address()`. */
const askedOf = (node: TSESTree.Node): TSESTree.Node | undefined =>
  node.type === T.CallExpression && node.callee.type === T.MemberExpression ? unwrapped(node.callee.object) : undefined;

/** The fields of the object that hold it. */
function keepersOf(
  server: TSESTree.Node,
  given: readonly TSESTree.AssignmentExpression[],
  file: File,
): readonly string[] {
  const own = ownFieldOf(server);
  const name = file.variableOf(server);
  if (own !== undefined || !name) return own === undefined ? [] : [own];
  return given.flatMap(({ left, right }) => (isNamed(right, name, file) ? (ownFieldOf(left) ?? []) : []));
}

const isNamed = (node: TSESTree.Node, name: Variable, file: File): boolean => file.variableOf(unwrapped(node)) === name;

/** `this.server.close()`, or the same of a name that stands for the field. */
const isEndedIn = (body: TSESTree.ClassBody, field: string, file: File): boolean =>
  callsIn(body, file.sourceCode.visitorKeys).some(({ callee }) => {
    const member = unwrapped(callee);
    if (member.type !== T.MemberExpression || !file.knowledge.releaseMethods.has(keyNameOf(member) ?? "")) return false;
    return ownFieldOf(resolved(member.object, file)) === field;
  });

function classAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (at.type === T.ClassBody) return at;
  return undefined;
}
