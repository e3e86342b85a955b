#!/usr/bin/env node
/** Lints real projects with the built plugin, prints every report for judging, and counts crashes. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { argumentsOf, refuse } from "../arguments.mjs";
import { configOf, linterAt, outcome } from "./linting.mjs";
import { ownFiles } from "./own-sources.mjs";
import { randomNumbers, sample } from "./random.mjs";
import { projectLine, reportText } from "./report-text.mjs";
import { packagePrograms } from "./typed-programs.mjs";
import { tally, verdictsIn } from "./verdicts.mjs";

const here = dirname(fileURLToPath(import.meta.url));

const usage = `node benchmarks/field/run.mjs --projects DIR [options]

  --projects DIR   has one folder for each project named in projects.json, at its commit, and a node_modules folder with
                   the declarations of the libraries they use (README.md says which)
  --preset NAME    recommended (default), strict, all or untyped; untyped lints without types
  --only NAME      one project; may be repeated
  --rules REGEXP   only reports of rules whose name matches
  --plugin FILE    the built plugin (default: dist/index.js of this repository)
  --sample N       print N reports drawn at random instead of all
  --seed S         of the drawing (default 1)
  --new            print only reports that nobody has judged
  --out FILE       write every report, crash and figure as JSON; it holds no source text
  --quiet          print figures only

Exit code 1 when a rule threw.`;

const { values: args } = argumentsOf(
  usage,
  {
    projects: { type: "string" },
    preset: { type: "string", default: "recommended" },
    only: { type: "string", multiple: true },
    rules: { type: "string", default: "." },
    plugin: { type: "string", default: join(here, "../../dist/index.js") },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    new: { type: "boolean", default: false },
    out: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
  { needed: ["projects"], numbers: ["sample", "seed"] },
);

function* unitsOf(root, project, files, parsed) {
  if (args.preset === "untyped") yield { sources: files.sources };
  else yield* packagePrograms(root, project, files, parsed);
}

function reportOf(message, { project, source }) {
  const { ruleId: rule, line, column } = message;
  const found = {
    project: project.name,
    commit: project.commit,
    path: source.path,
    line,
    column,
    rule,
    message: message.message,
  };
  return {
    ...found,
    verdict: verdicts.of(found),
    text: () => reportText({ ...found, verdict: verdicts.of(found) }, source.text, message),
  };
}

function linted(project, parsed) {
  const root = resolve(args.projects, project.name);
  const files = ownFiles(root, project);
  const linter = linterAt(root);
  const result = { project, files: files.sources.length, lines: 0, reports: [], crashes: [], refused: [] };
  const started = performance.now();
  for (const { sources, program } of unitsOf(root, project, files, parsed))
    for (const source of sources) {
      const config = configOf({ plugin, preset: args.preset, program, path: source.path, text: source.text });
      const { reports, crash, refused } = outcome(linter, source.text, config, source.file);
      const place = { project: project.name, path: source.path };
      if (crash !== undefined) result.crashes.push({ ...place, ...crash });
      if (refused !== undefined) result.refused.push({ ...place, message: refused });
      else result.lines += source.lines;
      result.reports.push(
        ...reports.filter(({ ruleId }) => rules.test(ruleId)).map((message) => reportOf(message, { project, source })),
      );
    }
  return { ...result, seconds: (performance.now() - started) / 1_000 };
}

function chosen(reports) {
  const open = args.new ? reports.filter(({ verdict }) => verdict === undefined) : reports;
  return args.sample === undefined ? open : sample(open, Number(args.sample), randomNumbers(Number(args.seed)));
}

const { default: plugin } = await import(pathToFileURL(resolve(args.plugin)).href);
if (plugin.configs[args.preset] === undefined) refuse(`There is no preset '${args.preset}'`);
const verdicts = verdictsIn(join(here, "verdicts.json"));
const rules = new RegExp(args.rules);
const projects = JSON.parse(readFileSync(join(here, "projects.json"), "utf8")).filter(
  ({ name }) => args.only === undefined || args.only.includes(name),
);

const parsed = new Map();
const results = [];
for (const project of projects) {
  const result = linted(project, parsed);
  results.push(result);
  console.error(projectLine(result));
}

const reports = results.flatMap((result) => result.reports);
const crashes = results.flatMap((result) => result.crashes);
const refused = results.flatMap((result) => result.refused);
if (!args.quiet) for (const { text } of chosen(reports)) console.log(text());
for (const { project, path, rule, error } of crashes) console.log(`CRASH ${rule} in ${project}/${path}\n${error}\n`);
for (const { project, path, message } of refused) console.log(`REFUSED by the parser: ${project}/${path}: ${message}`);

const byRule = Object.fromEntries(
  [...new Set(reports.map(({ rule }) => rule))]
    .sort()
    .map((name) => [name, tally(reports.filter(({ rule }) => rule === name))]),
);
const lines = results.reduce((sum, result) => sum + result.lines, 0);
const total = {
  preset: args.preset,
  projects: results.length,
  lines,
  ...tally(reports),
  crashes: crashes.length,
  refused: refused.length,
};
console.log(JSON.stringify({ ...total, byRule }, null, 1));
if (args.out !== undefined) {
  const perProject = results.map(({ project, files, lines, seconds }) => ({
    name: project.name,
    commit: project.commit,
    files,
    lines,
    seconds,
  }));
  writeFileSync(args.out, JSON.stringify({ ...total, byRule, perProject, reports, crashes, refused }, null, 1));
}
if (crashes.length > 0) process.exitCode = 1;
