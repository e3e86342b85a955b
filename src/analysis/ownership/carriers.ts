/** What goes on with a resource and does not release it: the lines of a file, whose loop ends the file only by reading all of it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { modelsOf } from "../acquisitions.ts";
import { boundBelow, type Consumer, consumersOf } from "../consumers.ts";
import type { File, Variable } from "../file.ts";
import { constantOf } from "../origin.ts";
import { type CallNode, isCall, isInside, keyNameOf, type Root, rootOf, unwrapped } from "../tree.ts";
import { capturesOf } from "./captures.ts";
import type { Effect, Subject } from "./effects.ts";
import { isTakenBy } from "./passing.ts";
import type { Holder, PlacedUse } from "./tracked.ts";

const none: ReadonlySet<string> = new Set();

/** What is done with the answer of a call that carries the resource on; `by` held it before. */
export function usesOfCarrier(call: CallNode, by: Holder, subject: Subject): readonly PlacedUse[] {
  return consumersOf(call, none).flatMap((consumer) =>
    consumer.kind === "bind" ? named(consumer, by, subject) : placed(consumer, by),
  );
}

/** It carries what the same function acquires and owes: reading its lines without closing it harms nothing more. */
export function carriesOwned(call: CallNode, file: File): boolean {
  const { drains } = file.knowledge;
  return call.arguments.some((argument, index) =>
    optionsOf(argument).some(
      ({ value, option }) =>
        isAcquired(value, rootOf(call), file) && drains.some((one) => isTakenBy(one, { call, index, option }, file)),
    ),
  );
}

/** It speaks through what the caller lent, who can end both: `tls.connect({ socket })`. Where in doubt, it is not owed. */
export function isOverLent(call: CallNode, file: File): boolean {
  if (file.settings.unknownCalls === "borrows") return false;
  const { takes } = file.knowledge;
  return call.arguments.some((argument, index) =>
    optionsOf(constantOf(file.variableOf(argument)) ?? argument).some(
      ({ value, option }) =>
        option !== undefined &&
        isLent(value, file) &&
        takes.some((one) => isTakenBy(one, { call, index, option }, file)),
    ),
  );
}

const isLent = (value: TSESTree.Node, file: File): boolean =>
  String(file.variableOf(unwrapped(value))?.defs[0]?.type) === "Parameter";

function optionsOf(
  argument: TSESTree.Node,
): readonly { readonly value: TSESTree.Node; readonly option: string | undefined }[] {
  if (argument.type !== T.ObjectExpression) return [{ value: argument, option: undefined }];
  return argument.properties.flatMap((one) =>
    one.type === T.Property ? [{ value: one.value, option: keyNameOf(one) }] : [],
  );
}

function isAcquired(value: TSESTree.Node, root: Root, file: File): boolean {
  const at = file.variableOf(unwrapped(value))?.defs[0]?.node as TSESTree.Node | undefined;
  const init = at?.type === T.VariableDeclarator && rootOf(at) === root ? at.init : null;
  const made = unwrapped(init ?? value);
  return isCall(made) && modelsOf(made, file).length > 0;
}

function named(
  { at, pattern, path }: Extract<Consumer, { kind: "bind" }>,
  by: Holder,
  subject: Subject,
): readonly PlacedUse[] {
  const bound = boundBelow(pattern, path);
  const name = bound && bound.path.length === 0 ? subject.file.variableOf(bound.name) : undefined;
  const block = subject.root.type === T.Program ? undefined : subject.root;
  if (!name?.defs[0] || (block && !isInside(name.defs[0].name, block))) return [{ at, by, effect: { kind: "take" } }];
  return [
    { at, by, effect: { kind: "carry", to: [name] } },
    ...name.references.flatMap(({ identifier }) =>
      consumersOf(identifier, none).flatMap((consumer) => placed(consumer, name)),
    ),
    ...capturesOf(name, subject).map((one) => ({ at: one.at, by: name, effect: { kind: "take" } as const })),
  ];
}

function placed(consumer: Consumer, by: Variable | Holder): readonly PlacedUse[] {
  const effect = effectOn(consumer);
  return effect && "at" in consumer ? [{ at: consumer.at, by, effect }] : [];
}

function effectOn(consumer: Consumer): Effect | undefined {
  switch (consumer.kind) {
    case "iterate":
      return { kind: "drain" };
    case "method":
      return { kind: HALTS.has(consumer.path) ? "halt" : "take" };
    case "argument":
    case "bind":
    case "return":
    case "store":
    case "throw":
    case "yield":
      return { kind: "take" };
    default:
      return undefined;
  }
}

/** Methods that neither read nor release what is carried: it stays where it is. */
const HALTS: ReadonlySet<string> = new Set(["close", "pause", "@@dispose"]);
