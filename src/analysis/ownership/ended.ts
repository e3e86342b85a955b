/** Conditions in which the resource itself says that nothing is owed any more: `destroyed`, `!body`, `status === 204`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Condition } from "../graph/index.ts";
import { isBody } from "../knowledge.ts";
import { keyNameOf, unwrapped } from "../tree.ts";
import type { State } from "./state.ts";
import { saysOver } from "./states.ts";
import type { Tracked } from "./tracked.ts";

/** `if (!socket.destroyed) socket.destroy()`, `if (response.status === 204) return`. */
export function saysEnded(condition: Condition, state: State, tracked: Tracked): boolean {
  const { endedWhen, states, ...resource } = tracked.arrival.resource;
  if (state.is !== "held") return false;
  const isTold = (node: TSESTree.Node): boolean => ownName(node, state, tracked) === states?.property;
  if (states && saysOver(condition, { states, isTold, file: tracked.file })) return true;
  if (isBody(resource) && speaksOfLength(condition.of, tracked)) return true;
  if (!endedWhen) return false;
  const claim = claimOf(condition);
  const name = claim && ownName(claim.of, state, tracked);
  return name !== undefined && endedWhen.includes(claim?.says.replace("_", name) ?? "");
}

interface Claim {
  readonly of: TSESTree.Node;
  /** As the catalogue writes it of `_`. */
  readonly says: string;
}

/** What the condition says of one value, where it holds. */
function claimOf({ kind, of, holds, ...rest }: Condition): Claim | undefined {
  if (kind === "nullish") return holds ? { of, says: "!_" } : undefined;
  if (kind === "equals") return holds && "value" in rest ? equal(of, rest.value) : undefined;
  if (of.type !== T.BinaryExpression) return { of, says: holds ? "_" : "!_" };
  const isEqual = of.operator === "===" || of.operator === "==";
  if (!isEqual && of.operator !== "!==" && of.operator !== "!=") return undefined;
  // Where it is not 'false', it is 'true'.
  const right = unwrapped(of.right);
  if (right.type === T.Literal && typeof right.value === "boolean")
    return { of: of.left, says: (isEqual === holds) === right.value ? "_" : "!_" };
  const equality = equal(of.left, of.right);
  if (isEqual === holds) return equality;
  return equality?.says.startsWith("_=") ? { of: of.left, says: equality.says.replace("=", "!=") } : undefined;
}

function equal(of: TSESTree.Node, value: TSESTree.Node): Claim | undefined {
  const it = unwrapped(value);
  if (it.type === T.Identifier && it.name === "undefined") return { of, says: "!_" };
  if (it.type !== T.Literal) return undefined;
  return { of, says: it.value === null ? "!_" : `_=${String(it.value)}` };
}

/** The property of the resource, of what it came with, or of what it answered, that an expression names; or that answer itself. */
function ownName(node: TSESTree.Node, state: State, tracked: Tracked): string | undefined {
  const it = unwrapped(node);
  const { holders } = state;
  const { file } = tracked;
  if (it.type === T.UnaryExpression && it.operator === "typeof") {
    const name = ownName(it.argument, state, tracked);
    return name === undefined ? undefined : `typeof ${name}`;
  }
  if (it.type === T.MemberExpression) {
    const variable = file.variableOf(unwrapped(it.object));
    if (variable && holders.includes(variable)) return keyNameOf(it);
    const declarator = variable?.defs[0]?.node;
    return declarator?.type === T.VariableDeclarator && declarator.id.type === T.Identifier
      ? nameBelow(answerOf(declarator, holders, file), keyNameOf(it))
      : undefined;
  }
  const declarator = it.type === T.Identifier ? file.variableOf(it)?.defs[0]?.node : undefined;
  if (declarator?.type !== T.VariableDeclarator) return undefined;
  if (declarator.id.type !== T.ObjectPattern) return answerOf(declarator, holders, file);
  const isBeside = holders.some((one) => one !== "fresh" && one.defs[0]?.node === declarator);
  const definition = file.variableOf(it)?.defs[0]?.name;
  const property = declarator.id.properties.find((one) => one.type === T.Property && one.value === definition);
  const name = property?.type === T.Property ? keyNameOf(property) : undefined;
  return isBeside ? name : nameBelow(answerOf(declarator, holders, file), name);
}

const nameBelow = (answer: string | undefined, name: string | undefined): string | undefined =>
  answer === undefined || name === undefined ? undefined : `${answer}.${name}`;

/** `next()` of `const first = await pages.next()`. */
function answerOf(
  { init }: TSESTree.VariableDeclarator,
  holders: State["holders"],
  file: Tracked["file"],
): string | undefined {
  const call = init?.type === T.AwaitExpression ? unwrapped(init.argument) : init;
  const callee = call?.type === T.CallExpression ? unwrapped(call.callee) : undefined;
  if (callee?.type !== T.MemberExpression) return undefined;
  const asked = file.variableOf(unwrapped(callee.object));
  return asked && holders.includes(asked) ? `${keyNameOf(callee) ?? ""}()` : undefined;
}

/** `response.headers.get("content-length") === "0"`: the program knows how much there is to read. */
const speaksOfLength = (node: TSESTree.Node, { file }: Tracked): boolean =>
  /content-?length/iu.test(file.sourceCode.getText(node));
