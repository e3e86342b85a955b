/** Lints every twin with our presets and scores them: `npm run bench:leaks -- [--verbose]`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { argumentsOf } from "../arguments.mjs";
import { loadIndex } from "./score.mjs";

const usage = `npm run bench:leaks -- [--verbose]

  --verbose   name each twin that is missed, and each false alarm`;

const { values: options } = argumentsOf(usage, { verbose: { type: "boolean", default: false } });
const { default: leakproof } = await import("../../dist/index.js");
const root = import.meta.dirname;
const out = join(root, "../../out/leakbench");

/** Runs a program in view of the reader, and gives up with it. */
function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

async function reportsUnder(preset) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.ts"],
        languageOptions: { parser, parserOptions: { project: "./tsconfig.json", tsconfigRootDir: root } },
      },
      leakproof.configs[preset],
    ],
  });
  const results = await eslint.lintFiles(["*/*.ts"]);
  const broken = results.filter((it) => it.fatalErrorCount > 0);
  if (broken.length > 0) throw new Error(`cannot be parsed: ${broken.map((it) => it.filePath).join(", ")}`);
  return results;
}

/** Twins whose leak a rule that exists, in a preset that is on, owes. */
const owed = (preset) =>
  loadIndex(root).filter(
    ({ rules, tier }) =>
      (preset === "strict" || tier === "recommended") && rules.some((rule) => rule in leakproof.rules),
  );

function tell(preset, results, rows) {
  const hits = new Set(rows.filter((it) => it.hit).map((it) => it.id));
  const misses = owed(preset).filter(({ id }) => !hits.has(id));
  console.log(
    `\nOwed by the rules that exist: ${owed(preset).length - misses.length} of ${owed(preset).length} found.`,
  );
  if (!options.verbose) return;
  for (const { id, leakLine, rules, note } of misses)
    console.log(`  missed       ${id}.bad.ts:${leakLine}  ${rules.join(", ")}: ${note}`);
  for (const { filePath, messages } of results)
    for (const { line, ruleId, message } of filePath.endsWith(".good.ts") ? messages : [])
      console.log(`  false alarm  ${relative(root, filePath)}:${line}  ${ruleId}: ${message}`);
}

if (!existsSync(join(root, "node_modules")))
  run("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund");
mkdirSync(out, { recursive: true });

for (const preset of ["recommended", "strict"]) {
  const [report, scores] = [join(out, `${preset}.json`), join(out, `${preset}.scores.json`)];
  const results = await reportsUnder(preset);
  writeFileSync(report, JSON.stringify(results));
  console.log();
  run(
    process.execPath,
    "score.mjs",
    "--name",
    `leakproof/${preset}`,
    "--rules",
    "^leakproof/",
    "--json",
    scores,
    report,
  );
  tell(preset, results, JSON.parse(readFileSync(scores, "utf8")).rows);
}
