/** Which docs examples can be run, and how their functions are to be called. */
import ts from "typescript";
import { examples, type Example } from "../support/docs-examples.ts";

export interface Parameter {
  readonly name: string;
  /** `string`, `string[]`, `number` or `boolean`. */
  readonly type: string;
}

/** One example to be run. */
export interface Trial {
  /** Page and line: `rules/no-leak-on-throw.md:65`. */
  readonly id: string;
  /** The path to import it by. */
  readonly module: string;
  /** It writes, and reads nothing. */
  readonly isWriter: boolean;
  readonly functions: readonly { readonly name: string; readonly parameters: readonly Parameter[] }[];
}

/** What came out of one. */
export interface Verdict {
  readonly id: string;
  /** One call of each function that left something open, and what. */
  readonly leaks: readonly string[];
}

/** Rules whose defect is that something stays open. */
const leakRules = [
  "no-unreleased-resource",
  "no-floating-resource",
  "no-leak-on-throw",
  "no-overwritten-resource",
  "no-partial-acquisition",
];

const runnable = /^node:(fs|fs\/promises|net|stream|stream\/promises|zlib|path|os|events)$/;

export const idOf = ({ page, line }: Example): string => `${page}:${String(line)}`;

/** The examples of leaks that need no more than a folder and a loopback server, with how to call them. */
export const trials: readonly (Example & Pick<Trial, "functions" | "isWriter">)[] = examples
  .filter(({ page, rule }) => leakRules.includes(rule) && page.startsWith("rules/"))
  .flatMap((example) => {
    const functions = functionsOf(ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.Latest, true));
    return functions === undefined
      ? []
      : [{ ...example, functions, isWriter: /write|append/i.test(example.code) && !/read/i.test(example.code) }];
  });

/** Every function that the example exports; nothing when it exports or needs anything else. */
function functionsOf(source: ts.SourceFile): Trial["functions"] | undefined {
  const { statements } = source;
  const imports = statements.filter(ts.isImportDeclaration).map(({ moduleSpecifier }) => moduleSpecifier);
  if (!imports.every((it) => ts.isStringLiteral(it) && runnable.test(it.text)) || imports.length === 0)
    return undefined;
  const exported = statements.filter(
    (it) => ts.canHaveModifiers(it) && ts.getModifiers(it)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  const functions = exported.flatMap((it) => (ts.isFunctionDeclaration(it) ? (functionOf(it) ?? []) : []));
  return functions.length === exported.length && exported.length > 0 ? functions : undefined;
}

function functionOf({ name, parameters }: ts.FunctionDeclaration): Trial["functions"][number] | undefined {
  const taken = parameters.map((it) => ({
    name: it.name.getText(),
    type: (it.type?.getText() ?? "").replace("readonly ", ""),
  }));
  const isKnown = taken.every(({ type }) => /^(string|string\[\]|number|boolean)$/.test(type));
  return name !== undefined && isKnown ? { name: name.text, parameters: taken } : undefined;
}
