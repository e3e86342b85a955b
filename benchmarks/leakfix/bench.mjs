/** Scores our presets on checked-out leak fixes: `npm run bench:fixes -- --cases DIR`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { cases: { type: "string", default: "cases" } } });
const cases = resolve(options.cases);
const out = join(import.meta.dirname, "../../out/leakfix");

if (!existsSync(join(cases, "index.jsonl"))) {
  console.error(`${cases} holds no cases. Check them out first, as benchmarks/leakfix/README.md says.`);
  process.exit(2);
}
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
