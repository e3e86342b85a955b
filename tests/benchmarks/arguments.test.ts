/** Every benchmark tells how it is called, and refuses in one line what it does not know. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../benchmarks");
const scripts = readdirSync(folder, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
  .filter((path) => path.endsWith(".mjs"));
const textOf = (path: string): string => readFileSync(join(folder, path), "utf8");

function run(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, script), ...args], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  return { status, stdout, stderr };
}

const entries = scripts.filter((path) => textOf(path).includes("argumentsOf("));
const refused = (what: string) => ({ status: 2, stdout: "", stderr: `${what}. '--help' tells how it is called.\n` });

test("no other script reads arguments but scorers, which reviewers have as well, and what a benchmark starts", () => {
  const others = scripts.filter((path) => !entries.includes(path));
  expect(others.filter((path) => /process\.argv|parseArgs/u.test(textOf(path)))).toEqual([
    "field/robust-child.mjs",
    "leakbench/score.mjs",
    "leakfix/score.mjs",
    "speed/lint.mjs",
  ]);
});

describe.each(entries)("%s", (script) => {
  test("tells how it is called", () => {
    const { status, stdout, stderr } = run(script, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^usage: (?:node benchmarks\/|npm run bench:)/u);
  });

  test("refuses an option that it does not know", () => {
    expect(run(script, "--nonsense")).toEqual(refused("Unknown option '--nonsense'"));
  });
});

test.each([
  ["field/run.mjs", [], "Option '--projects' is missing"],
  ["field/run.mjs", ["--projects", "x", "--seed", "first"], "Option '--seed' takes a number"],
  ["field/table.mjs", ["x"], "Unexpected argument 'x'"],
  ["field/draw.mjs", [], "A file of reports is missing"],
  ["speed/bench.mjs", [], "The folder to lint is missing"],
  ["speed/bench.mjs", [".", "."], "Unexpected argument '.'"],
  ["speed/bench.mjs", [".", "--base", "none"], "There is no base 'none'"],
  ["speed/bench.mjs", [".", "--preset", "none"], "There is no preset 'none'"],
] as const)("%s refuses %j", (script, args, what) => {
  expect(run(script, ...args)).toEqual(refused(what));
});
