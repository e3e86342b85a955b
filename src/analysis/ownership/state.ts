/** What is true of the resource at one point of one path. */
import type { Variable } from "../file.ts";
import type { Step } from "../graph/index.ts";
import type { Settled } from "./callees.ts";
import type { Facts } from "./facts.ts";
import type { Holder } from "./tracked.ts";

export interface State {
  /**
   * Not there yet; there, but not opened yet, or on its way to its own end; owed here; owed by a handler that may release it; owed no more.
   * `released`: for certain, and by this function; told apart from `done` only where a walk looks at what comes after.
   * `lost`: acquired beside another that failed, so that nobody was given it.
   */
  readonly is: "absent" | "idle" | "held" | "entrusted" | "released" | "done" | "lost";
  readonly holders: readonly Holder[];
  /** `entrusted`, and to a listener of something else's end: however a promise settles meanwhile, that comes. */
  readonly isDue?: true | undefined;
  readonly facts: Facts;
  /** The executor's promise has been settled on this path. */
  readonly settled: Settled | undefined;
  /** An exception that nobody sees is on its way out. */
  readonly unseen: boolean;
}

/** A step reached in a state, and how: the path to it can be read backwards. */
export interface Visit {
  readonly step: Step;
  readonly state: State;
  readonly from: Visit | undefined;
  /** It was reached because the step before threw. */
  readonly thrown: boolean;
  /** How the promise that was waited for came to reject: a path through its executor's handlers. */
  readonly rejected?: readonly Visit[] | undefined;
}

const ids = new WeakMap<Variable, number>();
let lastId = 0;

function idOf(holder: Holder): number {
  if (holder === "fresh") return 0;
  const known = ids.get(holder) ?? ++lastId;
  ids.set(holder, known);
  return known;
}

export const keyOf = (state: State): string => `${standingOf(state)}|${factsKeyOf(state.facts)}`;

/** How the resource stands, whatever is known besides. */
export function standingOf({ is, isDue, holders, settled, unseen }: State): string {
  const held = holders.map(idOf).toSorted((a, b) => a - b);
  return [is, isDue ?? "", settled ?? "", unseen ? "!" : "", held.join(",")].join("|");
}

const keys = new WeakMap<Facts, string>();

/** Facts are never changed, and most steps leave them as they were. */
export function factsKeyOf(facts: Facts): string {
  const known = keys.get(facts);
  if (known !== undefined) return known;
  const written = Array.from(facts, ([place, fact]) => `${place}=${fact}`);
  const key = written.toSorted().join("|");
  keys.set(facts, key);
  return key;
}

export const done = (state: State): State => ({ ...state, is: "done", holders: [] });

export const released = (state: State): State => ({ ...state, is: "released" });

export const entrusted = (state: State): State => ({ ...state, is: "entrusted" });

/** It is there, be it owed or not. */
export const isThere = ({ is }: State): boolean => is === "idle" || is === "held" || is === "entrusted";

/** It is there, or was until it was released. */
export const isFollowed = (state: State): boolean => isThere(state) || state.is === "released";

export function heldBy(state: State, more: readonly Holder[]): State {
  return { ...state, holders: [...new Set([...state.holders.filter((one) => one !== "fresh"), ...more])] };
}

export const without = (state: State, gone: Holder): State => ({
  ...state,
  holders: state.holders.filter((one) => one !== gone),
});
