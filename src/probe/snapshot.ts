/** Counts what this process holds at one moment. */
import process from "node:process";
import { openDescriptors, type Descriptor } from "./descriptors.ts";
import { tcpStates } from "./tcp.ts";

/** How many there are of each kind; a kind that there is none of is left out. */
export type Counts = Readonly<Record<string, number>>;

/** A collection whose size tells something: a Map, a Set, an array, a buffer, or a function that says a number. */
export type Sized = { readonly size: number } | { readonly length: number } | (() => number);

export interface SnapshotOptions {
  /** Collections of your own to count along, under names of your choice. They are asked for their size and not kept. */
  readonly collections?: Readonly<Record<string, Sized>>;
}

/** What one process held at one moment: plain JSON, so that it can be sent to another process or kept in a file. */
export interface Snapshot {
  /** Open file descriptors by kind: `file`, `deleted file`, `directory`, `socket`, `pipe`, `device`, `eventpoll`, … */
  readonly descriptors: Counts;
  /**
   * TCP sockets of this process by state, in netstat's words: `ESTABLISHED`, `CLOSE_WAIT`, `LISTEN`, … The kernel keeps
   * `TIME_WAIT` for no process at all, so it is never among them.
   */
  readonly sockets: Counts;
  /** What keeps the event loop alive, from `process.getActiveResourcesInfo()`: `TCPSocketWrap`, `Timeout`, … */
  readonly resources: Counts;
  /** The sizes of the collections that the caller named. Those that are empty are here, too. */
  readonly collections: Counts;
  /**
   * Bytes in use after a garbage collection, by objects and by what they hold outside of the heap, such as buffers; missing
   * unless Node runs with `--expose-gc`.
   */
  readonly heap?: number;
  /** What could not be counted here and why, one sentence each. */
  readonly missing: readonly string[];
}

/**
 * Counts what this process holds right now: descriptors, TCP sockets by state, active resources, heap, and the sizes of
 * the collections that the caller names. It throws nothing of its own: what the system does not show is left empty and
 * named in `missing`. With `--expose-gc` it collects garbage first, which stops the process for some milliseconds.
 */
export function snapshot({ collections = {} }: SnapshotOptions = {}): Snapshot {
  const { gc } = globalThis;
  gc?.();
  const descriptors = openDescriptors();
  const states = tcpStates();
  return {
    descriptors: countsOf((descriptors ?? []).map(({ kind }) => kind)),
    sockets: countsOf(descriptors && states ? statesOf(descriptors, states) : []),
    resources: countsOf(process.getActiveResourcesInfo()),
    collections: Object.fromEntries(Object.entries(collections).map(([name, it]) => [name, sizeOf(it)])),
    ...(gc && { heap: bytesInUse() }),
    missing: [
      ...(descriptors ? [] : ["Descriptors are not counted: this system has no /proc/self/fd."]),
      ...(descriptors && states ? [] : ["Sockets are not counted: this system has no /proc/self/net/tcp."]),
      ...(gc ? [] : ["The heap is not counted: run Node with --expose-gc."]),
    ],
  };
}

function bytesInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Sockets that are not TCP, such as local ones, stand in no table. */
function statesOf(descriptors: readonly Descriptor[], states: ReadonlyMap<number, string>): readonly string[] {
  return descriptors.flatMap(({ inode }) => states.get(inode) ?? []);
}

function countsOf(kinds: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)));
}

function sizeOf(it: Sized): number {
  if (isQuestion(it)) return it();
  return "size" in it ? it.size : it.length;
}

/** A function has a length, too, which says nothing here. */
function isQuestion(it: Sized): it is () => number {
  return typeof it === "function";
}
