#!/usr/bin/env node
/** Writes the tables of README.md from projects.json and verdicts.json; `--projects DIR` counts the lines anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { argumentsOf } from "../arguments.mjs";
import { ownFiles } from "./own-sources.mjs";
import { verdictsIn } from "./verdicts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const usage = `node benchmarks/field/table.mjs [--projects DIR]

  --projects DIR   as for run.mjs; without it the table of projects stays as it is`;

const { values: args } = argumentsOf(usage, { projects: { type: "string" } });

const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const thousands = (count) => count.toLocaleString("en-GB");

function projectTable(projects) {
  const counted = projects.map((project) => {
    const { sources } = ownFiles(resolve(args.projects, project.name), project);
    return { ...project, files: sources.length, lines: sources.reduce((sum, { lines }) => sum + lines, 0) };
  });
  const total = (key) => thousands(counted.reduce((sum, project) => sum + project[key], 0));
  return table(
    ["project", "commit", "own folders", "files", "lines"],
    [
      ...counted.map(({ repository, commit, include, files, lines }) => [
        repository,
        `\`${commit.slice(0, 10)}\``,
        include.join(", "),
        thousands(files),
        thousands(lines),
      ]),
      ["all", "", "", total("files"), total("lines")],
    ],
  );
}

const verdictTable = (verdicts) =>
  verdicts.length === 0
    ? "No report has been judged yet."
    : table(
        ["project", "commit", "place", "rule", "verdict", "why"],
        verdicts.map(({ project, commit, path, line, rule, verdict, why }) => [
          project,
          `\`${commit.slice(0, 10)}\``,
          `${path}:${line}`,
          rule.replace("leakproof/", ""),
          verdict,
          why,
        ]),
      );

function withSection(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  if (rest?.includes(end) !== true) throw new Error(`README.md has no section between ${start} and ${end}`);
  return `${before}${start}\n\n${content}\n\n${end}${rest.split(end)[1]}`;
}

const readme = join(here, "README.md");
const projects = JSON.parse(readFileSync(join(here, "projects.json"), "utf8"));
const withVerdicts = withSection(
  readFileSync(readme, "utf8"),
  "verdicts",
  verdictTable(verdictsIn(join(here, "verdicts.json")).all),
);
writeFileSync(
  readme,
  args.projects === undefined ? withVerdicts : withSection(withVerdicts, "projects", projectTable(projects)),
);
