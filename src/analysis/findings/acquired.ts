/** An acquisition that no function of its own holds, as findings speak of it. */
import type { Arrival } from "../acquisitions.ts";
import { functionPathOf, rootOf } from "../tree.ts";
import type { Acquisition } from "../types.ts";

export function acquiredAt(
  { call, resource }: Pick<Arrival, "call" | "resource">,
  holder: string,
  by: Pick<Acquisition, "release" | "mend">,
): Acquisition {
  return {
    node: call,
    resource,
    holder,
    ...by,
    declaration: undefined,
    releases: [],
    within: functionPathOf(rootOf(call)),
  };
}
