#!/usr/bin/env node
/** Draws reports at random from what `run.mjs --out` wrote, and tells how many of them people found true. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { argumentsOf, refuse } from "../arguments.mjs";
import { randomNumbers, sample } from "./random.mjs";
import { tally, verdictsIn } from "./verdicts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const usage = `node benchmarks/field/draw.mjs [options] FILE.json...

  --count N          reports to draw (default 100)
  --seed S           of the drawing (default 3)
  --left AFTER.json  reports of a later build: of those drawn, only what it still says is counted`;

const { values: args, positionals: files } = argumentsOf(
  usage,
  {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "3" },
    left: { type: "string" },
  },
  { numbers: ["count", "seed"], places: Infinity },
);
if (files.length === 0) refuse("A file of reports is missing");

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
