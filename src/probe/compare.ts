/** Says what grew between two snapshots, and by how much. */
import type { Snapshot } from "./snapshot.ts";

export interface CompareOptions {
  /** By how many bytes the heap may grow before it counts; one mebibyte unless said otherwise. */
  readonly heapTolerance?: number;
}

/** One thing of which there is more than before. */
export interface Growth {
  /** What was counted: `sockets CLOSE_WAIT`, `descriptors file`, `collections sessions`, `heap`. */
  readonly what: string;
  /** How many there were and are; bytes for `heap`. */
  readonly before: number;
  readonly after: number;
  /** `after - before`, always above 0. */
  readonly by: number;
}

/** What grew between two snapshots. */
export interface Comparison {
  /** Most severe first: sockets, descriptors, collections, active resources, heap; within each by how much it grew. */
  readonly grown: readonly Growth[];
  /** What either snapshot could not count, one sentence each. */
  readonly missing: readonly string[];
  /** For people, one line each: `sockets CLOSE_WAIT: 0 -> 40 (+40)`; `Nothing grew.` when nothing did. */
  readonly text: string;
}

const sections = ["sockets", "descriptors", "collections", "resources"] as const;

export const mebibyte = 1_048_576;

/**
 * Compares two snapshots of one process. What fell or stayed is not mentioned; what only one of the snapshots could count
 * is not compared. Throws nothing.
 */
export function compare(
  before: Snapshot,
  after: Snapshot,
  { heapTolerance = mebibyte }: CompareOptions = {},
): Comparison {
  const earlier = countersOf(before);
  const grown = [...countersOf(after)].flatMap(([what, count]) => {
    const was = earlier.get(what) ?? (what === "heap" ? count : 0);
    return count - was > (what === "heap" ? heapTolerance : 0) ? [growthOf(what, was, count)] : [];
  });
  return comparisonOf(grown, [...before.missing, ...after.missing]);
}

/** Every number of a snapshot under its name in messages. */
export function countersOf(snapshot: Snapshot): ReadonlyMap<string, number> {
  const counted = sections.flatMap((section) =>
    Object.entries(snapshot[section]).map(([kind, count]) => [`${section} ${kind}`, count] as const),
  );
  return new Map(snapshot.heap === undefined ? counted : [...counted, ["heap", snapshot.heap]]);
}

export function growthOf(what: string, before: number, after: number): Growth {
  return { what, before, after, by: after - before };
}

export function comparisonOf(grown: readonly Growth[], missing: readonly string[]): Comparison {
  const sorted = [...grown].sort((a, b) => rankOf(a) - rankOf(b) || b.by - a.by);
  return {
    grown: sorted,
    missing: [...new Set(missing)],
    text: sorted.length === 0 ? "Nothing grew." : sorted.map(lineOf).join("\n"),
  };
}

function rankOf({ what }: Growth): number {
  const rank = sections.findIndex((section) => what.startsWith(`${section} `));
  return rank === -1 ? sections.length : rank;
}

function lineOf({ what, before, after, by }: Growth): string {
  const shown = (count: number): string => (what === "heap" ? `${(count / mebibyte).toFixed(1)} MiB` : String(count));
  return `${what}: ${shown(before)} -> ${shown(after)} (+${shown(by)})`;
}
