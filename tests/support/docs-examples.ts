/** The examples of the docs pages, as the files of one TypeScript program that exists only in memory. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

/** One fenced program of a page: "```ts incorrect" or "```ts correct", on a guide followed by the rule that reports it. */
export interface Example {
  /** The page, from the docs folder: `rules/no-leak-on-throw.md`. */
  readonly page: string;
  /** Where its fence stands in the page, 1-based. */
  readonly line: number;
  readonly verdict: "correct" | "incorrect";
  readonly rule: string;
  readonly code: string;
  /** Lines of the program that end in `// leak`, 1-based. */
  readonly leaks: readonly number[];
  /** The page's last `json settings` fence above it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The absolute path that the program is linted under. */
  readonly file: string;
}

interface Fence {
  readonly page: string;
  readonly line: number;
  readonly info: readonly string[];
  readonly code: string;
}

const docs = join(import.meta.dirname, "../../docs");
const fixture = join(import.meta.dirname, "fixture");

export const rulePages: readonly string[] = readdirSync(join(docs, "rules")).map((page) => basename(page, ".md"));

const pages = readdirSync(docs, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .sort();

/** Every fence of every page, in reading order. */
export const fences: readonly Fence[] = pages.flatMap(fencesOf);

export const examples: readonly Example[] = fences.filter(isProgram).map(exampleOf);

/** All examples against the real declarations of the libraries, with the fixture's compiler options. */
export const program: ts.Program = programOf(new Map(examples.map(({ file, code }) => [file, code])));

/** What the compiler says about an example, one sentence each. */
export function compilerErrorsOf({ file }: Example): readonly string[] {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "),
  );
}

function fencesOf(page: string): readonly Fence[] {
  const text = readFileSync(join(docs, page), "utf8");
  return [...text.matchAll(/^```([^\n]+)\n(.*?)^```$/gms)].map(({ index, 1: info = "", 2: code = "" }) => ({
    page,
    line: text.slice(0, index).split("\n").length,
    info: info.split(" "),
    code,
  }));
}

function isProgram({ info: [language, verdict] }: Fence): boolean {
  return language === "ts" && (verdict === "correct" || verdict === "incorrect");
}

function exampleOf({ page, line, info: [, verdict, rule], code }: Fence): Example {
  return {
    page,
    line,
    verdict: verdict === "correct" ? "correct" : "incorrect",
    rule: rule ?? basename(page, ".md"),
    code,
    leaks: code.split("\n").flatMap((text, index) => (text.endsWith("// leak") ? [index + 1] : [])),
    settings: settingsAbove(page, line),
    file: join(fixture, `${basename(page, ".md")}-${String(line)}.ts`),
  };
}

function settingsAbove(page: string, line: number): Example["settings"] {
  const above = fences.filter(
    (fence) => fence.page === page && fence.line < line && fence.info.join(" ") === "json settings",
  );
  return JSON.parse(above.at(-1)?.code ?? "{}") as Example["settings"];
}

function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const { config } = ts.readConfigFile(join(fixture, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, fixture);
  const disk = ts.createCompilerHost(options, true);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const code = files.get(path);
      return code === undefined
        ? disk.getSourceFile(path, language, ...rest)
        : ts.createSourceFile(path, code, language, true);
    },
  };
  return ts.createProgram([...files.keys()], options, host);
}
