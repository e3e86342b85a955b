/** Is a call bounded: by its options, by what is done to its value, by the program as a whole? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Bound, BoundedModel } from "../../catalog/index.ts";
import { isSaidAnywhere } from "../elsewhere.ts";
import type { File } from "../file.ts";
import { constantOf } from "../origin.ts";
import { type CallNode, isFunction, textStartOf } from "../tree.ts";
import { type Handling, handlingOf, listenersOf } from "./handling.ts";
import { boundedModelOf } from "./models.ts";
import { isOff, type Option, optionOf } from "./options.ts";

/** What is wrong: nothing sets it, `off` switches it off, or nobody answers what only announces it. */
export type Lack =
  | { readonly how: "absent" }
  | { readonly how: "off"; readonly by: string; readonly at: TSESTree.Node }
  | { readonly how: "unanswered"; readonly by: string };

/** Absent where something bounds it, and where the file does not show it. */
export function lackOf(bound: Bound, model: BoundedModel, call: CallNode, file: File): Lack | undefined {
  const optionAt = (name: string): Option => optionOf(call, model.options, name, file);
  if ((bound.through ?? []).some((name) => mayBound(optionAt(name), bound, file))) return undefined;
  const options = bound.by.filter((name) => !name.startsWith("_."));
  const written = options.map((by) => ({ by, value: optionAt(by) }));
  if (written.some(({ value }) => value === "opaque")) return undefined;
  const set = written.filter((one): one is Setting => one.value !== undefined);
  if (options.length === bound.by.length) return lackIn(set, bound, noHandling, file);
  const handling = handlingOf(call, file);
  const isUnseen = handling.isGivenAway || (handling.isReturned && !model.isClient && !model.accepts);
  return isUnseen && !bound.byDefault
    ? undefined
    : lackIn([...set, ...doneTo(handling, bound, file)], bound, handling, file);
}

/** Another object sees to it, unless the file makes that itself and sets nothing of the kind. */
function mayBound(through: Option, bound: Bound, file: File): boolean {
  if (through === undefined || through === "opaque") return through === "opaque";
  if (isOff(through)) return false;
  const made = through.type === T.Identifier ? constantOf(file.variableOf(through)) : through;
  const model = made?.type === T.NewExpression ? boundedModelOf(made, file) : undefined;
  if (made?.type !== T.NewExpression || !model) return true;
  const names = [...bound.by, ...(model.timeout?.by ?? [])].filter((name) => !name.startsWith("_."));
  return names.some((name) => optionOf(made, model.options, name, file) !== undefined);
}

/** The same for what is done to a connection that a handler is given. */
export function lackOfHandled(bound: Bound, handling: Handling, file: File): Lack | undefined {
  return handling.isGivenAway ? undefined : lackIn(doneTo(handling, bound, file), bound, handling, file);
}

/** All are bound at once, by a text of the program or of the file. */
export const isBoundForAll = ({ forAll = [], inFile = [] }: Bound, file: File): boolean =>
  inFile.some((text) => file.sourceCode.text.includes(text)) || isSaidAnywhere(forAll, file);

const noHandling: Handling = { members: [], isGivenAway: false, isReturned: false };

function lackIn(set: readonly Setting[], bound: Bound, handling: Handling, file: File): Lack | undefined {
  const off = set.find(({ value }) => value !== undefined && isOff(value));
  if (bound.byDefault) return offIn(off);
  const real = set.filter(({ value }) => value === undefined || !isOff(value));
  if (real.some(({ by }) => bound.announcing?.includes(by) !== true)) return undefined;
  const [announced] = real;
  if (announced && isAnswered(handling)) return undefined;
  if (isBoundForAll(bound, file)) return undefined;
  if (announced) return { how: "unanswered", by: announced.by.replace(/^_\./u, "") };
  return offIn(off) ?? { how: "absent" };
}

interface Setting {
  readonly by: string;
  readonly value: TSESTree.Node | undefined;
}

const offIn = (off: Setting | undefined): Lack | undefined =>
  off?.value && { how: "off", by: off.by.replace(/^_\.|\(.*$/gu, ""), at: off.value };

/** `_.setTimeout()`, `_.on('session')` and `_.maxConnections` among what is done to it. */
function doneTo({ members }: Handling, { by }: Bound, { sourceCode }: File): readonly Setting[] {
  return by.flatMap((written): Setting[] => {
    const [, name, event] = /^_\.(\w+)(?:\(['"]?(\w*)['"]?\))?$/u.exec(written) ?? [];
    const isCall = written.endsWith(")");
    return members.flatMap((one): Setting[] => {
      if (one.name !== name) return [];
      if (!isCall) return one.call ? [] : [{ by: written, value: one.value }];
      if (!one.call || (event && textStartOf(one.call.arguments[0]) !== event)) return [];
      const [, handler] = one.call.arguments;
      // What happens to each connection is shown, and no timer is.
      const isIdle =
        event !== "timeout" && handler && isFunction(handler) && !/timeout|ping/iu.test(sourceCode.getText(handler));
      if (event && isIdle) return [];
      return [{ by: written, value: event ? undefined : one.call.arguments[0] }];
    });
  });
}

/** Whoever listens for 'timeout', or for the socket below, sees to it. */
function isAnswered(handling: Handling): boolean {
  if (["timeout", "socket"].some((event) => listenersOf(handling, event).length > 0)) return true;
  return handling.members.some(
    ({ name, call }) =>
      name === "setTimeout" && call?.arguments[1] !== undefined && !isEmptyFunction(call.arguments[1]),
  );
}

const isEmptyFunction = (node: TSESTree.Node): boolean =>
  isFunction(node) && "body" in node.body && Array.isArray(node.body.body) && node.body.body.length === 0;
