/** The sources of a program: which are its own, what they import, and where they declare a name. */
import type { ParserServicesWithTypeInformation } from "@typescript-eslint/utils";
import type { Node as TsNode, SourceFile, Symbol as TsSymbol, TypeChecker } from "typescript";
import { packageOf } from "../knowledge.ts";
import { packageOfFile } from "./declared-types.ts";
import { declarationsBehind } from "./written-members.ts";

/** A declaration in the program's own sources, as TypeScript keeps it. */
export type Declaration = TsNode;
export type Source = SourceFile;
export type Program = ParserServicesWithTypeInformation["program"];

export const isOwn = (source: Source, program: Program): boolean =>
  !source.isDeclarationFile && !program.isSourceFileFromExternalLibrary(source);

export function ownDeclarations(
  symbol: TsSymbol | undefined,
  checker: TypeChecker,
  program: Program,
): readonly Declaration[] {
  if (!symbol) return [];
  const own = declarationsBehind(symbol, checker).filter((one) => isOwn(one.getSourceFile(), program));
  const hasBody = (one: Declaration): boolean => "body" in one && one.body !== undefined;
  return own.toSorted((a, b) => Number(hasBody(b)) - Number(hasBody(a)));
}

/** TypeScript keeps the specifiers of a source, though it does not say so in its declarations. */
const specifierNodes = (source: Source): readonly TsNode[] => (source as { imports?: readonly TsNode[] }).imports ?? [];

/** As they are written. */
export const specifiersIn = (source: Source): readonly string[] =>
  specifierNodes(source).map((one) => (one as { text?: string }).text ?? "");

const imports = new WeakMap<Program, Map<Source, readonly Source[]>>();

export function importedSources(source: Source, program: Program): readonly Source[] {
  const known = imports.get(program) ?? new Map<Source, readonly Source[]>();
  imports.set(program, known);
  const found = known.get(source) ?? resolvedSources(source, program.getTypeChecker(), program);
  known.set(source, found);
  return found;
}

function resolvedSources(source: Source, checker: TypeChecker, program: Program): readonly Source[] {
  return specifierNodes(source).flatMap((specifier) => {
    const module = resolvedSource(specifier, source, checker, program);
    return module && isOwn(module, program) ? [module] : [];
  });
}

/** A program knows what it resolved, though it does not say so in its declarations. */
interface Resolver {
  readonly getResolvedModuleFromModuleSpecifier?: (
    specifier: TsNode,
    source: Source,
  ) => { readonly resolvedModule?: { readonly resolvedFileName: string } } | undefined;
}

const resolutionOf = (specifier: TsNode, source: Source, program: Program): string | undefined =>
  (program as Resolver).getResolvedModuleFromModuleSpecifier?.(specifier, source)?.resolvedModule?.resolvedFileName;

/** Where nobody can tell, the checker can, which takes longer. */
function resolvedSource(specifier: TsNode, source: Source, checker: TypeChecker, program: Program): Source | undefined {
  const path = resolutionOf(specifier, source, program);
  return path === undefined
    ? checker.getSymbolAtLocation(specifier)?.valueDeclaration?.getSourceFile()
    : program.getSourceFile(path);
}

/** What a specifier in a source leads to, as far as the program keeps it. */
export function sourceBehind(specifier: TsNode, source: Source, program: Program): Source | undefined {
  const path = resolutionOf(specifier, source, program);
  return path === undefined ? undefined : program.getSourceFile(path);
}

const packages = new WeakMap<Program, ReadonlySet<string>>();

export function packagesIn(program: Program): ReadonlySet<string> {
  const found = packages.get(program) ?? new Set([...installedIn(program), ...ambientIn(program)]);
  packages.set(program, found);
  return found;
}

const installedIn = (program: Program): readonly string[] =>
  program.getSourceFiles().map(({ fileName }) => packageOfFile(fileName));

/** `declare module "pg"`, wherever that stands; Node's own modules are declared so. */
const ambientIn = (program: Program): readonly string[] =>
  program
    .getTypeChecker()
    .getAmbientModules()
    .map(({ name }) => packageOf(name.replaceAll('"', "")));
