/** Which ESLint, parser and TypeScript do the work: the linted project's where they fit, else leakproof's own. */
import { createRequire } from "node:module";
import type { ESLint, Linter } from "eslint";
import type TypeScript from "typescript";
import { CannotRun, reasonOf } from "./cannot-run.ts";
import { installed, lend, type Package } from "./packages.ts";
import { isWithin } from "./versions.ts";

export interface Toolchain {
  readonly ESLint: typeof ESLint;
  readonly eslintVersion: string;
  /** Undefined when no TypeScript can be used: then ESLint's own parser reads JavaScript. */
  readonly typed: TypedParser | undefined;
  /** Sentences on what was found and not used. */
  readonly notices: readonly string[];
}

export interface TypedParser {
  readonly parser: Linter.Parser;
  /** The very TypeScript that the parser speaks to: another copy's enums may have other numbers. */
  readonly typescript: typeof TypeScript;
  readonly version: string;
}

interface Candidate {
  readonly parser: Package;
  readonly typescript: Package;
}

const manifest = createRequire(import.meta.url)("../../package.json") as {
  readonly peerDependencies: Readonly<Record<"eslint" | "typescript", string>>;
};
const { eslint: eslintRange, typescript: typescriptRange } = manifest.peerDependencies;

/** Looks beside `project`, a folder, then beside `home`, a file of leakproof's. */
export function toolchainFor(project: string, home: string): Toolchain {
  const [theirs, ours] = [createRequire(`${project}/package.json`), createRequire(home)];
  const eslint = eslintIn([theirs, ours]);
  const rejected = new Set<string>();
  for (const candidate of candidatesIn(theirs, ours)) {
    const typed = objectionTo(candidate, eslint.eslintVersion) ?? loaded(candidate);
    if (typeof typed === "string") rejected.add(typed);
    else return { ...eslint, typed, notices: [...eslint.notices, ...insteadOf(rejected, candidate)] };
  }
  const remedy = remedyFor(installed("typescript", theirs) ?? installed("typescript", ours));
  return { ...eslint, typed: undefined, notices: [...eslint.notices, ...rejected, remedy] };
}

function eslintIn(places: readonly NodeJS.Require[]): Omit<Toolchain, "typed"> {
  const notices = new Set<string>();
  for (const found of places.map((place) => installed("eslint", place)).filter((one) => one !== undefined)) {
    if (isWithin(found.version, eslintRange)) {
      const { ESLint } = found.load() as Pick<Toolchain, "ESLint">;
      return { ESLint, eslintVersion: found.version, notices: [...notices] };
    }
    notices.add(`ESLint ${found.version} in ${found.folder} is passed over: leakproof works with ${eslintRange}.`);
  }
  throw new CannotRun(
    [...notices, "No usable ESLint is installed: 'npm install --save-dev eslint' adds one."].join(" "),
  );
}

/** Parsers, each with the TypeScript it would speak to; the more of both is the project's, the earlier. */
function candidatesIn(theirs: NodeJS.Require, ours: NodeJS.Require): Candidate[] {
  const [theirParser, ourParser] = [theirs, ours].map((place) => installed("@typescript-eslint/parser", place));
  const pairs = [
    { parser: theirParser, typescript: theirParser && installed("typescript", theirParser.require) },
    { parser: ourParser, typescript: installed("typescript", theirs) },
    { parser: ourParser, typescript: ourParser && installed("typescript", ourParser.require) },
  ];
  return pairs.filter((pair): pair is Candidate => pair.parser !== undefined && pair.typescript !== undefined);
}

function objectionTo({ parser, typescript }: Candidate, eslintVersion: string): string | undefined {
  const { eslint = "*", typescript: supported = "*" } = parser.peers;
  const name = `@typescript-eslint/parser ${parser.version}`;
  if (!isWithin(eslintVersion, eslint))
    return `${name} in ${parser.folder} is passed over: it works with ESLint ${eslint}, not with ${eslintVersion}.`;
  const ranges = [supported, typescriptRange].filter((range) => !isWithin(typescript.version, range));
  if (ranges.length === 0) return undefined;
  return `TypeScript ${typescript.version} in ${typescript.folder} is passed over: ${name} works with ${ranges.join(" and ")}.`;
}

/** The parser ready for use, or a sentence on why it is not. */
function loaded({ parser, typescript }: Candidate): TypedParser | string {
  try {
    lend(typescript, "typescript", parser);
    const spoken = parser.require("typescript") as typeof TypeScript;
    return { parser: parser.load() as Linter.Parser, typescript: spoken, version: spoken.version };
  } catch (error) {
    return `@typescript-eslint/parser ${parser.version} in ${parser.folder} is passed over: ${reasonOf(error)}`;
  }
}

function insteadOf(rejected: ReadonlySet<string>, { typescript }: Candidate): string[] {
  return rejected.size === 0
    ? []
    : [...rejected, `TypeScript ${typescript.version} in ${typescript.folder} is used instead.`];
}

function remedyFor(typescript: Package | undefined): string {
  const found = typescript === undefined ? "No TypeScript is installed" : "No usable TypeScript is installed";
  const isNative = typescript !== undefined && isWithin(typescript.version, ">=7.0.0");
  const packages = isNative
    ? "typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7"
    : "typescript@6";
  const command = `npm install --save-dev @typescript-eslint/parser@8 ${packages}`;
  return `${found}, so leakproof checks only JavaScript: '${command}' lets it check TypeScript as well.`;
}
