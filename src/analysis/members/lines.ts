/** A class with all it extends, in other files of the program, too, and what a method runs when it is called on an object of it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { importedName, importOf } from "../imports.ts";
import { functionNamed } from "../ownership/index.ts";
import { callsIn, keyNameOf, unwrapped } from "../tree.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { lineOf } from "./families.ts";
import { instanceOf } from "./self.ts";
import type { Reach } from "./teardowns.ts";

/** One class of a line, and the file it stands in. */
export interface Rung {
  readonly shape: ClassShape;
  readonly file: File;
}

const MAX_FILES = 3;

/** A class first, then what it extends, from file to file. */
export function rungsOf(shape: ClassShape, file: File, files = 1): readonly Rung[] {
  const own = lineOf(shape).map((one) => ({ shape: one, file }));
  const top = own.at(-1);
  const above = top && files < MAX_FILES ? baseElsewhere(top) : undefined;
  return above ? [...own, ...rungsOf(above.shape, above.file, files + 1)] : own;
}

function baseElsewhere({ shape, file }: Rung): Rung | undefined {
  const name = importedBase(shape.node, file);
  const [declared] = name && mayAcquire(name, file) ? (file.sources?.declaredBy(name) ?? []) : [];
  const node = declared?.node;
  if (!declared || (node?.type !== T.ClassDeclaration && node?.type !== T.ClassExpression)) return undefined;
  const base = classesOf(declared.file).shapeOf(node);
  return base && { shape: base, file: declared.file };
}

/** Reading another file costs; only classes whose text may acquire something are worth it. */
export function mayAcquire(base: TSESTree.Identifier, file: File): boolean {
  const { sources } = file;
  if (!sources || sources.makers.size === 0) return false;
  const at = importOf(base, file);
  // A default export may go by any name.
  return at?.type === T.ImportDefaultSpecifier
    ? sources.isMaker(base)
    : at !== undefined && sources.makers.has(importedName(base, file));
}

/** `Base` in `extends Base<T>`, where it is imported by name. */
export function importedBase({ superClass }: ClassShape["node"], file: File): TSESTree.Identifier | undefined {
  return superClass?.type === T.Identifier && importOf(superClass, file) ? superClass : undefined;
}

/** A function, and the class of the line it was found in. */
export interface Start {
  readonly fn: TSESTree.Node;
  readonly rung: number;
}

/** The method that a call finds, looked for from one class of the line on. */
export function methodFrom(name: string, rung: number, rungs: readonly Rung[]): Start | undefined {
  const at = rungs.findIndex(({ shape }, index) => index >= rung && shape.methods.has(name));
  const fn = rungs[at]?.shape.methods.get(name)?.fn;
  return fn && { fn, rung: at };
}

/** What runs on an object of the first class: `this.m()` finds the lowest method, `super.m()` the one above its own class. */
export function reachAlong(starts: readonly Start[], rungs: readonly Rung[]): Reach {
  const reached = new Map<TSESTree.Node, number>(starts.map(({ fn, rung }) => [fn, rung]));
  for (const [fn, rung] of reached)
    for (const next of calledIn(fn, rung, rungs)) if (!reached.has(next.fn)) reached.set(next.fn, next.rung);
  const has = (node: TSESTree.Node): boolean => isBelow(node, reached);
  return { has, isOpen: rungs.some(({ shape }) => shape.given.some(has)) };
}

function calledIn(fn: TSESTree.Node, rung: number, rungs: readonly Rung[]): readonly Start[] {
  const file = rungs[rung]?.file;
  if (!file) return [];
  return callsIn(fn, file.sourceCode.visitorKeys).flatMap((call) =>
    [call.callee, ...call.arguments].flatMap((named) => foundUnder(unwrapped(named), rung, rungs, file)),
  );
}

function foundUnder(it: TSESTree.Node, rung: number, rungs: readonly Rung[], file: File): readonly Start[] {
  if (it.type === T.Identifier) {
    const fn = functionNamed(it, file);
    return fn ? [{ fn, rung }] : [];
  }
  const name = it.type === T.MemberExpression ? keyNameOf(it) : undefined;
  if (it.type !== T.MemberExpression || name === undefined) return [];
  if (it.object.type === T.Super) return [methodFrom(name, rung + 1, rungs)].filter((one) => one !== undefined);
  if (!instanceOf(it.object, file)) return [];
  return [methodFrom(name, name.startsWith("#") ? rung : 0, rungs)].filter((one) => one !== undefined);
}

function isBelow(node: TSESTree.Node, set: ReadonlyMap<TSESTree.Node, number>): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (set.has(at)) return true;
  return false;
}
