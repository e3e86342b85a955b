/** What kind of stream an expression is: one that holds something, one that others may close, one that never fails. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import { modelsOf } from "../acquisitions.ts";
import type { DeclaredType, File } from "../file.ts";
import { needsNobody } from "../knowledge.ts";
import { exportOf, isWrittenOnce, madeBy, writtenTypesOf } from "../origin.ts";
import { type CallNode, isCall, unwrapped } from "../tree.ts";
import { says } from "../written.ts";

export interface Kind {
  /** What it holds, as long as it is open. */
  readonly resource: ResourceModel | undefined;
  /** This program makes it where it is piped. */
  readonly isFresh: boolean;
  /** It can end before all has been written to it. */
  readonly isSink: boolean;
  readonly isHarmless: boolean;
  /** It is known, and no stream. */
  readonly isForeign: boolean;
}

export function kindOf(node: TSESTree.Node, file: File): Kind {
  const made = makingOf(node, file);
  const isFresh = isCall(made);
  const standard = /^(?:process\.)?std(?<name>in|out|err)$/u.exec(exportOf(node, file)?.path ?? "")?.groups?.["name"];
  // The process keeps its own input as long as it runs.
  const isHarmless = standard === "out" || standard === "err" || isGathering(made, file);
  const [model] = isFresh ? modelsOf(made, file).filter(({ form }) => !form.callback && !form.awaited) : [];
  const types = model ? madeBy(model) : isFresh && isNothingHeld(made, file) ? [] : typesOf(node, file);
  const keys = types.map((type) => `${type.package}|${type.name}`);
  const known = model?.resource ?? keys.map((key) => file.knowledge.types.get(key)).find((one) => one !== undefined);
  return {
    resource: known && isStream(known) && standard !== "in" ? known : undefined,
    isFresh: model !== undefined,
    isSink: keys.some((key) => file.knowledge.sinks.has(key)),
    isHarmless,
    isForeign: known !== undefined && !isStream(known),
  };
}

/** `createReadStream(path, { fd, autoClose: false })`: what would acquire in another form. */
function isNothingHeld({ callee }: CallNode, file: File): boolean {
  const named = exportOf(callee, file);
  return named !== undefined && file.knowledge.exports.has(`${named.module}|${named.path}`);
}

/** `createHash("sha1")`, and `sharp().resize(80)`: what is called on it answers it again. */
function isGathering(made: TSESTree.Node, file: File): boolean {
  if (!isCall(made)) return false;
  const named = exportOf(made.callee, file);
  if (named) return file.knowledge.gathers.has(`${named.module}|${named.path}`);
  return made.callee.type === T.MemberExpression && isGathering(unwrapped(made.callee.object), file);
}

/** Streams end with an event; clients and pools do not. */
const isStream = (resource: ResourceModel): boolean => {
  const { ends = [], lifetime = "scoped" } = resource;
  return ends.includes("close") && (lifetime === "scoped" || lifetime === "body") && !needsNobody(resource);
};

/** The call that makes it, when a name is given no other value. */
function makingOf(node: TSESTree.Node, file: File): TSESTree.Node {
  const it = unwrapped(node);
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const declarator = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier) return it;
  return declarator.init && isWrittenOnce(variable) ? unwrapped(declarator.init) : it;
}

/** What is written is believed; only where a module of streams is imported the checker is asked. */
function typesOf(node: TSESTree.Node, file: File): readonly DeclaredType[] {
  const written = writtenTypesOf(node, file, (call) => modelsOf(call, file).flatMap(madeBy));
  if (written.length > 0 || !file.checker) return written;
  return says(file.knowledge.streaming, file.sourceCode) ? file.checker.typesOf(node) : [];
}
