/** The one seam to TypeScript's checker: which declared types an expression has, by module and name. */
import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { CompilerOptions, Symbol as TsSymbol, Type, TypeChecker } from "typescript";
import { packageOf } from "./knowledge.ts";

/** A declared type: `{ package: "pg", name: "Pool" }`; `globalThis` for what the language or the platform declares. */
export interface DeclaredType {
  readonly package: string;
  readonly name: string;
}

export interface Disposals {
  readonly sync: boolean;
  readonly async: boolean;
}

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
  /** An `await` of it waits. */
  readonly isPromise: (node: TSESTree.Node) => boolean;
  /** The file is no JavaScript, which may run as it is written. */
  readonly isTypeScript: (root: TSESTree.Program) => boolean;
  /** What the compiler options make of `using`. */
  readonly target: () => Target;
  /** How often it was asked, for the budget of 10 questions in 1,000 calls. */
  readonly asked: () => number;
}

/** Absent where the parser brought no types. */
export function checkerOf(sourceCode: Readonly<TSESLint.SourceCode>): Checker | undefined {
  const services = sourceCode.parserServices;
  return services?.program ? checkerOver(services as ParserServicesWithTypeInformation) : undefined;
}

function checkerOver(services: ParserServicesWithTypeInformation): Checker {
  let checker: TypeChecker | undefined;
  let asked = 0;
  const answered = <R>(node: TSESTree.Node, read: (type: Type, checker: TypeChecker) => R, unknown: R): R => {
    asked++;
    checker ??= services.program.getTypeChecker();
    try {
      return read(services.getTypeAtLocation(node), checker);
    } catch {
      // The checker can fail on programs it cannot resolve; then nothing is known.
      return unknown;
    }
  };
  return {
    asked: () => asked,
    typesOf: (node) => answered(node, (type, all) => declaredTypesOf(type, all, new Set()), []),
    disposalsOf: (node) => answered(node, disposalsOfType, noDisposals),
    isPromise: (node) => answered(node, (type, all) => all.getPropertyOfType(type, "then") !== undefined, false),
    isTypeScript: (root) => /\.[cm]?tsx?$/u.test(services.esTreeNodeToTSNodeMap.get(root).fileName),
    target: () => targetOf(services.program.getCompilerOptions()),
  };
}

const noDisposals: Disposals = { sync: false, async: false };

function disposalsOfType(type: Type, checker: TypeChecker): Disposals {
  const found = checker.getNonNullableType(type);
  const parts = found.isUnion() ? found.types : [found];
  const hasEach = (symbol: string): boolean =>
    parts.every((part) =>
      checker.getPropertiesOfType(part).some(({ escapedName }) => String(escapedName).startsWith(`__@${symbol}@`)),
    );
  return { sync: hasEach("dispose"), async: hasEach("asyncDispose") };
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

function declaredTypesOf(type: Type, checker: TypeChecker, seen: Set<Type>): DeclaredType[] {
  if (seen.has(type)) return [];
  seen.add(type);
  const parts = type.isUnionOrIntersection() ? type.types : undefined;
  if (parts) return parts.flatMap((part) => declaredTypesOf(part, checker, seen));
  const symbol = type.aliasSymbol ?? type.getSymbol();
  const constraint = checker.getBaseConstraintOfType(type);
  const bases = type.isClassOrInterface() ? checker.getBaseTypes(type) : (referencedBases(type, checker) ?? []);
  return [
    ...(symbol ? [declared(symbol, checker)] : []),
    ...(constraint && constraint !== type ? declaredTypesOf(constraint, checker, seen) : []),
    ...bases.flatMap((base) => declaredTypesOf(base, checker, seen)),
  ];
}

/** Generic instances know their bases through the declaration they instantiate. */
function referencedBases(type: Type, checker: TypeChecker): readonly Type[] | undefined {
  const target = "target" in type ? (type.target as Type) : undefined;
  return target?.isClassOrInterface() ? checker.getBaseTypes(target) : undefined;
}

/** The checker writes `"/path/node_modules/pg/index".Pool`, `"net".Socket`, or `WebSocket` for globals. */
function declared(symbol: TsSymbol, checker: TypeChecker): DeclaredType {
  const full = checker.getFullyQualifiedName(symbol);
  const { module, path = full } = /^"(?<module>.+)"\.(?<path>.+)$/u.exec(full)?.groups ?? {};
  return {
    package: module === undefined ? "globalThis" : packageOfFile(module),
    name: path.slice(path.lastIndexOf(".") + 1),
  };
}

/** The text after the last `node_modules`, which also names packages in pnpm's store; `@types/a__b` is `@a/b`. */
function packageOfFile(file: string): string {
  const installed = /.*[/\\]node_modules[/\\](?<name>.+)$/u.exec(file)?.groups?.["name"];
  const name = packageOf((installed ?? file).replaceAll("\\", "/"));
  const bare = name.startsWith("@types/") ? name.slice("@types/".length) : name;
  return bare.includes("__") ? `@${bare.replace("__", "/")}` : bare;
}
