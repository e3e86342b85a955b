/** Puts a whole SARIF 2.1.0 log together. */
import type { Run, SarifLog } from "@microsoft/sarif";
import { filesOf, findingsIn } from "./findings.ts";
import { rootId } from "./locations.ts";
import { invocationOf, notificationDescriptors } from "./notifications.ts";
import { resultOf, suppressionsOf } from "./results.ts";
import { rulesOf } from "./rules.ts";
import { mostSevere } from "./truncation.ts";
import type { SarifRequest } from "./types.ts";

const dashboardLimit = 5000;

/** The same request gives the same bytes wherever and however often it is made. */
export function sarifText(request: SarifRequest): string {
  return JSON.stringify(sarifLog(request));
}

export function sarifLog(request: SarifRequest): SarifLog {
  return { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [runOf(request)] };
}

function runOf(request: SarifRequest): Run {
  const { tool, repository, suppressed, limit = dashboardLimit, category, failure } = request;
  const files = filesOf(request);
  const found = files.flatMap(findingsIn);
  const shown = suppressed === "include" ? found : found.filter(({ suppressions }) => suppressions.length === 0);
  const kept = mostSevere(shown, limit);
  const rules = rulesOf(request.rules, kept);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const outcome = { files, root: repository.root, kept: kept.length, dropped: shown.length - kept.length, failure };
  return {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: tool.informationUri,
        rules,
        notifications: [...notificationDescriptors],
      },
    },
    invocations: [invocationOf(outcome)],
    ...(repository.provenance !== undefined && { versionControlProvenance: [repository.provenance] }),
    originalUriBaseIds: { [rootId]: { description: { text: "The root of the repository." } } },
    ...(category !== undefined && { automationDetails: { id: `${category}/` } }),
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    results: kept.map((finding) => ({
      ...resultOf(finding, indexOf.get(finding.ruleId) ?? -1),
      ...(suppressed === "include" && { suppressions: suppressionsOf(finding) }),
    })),
  };
}
