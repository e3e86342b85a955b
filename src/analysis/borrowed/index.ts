/** The door to what was only lent: releases of it while its owner, seen in the same file, goes on with it. */
import type { File } from "../file.ts";
import { calleeNameOf, type CallNode, callsIn } from "../tree.ts";
import { mayWrite } from "../written.ts";
import { cachedRelease } from "./cached.ts";
import { injectedRelease } from "./injected.ts";
import { type BorrowedRelease, releaseAt } from "./lent.ts";
import { sharedRelease } from "./shared.ts";
import { taggedRelease } from "./tagged.ts";

export { perCallAround } from "./per-call.ts";
export type { BorrowedRelease } from "./lent.ts";

/** In the order of the text. */
export function borrowedReleasesIn(file: File): readonly BorrowedRelease[] {
  const { sourceCode, knowledge } = file;
  if (!mayWrite(knowledge.releaseMethods, sourceCode)) return [];
  return callsIn(sourceCode.ast, sourceCode.visitorKeys)
    .filter((call) => knowledge.releaseMethods.has(calleeNameOf(call)))
    .flatMap((call) => borrowedAt(call, file) ?? []);
}

function borrowedAt(call: CallNode, file: File): BorrowedRelease | undefined {
  const release = releaseAt(call, file);
  const found =
    release && (taggedRelease(release, file) ?? sharedRelease(release, file) ?? injectedRelease(release, file));
  return found ?? cachedRelease(call, file);
}
