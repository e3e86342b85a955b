/** The door to pipes: chains of `.pipe()` in which one stream's failure leaves another one open. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isBody } from "../knowledge.ts";
import { callsIn } from "../tree.ts";
import { mayWrite } from "../written.ts";
import { chainOf, type Chain } from "./chains.ts";
import { isInMemory } from "./memory.ts";
import { mindsOf } from "./minding.ts";
import { type Kind, kindOf } from "./kinds.ts";

/** One chain, and what stays open in it. */
export interface Pipe {
  readonly chain: Chain;
  /** The source when the other end fails or closes; the target when the source fails. */
  readonly open: "source" | "target";
  readonly kind: Kind;
  readonly tier: "recommended" | "strict";
}

export function pipesIn(file: File): readonly Pipe[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  if (!mayWrite(["pipe"], file.sourceCode) || !/\.pipe\(/u.test(text)) return [];
  return callsIn(ast, visitorKeys).flatMap((call) => {
    const chain = call.type === T.CallExpression ? chainOf(call) : undefined;
    return (chain && pipeFrom(chain, file)) ?? [];
  });
}

function pipeFrom(chain: Chain, file: File): Pipe | undefined {
  const { source, streams } = chain;
  const target = streams.at(-1);
  if (!target || isSame(source, target, file)) return undefined;
  const from = kindOf(source, file);
  const to = kindOf(target, file);
  if ((!from.resource && !to.resource) || from.isForeign || to.isHarmless) return undefined;
  const minds = mindsOf(chain, file);
  if (minds.both) return undefined;
  if (from.resource && !minds.source) {
    const isCertain = !isBody(from.resource) && to.isSink;
    return { chain, open: "source", kind: from, tier: isCertain ? "recommended" : "strict" };
  }
  if (!to.resource || !to.isFresh || minds.target || isInMemory(source, file)) return undefined;
  return { chain, open: "target", kind: to, tier: from.resource ? "recommended" : "strict" };
}

/** An echo has one end. */
function isSame(one: TSESTree.Node, other: TSESTree.Node, file: File): boolean {
  return file.sourceCode.getText(one) === file.sourceCode.getText(other);
}
