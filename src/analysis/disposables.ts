/** Resources by type alone: classes and interfaces of the program that have a disposal symbol. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../catalog/index.ts";
import { endsAll } from "./end-names.ts";
import type { File } from "./file.ts";
import { isHollow, wakesOnly } from "./hollow.ts";
import { importedName, importOf } from "./imports.ts";
import { lineOf, type Member, type Outline, outlinesUnder } from "./outlines.ts";
import { bodyAmong, isShowing } from "./shown.ts";
import { type CallNode, isFunction, unwrapped } from "./tree.ts";

export interface Disposable {
  readonly resource: ResourceModel;
  readonly awaited: boolean;
}

type Symbols = "sync" | "async" | "both";

/** A call that makes something disposable: `new Cursor()`, or a function declared to answer one. */
export function disposableFrom(call: CallNode, file: File): Disposable | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== T.Identifier) return undefined;
  if (call.type === T.NewExpression) return mayDispose(callee, file) ? ofType(callee, file) : undefined;
  const variable = file.variableOf(callee);
  const { node, name } = variable?.defs[0] ?? {};
  // A parameter is defined by the function it belongs to.
  const definition = isFunction(node) && node.id !== name ? undefined : (node as TSESTree.Node | undefined);
  const answer = isFunction(definition) || definition?.type === T.TSDeclareFunction ? definition.returnType : undefined;
  const found = answer && answered(answer.typeAnnotation, file);
  const body = found && variable && bodyAmong(variable);
  return body && isShowing(body, file) ? undefined : found;
}

function answered(type: TSESTree.TypeNode, file: File): Disposable | undefined {
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
  const inner = type.typeArguments?.params[0];
  if (type.typeName.name === "Promise" && inner) {
    const found = answered(inner, file);
    return found && { ...found, awaited: true };
  }
  return ofType(type.typeName, file);
}

/** What a class or an interface of the program, or of the platform, is; undefined when it has no disposal symbol. */
function ofType(name: TSESTree.Identifier, file: File): Disposable | undefined {
  if (file.isGlobal(name)) return described(name.name, globalSymbols(name.name));
  const outlines = outlinesUnder(name, file);
  const line = outlines.flatMap((one) => lineOf(one));
  const symbols = merged(line.map(ownSymbols));
  if (symbols && isHollow(line, (one) => SYMBOLS.has(one))) return undefined;
  return symbols && described(name.name, symbols, line.flatMap(closersOf), outlines.flatMap(openersOf));
}

const models = new Map<string, ResourceModel>();

function described(
  name: string,
  disposable: Symbols | undefined,
  closers: readonly string[] = [],
  openers: readonly string[] = [],
): Disposable | undefined {
  if (disposable === undefined) return undefined;
  const key = [name, disposable, ...closers, "", ...openers].join("|");
  const known = models.get(key);
  if (known) return { resource: known, awaited: false };
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
  return { resource, awaited: false };
}

/** Asking where a name is declared costs; only names of code that speaks of disposal, or keeps something, are worth it. */
function mayDispose(name: TSESTree.Identifier, file: File): boolean {
  return !importOf(name, file) || file.sources?.makers.has(importedName(name, file)) === true;
}

function ownSymbols({ members, platform }: Outline): Symbols | undefined {
  const found = merged([...members.map(({ name }) => SYMBOLS.get(name)), ...platform.map(globalSymbols)]);
  if (found === undefined || settlesOnly(members) || tellsOnly(members) || isEmitter(members)) return undefined;
  return wakesOnly(members, (name) => SYMBOLS.has(name)) ? undefined : found;
}

/** `[Symbol.dispose]() { this.reject(new Error("disposed")); }`: a promise that is settled holds nothing. */
function settlesOnly(members: readonly Member[]): boolean {
  const called = members.filter(({ name, isMethod }) => isMethod && SYMBOLS.has(name)).flatMap((one) => one.called);
  return called.length > 0 && called.every((name) => /^_?(?:reject|resolve|settle)$/u.test(name));
}

const TELLS = /^(?:debug|error|format\w*|info|log|round|toFixed|trace|warn|\w*[Ee]nabled)$/u;
const CLOCK = /^(?:now|hrtime|(?:\w*[Dd]uration|\w*[Ee]lapsed)\w*)$/u;

/** A stopwatch: its disposal says how long it took, and nothing else, by way of other methods or not. */
function tellsOnly(members: readonly Member[]): boolean {
  const byName = new Map(members.map((one) => [one.name, one]));
  const reached = new Set(members.filter(({ name, isMethod }) => isMethod && SYMBOLS.has(name)));
  const names: string[] = [];
  for (const { called } of reached)
    for (const name of called) {
      const own = byName.get(name);
      if (own?.isMethod === true && !TELLS.test(name) && !CLOCK.test(name)) reached.add(own);
      else names.push(name);
    }
  return names.some((name) => CLOCK.test(name)) && names.every((name) => TELLS.test(name) || CLOCK.test(name));
}

/** An emitter of one's own: its listeners live as long as it does. */
function isEmitter(members: readonly Member[]): boolean {
  const names = new Set(members.map(({ name }) => name));
  return (names.has("fire") || names.has("emit")) && ["addListener", "event", "on"].some((name) => names.has(name));
}

const SYMBOLS: ReadonlyMap<string, Symbols> = new Map([
  ["@@dispose", "sync"],
  ["@@asyncDispose", "async"],
]);
const GLOBALS: ReadonlyMap<string, Symbols> = new Map([
  ["Disposable", "sync"],
  ["AsyncDisposable", "async"],
]);

const globalSymbols = (name: string): Symbols | undefined => GLOBALS.get(name);

/**
 * Methods that do what the disposal does: one of a class only calls the other, or the disposal calls what ends it all; of an
 * interface, which shows no body, those whose names say so.
 */
function closersOf({ isClass, members }: Outline): readonly string[] {
  const names = members.flatMap((member) => {
    if (!isClass) return SYMBOLS.has(member.name) || !endsAll(member.name) ? [] : [member.name];
    if (!member.isMethod) return [];
    if (SYMBOLS.has(member.name)) return member.calls.filter((called) => member.isOneCall || endsAll(called));
    return member.isOneCall && member.calls.some((called) => SYMBOLS.has(called)) ? [member.name] : [];
  });
  return names.filter((name) => /^\w+$/u.test(name));
}

const OPENS = /^(?:connect|init|initialize|launch|listen|open|start|start[Uu]p)(?:Async)?$/u;

/** Methods that begin what the disposal ends, of a class that holds nothing when it is made. */
function openersOf({ isClass, hasBase, members }: Outline): readonly string[] {
  const made = members.filter(({ isMethod, isStatic }) => !isMethod && !isStatic);
  // Its fields may hold emitters and the like from the start; what its constructor makes may be what it ends.
  if (!isClass || hasBase || made.some(({ name, makes }) => name === "" && makes)) return [];
  return members
    .filter(({ name, isMethod, isStatic }) => isMethod && !isStatic && OPENS.test(name))
    .map(({ name }) => name);
}

function merged(found: readonly (Symbols | undefined)[]): Symbols | undefined {
  const all = new Set(found.filter((one) => one !== undefined));
  if (all.has("both") || (all.has("sync") && all.has("async"))) return "both";
  return [...all][0];
}
