/** Looks again and again, and speaks up when something keeps growing. */
import { comparisonOf, countersOf, growthOf, mebibyte, type Comparison, type Growth } from "./compare.ts";
import { snapshot, type SnapshotOptions } from "./snapshot.ts";

export interface WatchOptions extends SnapshotOptions {
  /** Milliseconds between two looks. With `--expose-gc` each look collects garbage, so minutes suit a service better. */
  readonly interval: number;
  /** How often a count must rise without ever falling in between; 3 unless said otherwise. One blip is no leak. */
  readonly rises?: number;
  /** By how many bytes the heap must rise or fall before it counts; one mebibyte unless said otherwise. */
  readonly heapTolerance?: number;
  /** Told what kept growing, each from where its rise began. An exception of its own is the caller's, as in any timer. */
  readonly onGrowth: (growth: Comparison) => void;
}

/** A running watch; its timer never keeps the process alive. */
export interface Watch extends Disposable {
  /** Ends it. To end it twice does no harm. */
  readonly stop: () => void;
}

/** How one count has gone since it last fell. */
interface Rise {
  readonly from: number;
  readonly to: number;
  readonly rises: number;
}

/**
 * Takes a snapshot every `interval` milliseconds and tells `onGrowth` about each count that rose `rises` times and never fell
 * in between. To stay level is neither: a slow leak is found, a burst that goes back is not. What has been told about
 * starts anew from where it stands, so a leak that goes on is told again. End it with `stop()` or `using`.
 */
export function watch({ interval, rises = 3, heapTolerance = mebibyte, onGrowth, ...rest }: WatchOptions): Watch {
  let known: ReadonlyMap<string, Rise> = new Map();
  const look = (): void => {
    const now = snapshot(rest);
    const seen = risesOf(known, countersOf(now), heapTolerance);
    const grown = [...seen].filter(([, it]) => it.rises >= rises);
    known = new Map([...seen, ...grown.map(([what, { to }]) => [what, { from: to, to, rises: 0 }] as const)]);
    if (grown.length > 0) onGrowth(comparisonOf(grown.map(growthSince), now.missing));
  };
  look();
  const timer = setInterval(look, interval).unref();
  const stop = (): void => clearInterval(timer);
  return { stop, [Symbol.dispose]: stop };
}

/** Where each count stands after one more look; one that was there before and is gone now is 0, and so is a new one before. */
function risesOf(
  known: ReadonlyMap<string, Rise>,
  counters: ReadonlyMap<string, number>,
  heapTolerance: number,
): ReadonlyMap<string, Rise> {
  const first = known.size === 0;
  const names = new Set([...known.keys(), ...counters.keys()]);
  return new Map(
    [...names].map((what) => {
      const count = counters.get(what) ?? 0;
      const start = first ? count : 0;
      const before = known.get(what) ?? { from: start, to: start, rises: 0 };
      return [what, riseAfter(before, count, what === "heap" ? heapTolerance : 0)];
    }),
  );
}

/** A step within the tolerance leaves the count where it was, so that many small steps add up to a great one. */
function riseAfter(before: Rise, count: number, tolerance: number): Rise {
  if (Math.abs(count - before.to) <= tolerance) return before;
  return count < before.to
    ? { from: count, to: count, rises: 0 }
    : { from: before.from, to: count, rises: before.rises + 1 };
}

function growthSince([what, { from, to }]: readonly [string, Rise]): Growth {
  return growthOf(what, from, to);
}
