/** The door to what was only lent: releases of it while its owner, seen in the same file, goes on with it. */
import type { File } from "../file.ts";
import { callsIn } from "../tree.ts";
import { cachedRelease } from "./cached.ts";
import { injectedRelease } from "./injected.ts";
import type { BorrowedRelease } from "./lent.ts";
import { sharedRelease } from "./shared.ts";
import { taggedRelease } from "./tagged.ts";

export { perCallAround } from "./per-call.ts";
export type { BorrowedRelease } from "./lent.ts";

/** In the order of the text. */
export function borrowedReleasesIn(file: File): readonly BorrowedRelease[] {
  const { sourceCode, knowledge } = file;
  if (![...knowledge.packages].some((name) => sourceCode.text.includes(name))) return [];
  return callsIn(sourceCode.ast, sourceCode.visitorKeys).flatMap((call) => {
    const ways = [taggedRelease, sharedRelease, injectedRelease, cachedRelease];
    return ways.flatMap((way) => way(call, file)).slice(0, 1);
  });
}
