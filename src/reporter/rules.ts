/** Describes each rule for dashboards: what it says, how bad it is, how far it is to be trusted. */
import type { ReportingDescriptor } from "@microsoft/sarif";
import * as v from "valibot";
import { helpOf, introductionOf } from "./help.ts";
import type { Finding, ReportedRule } from "./types.ts";
import { plain, sentence, within } from "./wording.ts";

/** Other plugins may put anything under these names; what does not fit is taken as absent. */
const lenient = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);

const facts = v.fallback(
  v.object({
    type: lenient(v.string()),
    docs: v.fallback(
      v.object({
        description: lenient(v.string()),
        url: lenient(v.pipe(v.string(), v.url(), v.startsWith("http"))),
        tier: lenient(v.string()),
        cwe: lenient(v.array(v.number())),
        precision: lenient(v.picklist(["very-high", "high", "medium", "low"])),
        securitySeverity: lenient(v.pipe(v.string(), v.decimal())),
      }),
      {},
    ),
  }),
  { docs: {} },
);

type Facts = v.InferOutput<typeof facts>;

const severities = {
  error: { level: "error", severity: "error" },
  warning: { level: "warning", severity: "warning" },
  note: { level: "note", severity: "recommendation" },
} as const;

/** Where a rule without a page of its own is at least explained to be one. */
const pageOfAllRules = "https://eslint.org/docs/latest/use/configure/rules";

/** Dashboards refuse descriptions beyond this. */
const longestDescription = 1024;

/** By id, each once: the rules that could have reported, and those that did without anyone knowing them. */
export function rulesOf(known: readonly ReportedRule[], findings: readonly Finding[]): ReportingDescriptor[] {
  const unknown = findings.map(({ ruleId }): ReportedRule => ({ id: ruleId, meta: undefined }));
  const byId = new Map([...unknown, ...known].map((rule) => [rule.id, rule]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(descriptorOf);
}

function descriptorOf({ id, meta, page }: ReportedRule): ReportingDescriptor {
  const rule = v.parse(facts, meta);
  const { description = `Rule '${id}'`, url = pageOfAllRules } = rule.docs;
  const short = within(longestDescription, sentence(plain(description)));
  const introduction = page && introductionOf(page);
  const full = within(longestDescription, introduction ? `${short} ${introduction}` : short);
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: helpOf({ text: full, page, url }),
    helpUri: url,
    defaultConfiguration: { level: weightOf(rule).level },
    properties: propertiesOf(rule),
  };
}

function propertiesOf(rule: Facts): Record<string, unknown> {
  const { cwe = [], precision, securitySeverity } = rule.docs;
  const weaknesses = cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`);
  return {
    tags: [
      ...(cwe.length > 0 ? ["reliability"] : rule.type === undefined ? [] : [rule.type]),
      ...(securitySeverity === undefined ? [] : ["security"]),
      ...weaknesses,
    ],
    ...(precision !== undefined && { precision }),
    "problem.severity": weightOf(rule).severity,
    ...(securitySeverity !== undefined && { "security-severity": securitySeverity }),
  };
}

function weightOf({ type, docs: { tier } }: Facts): (typeof severities)[keyof typeof severities] {
  if (tier === "recommended") return severities.error;
  if (tier === "style" || type === "layout") return severities.note;
  return tier === undefined && type === "problem" ? severities.error : severities.warning;
}

/** `leakproof/no-leak-on-throw` → `NoLeakOnThrow`; a name that says no more than the id is taken for a mistake. */
function nameOf(id: string): string {
  const words = id.slice(id.lastIndexOf("/") + 1);
  const name = words.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return name.toLowerCase() === id.toLowerCase() ? `${name}Rule` : name;
}
