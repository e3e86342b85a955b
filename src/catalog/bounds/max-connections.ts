/** The maximum that every server of Node can be given. */
import type { Bound } from "../bounded.ts";

export const maxConnections = {
  by: ["_.maxConnections"],
  write: "server.maxConnections = 1_000",
} as const satisfies Bound;
