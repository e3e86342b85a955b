/** The door to servers over standard input: their client has gone, and they stay. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { type CallNode, calleeNameOf, wrapped } from "../tree.ts";
import { stayingWith } from "./staying.ts";
import { isHeard, transportAt } from "./transports.ts";
import { holderOf, unheardBy } from "./unheard.ts";

export { mayHaveTransport } from "./transports.ts";

/** A transport that does not hear that its client has gone, and what comes of it. */
export interface Orphan {
  /** A function that should run then never runs, or something keeps the process. */
  readonly kind: "unheard" | "orphaned";
  readonly node: CallNode;
  readonly holder: string;
  readonly release: string;
  /** The property with the function, or what keeps the process. */
  readonly because: string;
}

export function orphanAt(node: CallNode, file: File): Orphan | undefined {
  const model = transportAt(node, file);
  if (!model || isHeard(model, file)) return undefined;
  const name = holderOf(node, file)?.name;
  const holder = name ?? model.name;
  const unheard = unheardBy(model, node, file);
  if (unheard !== undefined)
    return { kind: "unheard", node, holder, release: endOf(node, name, file), because: unheard };
  const because = stayingWith(node, file);
  return because === undefined ? undefined : { kind: "orphaned", node, holder, release: "process.exit()", because };
}

/** `transport.close()`, or what it is given to: `server.close()`. */
function endOf(node: CallNode, name: string | undefined, { sourceCode }: File): string {
  if (name !== undefined) return `${name}.close()`;
  const given: TSESTree.Node | undefined = wrapped(node).parent;
  const isConnected = given?.type === T.CallExpression && calleeNameOf(given) === "connect";
  const server = isConnected && given.callee.type === T.MemberExpression ? given.callee.object : undefined;
  return server ? `${sourceCode.getText(server)}.close()` : "close()";
}
