/** Writes one finding as a SARIF result. */
import type { PropertyBagHolder, Result } from "@microsoft/sarif";
import type { Linter } from "eslint";
import { fingerprintsOf } from "./fingerprints.ts";
import { fixesFor } from "./fixes.ts";
import { storyOf } from "./flow.ts";
import { placeAt } from "./locations.ts";
import type { Finding } from "./types.ts";

export function resultOf(finding: Finding, ruleIndex: number): Result {
  const { file, ruleId, message } = finding;
  const { text, ...path } = storyOf(finding);
  const fixes = fixesFor(finding);
  return {
    ruleId,
    ruleIndex,
    level: levelOf(message.severity),
    message: { text },
    locations: [{ physicalLocation: placeAt(file, message) }],
    partialFingerprints: fingerprintsOf(finding),
    ...path,
    ...(fixes.length > 0 && { fixes }),
  };
}

/** For logs that show suppressed results: the standard wants the array on every result of a run or on none. */
export function suppressionsOf({ suppressions }: Finding): PropertyBagHolder[] {
  return suppressions.map(({ kind, justification }) => ({
    kind: kind === "directive" ? "inSource" : "external",
    status: "accepted",
    ...(justification !== "" && { justification }),
  }));
}

export function levelOf(severity: Linter.Severity | 0): "error" | "warning" {
  return severity === 2 ? "error" : "warning";
}
