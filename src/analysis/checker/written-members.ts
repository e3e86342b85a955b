/** The type that somebody wrote for a member, where one unknown part of its owner's type makes the checker give up on all of it. */
import type { Node, Symbol as TsSymbol, Type, TypeChecker } from "typescript";

/** What is asked of syntax here; the kinds' numbers differ from one TypeScript to the next. */
interface Syntax extends Node {
  readonly name?: Node;
  readonly propertyName?: Node;
  readonly expression?: Node;
  readonly type?: Node;
  readonly typeName?: Node;
  readonly types?: readonly Node[];
  readonly members?: readonly Syntax[];
  readonly objectType?: Node;
  readonly indexType?: Node;
}

/** `SymbolFlags.Alias`: a name that an import or export leads on. */
const ALIAS = 1 << 21;
const MAX_DEPTH = 6;

/** `adapter.pool`, `pool: Adapter["pool"]` where `type Adapter = { pool: Pool } & Unknown`. */
export function writtenTypeOf(expression: Node, checker: TypeChecker): Type | undefined {
  const node = writtenFor(expression, checker, 0);
  const resolved = node && indexed(node, checker, 0);
  return resolved && checker.getTypeFromTypeNode(resolved as never);
}

function writtenFor(node: Syntax, checker: TypeChecker, depth: number): Node | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (node.expression && node.name)
    return memberOf(writtenFor(node.expression, checker, depth + 1), node.name, checker);
  const declaration: Syntax | undefined = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration?.type) return declaration.type;
  // `function connect({ pool }: Options)`: the pattern's owner is what has a type.
  const pattern = declaration?.parent;
  const key = declaration?.propertyName ?? declaration?.name;
  if (!pattern || !key || !("elements" in pattern)) return undefined;
  return memberOf((pattern.parent as Syntax).type, key, checker);
}

/** The type written for a member of a type, through aliases, intersections and interfaces of the program. */
function memberOf(type: Syntax | undefined, name: Node, checker: TypeChecker, depth = 0): Node | undefined {
  if (!type || depth > MAX_DEPTH) return undefined;
  const next = (one: Node | undefined): Node | undefined => memberOf(one, name, checker, depth + 1);
  if (type.members) return type.members.find((one) => one.name && textOf(one.name) === textOf(name))?.type;
  if (type.types) return type.types.map(next).find((one) => one !== undefined);
  if (type.objectType) return next(indexed(type, checker, depth + 1));
  const declarations: readonly Syntax[] = type.typeName
    ? declarationsBehind(checker.getSymbolAtLocation(type.typeName), checker)
    : [];
  return declarations.map((one) => next(one.members ? one : one.type)).find((one) => one !== undefined);
}

/** `Adapter["pool"]` is what is written for that member. */
function indexed(type: Syntax, checker: TypeChecker, depth: number): Node | undefined {
  if (!type.objectType || !type.indexType) return type;
  return depth > MAX_DEPTH ? undefined : memberOf(type.objectType, type.indexType, checker, depth + 1);
}

/** Where a name is declared that an import or an export may lead on. */
export function declarationsBehind(symbol: TsSymbol | undefined, checker: TypeChecker): readonly Node[] {
  const target = symbol && symbol.flags & ALIAS ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations ?? [];
}

/** `pool`, `"pool"` and `["pool"]` name the same member. */
const textOf = (name: Node): string => name.getText().replace(/["'`]/gu, "");
