/** What a class does with what one of its fields holds, wherever the field is named. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { boundBelow, type Consumer, consumersOf, type Inside } from "../consumers.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { termsOf } from "../knowledge.ts";
import {
  type Effect,
  effectOf,
  endingsOf,
  fluentOf,
  functionNamed,
  insideOf,
  type Subject,
} from "../ownership/index.ts";
import { calleeNameOf, isCall, keyNameOf, rootOf, unwrapped, wrapped } from "../tree.ts";

/**
 * - `release`: by a form of the catalogue; `end`: by a method that reads like one
 * - `take`: somebody else owes it from there on; `lend`: it is returned, or given to a call nobody knows
 * - `open`: from there on there is something to release
 */
export interface Care {
  readonly kind: "release" | "end" | "take" | "lend" | "open";
  readonly at: TSESTree.Node;
  readonly awaited: boolean;
}

/** A field holds one resource, or a collection of them. */
export type Amount = "one" | "many";

interface Pursuit extends Subject {
  readonly fluent: ReadonlySet<string>;
  readonly seen: Set<Variable>;
  readonly isOwnStore: (consumer: Consumer) => boolean;
}

export function caresFor(
  places: readonly TSESTree.Node[],
  amount: Amount,
  arrival: Arrival,
  file: File,
  isOwnStore: (consumer: Consumer) => boolean,
): readonly Care[] {
  const pursuit: Pursuit = {
    arrival,
    file,
    root: rootOf(arrival.call),
    holders: [],
    fluent: fluentOf(arrival),
    seen: new Set(),
    isOwnStore,
  };
  return places.flatMap((place) => caresAtPlace(place, amount, pursuit));
}

/** A place is a member expression, or a name that a pattern binds. */
function caresAtPlace(place: TSESTree.Node, amount: Amount, pursuit: Pursuit): readonly Care[] {
  if (place.type === T.MemberExpression || place.type === T.CallExpression || place.type === T.NewExpression)
    return amount === "one" ? caresAt(place, pursuit) : caresOfMany(place, pursuit);
  return namesIn(place).flatMap((name) => caresOfName(pursuit.file.variableOf(name), amount, pursuit));
}

function caresOfName(variable: Variable | undefined, amount: Amount, pursuit: Pursuit): readonly Care[] {
  if (!variable || pursuit.seen.has(variable)) return [];
  pursuit.seen.add(variable);
  return variable.references
    .filter((reference) => reference.isRead())
    .flatMap(({ identifier }) => (amount === "one" ? caresAt(identifier, pursuit) : caresOfMany(identifier, pursuit)));
}

function caresAt(node: TSESTree.Node, pursuit: Pursuit): readonly Care[] {
  return consumersOf(node, pursuit.fluent)
    .filter((one) => !pursuit.isOwnStore(one))
    .flatMap((one) => caresBy(one, pursuit));
}

function caresBy(consumer: Consumer, pursuit: Pursuit): readonly Care[] {
  const onward = insideOf(consumer, pursuit.fluent, pursuit);
  if (onward)
    return [
      ...("at" in consumer ? caresOf(onward.effect, consumer, pursuit) : []),
      ...(onward.consumers ?? []).flatMap((one) => caresBy(one, pursuit)),
      ...(onward.names ?? []).flatMap(({ variable, path }) => caresBelow(variable, path, pursuit)),
    ];
  const effect = effectOf(consumer, "fresh", pursuit);
  if ("at" in consumer) return caresOf(effect, consumer, pursuit);
  const isMeans =
    consumer.kind === "member" && termsOf(pursuit.arrival.resource).release.some(({ path }) => path === consumer.name);
  return isMeans ? [{ kind: "take", at: consumer.member, awaited: false }] : [];
}

/** What a name does with what stands somewhere inside it: `const all = [this.a, this.b]`. */
function caresBelow(variable: Variable, path: readonly Inside[], pursuit: Pursuit): readonly Care[] {
  if (pursuit.seen.has(variable)) return [];
  pursuit.seen.add(variable);
  return variable.references
    .filter((reference) => reference.isRead())
    .flatMap(({ identifier }) => consumersOf(identifier, pursuit.fluent, path))
    .filter((one) => !pursuit.isOwnStore(one))
    .flatMap((one) => caresBy(one, pursuit));
}

function caresOf(
  effect: Effect | undefined,
  consumer: Consumer & { readonly at: TSESTree.Node },
  pursuit: Pursuit,
): readonly Care[] {
  const { at } = consumer;
  const care = (kind: Care["kind"]): readonly Care[] => [{ kind, at, awaited: isAwaited(at) }];
  switch (effect?.kind) {
    case "release":
      return care("release");
    case "take":
      return care(consumer.kind === "return" ? "lend" : "take");
    case "offer":
      return care(at.type === T.NewExpression ? "take" : "lend");
    case "open":
      return care("open");
    case "alias":
      return effect.to.flatMap((name) => caresBelow(name, effect.inside, pursuit));
    case "enter":
      return effect.parameter ? caresBelow(effect.parameter, effect.inside, pursuit) : [];
    case "pass":
      return caresElsewhere(effect, pursuit).flatMap(care);
    default:
      return endsByName(consumer) ? care("end") : [];
  }
}

/** `this.store.dispose()`, `this.owner.dispose(this.store)`. */
function endsByName(consumer: Consumer): boolean {
  if (consumer.kind === "method") return readsLikeEnd(consumer.path.slice(consumer.path.lastIndexOf(".") + 1));
  return consumer.kind === "argument" && readsLikeEnd(calleeNameOf(consumer.at));
}

/** What a function of another file does with it. */
function caresElsewhere(effect: Extract<Effect, { kind: "pass" }>, pursuit: Pursuit): readonly Care["kind"][] {
  const endings = endingsOf(effect, pursuit);
  if (!endings) return ["lend"];
  return endings.some(({ isOwed }) => !isOwed) ? ["release"] : [];
}

const ONE_OF: ReadonlySet<string> = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const MANY_OF: ReadonlySet<string> = new Set([
  "concat",
  "entries",
  "filter",
  "reverse",
  "slice",
  "splice",
  "toReversed",
  "toSorted",
  "values",
]);
const EACH_OF: ReadonlySet<string> = new Set(["every", "flatMap", "forEach", "map", "reduce", "some"]);
const QUIET: ReadonlySet<string> = new Set([
  "add",
  "clear",
  "delete",
  "has",
  "includes",
  "indexOf",
  "keys",
  "length",
  "push",
  "set",
  "size",
  "unshift",
]);

/** Loops, `forEach`, `values()`, copies: the way from a collection to its elements. */
function caresOfMany(node: TSESTree.Node, pursuit: Pursuit): readonly Care[] {
  const it = wrapped(node);
  const { parent } = it;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object === it ? caresOfMember(parent, pursuit) : [];
    case T.ForOfStatement:
      return parent.right === it ? caresOfPattern(parent.left, "one", pursuit) : [];
    case T.SpreadElement:
    case T.AwaitExpression:
      return caresOfMany(parent, pursuit);
    case T.ArrayExpression:
      return caresOfMany(parent, pursuit);
    case T.VariableDeclarator:
      return parent.init === it
        ? caresOfPattern(parent.id, parent.id.type === T.Identifier ? "many" : "one", pursuit)
        : [];
    case T.ConditionalExpression:
    case T.LogicalExpression:
      return "test" in parent && parent.test === it ? [] : caresOfMany(parent, pursuit);
    case T.AssignmentExpression:
      return parent.right === it ? [{ kind: "take", at: parent, awaited: false }] : [];
    case T.ReturnStatement:
    case T.ArrowFunctionExpression:
      return [{ kind: "lend", at: parent, awaited: false }];
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === it ? [] : caresOfPassed(parent, it, pursuit);
    default:
      return [];
  }
}

function caresOfMember(member: TSESTree.MemberExpression, pursuit: Pursuit): readonly Care[] {
  const name = keyNameOf(member);
  const outer = wrapped(member);
  const call = outer.parent;
  const isCalled = call?.type === T.CallExpression && call.callee === outer;
  if (!isCalled) return name !== undefined && QUIET.has(name) ? [] : caresAt(member, pursuit);
  if (name === undefined || QUIET.has(name)) return [];
  if (ONE_OF.has(name)) return caresAt(call, pursuit);
  if (MANY_OF.has(name)) return caresOfMany(call, pursuit);
  if (!EACH_OF.has(name)) return endOf(name, call);
  const fn = call.arguments[0] ? functionNamed(call.arguments[0], pursuit.file) : undefined;
  // `this.timers.forEach(clearInterval)`
  if (!fn) return [{ kind: "end", at: call, awaited: false }];
  return fn.params.flatMap((parameter) => caresOfPattern(parameter, "one", pursuit));
}

/** `this.subscriptions.dispose()`, `this.sockets.destroyAll()`; anything else that nobody knows lends. */
function endOf(name: string, at: TSESTree.Node): readonly Care[] {
  return [{ kind: readsLikeEnd(name) ? "end" : "lend", at, awaited: false }];
}

function caresOfPattern(pattern: TSESTree.Node, amount: Amount, pursuit: Pursuit): readonly Care[] {
  const target = pattern.type === T.VariableDeclaration ? pattern.declarations[0].id : pattern;
  return namesIn(target).flatMap((name) => caresOfName(pursuit.file.variableOf(name), amount, pursuit));
}

/** Every name of a pattern: which of them is the resource need not be known to see it released. */
function namesIn(pattern: TSESTree.Node): readonly TSESTree.Identifier[] {
  switch (pattern.type) {
    case T.ArrayPattern:
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case T.ObjectPattern:
      return pattern.properties.flatMap((one) => namesIn(one.type === T.Property ? one.value : one.argument));
    case T.RestElement:
      return namesIn(pattern.argument);
    case T.TSParameterProperty:
      return namesIn(pattern.parameter);
    default:
      return [boundBelow(pattern, [])?.name].filter((name) => name !== undefined);
  }
}

function caresOfPassed(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  value: TSESTree.Node,
  pursuit: Pursuit,
): readonly Care[] {
  const callee = unwrapped(call.callee);
  const path =
    callee.type === T.MemberExpression && callee.object.type === T.Identifier
      ? `${callee.object.name}.${keyNameOf(callee) ?? ""}`
      : callee.type === T.Identifier
        ? callee.name
        : "";
  if (path === "Object.keys") return [];
  // `Array.from(this.files, (file) => file.close())`
  const each = path === "Array.from" && call.arguments[1] ? functionNamed(call.arguments[1], pursuit.file) : undefined;
  if (each?.params[0]) return caresOfPattern(each.params[0], "one", pursuit);
  if (/^(?:Object\.(?:values|entries)|Array\.from|Promise\.all(?:Settled)?|Set|Map)$/u.test(path))
    return caresOfMany(call, pursuit);
  const fn = functionNamed(callee, pursuit.file);
  const parameter = fn?.params[call.arguments.findIndex((argument) => argument === value)];
  return parameter ? caresOfPattern(parameter, "many", pursuit) : [{ kind: "lend", at: call, awaited: false }];
}

function isAwaited(at: TSESTree.Node): boolean {
  return isCall(at) && wrapped(at).parent?.type === T.AwaitExpression;
}
