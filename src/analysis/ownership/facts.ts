/** What is known of names along one path, so that guards and flags correlate: `if (client) client.release()`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import type { Condition } from "../graph/index.ts";
import { isFunction, keyNameOf, unwrapped } from "../tree.ts";

/** `resource` is the tracked resource itself: truthy, not null, equal to no literal. `empty` is falsy, perhaps null; `present` is not. */
export type Fact = "resource" | "nullish" | "truthy" | "empty" | "present" | `literal ${string}`;

/** By place: a variable's id, or a path of plain members below one (`12.options.owned`). */
export type Facts = ReadonlyMap<string, Fact>;

export interface Places {
  /** The place an expression names, if it is one whose facts are worth following. */
  readonly placeOf: (node: TSESTree.Node) => string | undefined;
  /** The place an expression names, whether anybody asks about it or not. */
  readonly nameOf: (node: TSESTree.Node) => string | undefined;
}

export const noFacts: Facts = new Map();

/** Names that hold the resource, where anybody asks about them. */
export function namesFacts(holders: readonly (Variable | "fresh")[], { placeOf }: Places): Facts {
  const places = holders.map((one) =>
    one === "fresh" || !one.identifiers[0] ? undefined : placeOf(one.identifiers[0]),
  );
  return new Map(places.flatMap((place) => (place === undefined ? [] : [[place, "resource" as const]])));
}

/** Whether a condition holds under the facts; absent when they do not say. */
export function decided(condition: Condition, facts: Facts, places: Places): boolean | undefined {
  const question = questionOf(condition, places);
  const fact = question && facts.get(question.place);
  if (!question || !fact) return undefined;
  const answer = answered(question, fact);
  return answer === undefined ? undefined : answer === (question.holds === condition.holds);
}

/** The facts on the edge that the condition guards. */
export function refined(condition: Condition, facts: Facts, places: Places): Facts {
  const question = questionOf(condition, places);
  if (!question || (facts.has(question.place) && facts.get(question.place) !== "present")) return facts;
  const learned = learnedFrom(question, question.holds === condition.holds);
  return learned ? learning(question.place, learned, facts) : facts;
}

/** A path remembers so many answers; of more than that the oldest is forgotten. */
const MAX_FACTS = 24;

function learning(place: string, fact: Fact, facts: Facts): Facts {
  const [oldest] = facts.size < MAX_FACTS ? [] : ([...facts].find(([, one]) => one !== "resource") ?? []);
  const kept = new Map(facts);
  if (oldest !== undefined) kept.delete(oldest);
  return kept.set(place, fact);
}

/** What both say; the first itself when the other says no less. */
export function commonFacts(one: Facts, other: Facts): Facts {
  if (one === other) return one;
  const common = [...one].filter(([place, fact]) => other.get(place) === fact);
  return common.length === one.size ? one : new Map(common);
}

/** The place that a condition asks about, if it is one whose facts are worth following. */
export const placeAsked = (condition: Condition, places: Places): string | undefined =>
  questionOf(condition, places)?.place;

/** A question about one place; `holds` is false when the condition asks for its opposite. */
interface Question {
  readonly place: string;
  readonly asks: "truthy" | "nullish" | "equals" | "positive";
  readonly literal: string | undefined;
  readonly holds: boolean;
}

function questionOf(condition: Condition, places: Places): Question | undefined {
  const { of } = condition;
  if (condition.kind === "equals") return comparison(of, condition.value, true, places);
  const place = places.placeOf(of);
  if (place !== undefined) return { place, asks: condition.kind, literal: undefined, holds: true };
  return condition.kind === "truthy" && of.type === T.BinaryExpression ? binaryQuestion(of, places) : undefined;
}

function binaryQuestion({ left, operator, right }: TSESTree.BinaryExpression, places: Places): Question | undefined {
  switch (operator) {
    case "===":
    case "==":
      return comparison(left, right, true, places);
    case "!==":
    case "!=":
      return comparison(left, right, false, places);
    case ">=":
    case ">":
    case "<":
    case "<=": {
      const place = places.placeOf(unwrapped(left));
      const limit = literalOf(right);
      if (place === undefined || limit === undefined || limit === "nullish") return undefined;
      return { place, asks: "positive", literal: undefined, holds: operator.startsWith(">") };
    }
    case "instanceof": {
      const place = places.placeOf(unwrapped(left));
      return place === undefined ? undefined : { place, asks: "truthy", literal: undefined, holds: true };
    }
    default:
      return undefined;
  }
}

function comparison(left: TSESTree.Node, right: TSESTree.Node, holds: boolean, places: Places): Question | undefined {
  const subject = unwrapped(left);
  if (subject.type === T.UnaryExpression && subject.operator === "typeof")
    return typeQuestion(subject, right, holds, places);
  const place = places.placeOf(subject);
  const literal = literalOf(right);
  if (place === undefined || literal === undefined)
    return literalOf(left) !== undefined && places.placeOf(unwrapped(right)) !== undefined
      ? comparison(right, left, holds, places)
      : undefined;
  if (literal === "nullish") return { place, asks: "nullish", literal: undefined, holds };
  return { place, asks: "equals", literal, holds };
}

function typeQuestion(
  { argument }: TSESTree.UnaryExpression,
  right: TSESTree.Node,
  holds: boolean,
  places: Places,
): Question | undefined {
  const place = places.placeOf(unwrapped(argument));
  const name = right.type === T.Literal ? right.value : undefined;
  if (place === undefined || typeof name !== "string") return undefined;
  return name === "undefined"
    ? { place, asks: "nullish", literal: undefined, holds }
    : { place, asks: "truthy", literal: undefined, holds };
}

function answered({ asks, literal }: Question, fact: Fact): boolean | undefined {
  switch (fact) {
    case "resource":
      return asks === "truthy" || asks === "positive";
    case "nullish":
      return asks === "nullish";
    case "present":
      return asks === "nullish" ? false : undefined;
    case "truthy":
      if (asks === "truthy") return true;
      return asks === "nullish" || (asks === "equals" && isFalsyLiteral(literal)) ? false : undefined;
    case "empty":
      if (asks === "truthy") return false;
      return asks === "equals" && literal !== undefined && !isFalsyLiteral(literal) ? false : undefined;
    default: {
      const value = fact.slice("literal ".length);
      if (asks === "equals") return value === literal;
      if (asks === "nullish") return false;
      return asks === "truthy" ? !isFalsyLiteral(value) : Number(value) >= 0;
    }
  }
}

function learnedFrom({ asks, literal }: Question, holds: boolean): Fact | undefined {
  if (asks === "truthy") return holds ? "truthy" : "empty";
  if (asks === "nullish") return holds ? "nullish" : "present";
  return asks === "equals" && holds && literal !== undefined ? `literal ${literal}` : undefined;
}

const isFalsyLiteral = (literal: string | undefined): boolean =>
  literal !== undefined && ["false", "0", '""'].includes(literal);

/** A literal as JSON, `nullish` for null and undefined; absent for anything else. */
function literalOf(node: TSESTree.Node): string | undefined {
  const it = unwrapped(node);
  if (it.type === T.Identifier) return it.name === "undefined" ? "nullish" : undefined;
  if (it.type === T.UnaryExpression && it.operator === "-" && it.argument.type === T.Literal)
    return `-${String(it.argument.value)}`;
  if (it.type === T.UnaryExpression && it.operator === "void") return "nullish";
  if (it.type !== T.Literal || "regex" in it || typeof it.value === "bigint") return undefined;
  return it.value === null ? "nullish" : JSON.stringify(it.value);
}

/** The fact an assigned value establishes; absent when it says nothing. */
export function factOf(value: TSESTree.Node | null, facts: Facts, places: Places): Fact | undefined {
  if (value === null) return "nullish";
  const it = unwrapped(value);
  const literal = literalOf(it);
  if (literal !== undefined) return literal === "nullish" ? "nullish" : `literal ${literal}`;
  if (isFunction(it) || [T.ObjectExpression, T.ArrayExpression, T.NewExpression, T.ClassExpression].includes(it.type))
    return "truthy";
  const place = places.placeOf(it);
  return place === undefined ? undefined : facts.get(place);
}

/** The facts after a place is written: what was known of it and of all below it is gone. */
export function written(place: string, fact: Fact | undefined, facts: Facts): Facts {
  if (facts.size === 0 && fact === undefined) return facts;
  const kept = [...facts].filter(([key]) => key !== place && !key.startsWith(`${place}.`));
  return new Map(fact === undefined ? kept : [...kept, [place, fact]]);
}

/** Places that some condition of the function asks about; a variable that a nested function writes is unknown all along. */
export function placesIn(conditions: readonly Condition[], file: File): Places {
  const ids: Ids = new Map();
  const nameOf = (node: TSESTree.Node): string | undefined => placeName(node, file, ids);
  const every: Places = { placeOf: nameOf, nameOf };
  const asked = new Set(
    conditions.map((condition) => placeAsked(condition, every)).filter((place) => place !== undefined),
  );
  return {
    nameOf,
    placeOf(node) {
      const name = nameOf(node);
      return name !== undefined && asked.has(name) ? name : undefined;
    },
  };
}

/** By variable; absent where nothing can be said of it. */
type Ids = Map<Variable, string | undefined>;

function placeName(node: TSESTree.Node, file: File, ids: Ids): string | undefined {
  const it = unwrapped(node);
  if (it.type === T.ThisExpression) return "this";
  if (it.type === T.MemberExpression) {
    const object = placeName(it.object, file, ids);
    const key = keyNameOf(it);
    return object === undefined || key === undefined ? undefined : `${object}.${key}`;
  }
  if (it.type !== T.Identifier) return undefined;
  const variable = file.variableOf(it);
  if (!variable || variable.defs.length === 0) return undefined;
  if (!ids.has(variable)) ids.set(variable, isUnsteady(variable) ? undefined : String(ids.size));
  return ids.get(variable);
}

/** Counted up, or written by a function that runs at another time. */
function isUnsteady({ references, scope }: Variable): boolean {
  return references.some(
    (one) => one.isWrite() && (one.from.variableScope !== scope.variableScope || countsUp(one.identifier)),
  );
}

/** `i++` and `i += 1` make a new value of the old one; `i ??= 1` keeps one of the two. */
function countsUp({ parent }: TSESTree.Node): boolean {
  if (parent?.type === T.UpdateExpression) return true;
  return parent?.type === T.AssignmentExpression && !["=", "??=", "||=", "&&="].includes(parent.operator);
}
