/** The function around a place that a program calls again and again, unless it is what ends the program. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { handlerAround } from "../lifetimes/index.ts";
import { callsIn, type FunctionNode, textStartOf } from "../tree.ts";

/** A route or a function that ends the program ends what it shares. */
const ENDING = /close|destroy|disconnect|dispose|drain|exit|kill|quit|reset|restart|shut|stop|teardown|terminat/iu;

export function perCallAround(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const handler = handlerAround(node, file);
  return handler && !endsProgram(handler, file) ? handler : undefined;
}

function endsProgram(fn: FunctionNode, { sourceCode }: File): boolean {
  const { parent } = fn;
  const route = parent.type === T.CallExpression ? textStartOf(parent.arguments[0]) : undefined;
  return (
    ENDING.test(fn.id?.name ?? "") ||
    ENDING.test(route ?? "") ||
    callsIn(fn.body, sourceCode.visitorKeys).some(({ callee }) => sourceCode.getText(callee) === "process.exit")
  );
}
