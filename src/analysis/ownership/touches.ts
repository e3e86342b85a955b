/** Where is something done with a resource that it must be open for, or that puts it where others will use it? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Consumer, consumersOf } from "../consumers.ts";
import type { Variable } from "../file.ts";
import { termsOf } from "../knowledge.ts";
import { isMethodCall } from "./effects.ts";
import { isPassedTo } from "./passing.ts";
import type { Tracked } from "./tracked.ts";

export interface Touch {
  readonly at: TSESTree.Node;
  readonly by: Variable;
}

const none: ReadonlySet<string> = new Set();

/** Nothing for a resource of which nobody knows what fails once it is released. */
export function touchesOf(tracked: Tracked): readonly Touch[] {
  if (termsOf(tracked.arrival.resource).needsOpen.length === 0) return [];
  return tracked.holders.flatMap((by) =>
    by.references.flatMap(({ identifier }) =>
      consumersOf(identifier, none).flatMap((one) => (needsOpen(one, tracked) ? [{ at: one.at, by }] : [])),
    ),
  );
}

function needsOpen(consumer: Consumer, tracked: Tracked): consumer is Consumer & { readonly at: TSESTree.Node } {
  const { needsOpen: forms } = termsOf(tracked.arrival.resource);
  switch (consumer.kind) {
    case "method":
      return forms.some((form) => form.kind === "method" && isMethodCall(form, consumer.at, consumer.path));
    case "argument": {
      const place = { call: consumer.at, index: consumer.index, option: consumer.option };
      return forms.some((form) => isPassedTo(form, place, tracked.file));
    }
    case "return":
      return consumer.at.type === T.ReturnStatement;
    default:
      return false;
  }
}
