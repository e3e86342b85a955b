/** What our rules cost: `npm run bench:speed -- DIR [--files GLOB] [--base typed|type-checked|untyped] [--preset NAME] [--runs N]`. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { argumentsOf, refuse } from "../arguments.mjs";

// Lints DIR without and with the preset in turns, each time in a fresh process, and compares medians of CPU seconds, which
// neighbours on the machine disturb less than wall time. `--base` says beside what: typed lint with zero rules,
// typescript-eslint's recommendedTypeChecked, or the parser alone (then the preset is `untyped`, else `recommended`, if
// `--preset` names no other). ESLint itself takes
// longer as soon as there is any rule, since the objects that it gives to rules keep the trees of files alive: one rule that
// does nothing shows how much of the cost that is.
const { values: options, positionals } = argumentsOf(
  "npm run bench:speed -- DIR [--files GLOB] [--base typed|type-checked|untyped] [--preset NAME] [--runs N]",
  {
    files: { type: "string", multiple: true, default: ["**/*.{ts,tsx,mts,cts}"] },
    base: { type: "string", default: "typed" },
    preset: { type: "string" },
    runs: { type: "string", default: "5" },
  },
  { numbers: ["runs"], places: 1 },
);
const [folder] = positionals;
if (folder === undefined) refuse("The folder to lint is missing");
if (!["typed", "type-checked", "untyped"].includes(options.base)) refuse(`There is no base '${options.base}'`);
const preset = options.preset ?? (options.base === "untyped" ? "untyped" : "recommended");
if (!["recommended", "strict", "all", "untyped"].includes(preset)) refuse(`There is no preset '${preset}'`);

/** One lint in a fresh process; `debug` makes the engine tell on standard error how often it asked for types. */
function lint({ rules, debug = false }) {
  const order = { folder: resolve(folder), files: options.files, base: options.base, preset, rules, debug };
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--max-old-space-size=6144", new URL("lint.mjs", import.meta.url).pathname, JSON.stringify(order)],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return { ...JSON.parse(stdout), stderr };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (numbers) =>
  `${median(numbers).toFixed(2)} s  (${Math.min(...numbers).toFixed(2)} … ${Math.max(...numbers).toFixed(2)})`;

const { files, unparsed, reason, lines, leaks, stderr } = lint({ rules: "leakproof", debug: true });
console.log(
  `${files} files, ${lines} lines, ${leaks} leaks${unparsed ? `, ${unparsed} files not parsed (${reason})` : ""}`,
);
if (files === 0) process.exit(2);

const cpu = { none: [], idle: [], leakproof: [] };
for (let run = 0; run < Number(options.runs); run++)
  for (const [rules, runs] of Object.entries(cpu)) runs.push(lint({ rules }).cpu);

const over = (within, without) => `${((median(within) / median(without) - 1) * 100).toFixed(1)} %`;

console.log(`CPU, median of ${options.runs}, '${preset}' beside '${options.base}':`);
console.log(`  without leakproof  ${seconds(cpu.none)}`);
console.log(`  with an idle rule  ${seconds(cpu.idle)}`);
console.log(`  with leakproof     ${seconds(cpu.leakproof)}`);
console.log(
  `  cost               ${over(cpu.leakproof, cpu.none)}, over the idle rule ${over(cpu.leakproof, cpu.idle)}`,
);
// The engine counts aloud after each file; the last line holds the totals.
console.log(
  [...stderr.matchAll(/^leakproof: .*type queries.*$/gm)].at(-1)?.[0] ?? "The engine counted no type queries.",
);
