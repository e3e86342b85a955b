/** Conditions that ask how the resource stands, `socket.readyState === WebSocket.OPEN`: where none is left in which it lives, it has ended. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { States } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import type { Condition } from "../graph/index.ts";
import { constantOf } from "../origin.ts";
import { calleeNameOf, keyNameOf, unwrapped, wrapped } from "../tree.ts";

/** What is being asked about: whether an expression names the property of the resource that tells. */
export interface Asked {
  readonly states: States;
  readonly isTold: (node: TSESTree.Node) => boolean;
  readonly file: File;
}

/** `OPEN || CONNECTING` fails in the states in which both do. */
export function saysOver({ kind, of, holds, ...rest }: Condition, asked: Asked): boolean {
  if (kind === "nullish") return false;
  const all = [...asked.states.live, ...asked.states.over];
  const isLeft = (state: number): boolean =>
    "value" in rest
      ? isStill(asked.isTold(of) ? compared("===", state, rest.value, asked) : undefined, holds)
      : isStill(answerIn(state, of, asked), holds) && isAmongOthers(state, of, holds, asked);
  const isAskedAbout = "value" in rest ? asked.isTold(of) : answerIn(0, of, asked) !== undefined;
  return isAskedAbout && all.every((_, state) => !isLeft(state) || state >= asked.states.live.length);
}

const isStill = (answer: boolean | undefined, holds: boolean): boolean => answer === undefined || answer === holds;

/** Whether what is known by the time a part of a chain is asked allows a state: `a` has failed where `b` of `a || b` is asked. */
function isAmongOthers(state: number, part: TSESTree.Node, holds: boolean, asked: Asked): boolean {
  let known = holds;
  for (let at = wrapped(part); at.parent; at = wrapped(at.parent)) {
    const { parent } = at;
    if (parent.type === T.UnaryExpression && parent.operator === "!") known = !known;
    else if (parent.type !== T.LogicalExpression || parent.operator === "??") return true;
    else if (parent.right !== at || known !== (parent.operator === "&&")) return true;
    else if (!isStill(answerIn(state, parent.left, asked), known)) return false;
  }
  return true;
}

/** What an expression comes to in a state; absent when it asks for something else. */
function answerIn(state: number, node: TSESTree.Node, asked: Asked): boolean | undefined {
  const it = unwrapped(node);
  if (it.type === T.UnaryExpression && it.operator === "!") return opposite(answerIn(state, it.argument, asked));
  if (it.type === T.LogicalExpression && it.operator !== "??") return joined(state, it, asked);
  if (it.type === T.CallExpression) return listed(state, it, asked);
  if (it.type !== T.BinaryExpression) return undefined;
  if (asked.isTold(it.left)) return compared(it.operator, state, it.right, asked);
  return asked.isTold(it.right) ? compared(mirrored(it.operator), state, it.left, asked) : undefined;
}

const opposite = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

function joined(
  state: number,
  { operator, left, right }: TSESTree.LogicalExpression,
  asked: Asked,
): boolean | undefined {
  const answers = [left, right].map((side) => answerIn(state, side, asked));
  const decisive = operator === "||";
  if (answers.includes(decisive)) return decisive;
  return answers.includes(undefined) ? undefined : !decisive;
}

/** `[OPEN, CONNECTING].includes(socket.readyState)`. */
function listed(state: number, call: TSESTree.CallExpression, asked: Asked): boolean | undefined {
  const [given] = call.arguments;
  const list = call.callee.type === T.MemberExpression ? unwrapped(call.callee.object) : undefined;
  if (list?.type !== T.ArrayExpression || calleeNameOf(call) !== "includes" || !given || !asked.isTold(given))
    return undefined;
  const answers = list.elements.map((one) => (one ? compared("===", state, one, asked) : undefined));
  return answers.includes(undefined) ? undefined : answers.includes(true);
}

const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const mirrored = (operator: string): string => MIRRORED[operator] ?? operator;

function compared(operator: string, state: number, value: TSESTree.Node, asked: Asked): boolean | undefined {
  const other = stateNamed(value, asked);
  if (other === undefined) return undefined;
  switch (operator) {
    case "===":
    case "==":
      return state === other;
    case "!==":
    case "!=":
      return state !== other;
    case "<":
      return state < other;
    case "<=":
      return state <= other;
    case ">":
      return state > other;
    case ">=":
      return state >= other;
    default:
      return undefined;
  }
}

/** `WebSocket.OPEN`, `socket.OPEN`, `1`, or a constant that is one of these. */
function stateNamed(node: TSESTree.Node, asked: Asked): number | undefined {
  const it = unwrapped(node);
  const all = [...asked.states.live, ...asked.states.over];
  if (it.type === T.Literal) return typeof it.value === "number" ? it.value : namedBy(it.value, all);
  if (it.type === T.MemberExpression) return namedBy(keyNameOf(it), all);
  if (it.type !== T.Identifier) return undefined;
  const constant = constantOf(asked.file.variableOf(it));
  const isMore = constant !== undefined && unwrapped(constant).type !== T.Identifier;
  return isMore ? stateNamed(constant, asked) : namedBy(it.name, all);
}

function namedBy(name: unknown, all: readonly string[]): number | undefined {
  const index = all.findIndex((one) => one === name);
  return index < 0 ? undefined : index;
}
