/** The door to half-open connections: the peer has ended its half, and the program never ends its own. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.ts";
import { mayHaveTransport, orphanAt } from "../stdio/index.ts";
import { callsIn } from "../tree.ts";
import { isTest } from "../test-code.ts";
import { mayWrite } from "../written.ts";
import { halfOpenAt } from "./half-open.ts";
import { keptAt } from "./kept.ts";
import { pausedAt } from "./paused.ts";
import { mayForward, upstreamAt } from "./upstream.ts";

export interface HalfOpen {
  /**
   * 'end' is never answered; a response is written to for ever; a paused socket never hears that its peer has ended;
   * what was asked for a client goes on when the client has gone; a server over standard input does not hear of that.
   */
  readonly kind: "unanswered" | "kept" | "paused" | "upstream" | "unheard" | "orphaned";
  readonly node: TSESTree.Node;
  /** The name of the socket or response. */
  readonly holder: string;
  /** What mends it: `socket.end()`. */
  readonly release: string;
  /** For what does not hear: the function that never runs, or what keeps the process. */
  readonly because?: string;
  /** The statement list that a handler of `event` can be written at the end of. */
  readonly body?: TSESTree.BlockStatement | undefined;
}

/** Worth a look only where a socket may stay half open, is paused, or a timer or listener writes to a response. */
const NAMES = ["allowHalfOpen", "pause", "write"];
const MENTIONED = /\ballowHalfOpen\b|\.pause\(\)|\.write\(/u;

/** In the order of the text. */
export function halfOpenIn(file: File): readonly HalfOpen[] {
  const { ast, text, visitorKeys } = file.sourceCode;
  const isOverInput = mayHaveTransport(file);
  const isMentioned = mayWrite(NAMES, file.sourceCode) && MENTIONED.test(text);
  if ((!isOverInput && !isMentioned) || isTest(file)) return [];
  const ways = [
    ...(text.includes("allowHalfOpen") ? [halfOpenAt] : []),
    ...(text.includes(".pause()") ? [pausedAt] : []),
    ...(text.includes(".write(") && /\b(?:setInterval|on|addListener)\(/u.test(text) ? [keptAt] : []),
    ...(text.includes(".write(") && mayForward(file) ? [upstreamAt] : []),
    ...(isOverInput ? [orphanAt] : []),
  ];
  if (ways.length === 0) return [];
  const found = callsIn(ast, visitorKeys).flatMap((call) => ways.flatMap((way) => way(call, file) ?? []));
  return found.filter((one, index) => found.findIndex(({ node }) => node === one.node) === index);
}
