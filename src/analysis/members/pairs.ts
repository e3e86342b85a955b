/** What does a class register with something it was lent, that its end never takes back, though the lent type has the inverse? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { type CallNode, callsIn, isFunction, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { elementAround, instanceOf } from "./self.ts";
import { isEndedBySignal } from "./signals.ts";
import { reachOf, type Teardown, teardownsOf } from "./teardowns.ts";

export interface Registration {
  readonly call: CallNode;
  /** What it was registered with, and how: `clock`, `onNewEpoch`. */
  readonly receiver: string;
  readonly method: string;
  /** Takes it back: `unsubscribeFromNewEpoch`. */
  readonly inverse: string;
  readonly shape: ClassShape;
  /** Absent when the class has none that a framework could call. */
  readonly teardown: Teardown | undefined;
  readonly tier: "recommended" | "strict";
}

/** Emitters have a rule of their own; what is added to a parent belongs to it. */
const REGISTERS = /^(?<verb>attach|monitor|observe|on|register|subscribe|subscribeTo|watch)(?<what>[A-Z]\w*)?$/u;

const SPEAKS = /\.(?:attach|monitor|observe|on[A-Z]|register|subscribe|watch)\w*\([^;]*\bthis\b/u;

/** Each is a question to the checker; a file that has more of them is of a kind that nobody foresaw. */
const MAX_ASKED = 4;

export function registrationsIn(file: File): readonly Registration[] {
  if (!file.checker || file.settings.unknownCalls !== "borrows" || !SPEAKS.test(file.sourceCode.text)) return [];
  const all = classesOf(file).all.flatMap((shape) => candidatesOf(shape, file));
  return all.slice(0, MAX_ASKED).flatMap(({ receiver, ...one }) => {
    const members = file.checker?.membersOf(receiver);
    const inverse = inversesOf(one.method).find((name) => members?.has(name));
    const isSaid = inverse === undefined || new RegExp(`\\b${inverse}\\b`, "u").test(file.sourceCode.text);
    return isSaid ? [] : [{ ...one, inverse, receiver: file.sourceCode.getText(receiver) }];
  });
}

interface Candidate extends Omit<Registration, "inverse" | "receiver"> {
  readonly receiver: TSESTree.Node;
}

function candidatesOf(shape: ClassShape, file: File): readonly Candidate[] {
  const [teardown] = teardownsOf(shape);
  if (!teardown) return [];
  return callsIn(shape.node, file.sourceCode.visitorKeys).flatMap((call) => {
    const callee = unwrapped(call.callee);
    const method = callee.type === T.MemberExpression ? keyNameOf(callee) : undefined;
    if (callee.type !== T.MemberExpression || method === undefined || !REGISTERS.test(method) || method === "on")
      return [];
    const isFit =
      isOwnAffair(call, shape, file) &&
      isLent(callee.object, shape, file) &&
      !isEnded(callee.object, shape, file) &&
      !isEndedBySignal(call, shape, file);
    return isFit ? [{ call, method, shape, teardown, tier: "strict", receiver: callee.object }] : [];
  });
}

/** A statement of its own that gives a member of the object away; what it answers would be another means of ending it. */
function isOwnAffair(call: CallNode, shape: ClassShape, file: File): boolean {
  return (
    wrapped(call).parent?.type === T.ExpressionStatement &&
    elementAround(call)?.parent.parent === shape.node &&
    call.arguments.some((argument) => {
      const it = unwrapped(argument);
      return it.type === T.MemberExpression && instanceOf(it.object, file) === shape.node;
    })
  );
}

/** A parameter of a method, or a field that holds nothing but what the constructor was given. */
function isLent(node: TSESTree.Node, shape: ClassShape, file: File): boolean {
  const it = unwrapped(node);
  if (it.type === T.Identifier) {
    const [definition] = file.variableOf(it)?.defs ?? [];
    const fn = definition?.node as TSESTree.Node | undefined;
    return String(definition?.type) === "Parameter" && isFunction(fn) && elementAround(fn) === fn.parent;
  }
  if (it.type !== T.MemberExpression || instanceOf(it.object, file) !== shape.node) return false;
  return isGiven(keyNameOf(it) ?? "", shape, file);
}

function isGiven(field: string, { declared, uses }: ClassShape, file: File): boolean {
  if (declared.get(field)?.type === T.TSParameterProperty) return true;
  const values = (uses.get(field) ?? []).flatMap((place) => {
    const { parent } = wrapped(place);
    return parent?.type === T.AssignmentExpression && parent.left === place ? [unwrapped(parent.right)] : [];
  });
  return values.length > 0 && values.every((it) => String(file.variableOf(it)?.defs[0]?.type) === "Parameter");
}

/** The end of the object ends what it registered with. */
function isEnded(receiver: TSESTree.Node, shape: ClassShape, file: File): boolean {
  const it = unwrapped(receiver);
  const places = it.type === T.MemberExpression ? (shape.uses.get(keyNameOf(it) ?? "") ?? []) : [];
  const reach = reachOf(shape, file);
  return places.some((place) => {
    const { parent } = wrapped(place);
    return parent?.type === T.MemberExpression && readsLikeEnd(keyNameOf(parent) ?? "") && reach.has(place);
  });
}

/** Names under which the inverse goes: `unregisterTask`, `unsubscribeFromNewEpoch`, `stopMonitoring`. */
function inversesOf(method: string): readonly string[] {
  const { verb = "", what = "" } = REGISTERS.exec(method)?.groups ?? {};
  switch (verb) {
    case "on":
      return [`off${what}`, `remove${what}`, `removeOn${what}`, `unsubscribeFrom${what}`, `unsubscribe${what}`];
    case "attach":
      return [`detach${what}`];
    case "monitor":
      return [`stopMonitoring${what}`, `unmonitor${what}`];
    case "register":
      return [`unregister${what}`, `deregister${what}`];
    case "subscribeTo":
      return [`unsubscribeFrom${what}`];
    default:
      return [`un${verb}${what}`, `${verb === "subscribe" ? "unsubscribeFrom" : "un"}${what}`];
  }
}
