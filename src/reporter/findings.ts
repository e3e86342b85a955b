/** Tells what rules reported from what ESLint says about itself, file by file. */
import type { Linter } from "eslint";
import { identitiesOf } from "./fingerprints.ts";
import { artifactAt } from "./locations.ts";
import { sourceOf } from "./source.ts";
import { traceOf } from "./trace.ts";
import type { Finding, LintedFile, SarifRequest } from "./types.ts";

/** In the order of their addresses, since the order ESLint finishes in depends on how it was run. */
export function filesOf({ results, repository, readFile }: SarifRequest): LintedFile[] {
  return results
    .map(({ filePath, messages, suppressedMessages, source, output }) => {
      const isSilent = messages.length + suppressedMessages.length === 0;
      const raw = isSilent ? undefined : (output ?? source ?? readFile(filePath));
      return {
        location: artifactAt(repository.root, filePath),
        messages,
        suppressedMessages,
        source: raw === undefined ? undefined : sourceOf(raw),
      };
    })
    .sort((a, b) => compare(a.location.uri ?? "", b.location.uri ?? ""));
}

/** Suppressed ones count too, so that a comment elsewhere in the file changes nobody's identity. */
export function findingsIn(file: LintedFile): Finding[] {
  const reported = [...file.messages, ...file.suppressedMessages]
    .flatMap((message: Linter.LintMessage & Partial<Linter.SuppressedLintMessage>) =>
      message.ruleId === null || isAboutRule(message.ruleId, message)
        ? []
        : [{ ruleId: message.ruleId, message, trace: traceOf(message), suppressions: message.suppressions ?? [] }],
    )
    .sort(
      (a, b) => a.message.line - b.message.line || a.message.column - b.message.column || compare(a.ruleId, b.ruleId),
    );
  const identities = identitiesOf(reported, file.source);
  return reported.map((finding, index) => ({ ...finding, file, identity: identities[index] ?? "" }));
}

/** What ESLint has to say about the run rather than about the program. */
export function remarksIn({ messages }: LintedFile): Linter.LintMessage[] {
  return messages.filter((message) => message.ruleId === null || isAboutRule(message.ruleId, message));
}

/** ESLint blames a rule that is missing or ill configured under the rule's own name. */
function isAboutRule(ruleId: string, { message }: Linter.LintMessage): boolean {
  return [
    `Definition for rule '${ruleId}' was not found`,
    `Rule '${ruleId}' was removed`,
    `Inline configuration for rule "${ruleId}" is invalid`,
  ].some((start) => message.startsWith(start));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
