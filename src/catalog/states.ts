/** How a resource tells by one of its properties whether it has ended. */

/** `{ property: "readyState", live: ["CONNECTING", "OPEN"], over: ["CLOSING", "CLOSED"] }`. */
export interface States {
  readonly property: string;
  readonly live: readonly [string, ...string[]];
  /** It has ended in these, or is about to. */
  readonly over: readonly [string, ...string[]];
}
