#!/usr/bin/env node
/** Draws reports at random from what `run.mjs --out` wrote, and tells how many of them people found true. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { randomNumbers, sample } from "./random.mjs";
import { tally, verdictsIn } from "./verdicts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const usage = "node benchmarks/field/draw.mjs [--count 100] [--seed 3] [--left AFTER.json] FILE.json...";
const { values: args, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "3" },
    /** Reports of a later build: of those drawn, only what it still says is counted. */
    left: { type: "string" },
  },
});
if (files.length === 0) {
  console.log(usage);
  process.exit(2);
}

const reportsIn = (file) => JSON.parse(readFileSync(file, "utf8")).reports;
const placeOf = ({ project, path, line, column = 0, rule }) =>
  [project, path, String(line).padStart(6, "0"), rule, column].join("|");
const sorted = (reports) => [...reports].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
const acquisitionOf = ({ project, path, line }) => [project, path, line].join("|");

const verdicts = verdictsIn(join(here, "verdicts.json"));
const drawn = sample(sorted(files.flatMap(reportsIn)), Number(args.count), randomNumbers(Number(args.seed)));
const later = args.left === undefined ? undefined : new Set(reportsIn(args.left).map(acquisitionOf));
const counted = drawn
  .filter((report) => later?.has(acquisitionOf(report)) ?? true)
  .map((report) => ({ ...report, verdict: verdicts.of(report) }));

for (const { project, path, line, rule, verdict } of counted)
  console.log(`${verdict?.verdict ?? "open "} ${rule.replace("leakproof/", "").padEnd(24)} ${project}/${path}:${line}`);
const kinds = {
  "a call throws": ({ message }) => / throws\. /u.test(message),
  "every other way": ({ message }) => !/ throws\. /u.test(message),
};
const rules = [...new Set(counted.map(({ rule }) => rule))].sort();
console.log(
  JSON.stringify(
    {
      drawn: drawn.length,
      ...tally(counted),
      byRule: Object.fromEntries(rules.map((rule) => [rule, tally(counted.filter((one) => one.rule === rule))])),
      byWay: Object.fromEntries(Object.entries(kinds).map(([name, test]) => [name, tally(counted.filter(test))])),
    },
    null,
    1,
  ),
);
