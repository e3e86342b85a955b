/** Each defect of the five programs is reported on its line by the right rule, and nothing in the cured ones. */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { cases, folder, programFiles, type Mark, type ProgramFile } from "./cases.ts";

const program = programOf(programFiles.map(({ absolute }) => absolute));
const linter = new Linter({ cwd: folder });
const isBuilt = (rule: string): boolean => rule in plugin.rules;

test("there are five, each with both versions", () => {
  expect(cases).toEqual(["couchdb", "dragonfly2-manager", "libwebsockets", "quic-go", "teldrive-rclone"]);
  for (const version of ["leaking", "cured"])
    expect(new Set(programFiles.filter((it) => it.version === version).map((it) => it.case)).size).toBe(5);
});

test("every program that leaks says where, and no cured one does", () => {
  for (const name of cases) {
    const marks = (version: string) =>
      programFiles.filter((it) => it.case === name && it.version === version).flatMap((it) => it.marks);
    expect(marks("leaking").length).toBeGreaterThanOrEqual(3);
    expect(marks("cured")).toEqual([]);
  }
});

describe.each(programFiles.filter(({ version }) => version === "leaking"))("$path", (file) => {
  const reports = reportsOn(file);

  for (const mark of file.marks) {
    const name = `line ${String(mark.line)}: ${mark.rules.join(" or ")}`;
    if (!isBuilt(mark.rules[0])) test.skip(`${name} (the rule is not built yet)`);
    else
      test(name, () => {
        const here = reports.filter(({ line }) => line === mark.line).map(({ rule }) => rule);
        expect(mark.rules.filter((rule) => here.includes(rule))).not.toEqual([]);
      });
  }

  test("reports nothing else", () => {
    expect(reports.filter((report) => !file.marks.some((mark) => explains(mark, report)))).toEqual([]);
  });
});

describe.each(programFiles.filter(({ version }) => version === "cured"))("$path", (file) => {
  test("is reported nothing of", () => {
    expect(reportsOn(file)).toEqual([]);
  });
});

interface Report {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Until its rule is built, another one may say that something is wrong on the line. */
function explains({ line, rules }: Mark, report: Report): boolean {
  return line === report.line && (rules.includes(report.rule) || !isBuilt(rules[0]));
}

function reportsOn({ code, absolute }: ProgramFile): readonly Report[] {
  const config = [
    { files: ["**/*.ts"], languageOptions: { parser, parserOptions: { programs: [program] } } },
    plugin.configs.strict as Linter.Config,
  ];
  return linter
    .verify(code, config, { filename: absolute })
    .map(({ line, ruleId, message }) => ({ line, rule: (ruleId ?? "").replace("leakproof/", ""), message }));
}

/** The files with the project's own compiler options, against the real declarations of the libraries. */
function programOf(files: readonly string[]): ts.Program {
  const root = join(folder, "../..");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  return ts.createProgram(files, ts.parseJsonConfigFileContent(config, ts.sys, root).options);
}
