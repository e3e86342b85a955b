/** Nobody else finds fault with what the reporter writes: not Microsoft's Multitool, not the JSON schema. */
import { ESLint } from "eslint";
import { beforeAll, expect, test } from "vitest";
import { fixtures } from "../support/sarif-tools/fixtures.ts";
import { complaints, multitoolMissing, schemaErrors } from "../support/sarif-tools/judges.ts";
import { lint, projectOf, textOf } from "../support/sarif-tools/project.ts";

const { suppressed = {}, "all-broken": allBroken = {}, clean = {}, ...others } = fixtures;
const projects = { suppressed, allBroken, clean, others: Object.assign({}, ...Object.values(others)) as typeof clean };

// One file for many projects, since the Multitool takes its time over each.
const logs: Record<string, string> = {};

beforeAll(async () => {
  for (const [name, files] of Object.entries(projects)) {
    const linted = await lint(projectOf(files), Object.keys(files));
    logs[name] = textOf(linted, { suppressed: name === "suppressed" ? "include" : "omit" });
  }
  const cwd = projectOf({});
  const options = { cwd };
  const results = await new ESLint({ cwd }).lintText("open('a');\n");
  logs["emptySet"] = textOf({ results: [], options });
  logs["standardInput"] = textOf({ results, options });
  logs["failed"] = textOf(
    { results, options },
    { failure: `Cannot read '${cwd}/tsconfig.json'`, category: "leaks/web" },
  );
  logs["truncated"] = textOf({ results, options }, { limit: 0 });
});

test.skipIf(multitoolMissing)(`the Multitool finds nothing at all, asked strictly ${multitoolMissing}`, async () => {
  expect(Object.keys(logs)).toHaveLength(8);
  expect(await complaints(logs, "strict")).toEqual([]);
});

test.skipIf(multitoolMissing)(
  `the Multitool finds no error and no warning, asked as usual ${multitoolMissing}`,
  async () => {
    const found = await complaints({ others: logs["others"] ?? "" }, "default");
    expect(found.filter((complaint) => !complaint.includes(": note "))).toEqual([]);
  },
);

test.skipIf(multitoolMissing)(`the Multitool does find what is wrong ${multitoolMissing}`, async () => {
  const { standardInput = "" } = logs;
  const misplaced = standardInput.replaceAll('"uri":"%3Ctext', '"uri":"/%3Ctext');
  const local = standardInput.replaceAll('"uri":"%3Ctext%3E","uriBaseId":"%SRCROOT%"', '"uri":"file:///home/me/a.js"');
  expect(await complaints({ misplaced, local }, "strict")).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^misplaced.sarif: error SARIF1004/),
      expect.stringMatching(/^local.sarif: error GH1006/),
    ]),
  );
});

test("every log is valid by the standard's schema", () => {
  for (const [name, log] of Object.entries(logs)) expect([name, ...schemaErrors(log)]).toEqual([name]);
  expect(schemaErrors((logs["others"] ?? "").replaceAll('"level":"error"', '"level":"grave"'))).not.toEqual([]);
});
