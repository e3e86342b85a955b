/** Calls after which nothing runs: the end of the process, also behind a function of this file. */
import type { File } from "../file.ts";
import { graphOf, type Step } from "../graph/index.ts";
import { exportOf } from "../origin.ts";
import { type CallNode, type FunctionNode, isCall } from "../tree.ts";
import { calledFunction } from "./callees.ts";

const known = new WeakMap<FunctionNode, boolean>();

export function neverReturns(call: CallNode, file: File): boolean {
  const named = exportOf(call.callee, file);
  if (named && file.knowledge.neverReturns.has(`${named.module}|${named.path}`)) return true;
  const fn = calledFunction(call, file);
  if (!fn) return false;
  const answer = known.get(fn);
  if (answer !== undefined) return answer;
  // Set before it is known: a function that calls itself tells nothing new.
  known.set(fn, false);
  const ends = endsProcess(fn, file);
  known.set(fn, ends);
  return ends;
}

/** `async function quit(code) { await client.close(); process.exit(code); }`: no way leads to its end, nor to a `throw`. */
function endsProcess(fn: FunctionNode, file: File): boolean {
  const { entry, returned, threw } = graphOf(fn, file.sourceCode.visitorKeys);
  const seen = new Set<Step>([entry]);
  let exits = false;
  for (const { kind, at, next } of seen) {
    if (kind === "evaluate" && isCall(at) && neverReturns(at, file)) exits = true;
    else for (const { to } of next) seen.add(to);
  }
  return exits && !seen.has(returned) && !seen.has(threw);
}
