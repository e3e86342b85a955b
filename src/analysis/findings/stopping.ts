/** What nothing stops, as findings. */
import type { File } from "../file.ts";
import type { Late, Unstopped } from "../stopping/index.ts";
import { callName, exitTrace } from "../traces.ts";
import type { Finding } from "../types.ts";
import { recommendedRelease } from "../wording.ts";
import { acquiredAt } from "./acquired.ts";

/** Whatever is given its signal waits in vain. */
export function unstoppedFrom({ arrival, holder, within, declaration }: Unstopped, { sourceCode }: File): Finding {
  const worded = recommendedRelease(arrival, holder, sourceCode.getText.bind(sourceCode));
  const acquisition = { ...acquiredAt(arrival, holder, worded), declaration };
  const exit = { kind: "end", node: within.body, call: "end" } as const;
  return { kind: "leaked", acquisition, exit, trace: exitTrace(acquisition, exit, sourceCode) };
}

/** When the timer rejects, nobody is left to be given what arrives later. */
export function lateFrom({ arrival, race, holder }: Late, { sourceCode }: File): Finding {
  const { release } = recommendedRelease(arrival, holder, sourceCode.getText.bind(sourceCode));
  const acquisition = acquiredAt(arrival, holder ?? "", { release, mend: undefined });
  const exit = { kind: "rejects", node: race, call: callName(race, sourceCode) } as const;
  return { kind: "leakedOnThrow", acquisition, exit, trace: exitTrace(acquisition, exit, sourceCode) };
}
