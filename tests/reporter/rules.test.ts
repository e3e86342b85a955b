/** What dashboards are told of rules: ours, other plugins', and those that tell nothing of themselves. */
import type { ReportingDescriptor } from "@microsoft/sarif";
import { expect, test } from "vitest";
import { sarifLog, type ReportedRule } from "../../src/reporter/index.ts";
import { logOf } from "../support/sarif-tools/project.ts";

function descriptorsOf(...rules: readonly ReportedRule[]): readonly ReportingDescriptor[] {
  const tool = { name: "tool", version: "1.0.0", informationUri: "https://example.org/" };
  const request = {
    results: [],
    tool,
    repository: { root: "/repo" },
    readFile: () => undefined,
    suppressed: "omit",
  } as const;
  return sarifLog({ ...request, rules }).runs[0]?.tool.driver.rules ?? [];
}

const page = `# tool/no-leak

📝 Require a release.

<!-- end auto-generated rule header -->

## What goes wrong

- a list

The **pool** runs [dry](../dry.md) when \`connect()\` *waits*
for ever.

See [more](../how.md#why), [itself](#top) and [ESLint](https://eslint.org/x).
`;

const url = "https://example.org/docs/rules/no-leak.md";

test("a rule of ours says how bad a leak is, how far to trust it, and what to read", () => {
  const docs = { description: "Require a `release`", url, tier: "recommended", cwe: [772, 20], precision: "very-high" };
  const full = "Require a 'release'. The pool runs dry when 'connect()' waits for ever.";
  expect(descriptorsOf({ id: "tool/no-leak", meta: { type: "problem", docs }, page })).toEqual([
    {
      id: "tool/no-leak",
      name: "NoLeak",
      shortDescription: { text: "Require a 'release'." },
      fullDescription: { text: full },
      help: { text: `${full}\n\n${url}`, markdown: expect.stringMatching(/^# tool\/no-leak\n/) as string },
      helpUri: url,
      defaultConfiguration: { level: "error" },
      properties: {
        tags: ["reliability", "external/cwe/cwe-772", "external/cwe/cwe-020"],
        precision: "very-high",
        "problem.severity": "error",
      },
    },
  ]);
});

test("links of a page lead somewhere outside the repository too, and comments are gone", () => {
  const [rule] = descriptorsOf({ id: "tool/no-leak", meta: { docs: { url } }, page });
  const markdown = rule?.help?.markdown ?? "";
  expect(markdown.match(/\]\([^)]*\)/g)).toEqual([
    "](https://example.org/docs/dry.md)",
    "](https://example.org/docs/how.md#why)",
    "](#top)",
    "](https://eslint.org/x)",
  ]);
  expect(markdown).not.toContain("<!--");
});

test("only a rule that a remote peer can abuse is a security rule", () => {
  const docs = { description: "Require a bound", tier: "strict", cwe: [770] };
  const [plain, grave] = descriptorsOf(
    { id: "tool/a-b", meta: { docs } },
    { id: "tool/c-d", meta: { docs: { ...docs, securitySeverity: "7.5" } } },
  );
  expect(plain?.properties).toEqual({ tags: ["reliability", "external/cwe/cwe-770"], "problem.severity": "warning" });
  expect(grave?.properties).toMatchObject({
    tags: ["reliability", "security", "external/cwe/cwe-770"],
    "security-severity": "7.5",
  });
});

test("what another plugin says in its own way is left out, not passed on", () => {
  const docs = { description: 7, url: "file:///nowhere", cwe: "CWE-1", precision: "great", securitySeverity: "high" };
  for (const meta of [{ type: "layout", docs }, { type: "layout" }]) {
    expect(descriptorsOf({ id: "other/some-rule", meta })).toMatchObject([
      {
        shortDescription: { text: "Rule 'other/some-rule'." },
        helpUri: "https://eslint.org/docs/latest/use/configure/rules",
        defaultConfiguration: { level: "note" },
        properties: { tags: ["layout"], "problem.severity": "recommendation" },
      },
    ]);
  }
});

test("a name differs from its id, and a description fits", () => {
  const [rule] = descriptorsOf({ id: "eqeqeq", meta: { docs: { description: `${"word ".repeat(300)}end` } } });
  expect(rule?.name).toBe("EqeqeqRule");
  expect(rule?.shortDescription?.text).toMatch(/^(?:word )+word…$/);
  expect(rule?.shortDescription?.text.length).toBeLessThanOrEqual(1024);
});

test("results point at their rule; rules are listed once, by id, found or not", async () => {
  const [run] = (await logOf({ "a.js": "open();\nbare();\nfixable();\nlet x = undefined;" })).runs;
  const ids = run?.tool.driver.rules?.map(({ id }) => id) ?? [];
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toEqual(expect.arrayContaining(["leakproof/no-leak-on-throw", "leaky/bare", "no-undef-init"]));
  expect(run?.results).toHaveLength(4);
  const traced = run?.tool.driver.rules?.find(({ id }) => id === "leaky/traced");
  expect(traced).toMatchObject({ helpUri: "https://example.org/rules/traced.md", properties: { precision: "high" } });
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(ids[ruleIndex ?? -1]).toBe(ruleId);
});
