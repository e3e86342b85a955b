/** The one seam to TypeScript's checker: which declared types an expression has, by module and name. */
import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Symbol as TsSymbol, Type, TypeChecker } from "typescript";
import { packageOf } from "./knowledge.ts";
import { writtenTypeOf } from "./written-members.ts";

/** A declared type: `{ package: "pg", name: "Pool" }`; `globalThis` for what the language or the platform declares. */
export interface DeclaredType {
  readonly package: string;
  readonly name: string;
}

export interface Checker {
  /** The type of an expression and all it extends, `null` and `Promise` taken off. Empty when nothing is known. */
  readonly typesOf: (node: TSESTree.Node) => readonly DeclaredType[];
  /** How often it was asked, for the budget of 10 questions in 1,000 calls. */
  readonly asked: () => number;
}

/** Absent where the parser brought no types. */
export function checkerOf(sourceCode: Readonly<TSESLint.SourceCode>): Checker | undefined {
  const services = sourceCode.parserServices;
  return services?.program ? checkerOver(services as ParserServicesWithTypeInformation) : undefined;
}

/** `TypeFlags.Any`: TypeScript is there for its types only. */
const ANY = 1;

function checkerOver(services: ParserServicesWithTypeInformation): Checker {
  let checker: TypeChecker | undefined;
  let asked = 0;
  return {
    asked: () => asked,
    typesOf(node) {
      asked++;
      checker ??= services.program.getTypeChecker();
      try {
        const type = services.getTypeAtLocation(node);
        const known = type.flags & ANY ? writtenTypeOf(services.esTreeNodeToTSNodeMap.get(node), checker) : type;
        return known ? declaredTypesOf(known, checker, new Set()) : [];
      } catch {
        // The checker can fail on programs it cannot resolve; then nothing is known.
        return [];
      }
    },
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
