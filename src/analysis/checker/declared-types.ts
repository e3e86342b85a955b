/** Types by the module and the name of their declarations, and by their disposal symbols. */
import type { Symbol as TsSymbol, Type, TypeChecker } from "typescript";
import { packageOf } from "../knowledge.ts";

/** A declared type: `{ package: "pg", name: "Pool" }`; `globalThis` for what the language or the platform declares. */
export interface DeclaredType {
  readonly package: string;
  readonly name: string;
}

export interface Disposals {
  readonly sync: boolean;
  readonly async: boolean;
}

export function declaredTypesOf(type: Type, checker: TypeChecker, seen: Set<Type>): DeclaredType[] {
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

const INSTALLED = "/node_modules/";

/** The text after the last `node_modules`, which also names packages in pnpm's store; `@types/a__b` is `@a/b`. */
export function packageOfFile(file: string): string {
  const path = file.includes("\\") ? file.replaceAll("\\", "/") : file;
  const at = path.lastIndexOf(INSTALLED);
  const name = packageOf(at < 0 ? path : path.slice(at + INSTALLED.length));
  const bare = name.startsWith("@types/") ? name.slice("@types/".length) : name;
  return bare.includes("__") ? `@${bare.replace("__", "/")}` : bare;
}

export const noDisposals: Disposals = { sync: false, async: false };

export function disposalsOfType(type: Type, checker: TypeChecker): Disposals {
  const found = checker.getNonNullableType(type);
  const parts = found.isUnion() ? found.types : [found];
  const hasEach = (symbol: string): boolean =>
    parts.every((part) =>
      checker.getPropertiesOfType(part).some(({ escapedName }) => String(escapedName).startsWith(`__@${symbol}@`)),
    );
  return { sync: hasEach("dispose"), async: hasEach("asyncDispose") };
}
