/** What a rejected acquisition brings along, unread. */

/** `{ path: "response.data", unless: ["validateStatus"] }`: the error's `response.data`. */
export interface RejectsWith {
  readonly path: string;
  readonly unless: readonly [string, ...string[]];
}
