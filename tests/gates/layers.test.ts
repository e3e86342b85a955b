/** The layer table, the seams and the size limits of eslint.config.js catch what they forbid, and only that. */
import { expect, test } from "vitest";
import { complaintsAbout } from "./house.ts";

const forbidden: readonly (readonly [path: string, code: string, complaint: RegExp])[] = [
  ["src/catalog/pg.ts", 'import "../analysis/index.ts";', /src\/catalog may import only: nothing/],
  ["src/analysis/cfg.ts", 'import "../rules/index.ts";', /src\/analysis may import only: catalog/],
  ["src/analysis/flow/solve.ts", 'export * from "../../reporter/index.ts";', /src\/analysis may import only/],
  [
    "src/rules/no-leak.ts",
    'import type { A } from "../catalog/index.ts";\nexport type B = A;',
    /may import only: analysis/,
  ],
  ["src/rules/no-leak.ts", 'import "../analysis/cfg.ts";', /Enter a folder by its index\.ts/],
  ["src/analysis/cfg.ts", 'import "./flow/solve.ts";', /import 'analysis\/flow\/index\.ts'/],
  ["src/analysis/flow/solve.ts", 'import "../graph/steps.ts";', /import 'analysis\/graph\/index\.ts'/],
  ["src/configs/index.ts", 'import "../analysis/index.ts";', /src\/configs may import only: rules/],
  ["src/reporter/index.ts", 'import "../rules/index.ts";', /src\/reporter may import only: nothing/],
  ["src/reporter/index.ts", 'export const late = () => import("../index.ts");', /src\/reporter may import only/],
  ["src/probe/index.ts", 'import "../reporter/index.ts";', /src\/probe may import only: nothing/],
  ["src/formatter.ts", 'import "./rules/index.ts";', /src\/formatter may import only: reporter, index/],
  ["src/cli/main.ts", 'import "../analysis/index.ts";', /src\/cli may import only/],
  ["src/index.ts", 'import "./reporter/index.ts";', /src\/index may import only: configs, rules/],
  [
    "src/analysis/cfg.ts",
    'import "./checker/index.ts";',
    /Only analysis\/file\.ts.* may import 'analysis\/checker\/index\.ts'/,
  ],
  ["src/analysis/origin.ts", 'import ts from "typescript";\nexport default ts;', /no-restricted-imports/],
  [
    "src/analysis/origin.ts",
    'import { unionConstituents } from "ts-api-utils";\nunionConstituents();',
    /no-restricted-imports/,
  ],
  ["src/analysis/origin.ts", 'export * from "@typescript-eslint/type-utils";', /no-restricted-imports/],
  ["src/analysis/cfg.ts", "export const f = (context) => context.report({});", /Only src\/rules may report/],
  ["src/cli/main.ts", "export const code = process.exitCode;", /Only src\/cli\/bin\.ts may touch the process/],
  ["src/cli/main.ts", "export const code = globalThis.process;", /Only src\/cli\/bin\.ts may touch the process/],
  ["src/probe/watch.ts", "process.exitCode = 1;", /Only src\/cli\/bin\.ts/],
  ["src/cli/main.ts", 'import { argv } from "node:process";\nexport default argv;', /Only src\/cli\/bin\.ts/],
  ["src/catalog/pg.ts", "export const pg = [\n" + "1,\n".repeat(80) + "];", /max-lines: File has too many lines/],
  ["src/cli/main.ts", "export function main() {\n" + "f();\n".repeat(40) + "}", /max-lines-per-function/],
  ["src/analysis/utils.ts", "export {};", /says nothing about what is inside/],
  ["src/analysis/crossFile.ts", "export {};", /in kebab-case/],
];

test.each(forbidden)("%s may not hold %j", async (path, code, complaint) => {
  expect(await complaintsAbout(path, code)).toEqual([expect.stringMatching(complaint)]);
});

const allowed: readonly (readonly [path: string, code: string])[] = [
  ["src/analysis/cfg.ts", 'import "../catalog/index.ts";\nimport "./flow/index.ts";\nimport "./types.ts";'],
  [
    "src/analysis/flow/solve.ts",
    'import "../types.ts";\nimport "../graph/index.ts";\nimport "../../catalog/index.ts";',
  ],
  [
    "src/analysis/file.ts",
    'import type ts from "typescript";\nimport "./checker/index.ts";\nexport type Node = ts.Node;',
  ],
  ["src/rules/no-leak.ts", 'import "../analysis/index.ts";\nimport "./shared/report.ts";'],
  ["src/rules/shared/report.ts", "export const f = (context) => context.report({});"],
  ["src/formatter.ts", 'import "./reporter/index.ts";\nimport "./index.ts";'],
  [
    "src/cli/main.ts",
    'import "../index.ts";\nimport "../formatter.ts";\nimport "../configs/index.ts";\nimport "./a.ts";',
  ],
  ["src/cli/bin.ts", "process.exitCode = 1;"],
  ["src/probe/snapshot.ts", 'import process from "node:process";\nprocess.memoryUsage();'],
  ["src/catalog/pg.ts", "export const pg = [\n" + "1,\n".repeat(77) + "];"],
];

test.each(allowed)("%s may hold %j", async (path, code) => {
  expect(await complaintsAbout(path, code)).toEqual([]);
});

test("a file that does not say what it is responsible for is caught", async () => {
  const silent = await complaintsAbout("src/analysis/cfg.ts", "export {};", "");
  expect(silent).toEqual([expect.stringMatching(/first line says in one sentence/)]);
  expect(await complaintsAbout("src/cli/bin.ts", "/** Starts it. */\nexport {};", "#!/usr/bin/env node")).toEqual([]);
});
