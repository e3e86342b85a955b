/** Keeps a log within what dashboards accept. */
import type { Finding } from "./types.ts";

/** The most severe first, earlier ones among equals, in the order they had. */
export function mostSevere(findings: readonly Finding[], limit: number): readonly Finding[] {
  if (findings.length <= limit) return findings;
  const bySeverity = findings.toSorted((a, b) => b.message.severity - a.message.severity);
  const kept = new Set(bySeverity.slice(0, limit));
  return findings.filter((finding) => kept.has(finding));
}
