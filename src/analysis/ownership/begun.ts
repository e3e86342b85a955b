/** Does anything that was given a controller go on when something else fails? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { consumersOf } from "../consumers.ts";
import { exportOf } from "../origin.ts";
import { isInside, unwrapped, wrapped } from "../tree.ts";
import type { Tracked } from "./tracked.ts";

const none: ReadonlySet<string> = new Set();

/** `fetch(url, { signal: controller.signal })` before `await other()`; whoever fails itself needs no stopping. */
export function hasBegun(failing: TSESTree.Node, { holders, file }: Tracked): boolean {
  const failed = failing.type === T.AwaitExpression ? unwrapped(failing.argument) : failing;
  const given = holders
    .flatMap(({ references }) => references.flatMap(({ identifier }) => [identifier, wrapped(identifier).parent]))
    .flatMap((place) => (place ? consumersOf(place, none) : []))
    .flatMap((one) => (one.kind === "argument" ? [one.at] : []));
  return given.some(
    (call) =>
      call !== failed &&
      exportOf(call.callee, file)?.path !== "AbortSignal.any" &&
      (call.range[1] <= failed.range[0] || isInside(call, failed)),
  );
}
