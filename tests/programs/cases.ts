/** The five incidents, each as a program that leaks and one that does not, with the defects that are marked in it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const versions = ["leaking", "cured"] as const;

export type Version = (typeof versions)[number];

/** A line that ends in `// LEAK rule, rule`, or is followed by such a line. */
export interface Mark {
  /** The line that has the defect, 1-based. */
  readonly line: number;
  /** The rule that owes the report, and those that may say it in its stead: `owing|another`. */
  readonly rules: readonly [owing: string, ...others: readonly string[]];
}

/** One source file of one version of one program. */
export interface ProgramFile {
  /** Case, version and name: `couchdb/leaking/service.ts`. */
  readonly path: string;
  readonly absolute: string;
  readonly case: string;
  readonly version: Version;
  readonly code: string;
  readonly marks: readonly Mark[];
}

export const folder: string = import.meta.dirname;

export const cases: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((it) => it.isDirectory())
  .map((it) => it.name)
  .sort();

export const programFiles: readonly ProgramFile[] = cases.flatMap((name) =>
  versions.flatMap((version) => readdirSync(join(folder, name, version)).map((file) => fileOf(name, version, file))),
);

function fileOf(name: string, version: Version, file: string): ProgramFile {
  const absolute = join(folder, name, version, file);
  const code = readFileSync(absolute, "utf8");
  return { path: `${name}/${version}/${file}`, absolute, case: name, version, code, marks: marksIn(code) };
}

function marksIn(code: string): readonly Mark[] {
  return code.split("\n").flatMap((text, index) => {
    const [, before = "", rules = ""] = /^(.*)\/\/ LEAK (.+)$/.exec(text) ?? [];
    const line = before.trim() === "" ? index : index + 1;
    return rules.split(", ").flatMap((names) => {
      const [owing = "", ...others] = names.split("|");
      return owing === "" ? [] : [{ line, rules: [owing, ...others] as const }];
    });
  });
}
