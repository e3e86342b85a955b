/** CI's closing line counts what vitest counted, and a file that vitest could not even load. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./house.ts";

const folder = mkdtempSync(join(tmpdir(), "leakproof-totals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const totalsOf = (report: string) =>
  execFileSync(process.execPath, [join(root, ".ci/totals.js"), report], { encoding: "utf8" });

test.each([
  ["7 passed, 0 failed\n", { numPassedTests: 7, numFailedTests: 0, testResults: [] }],
  [
    "7 passed, 3 failed\n",
    {
      numPassedTests: 7,
      numFailedTests: 2,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "failed" }, { status: "failed" }] },
        { status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    },
  ],
])("%j", (line, report) => {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  expect(totalsOf(file)).toBe(line);
});

test("no report, no success", () => {
  expect(totalsOf(join(folder, "none.json"))).toBe("0 passed, 1 failed\n");
});
