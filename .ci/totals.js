/** Prints vitest's totals in one line: "N passed, N failed". A test file that cannot be loaded counts as one failure. */
import { existsSync, readFileSync } from "node:fs";

/** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
const nothingRan = { numPassedTests: 0, numFailedTests: 1, testResults: [] };
const file = process.argv[2] ?? "";
const { numPassedTests, numFailedTests, testResults } = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : nothingRan;
const unloaded = testResults.filter((it) => it.status === "failed" && it.assertionResults.length === 0).length;

console.log(`${numPassedTests} passed, ${numFailedTests + unloaded} failed`);
