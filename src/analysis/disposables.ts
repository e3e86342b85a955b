/** Resources by type alone: classes and interfaces of the program that have a disposal symbol. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import type { ResourceModel } from "../catalog/index.ts";
import type { File } from "./file.ts";
import { type Declared, declaredUnder } from "./sources.ts";
import { type CallNode, callsIn, isFunction, keyNameOf, unwrapped } from "./tree.ts";

export interface Disposable {
  readonly resource: ResourceModel;
  readonly awaited: boolean;
}

type Symbols = "sync" | "async" | "both";

/** A call that makes something disposable: `new Cursor()`, or a function declared to answer one. */
export function disposableFrom(call: CallNode, file: File): Disposable | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.Identifier) return undefined;
  if (call.type === T.NewExpression) {
    const definitions = file.isGlobal(callee) ? [] : declaredUnder(callee, file);
    const closers = definitions.flatMap(({ node }) => closersOf(node));
    const openers = definitions.flatMap(openersOf);
    return described(callee.name, disposalOf(callee, file), false, closers, openers);
  }
  const { node, name } = file.variableOf(callee)?.defs[0] ?? {};
  // A parameter is defined by the function it belongs to.
  const definition = isFunction(node) && node.id !== name ? undefined : (node as TSESTree.Node | undefined);
  const answer = isFunction(definition) || definition?.type === T.TSDeclareFunction ? definition.returnType : undefined;
  return answer && answered(answer.typeAnnotation, file);
}

function answered(type: TSESTree.TypeNode, file: File): Disposable | undefined {
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
  const inner = type.typeArguments?.params[0];
  if (type.typeName.name === "Promise" && inner) {
    const found = answered(inner, file);
    return found && { ...found, awaited: true };
  }
  return described(type.typeName.name, disposalOf(type.typeName, file), false);
}

const models = new Map<string, ResourceModel>();

function described(
  name: string,
  disposable: Symbols | undefined,
  awaited: boolean,
  closers: readonly string[] = [],
  openers: readonly string[] = [],
): Disposable | undefined {
  if (disposable === undefined) return undefined;
  const key = [name, disposable, ...closers, "", ...openers].join("|");
  const known = models.get(key);
  if (known) return { resource: known, awaited };
  const release = disposable === "sync" ? "_[Symbol.dispose]()" : "_[Symbol.asyncDispose]()";
  const other = disposable === "both" ? (["_[Symbol.dispose]()"] as const) : [];
  const resource: ResourceModel = {
    name: `disposable ${name}`,
    acquire: [],
    release: [release, ...other, ...closers.map((closer) => `_.${closer}()` as const)],
    ...(openers.length > 0 ? { opens: openers.map((opener) => `_.${opener}()` as const) } : {}),
    disposable,
    cwe: [772],
  };
  models.set(key, resource);
  return { resource, awaited };
}

/** Which disposal symbols a class or interface of the program has, inherited ones included. */
function disposalOf(name: TSESTree.Node, file: File, depth = 0): Symbols | undefined {
  if (name.type !== T.Identifier || depth > 5) return undefined;
  if (file.isGlobal(name)) return { Disposable: "sync" as const, AsyncDisposable: "async" as const }[name.name];
  return merged(declaredUnder(name, file).map(({ node, file: home }) => symbolsOf(node, home, depth + 1)));
}

function symbolsOf(at: TSESTree.Node, file: File, depth: number): Symbols | undefined {
  if (at.type === T.TSInterfaceDeclaration)
    return merged([
      ...at.body.body.map(ownSymbol),
      ...at.extends.map(({ expression }) => disposalOf(expression, file, depth)),
    ]);
  if (at.type !== T.ClassDeclaration || settlesOnly(at, file)) return undefined;
  const inherited = at.superClass ? [disposalOf(at.superClass, file, depth)] : [];
  return merged([...at.body.body.map(ownSymbol), ...inherited]);
}

/** `[Symbol.dispose]() { this.reject(new Error("disposed")); }`: a promise that is settled holds nothing. */
function settlesOnly({ body: { body } }: TSESTree.ClassDeclaration, { sourceCode }: File): boolean {
  const disposals = body.filter((one) => one.type === T.MethodDefinition && isSymbol(keyNameOf(one) ?? ""));
  const calls = disposals
    .flatMap((one) => callsIn(one, sourceCode.visitorKeys))
    .filter(({ type }) => type === T.CallExpression);
  return (
    calls.length > 0 && calls.every(({ callee }) => /\b_?(?:reject|resolve|settle)$/u.test(sourceCode.getText(callee)))
  );
}

/** Methods of a class that do just what its disposal does: one of the two only calls the other. */
function closersOf(definition: TSESTree.Node): readonly string[] {
  if (definition.type !== T.ClassDeclaration) return [];
  return definition.body.body.flatMap((member) => {
    const name = member.type === T.MethodDefinition ? keyNameOf(member) : undefined;
    const called = name === undefined ? undefined : onlyCallOf(member as TSESTree.MethodDefinition);
    if (name === undefined || called === undefined || isSymbol(name) === isSymbol(called)) return [];
    return [isSymbol(name) ? called : name].filter((one) => /^\w+$/u.test(one));
  });
}

const OPENS = /^(?:connect|init|initialize|launch|listen|open|start)(?:Async)?$/u;
const EMPTY: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

/** Methods that begin what the disposal ends, of a class that holds nothing when it is made. */
function openersOf({ node, file: { sourceCode } }: Declared): readonly string[] {
  if (node.type !== T.ClassDeclaration || node.superClass) return [];
  const { body } = node.body;
  const made = body.flatMap((member): (TSESTree.Node | null)[] => {
    if (member.type === T.PropertyDefinition) return member.static ? [] : [member.value];
    return member.type === T.MethodDefinition && member.kind === "constructor" ? [member.value.body] : [];
  });
  const calls = made.flatMap((one) => (one ? callsIn(one, sourceCode.visitorKeys) : []));
  if (calls.some(({ callee }) => callee.type !== T.Identifier || !EMPTY.has(callee.name))) return [];
  return body.flatMap((member) => {
    const name = member.type === T.MethodDefinition && !member.static ? keyNameOf(member) : undefined;
    return name !== undefined && OPENS.test(name) ? [name] : [];
  });
}

const isSymbol = (name: string): boolean => name === "@@dispose" || name === "@@asyncDispose";

/** `close` of `{ return this.close(); }`, awaited or not. */
function onlyCallOf({ value: { body, params } }: TSESTree.MethodDefinition): string | undefined {
  const [statement, ...more] = body?.body ?? [];
  const written =
    statement?.type === T.ExpressionStatement
      ? statement.expression
      : statement?.type === T.ReturnStatement
        ? statement.argument
        : undefined;
  const call = written?.type === T.AwaitExpression ? written.argument : written;
  if (more.length > 0 || params.length > 0 || call?.type !== T.CallExpression || call.arguments.length > 0)
    return undefined;
  const { callee } = call;
  return callee.type === T.MemberExpression && callee.object.type === T.ThisExpression ? keyNameOf(callee) : undefined;
}

function ownSymbol(member: TSESTree.ClassElement | TSESTree.TypeElement): Symbols | undefined {
  const named =
    member.type === T.MethodDefinition || member.type === T.PropertyDefinition || member.type === T.TSMethodSignature;
  const name = named ? keyNameOf(member) : undefined;
  if (name === "@@dispose") return "sync";
  return name === "@@asyncDispose" ? "async" : undefined;
}

function merged(found: readonly (Symbols | undefined)[]): Symbols | undefined {
  const all = new Set(found.filter((one) => one !== undefined));
  if (all.has("both") || (all.has("sync") && all.has("async"))) return "both";
  return [...all][0];
}
