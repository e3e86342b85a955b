/** The one seam to TypeScript's checker: declared types by module and name, and where the program declares a name. */
import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { CompilerOptions, TypeChecker } from "typescript";
import { type DeclaredType, declaredTypesOf, type Disposals, disposalsOfType, noDisposals } from "./declared-types.ts";
import {
  type Declaration,
  importedSources,
  isOwn,
  ownDeclarations,
  packagesIn,
  type Program,
  type Source,
  sourceBehind,
  specifiersIn,
} from "./program.ts";
import { writtenTypeOf } from "./written-members.ts";

export type { DeclaredType, Disposals } from "./declared-types.ts";
export type { Declaration, Program, Source } from "./program.ts";

export interface Target {
  /** `using` is compiled down, or the library files of the target know it. */
  readonly allowsUsing: boolean;
  /** The program knows the browser's globals, whose timers are numbers. */
  readonly hasDom: boolean;
}

export interface Checker {
  /** The type of an expression and all it extends, `null` and `Promise` taken off. Empty when nothing is known. */
  readonly typesOf: (node: TSESTree.Node) => readonly DeclaredType[];
  /** The disposal symbols that every part of its type has, `null` and `undefined` aside. */
  readonly disposalsOf: (node: TSESTree.Node) => Disposals;
  /** The types that the called function declares for the argument at `index`, whatever its own type arguments are. Empty when nothing is known. */
  readonly parameterTypesOf: (call: TSESTree.CallExpression, index: number) => readonly DeclaredType[];
  /** The names of all that its type declares, `null` and `Promise` taken off. */
  readonly membersOf: (node: TSESTree.Node) => ReadonlySet<string>;
  /** An `await` of it waits. */
  readonly isPromise: (node: TSESTree.Node) => boolean;
  /** The file is no JavaScript, which may run as it is written. */
  readonly isTypeScript: (root: TSESTree.Program) => boolean;
  /** What the compiler options make of `using`. */
  readonly target: () => Target;
  /** What the program's own sources declare under a name, bodies before mere signatures. Empty for what others declare. */
  readonly declarationsOf: (name: TSESTree.Node) => readonly Declaration[];
  /** The same for a name in any source of the program. */
  readonly declarationsAt: (name: Declaration) => readonly Declaration[];
  /** The program's own sources that a source imports, in the order it does. */
  readonly importsOf: (source: Source) => readonly Source[];
  /** The source that a specifier of this file leads to, as far as the program keeps it. */
  readonly sourceBehind: (specifier: TSESTree.Node) => Source | undefined;
  /** The specifiers that a source imports by, as they are written. */
  readonly specifiersOf: (source: Source) => readonly string[];
  /** Every source of the program's own. */
  readonly sources: () => readonly Source[];
  /** The packages of which the program reads any declaration. */
  readonly packages: () => ReadonlySet<string>;
  /** The source of the file itself. */
  readonly source: () => Source | undefined;
  readonly program: Program;
  /** The node of the file's own tree that a declaration became. */
  readonly nodeOf: (declaration: Declaration) => TSESTree.Node | undefined;
  /** How often it was asked, for the budget of 10 questions in 1,000 calls. */
  readonly asked: () => number;
}

/** `TypeFlags.Any`: the checker has given up. */
const ANY = 1;

/** Absent where the parser brought no types. */
export function checkerOf(sourceCode: Readonly<TSESLint.SourceCode>): Checker | undefined {
  const services = sourceCode.parserServices;
  return services?.program ? checkerOver(services as ParserServicesWithTypeInformation, sourceCode.ast) : undefined;
}

function checkerOver(services: ParserServicesWithTypeInformation, ast: TSESTree.Program): Checker {
  const { program } = services;
  let checker: TypeChecker | undefined;
  let asked = 0;
  const ask: Ask = (question, otherwise) => {
    asked++;
    checker ??= program.getTypeChecker();
    try {
      return question(checker);
    } catch {
      // The checker can fail on programs it cannot resolve; then nothing is known.
      return otherwise;
    }
  };
  return { asked: () => asked, ...typesIn(services, ask), ...sourcesIn(services, ast, ask) };
}

type Ask = <A>(question: (checker: TypeChecker) => A, otherwise: A) => A;

function typesIn(
  services: ParserServicesWithTypeInformation,
  ask: Ask,
): Pick<
  Checker,
  "typesOf" | "disposalsOf" | "membersOf" | "isPromise" | "parameterTypesOf" | "isTypeScript" | "target"
> {
  return {
    typesOf: (node) =>
      ask((it) => {
        const type = services.getTypeAtLocation(node);
        const known = type.flags & ANY ? writtenTypeOf(services.esTreeNodeToTSNodeMap.get(node), it) : type;
        return known ? declaredTypesOf(known, it, new Set()) : [];
      }, []),
    disposalsOf: (node) => ask((it) => disposalsOfType(services.getTypeAtLocation(node), it), noDisposals),
    membersOf: (node) =>
      ask((it) => {
        const type = services.getTypeAtLocation(node);
        const settled = it.getNonNullableType(it.getAwaitedType(type) ?? type);
        return new Set(settled.getProperties().map(({ name }) => name));
      }, new Set<string>()),
    isPromise: (node) =>
      ask((it) => it.getPropertyOfType(services.getTypeAtLocation(node), "then") !== undefined, false),
    parameterTypesOf: (call, index) =>
      ask((it) => {
        const at = services.esTreeNodeToTSNodeMap.get(call);
        const parameter = it.getResolvedSignature(at)?.parameters[index]?.valueDeclaration;
        return parameter ? declaredTypesOf(it.getTypeAtLocation(parameter), it, new Set()) : [];
      }, []),
    isTypeScript: (root) => /\.[cm]?tsx?$/u.test(services.esTreeNodeToTSNodeMap.get(root).fileName),
    target: () => targetOf(services.program.getCompilerOptions()),
  };
}

/** `ScriptTarget.ESNext`: the only target so far that leaves `using` as it is. */
const ES_NEXT = 99;

function targetOf({ target, lib }: CompilerOptions): Target {
  const isLeftAsItIs = Number(target) === ES_NEXT;
  return {
    allowsUsing:
      !isLeftAsItIs || lib === undefined || lib.some((one) => /esnext(?:\.full|\.disposable)?\.d\.ts$/u.test(one)),
    hasDom: lib === undefined || lib.some((one) => /\bdom\b/u.test(one)),
  };
}

function sourcesIn(
  services: ParserServicesWithTypeInformation,
  ast: TSESTree.Program,
  ask: Ask,
): Pick<
  Checker,
  | "program"
  | "packages"
  | "declarationsOf"
  | "declarationsAt"
  | "importsOf"
  | "sourceBehind"
  | "specifiersOf"
  | "sources"
  | "source"
  | "nodeOf"
> {
  const { program } = services;
  const here = (): Source => services.esTreeNodeToTSNodeMap.get(ast).getSourceFile();
  return {
    program,
    declarationsOf: (name) => ask((it) => ownDeclarations(services.getSymbolAtLocation(name), it, program), []),
    declarationsAt: (name) => ask((it) => ownDeclarations(it.getSymbolAtLocation(name), it, program), []),
    importsOf: (source) => importedSources(source, program),
    sourceBehind: (specifier) => sourceBehind(services.esTreeNodeToTSNodeMap.get(specifier), here(), program),
    specifiersOf: specifiersIn,
    sources: () => program.getSourceFiles().filter((source) => isOwn(source, program)),
    packages: () => packagesIn(program),
    source: here,
    nodeOf: (declaration) => services.tsNodeToESTreeNodeMap.get(declaration),
  };
}
