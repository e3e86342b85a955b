/** Which functions carry a holder with them, and where are they called or given away? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Consumer, consumersOf } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { isRunInPlace } from "../graph/index.ts";
import { type FunctionNode, isFunction, isInside, keyNameOf, rootOf, soleAnswerOf, unwrapped } from "../tree.ts";
import type { Effect, Subject } from "./effects.ts";
import { isStore } from "./keepers.ts";
import { momentOf, ownMoment } from "./moments.ts";
import { isTaken } from "./passing.ts";

export interface Capture {
  readonly at: TSESTree.Node;
  readonly effect: Effect;
}

const none: ReadonlySet<string> = new Set();

/** What is done with every function that captures `holder`, directly or by calling one that does. */
export function capturesOf(holder: Variable, subject: Subject): readonly Capture[] {
  const home = holder.scope.variableScope.block as TSESTree.Node;
  const seen = new Set<FunctionNode>();
  const found: Capture[] = [];
  const visit = (identifier: TSESTree.Node): void => {
    for (const fn of functionsAround(identifier, home)) {
      if (seen.has(fn)) continue;
      seen.add(fn);
      for (const use of usesOf(fn, holder, subject)) {
        found.push(...use.captures);
        visit(use.where);
      }
    }
  };
  for (const { identifier } of holder.references) visit(identifier);
  return found;
}

/** The functions between an identifier and the function that declares it, outermost first. */
function functionsAround(identifier: TSESTree.Node, home: TSESTree.Node): FunctionNode[] {
  const root = rootOf(identifier);
  return isFunction(root) && root !== home && isInside(root, home) ? [...functionsAround(root, home), root] : [];
}

interface FunctionUse {
  /** The place that names the function; the functions around it carry the holder too. */
  readonly where: TSESTree.Node;
  readonly captures: readonly Capture[];
}

/** A function written in place is used where it stands; one with a name wherever the name is. */
function usesOf(fn: FunctionNode, holder: Variable, subject: Subject): readonly FunctionUse[] {
  if (isRunInPlace(fn)) return [];
  const name = nameOf(fn, subject);
  if (!name)
    return [{ where: fn, captures: consumersOf(fn, none).flatMap((one) => captureOf(one, fn, holder, subject)) }];
  return name.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => ({
      where: identifier,
      captures: consumersOf(identifier, none).flatMap((one) => captureOf(one, fn, holder, subject, identifier)),
    }));
}

function nameOf(fn: FunctionNode, { file }: Subject): Variable | undefined {
  if (fn.type === T.FunctionDeclaration) return fn.id ? file.variableOf(fn.id) : undefined;
  const { parent } = fn;
  return parent.type === T.VariableDeclarator && parent.init === fn ? file.variableOf(parent.id) : undefined;
}

function captureOf(
  consumer: Consumer,
  fn: FunctionNode,
  holder: Variable,
  subject: Subject,
  passed: TSESTree.Node = fn,
): readonly Capture[] {
  const later = (at: TSESTree.Node, when: (Effect & { kind: "later" })["when"]): readonly Capture[] => [
    { at, effect: { kind: "later", fn, when } },
  ];
  switch (consumer.kind) {
    case "callee":
      return [{ at: consumer.at, effect: { kind: "enter", fn, parameter: undefined, inside: [] } }];
    case "argument":
      if (isAnswerTaken(consumer, fn, holder, subject)) return [{ at: consumer.at, effect: { kind: "take" } }];
      return later(
        consumer.at,
        consumer.option === undefined
          ? momentOf(consumer.at, passed, holder, subject)
          : isStore(consumer.at)
            ? "escape"
            : "unknown",
      );
    case "store":
      return later(consumer.at, ownHandlerMoment(consumer.target, holder, subject) ?? "escape");
    // `await using _ = { [Symbol.asyncDispose]: () => session.endSession() }`
    case "using":
      return later(consumer.at, "certain");
    case "method":
      return later(consumer.at, "unknown");
    case "bind":
    case "return":
    case "yield":
      return later(consumer.at, "escape");
    default:
      return [];
  }
}

/** `connect(url, { createConnection: () => socket })` takes over what the function answers. */
function isAnswerTaken(
  { at: call, index, option }: Extract<Consumer, { kind: "argument" }>,
  fn: FunctionNode,
  holder: Variable,
  { file }: Subject,
): boolean {
  if (!isTaken({ call, index, option }, file)) return false;
  const answer = soleAnswerOf(fn, file.sourceCode.visitorKeys);
  return answer !== undefined && file.variableOf(answer) === holder;
}

/** `socket.onclose = f` listens to the resource's own event. */
function ownHandlerMoment(
  target: TSESTree.Node | undefined,
  holder: Variable,
  subject: Subject,
): ReturnType<typeof ownMoment> | undefined {
  if (target?.type !== T.MemberExpression || subject.file.variableOf(unwrapped(target.object)) !== holder)
    return undefined;
  const name = keyNameOf(target);
  return name?.startsWith("on") ? ownMoment(name.slice(2), subject) : "own";
}
