/** Tells a finding of today from one of yesterday: by its line, as GitHub does, and by the leak itself. */
import { createHash } from "node:crypto";
import { PRIMARY_LOCATION_LINE_HASH } from "@microsoft/sarif";
import { lineRegion, lineText, type Source } from "./source.ts";
import type { Finding } from "./types.ts";

/** What identity hangs on: who acquires what, where; or the reporting line if the rule tells no more. */
export type Traits = Pick<Finding, "ruleId" | "message" | "trace">;

/** Identities in the order given; equal traits are told apart by how many came before. */
export function identitiesOf(findings: readonly Traits[], source: Source | undefined): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const traits = JSON.stringify(traitsOf(finding, source));
    const ordinal = seen.get(traits) ?? 0;
    seen.set(traits, ordinal + 1);
    return createHash("sha256").update(`${traits}${ordinal}`).digest("hex").slice(0, 32);
  });
}

export function fingerprintsOf({ file, message, identity }: Finding): Record<string, string> {
  const { startLine = 1 } = lineRegion(file.source, message);
  const hash = file.source?.lineHashes.get(startLine);
  return { ...(hash !== undefined && { [PRIMARY_LOCATION_LINE_HASH]: hash }), "leakIdentity/v1": identity };
}

function traitsOf({ ruleId, message, trace }: Traits, source: Source | undefined): readonly string[] {
  if (trace !== undefined) return [ruleId, trace.within, trace.resource, trace.acquire];
  if (source === undefined) return [ruleId, message.message];
  return [ruleId, lineText(source, lineRegion(source, message)).trim().replace(/\s+/g, " ")];
}
