/** How much walking one function is worth: in proportion to its size, whatever it acquires. */
import type { File } from "../file.ts";
import type { Root } from "../tree.ts";
import type { Tracked } from "./tracked.ts";

/** A function that acquires so much that this is not enough was written by a program. */
const MAX_VISITS = 300_000;

const left = new WeakMap<File, Map<Root, number>>();

const leftFor = ({ file, root }: Tracked): number => left.get(file)?.get(root) ?? MAX_VISITS;

function take(tracked: Tracked, visits: number): void {
  const ofFile = left.get(tracked.file) ?? new Map<Root, number>();
  left.set(tracked.file, ofFile.set(tracked.root, leftFor(tracked) - visits));
}

export const isSpent = (tracked: Tracked): boolean => leftFor(tracked) <= 0;

/** Counts visits; `spend` is false when the walk has grown out of proportion. Looking at the steps counts, too. */
export function budgetFor(tracked: Tracked, steps: number): { readonly spend: () => boolean } {
  take(tracked, steps);
  let own = Math.min(leftFor(tracked), 5_000 + 60 * steps);
  return {
    spend() {
      take(tracked, 1);
      return --own >= 0;
    },
  };
}
