#!/usr/bin/env node
/** Lints other people's code, whole, broken, distorted and odd, with every preset, and counts the rules that throw. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { argumentsOf } from "../arguments.mjs";
import { answers } from "./attended-child.mjs";
import { damages } from "./damage.mjs";
import { lineCount } from "./own-sources.mjs";
import { randomNumbers } from "./random.mjs";
import { robustTasks } from "./robust-tasks.mjs";

const here = dirname(fileURLToPath(import.meta.url));

const usage = `node benchmarks/field/robust.mjs --projects DIR [options]

  --projects DIR   as for run.mjs; its node_modules folder gives the bundles
  --plugin FILE    the built plugin (default: dist/index.js of this repository)
  --lines N        lines of whole files to lint without types (default 300000); tests and generated files belong to them
  --damaged N      files to damage in each of the ${damages.length} ways, linted with and without types (default 60)
  --bundles N      minified or packed files (default 25)
  --patience S     seconds after which a file counts as a hang (default 60)
  --seed S         of everything drawn at random (default 1)
  --out FILE       figures, crashes, hangs and slowest files as JSON

Exit code 1 when a rule threw, hung or killed the process.`;

const { values: args } = argumentsOf(
  usage,
  {
    projects: { type: "string" },
    plugin: { type: "string", default: join(here, "../../dist/index.js") },
    lines: { type: "string", default: "300000" },
    damaged: { type: "string", default: "60" },
    bundles: { type: "string", default: "25" },
    patience: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
  { needed: ["projects"], numbers: ["lines", "damaged", "bundles", "patience", "seed"] },
);

const root = resolve(args.projects);
const projects = JSON.parse(readFileSync(join(here, "projects.json"), "utf8")).map(({ name }) => name);
const tasks = robustTasks(root, projects, {
  random: randomNumbers(Number(args.seed)),
  lines: Number(args.lines),
  damaged: Number(args.damaged),
  bundles: Number(args.bundles),
});

const started = performance.now();
const results = [];
for await (const result of answers(tasks, {
  plugin: resolve(args.plugin),
  root,
  patience: 1_000 * Number(args.patience),
}))
  results.push(result);

const linted = results.filter(({ refused }) => refused === undefined);
const lineSum = (some) => some.reduce((sum, { task }) => sum + lineCount(task.text), 0);
const place = ({ task }) => ({ kind: task.kind, mode: task.mode, path: task.from ?? task.path });
const crashes = results.flatMap((result) => result.crashes.map((crash) => ({ ...place(result), ...crash })));
const slowest = linted
  .sort((a, b) => b.linting - a.linting)
  .slice(0, 8)
  .map((result) => ({
    ...place(result),
    lines: lineCount(result.task.text),
    parsing: Math.round(result.parsing),
    linting: Math.round(result.linting),
  }));
const perKind = Object.fromEntries(
  [...new Set(tasks.map(({ kind, mode }) => `${kind}, ${mode}`))].map((name) => {
    const of = results.filter(({ task }) => `${task.kind}, ${task.mode}` === name);
    const seen = of.filter(({ refused }) => refused === undefined);
    return [
      name,
      {
        files: of.length,
        parsed: seen.length,
        lines: lineSum(seen),
        reports: seen.reduce((sum, { reports }) => sum + reports, 0),
      },
    ];
  }),
);
const figures = {
  files: results.length,
  refusedByTheParser: results.length - linted.length,
  linesLinted: lineSum(linted),
  crashes: crashes.length,
  seconds: Math.round((performance.now() - started) / 1_000),
};
console.table(perKind);
console.table(slowest);
for (const { kind, mode, preset, path, rule, error } of crashes)
  console.log(`CRASH ${rule} (${preset}) ${kind}, ${mode}: ${path}\n${error}\n`);
console.log(JSON.stringify(figures));
if (args.out !== undefined) writeFileSync(args.out, JSON.stringify({ ...figures, perKind, slowest, crashes }, null, 1));
if (crashes.length > 0) process.exitCode = 1;
