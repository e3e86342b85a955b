/** Analyses small programs, with types and without, and tells what was found on which line. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { SourceCode } from "eslint";
import typescript from "typescript";
import { type Finding, findings } from "../../src/analysis/index.ts";

/** One program; a comment `//~ leaked return` stands on the line of an acquisition, with its fact and its way out. */
export interface Case {
  /** Finishes "it is (not) a leak when …". */
  readonly name: string;
  readonly code: string;
  /** `settings.leakproof`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Only the type checker knows what is acquired: without it nothing is said. */
  readonly needs?: "types";
  readonly extension?: "tsx" | "js" | "cjs";
  /** Other files of the program, by their names: `store.ts`. */
  readonly beside?: Readonly<Record<string, string>>;
}

export interface Judge {
  /** What the compiler has against the program. */
  readonly complaints: (one: Case) => readonly string[];
  /** The lines of the program, marked with what was found on them. */
  readonly typed: (one: Case) => string;
  readonly untyped: (one: Case) => string;
}

export const fixture = join(import.meta.dirname, "../support/fixture");
const kinds = [
  "dropped",
  "leaked",
  "leakedOnThrow",
  "partiallyAcquired",
  "overwritten",
  "forgotten",
  "builtOften",
  "superForgotten",
  "unread",
  "piped",
  "releasedTwice",
  "usedAfterRelease",
  "releasedTooEarly",
] as const;

/** The programs of all cases share one checker, so that each costs milliseconds. */
export function judgeOf(cases: readonly Case[]): Judge {
  const paths = new Map(
    cases.map((one, index) => [one, join(fixture, `case-${String(index)}/program.${one.extension ?? "ts"}`)]),
  );
  const pathOf = (one: Case): string => paths.get(one) as string;
  const program = programOf(
    new Map(
      cases.flatMap((one) => [
        [pathOf(one), one.code],
        ...Object.entries(one.beside ?? {}).map(([name, code]) => [join(pathOf(one), "..", name), code] as const),
      ]),
    ),
  );
  return {
    complaints(one) {
      const source = program.getSourceFile(pathOf(one));
      const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return all.map(({ messageText }) => typescript.flattenDiagnosticMessageText(messageText, " "));
    },
    typed: (one) => marked(one, { filePath: pathOf(one), programs: [program] }),
    untyped: (one) => marked(one, { filePath: pathOf(one) }),
  };
}

/** A program without its marks. */
const unmarked = (code: string): string => code.replaceAll(/ *\/\/~.*$/gm, "");

function marked({ code, settings }: Case, options: Parameters<typeof parser.parseForESLint>[1]): string {
  const parsed = parser.parseForESLint(code, {
    ...options,
    loc: true,
    range: true,
    comment: true,
    tokens: true,
    ecmaFeatures: { jsx: options?.filePath?.endsWith("x") === true },
  });
  const { ast, scopeManager, services, visitorKeys } = parsed;
  const sourceCode = new SourceCode({ text: code, ast, scopeManager, parserServices: services, visitorKeys } as never);
  // Parents are known once the tree has been walked.
  sourceCode.traverse();
  const context = {
    sourceCode,
    settings: { leakproof: { debug: true, ...settings } },
    languageOptions: { parser },
  } as unknown as Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
  const found = kinds.flatMap((kind): Finding[] => findings(context, kind));
  const lines = unmarked(code).split("\n");
  const marksOf = (line: number): readonly string[] =>
    found.filter((one) => placeOf(one).loc.start.line === line).map((one) => ` //~ ${factOf(one)}`);
  return lines.map((line, index) => [line, ...marksOf(index + 1)].join("")).join("\n");
}

/** Where a rule reports it. */
function placeOf(finding: Finding): TSESTree.Node {
  if ("release" in finding) return finding.by;
  return "at" in finding ? finding.at : finding.acquisition.node;
}

function factOf(finding: Finding): string {
  if (finding.kind === "forgotten")
    return ["forgotten", finding.owner.teardown?.name, ...(finding.tier === "strict" ? ["strict"] : [])]
      .filter((word) => word !== undefined)
      .join(" ");
  if (finding.kind === "piped") return `piped ${finding.open}${finding.tier === "strict" ? " strict" : ""}`;
  if (finding.kind === "unread")
    return ["unread", finding.exit?.kind ?? (finding.by ? "replaced" : "")].join(" ").trim();
  if (finding.kind === "overwritten" && finding.tier === "strict") return "overwritten strict";
  if (finding.kind === "builtOften") return `builtOften ${finding.often.per}${finding.isReleased ? " released" : ""}`;
  return "exit" in finding ? `${finding.kind} ${finding.exit.kind}` : finding.kind;
}

export function programOf(files: ReadonlyMap<string, string>): typescript.Program {
  const { config } = typescript.readConfigFile(join(fixture, "tsconfig.json"), (path) =>
    typescript.sys.readFile(path),
  ) as { config: unknown };
  const { options } = typescript.parseJsonConfigFileContent(config, typescript.sys, fixture);
  const forced = {
    ...options,
    jsx: typescript.JsxEmit.Preserve,
    moduleDetection: typescript.ModuleDetectionKind.Force,
  };
  const disk = typescript.createCompilerHost(forced, true);
  return typescript.createProgram([...files.keys()], forced, {
    ...disk,
    directoryExists: (path) => [...files.keys()].some((file) => file.startsWith(path)) || existsSync(path),
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    getSourceFile(path, language, ...rest) {
      const code = files.get(path);
      return code === undefined
        ? disk.getSourceFile(path, language, ...rest)
        : typescript.createSourceFile(path, code, language, true);
    },
  });
}
