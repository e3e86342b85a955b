/** Scores our presets on checked-out leak fixes: `npm run bench:fixes -- --cases DIR`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { argumentsOf, refuse } from "../arguments.mjs";

const usage = `npm run bench:fixes -- [--cases DIR]

  --cases DIR   the checked-out fixes (default: cases), as benchmarks/leakfix/README.md says`;

const { values: options } = argumentsOf(usage, { cases: { type: "string", default: "cases" } });
const cases = resolve(options.cases);
const out = join(import.meta.dirname, "../../out/leakfix");

if (!existsSync(join(cases, "index.jsonl"))) refuse(`${cases} holds no cases`);
mkdirSync(out, { recursive: true });

for (const preset of ["recommended", "strict"]) {
  console.log(`\n## leakproof/${preset}`);
  const { status } = spawnSync(
    process.execPath,
    [
      "score.mjs",
      "--cases",
      cases,
      "--config",
      "leakproof.config.mjs",
      "--rules",
      "^leakproof/",
      "--out",
      join(out, `${preset}.json`),
    ],
    { cwd: import.meta.dirname, stdio: "inherit", env: { ...process.env, LEAKPROOF_PRESET: preset } },
  );
  if (status !== 0) process.exit(status ?? 2);
}
