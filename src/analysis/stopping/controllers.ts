/** Who passes a signal on that nobody can ever give? A controller that stays in its function and is never aborted. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "../acquisitions.ts";
import { consumersOf } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { isWrittenOnce } from "../origin.ts";
import { isTest } from "../test-code.ts";
import { callsIn, type FunctionNode, isFunction, keyNameOf, rootOf, wrapped } from "../tree.ts";

export interface Unstopped {
  readonly arrival: Arrival;
  readonly holder: string;
  readonly declaration: TSESTree.VariableDeclaration;
  readonly within: FunctionNode;
}

/** Only in doubt: a signal may be passed on because the callee wants one. */
export function controllersIn(file: File): readonly Unstopped[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (file.settings.unknownCalls !== "borrows" || !text.includes("new AbortController(") || isTest(file)) return [];
  return callsIn(ast, visitorKeys).flatMap((call) => {
    const { parent } = wrapped(call);
    const within = rootOf(call);
    if (parent?.type !== T.VariableDeclarator || parent.id.type !== T.Identifier || !isFunction(within)) return [];
    const variable = file.variableOf(parent.id);
    if (!variable || !isWrittenOnce(variable) || !isPassedOn(variable)) return [];
    const [arrival] = arrivalsAt(call, file);
    return arrival?.resource.release[0] === "_.abort()"
      ? [{ arrival, holder: parent.id.name, declaration: parent.parent, within }]
      : [];
  });
}

/** All that is done with it is to read its signal, and one who is given that might be stopped. */
function isPassedOn({ references }: Variable): boolean {
  const uses = references.filter((one) => one.isRead()).map(({ identifier }) => signalOf(identifier));
  return uses.every((one) => one !== undefined) && uses.some((one) => isGiven(one));
}

function signalOf(name: TSESTree.Node): TSESTree.MemberExpression | undefined {
  const it = wrapped(name);
  const { parent } = it;
  return parent?.type === T.MemberExpression && parent.object === it && keyNameOf(parent) === "signal"
    ? parent
    : undefined;
}

const isGiven = (signal: TSESTree.Node): boolean =>
  consumersOf(signal, new Set()).some(({ kind }) => kind === "argument");
