/** What a report is made from, and the nouns the rest of this folder speaks in. */
import type { ArtifactLocation, VersionControlDetails } from "@microsoft/sarif";
import type { ESLint, Linter } from "eslint";
import type { Source } from "./source.ts";
import type { Trace } from "./trace.ts";

/** Everything a log is made from; equal requests give equal bytes. */
export interface SarifRequest {
  readonly results: readonly ESLint.LintResult[];
  /** The rules that could have reported, whether they did or not. */
  readonly rules: readonly ReportedRule[];
  readonly tool: { readonly name: string; readonly version: string; readonly informationUri: string };
  readonly repository: Repository;
  /** Undefined when there is no such file, or none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  /** What becomes of messages that a comment or a suppressions file silences. */
  readonly suppressed: "omit" | "include";
  /** How many results a log holds at most; dashboards keep 5,000 of a run and reject a file with more than 25,000. */
  readonly limit?: number | undefined;
  /** Names the analysis; in GitHub it wins over the `category` of the uploading step. */
  readonly category?: string | undefined;
  /** Why the run ended before its time. */
  readonly failure?: string | undefined;
}

export interface ReportedRule {
  /** As users write it: `leakproof/no-leak-on-throw`. */
  readonly id: string;
  /** The rule's `meta`, in whatever shape its plugin gave it. */
  readonly meta: unknown;
  /** Its documentation page as Markdown. */
  readonly page?: string | undefined;
}

/** The folder that paths are relative to, and where its history is kept. */
export interface Repository {
  readonly root: string;
  readonly provenance?: VersionControlDetails | undefined;
}

/** One file that ESLint looked at. */
export interface LintedFile {
  readonly location: ArtifactLocation;
  readonly messages: readonly Linter.LintMessage[];
  readonly suppressedMessages: readonly Linter.SuppressedLintMessage[];
  /** Undefined when nothing was said about the file, or its text is out of reach. */
  readonly source: Source | undefined;
}

/** One thing a rule reported. */
export interface Finding {
  readonly file: LintedFile;
  readonly ruleId: string;
  readonly message: Linter.LintMessage;
  readonly trace: Trace | undefined;
  /** Survives edits nearby; unique within the file. */
  readonly identity: string;
  /** Empty unless the finding is suppressed. */
  readonly suppressions: readonly Linter.LintSuppression[];
}
