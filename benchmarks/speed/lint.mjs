/** One measured lint in a process of its own: prints what it cost, and how much it read, as JSON. */
import { readFileSync } from "node:fs";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const { folder, files, base, preset, rules, debug } = JSON.parse(process.argv[2] ?? "{}");

const configsOf = {
  none: () => [],
  idle: () => [{ plugins: { idle: { rules: { idle: { create: () => ({}) } } } }, rules: { "idle/idle": "error" } }],
  // Loading the plugin is part of its cost.
  leakproof: async () => [(await import("../../dist/index.js")).default.configs[preset]],
};
const configs = await configsOf[rules]();

const typed = { projectService: true, tsconfigRootDir: folder };
const bases = {
  typed: [{ languageOptions: { parser, parserOptions: typed } }],
  "type-checked": [...tseslint.configs.recommendedTypeChecked, { languageOptions: { parserOptions: typed } }],
  untyped: [{ languageOptions: { parser } }],
};

const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  errorOnUnmatchedPattern: false,
  overrideConfig: [
    { ignores: ["**/{node_modules,dist,build,out,coverage}/**", "**/*.d.ts", "**/*.min.js"] },
    { files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"] },
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" } },
    ...bases[base],
    ...configs,
    ...(debug ? [{ settings: { leakproof: { debug: true } } }] : []),
  ],
});

const results = await eslint.lintFiles(files);
const { user, system } = process.cpuUsage();

const parsed = results.filter((it) => it.fatalErrorCount === 0);
const messages = results.flatMap((it) => it.messages);
console.log(
  JSON.stringify({
    cpu: (user + system) / 1e6,
    files: parsed.length,
    unparsed: results.length - parsed.length,
    reason: messages.find((it) => it.fatal)?.message,
    lines: parsed.reduce((sum, { filePath }) => sum + readFileSync(filePath, "utf8").split("\n").length, 0),
    leaks: messages.filter((it) => it.ruleId?.startsWith("leakproof/")).length,
  }),
);
