/** Which field is given another resource while it holds one, because the class itself acquires anew? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { owesNothing } from "../knowledge.ts";
import {
  callsIn,
  type FunctionNode,
  isFunction,
  isInside,
  keyNameOf,
  nodesIn,
  rootOf,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import type { Case } from "./cases.ts";
import { classesOf, type ClassShape, type Method } from "./classes.ts";
import { isOfClass } from "./families.ts";
import { isEndedElsewhere } from "./other-ends.ts";
import type { Holding } from "./holdings.ts";
import { callsAfterConstruction, isRepeated, repeatedCallsOf } from "./repetitions.ts";
import { selfOf } from "./self.ts";
import { reachOfOne } from "./teardowns.ts";

/** A field that `by` gives another resource: the call of the method that acquires, or the loop that comes round. */
export interface FieldOverwrite {
  readonly holding: Holding;
  readonly by: TSESTree.Node;
  /** Whether the class itself is sure to do so, or strangers may. */
  readonly tier: "recommended" | "strict";
}

/** Whoever else ends it may do so before it is given another. */
export function fieldOverwriteOf(one: Case): FieldOverwrite | undefined {
  const found = overwriteIn(one);
  return found && !isEndedElsewhere(one) ? found : undefined;
}

function overwriteIn(one: Case): FieldOverwrite | undefined {
  const { holding, file } = one;
  const { at, amount, shape, arrival } = holding;
  if (amount !== "one" || owesNothing(arrival.resource) || !isPlainStore(at)) return undefined;
  const fn = rootOf(at);
  if (!isFunction(fn) || isTouchedBefore(at, fn, one) || endsAlone(one)) return undefined;
  const [name, method] = [...shape.methods].find((each) => each[1].fn === fn) ?? [];
  const by = method && (loopAround(at, fn, one) ?? callAgain(name ?? "", shape, one, file));
  if (by) return { holding, by, tier: "recommended" };
  // Strangers may have ended it in the meantime, or whoever sends the event.
  const again = method ? repetitionOf(method, one) : isRepeated(fn, file) ? at : undefined;
  return again && { holding, by: again, tier: "strict" };
}

function repetitionOf(method: Method, one: Case): TSESTree.Node | undefined {
  const { holding, file } = one;
  const calls = [...repeatedCallsOf(method, holding.shape, file), ...callsAfterConstruction(method, holding.shape)];
  return calls.find((call) => {
    const fn = rootOf(call);
    return isFunction(fn) && !isChosen(call) && !isTouchedBefore(call, fn, one);
  });
}

/** `??=` keeps what is there; an initial value is the first. */
function isPlainStore(at: TSESTree.Node): boolean {
  return at.type === T.AssignmentExpression && at.operator === "=" && !isChosen(at);
}

/** In a branch, a handler or a chain: nobody knows what its condition knows. */
function isChosen(at: TSESTree.Node): boolean {
  for (let node = at; node.parent && !isFunction(node); node = node.parent) if (CHOICES.has(node.type)) return true;
  return false;
}

const CHOICES: ReadonlySet<string> = new Set([
  T.IfStatement,
  T.SwitchCase,
  T.CatchClause,
  T.ConditionalExpression,
  T.LogicalExpression,
]);

/** Whatever the function does with the field before, itself or through others, may release it, or see that it is empty. */
function isTouchedBefore(at: TSESTree.Node, fn: FunctionNode, { places, holding: { shape }, file }: Case): boolean {
  const touches = (node: TSESTree.Node): boolean =>
    places.some((place) => isInside(place, node) && !isInside(place, at));
  if (places.some((place) => isInside(place, fn) && place.range[0] < at.range[0])) return true;
  return (
    firstExitOf(fn, file) < at.range[0] ||
    callsIn(fn, file.sourceCode.visitorKeys)
      .filter((call) => call.range[0] < at.range[0])
      .some((call) => ownCallees(call, shape, file).some((one) => reaches(one, touches, file)))
  );
}

const exits = new WeakMap<FunctionNode, number>();

/** Where the first `return` or `throw` of a function stands, of those inside it, too. */
function firstExitOf(fn: FunctionNode, { sourceCode: { visitorKeys } }: File): number {
  const found =
    exits.get(fn) ??
    nodesIn(fn, visitorKeys).find(({ type }) => type === T.ReturnStatement || type === T.ThrowStatement)?.range[0] ??
    Infinity;
  exits.set(fn, found);
  return found;
}

/** A method, and the shape that it is one of. */
interface Callee {
  readonly fn: FunctionNode;
  readonly shape: ClassShape;
}

function reaches({ fn, shape }: Callee, isWanted: (node: TSESTree.Node) => boolean, file: File): boolean {
  const reach = reachOfOne(fn, shape, file);
  const methods = [...shape.methods.values()];
  return isWanted(fn) || methods.some((one) => reach.has(one.fn) && isWanted(one.fn));
}

function ownCallees(
  { callee }: TSESTree.CallExpression | TSESTree.NewExpression,
  shape: ClassShape,
  file: File,
): readonly Callee[] {
  const it = unwrapped(callee);
  const owner = it.type === T.MemberExpression ? selfOf(it.object, file) : undefined;
  if (it.type !== T.MemberExpression || !owner) return [];
  // An object knows its class, and static members speak of objects.
  const of = (owner.type === T.ClassBody) === isOfClass(shape) ? shape : classesOf(file).shapeOf(owner);
  const fn = of?.methods.get(keyNameOf(it) ?? "")?.fn;
  return of && fn ? [{ fn, shape: of }] : [];
}

/** It is watched for its own end, after which another is in order. */
function endsAlone({ places, holding: { aliases } }: Case): boolean {
  return [...places, ...aliases].some((place) => {
    const { parent } = wrapped(place);
    if (parent?.type !== T.MemberExpression) return false;
    const name = keyNameOf(parent) ?? "";
    const call = wrapped(parent).parent;
    const event = call?.type === T.CallExpression ? textStartOf(call.arguments[0]) : undefined;
    return ENDS.test(event ?? "") || (name.startsWith("on") && ENDS.test(name.slice("on".length)));
  });
}

const ENDS = /^(?:abort|close|closed|disconnect|end|error|exit|finish|terminated?)$/iu;

/** A loop comes round to the store, and nothing in it looks at the field. */
function loopAround(at: TSESTree.Node, fn: FunctionNode, { places, file }: Case): TSESTree.Node | undefined {
  let loop: TSESTree.Node | undefined;
  for (let node = at; node.parent && node !== fn; node = node.parent) if (LOOPS.has(node.type)) loop ??= node;
  if (!loop) return undefined;
  const around = loop;
  const isUsed = places.some((place) => isInside(place, around) && !isInside(place, at) && !isMethodCall(place));
  const isLeft = nodesIn(around, file.sourceCode.visitorKeys).some(({ type }) => EXITS.has(type));
  return isUsed || isLeft ? undefined : at;
}

const LOOPS: ReadonlySet<string> = new Set([
  T.DoWhileStatement,
  T.ForInStatement,
  T.ForOfStatement,
  T.ForStatement,
  T.WhileStatement,
]);
const EXITS: ReadonlySet<string> = new Set([
  T.AwaitExpression,
  T.BreakStatement,
  T.ReturnStatement,
  T.ThrowStatement,
  T.TryStatement,
  T.YieldExpression,
]);

/** `this.file.write(line)`: it goes on being used. */
function isMethodCall(place: TSESTree.Node): boolean {
  const { parent } = wrapped(place);
  return (
    parent?.type === T.MemberExpression &&
    /^(?:log|on|once|write|send|post\w*|set[A-Z]\w*)$/u.test(keyNameOf(parent) ?? "")
  );
}

/** Names of methods that do once more what another has done. */
const AGAIN =
  /^(?:re(?:connect|create|dial|fresh|init\w*|load|new|open|set|spawn|start|subscribe|try)|rotate)(?:[A-Z]\w*)?$/u;

/** A public method that says it does so again calls the public one that acquires, and nobody in the class calls it. */
function callAgain(name: string, shape: ClassShape, one: Case, file: File): TSESTree.Node | undefined {
  const { methods } = shape;
  const acquiring = methods.get(name);
  if (!acquiring || isHidden(acquiring, name)) return undefined;
  for (const [again, method] of methods) {
    if (!AGAIN.test(again) || again === name || isHidden(method, again) || shape.uses.has(again)) continue;
    const call = callsIn(method.fn, file.sourceCode.visitorKeys).find(
      (it) => rootOf(it) === method.fn && ownCallees(it, shape, file).some(({ fn }) => fn === acquiring.fn),
    );
    if (call && !isChosen(call) && !isTouchedBefore(call, method.fn, one)) return call;
  }
  return undefined;
}

const isHidden = ({ element }: Method, name: string): boolean =>
  name.startsWith("#") ||
  name.startsWith("_") ||
  (element.accessibility !== undefined && element.accessibility !== "public");
