/** Which function of the program does a call run, and who are the settle functions of a promise? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File, Variable } from "../file.ts";
import { executorOf } from "../graph/index.ts";
import { exportOf, isWrittenOnce } from "../origin.ts";
import type { Declared } from "../sources.ts";
import { type CallNode, type FunctionNode, isFunction, keyNameOf, unwrapped } from "../tree.ts";

/** A function declaration, a function in a constant, or a method called on `this`; not a generator, which runs in pieces. */
export function calledFunction(call: CallNode, file: File): FunctionNode | undefined {
  if (call.type === T.NewExpression) return undefined;
  const fn = functionNamed(call.callee, file);
  return fn?.generator === true ? undefined : fn;
}

/** The function an expression names: written in place, declared, in a constant, or a method of a class of the file, bound or not. */
export function functionNamed(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const it = unwrapped(node);
  if (isFunction(it)) return it;
  if (it.type === T.Identifier) return declaredFunction(file.variableOf(it), file);
  if (it.type === T.CallExpression) return boundFunction(it, file);
  if (it.type !== T.MemberExpression) return undefined;
  if (it.object.type === T.ThisExpression) return methodNamed(keyNameOf(it), it);
  const made = classMade(it.object, file);
  return made && methodNamed(keyNameOf(it), made);
}

/** The body of the class of this file that a name is always given one of: `const cursor = new Cursor()`. */
function classMade(node: TSESTree.Node, file: File): TSESTree.ClassBody | undefined {
  const classes = new Set(namesMade(node, file)?.map((name) => name && classNamed(name, file)));
  const [only] = classes;
  return classes.size === 1 && only && !only.superClass ? only.body : undefined;
}

/** What is constructed for a name: a class, or nothing known. */
function namesMade(node: TSESTree.Node, file: File): readonly (TSESTree.Node | undefined)[] | undefined {
  const variable = file.variableOf(unwrapped(node));
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  if (!variable || at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier) return undefined;
  const values = variable.references.filter((one) => one.isWrite()).map(({ writeExpr }) => writeExpr);
  return values.map((value) => {
    const made = value && unwrapped(value);
    return made?.type === T.NewExpression ? made.callee : undefined;
  });
}

function classNamed(name: TSESTree.Node, file: File): TSESTree.ClassDeclaration | undefined {
  const definition = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  return definition?.type === T.ClassDeclaration ? definition : undefined;
}

function declaredFunction(variable: Variable | undefined, file: File): FunctionNode | undefined {
  const [definition] = variable?.defs ?? [];
  const at = definition?.node as TSESTree.Node | undefined;
  // A parameter is defined by the function it belongs to.
  if (at?.type === T.FunctionDeclaration) return at.id === definition?.name ? at : undefined;
  if (at?.type !== T.VariableDeclarator || at.id.type !== T.Identifier || !isWrittenOnce(variable)) return undefined;
  const value = at.init ? unwrapped(at.init) : undefined;
  return isFunction(value) ? value : value?.type === T.CallExpression ? boundFunction(value, file) : undefined;
}

/** `this.openFile.bind(this)`. */
function boundFunction(call: TSESTree.CallExpression, file: File): FunctionNode | undefined {
  if (call.arguments.length !== 1) return undefined;
  const callee = unwrapped(call.callee);
  return callee.type === T.MemberExpression && keyNameOf(callee) === "bind"
    ? functionNamed(callee.object, file)
    : undefined;
}

function methodNamed(name: string | undefined, from: TSESTree.Node): FunctionNode | undefined {
  for (let at: TSESTree.Node | undefined = from; at; at = at.parent) {
    if (at.type !== T.ClassBody) continue;
    const value = membersOf(at).get(name);
    return isFunction(value) ? value : undefined;
  }
  return undefined;
}

const members = new WeakMap<TSESTree.ClassBody, ReadonlyMap<string | undefined, TSESTree.Node | null>>();

/** What its methods and properties are, by name; the first of a name counts. */
function membersOf(body: TSESTree.ClassBody): ReadonlyMap<string | undefined, TSESTree.Node | null> {
  const found = members.get(body);
  if (found) return found;
  const made = new Map<string | undefined, TSESTree.Node | null>();
  for (const one of body.body)
    if ((one.type === T.MethodDefinition || one.type === T.PropertyDefinition) && !made.has(keyNameOf(one)))
      made.set(keyNameOf(one), one.value);
  members.set(body, made);
  return made;
}

/** A function of the program and the file that holds it. */
export interface Callee {
  readonly fn: FunctionNode;
  readonly file: File;
}

/**
 * The function a call runs, in this file or in another of the program; absent when several may. Another file is read only
 * if the pattern is found in what it declares under that name.
 */
export function calleeOf(call: CallNode, file: File, pattern?: RegExp): Callee | undefined {
  const fn = calledFunction(call, file);
  if (fn) return { fn, file };
  const name = calledName(call);
  if (!name || call.type === T.NewExpression) return undefined;
  if (pattern && file.sources?.writes(name, pattern) !== true) return undefined;
  const declared = file.sources?.declaredBy(name) ?? [];
  const found = new Map(declared.flatMap((one) => functionsOf(one)).map((one) => [one.fn, one]));
  const [only, ...others] = found.values();
  return only && others.length === 0 && !only.fn.generator ? only : undefined;
}

/** The identifier that names what is called: `open` in `open()` and `store.open()`. */
export function calledName({ callee }: CallNode): TSESTree.Identifier | TSESTree.PrivateIdentifier | undefined {
  const it = unwrapped(callee);
  const name = it.type === T.MemberExpression && !it.computed ? it.property : it;
  return name.type === T.Identifier || name.type === T.PrivateIdentifier ? name : undefined;
}

/** The function a declaration stands for; for a method without a body those of the classes that implement it. */
function functionsOf({ file, node: it }: Declared): readonly Callee[] {
  if (isFunction(it)) return [{ fn: it, file }];
  if (it.type === T.VariableDeclarator && it.init && it.parent.kind === "const") return valueOf(it.init, file);
  if (it.type === T.MethodDefinition || it.type === T.PropertyDefinition || it.type === T.Property)
    return it.value ? valueOf(it.value, file) : [];
  if (it.type !== T.TSMethodSignature || it.parent.parent.type !== T.TSInterfaceDeclaration) return [];
  const name = keyNameOf(it);
  const classes = file.sources?.implementationsOf(it.parent.parent.id) ?? [];
  return classes.flatMap((one) => memberOf(one, name));
}

function valueOf(node: TSESTree.Node, file: File): readonly Callee[] {
  const value = unwrapped(node);
  return isFunction(value) ? [{ fn: value, file }] : [];
}

/**
 * The async method that is called on what is always made of one class of a file beside this one, and catches something: no
 * other may be worth the reading of that file.
 */
export function guardedMethod({ callee }: CallNode, file: File): Callee | undefined {
  const it = unwrapped(callee);
  const names = it.type === T.MemberExpression ? (namesMade(it.object, file) ?? []) : [];
  const [name] = names;
  const imported = name && file.variableOf(name);
  if (it.type !== T.MemberExpression || !imported || names.some((one) => !one || file.variableOf(one) !== imported))
    return undefined;
  if (!isBeside(imported) || file.sources?.writes(name, /\bcatch\b/u) !== true) return undefined;
  const [only, ...others] = file.sources.declaredBy(name);
  const [method] = only && others.length === 0 ? memberOf(only, keyNameOf(it)) : [];
  return method?.fn.async && !method.fn.generator ? method : undefined;
}

/** What is imported by name, or as the default, from a file of the program. */
function isBeside({ defs }: Variable): boolean {
  const at = defs[0]?.node as TSESTree.Node | undefined;
  const isOne = at?.type === T.ImportSpecifier || at?.type === T.ImportDefaultSpecifier;
  return isOne && at.parent.type === T.ImportDeclaration && /^\.{1,2}\//u.test(at.parent.source.value);
}

function memberOf({ file, node: it }: Declared, name: string | undefined): readonly Callee[] {
  if (it.type !== T.ClassDeclaration) return [];
  const member = it.body.body.find((one) => one.type === T.MethodDefinition && keyNameOf(one) === name);
  return member?.type === T.MethodDefinition ? valueOf(member.value, file) : [];
}

/** The same through a function that does nothing else of note: `const fail = (why) => reject(new Error(why))`. */
export function settlerBehind(node: TSESTree.Node, file: File): ReturnType<typeof settlerOf> {
  const direct = settlerOf(node, file);
  if (direct) return direct;
  const fn = unwrapped(node).type === T.Identifier ? functionNamed(node, file) : undefined;
  const statements = fn?.body.type === T.BlockStatement ? fn.body.body : fn ? [fn.body] : [];
  for (const one of statements) {
    if (one.type === T.VariableDeclaration) continue;
    const value = one.type === T.ExpressionStatement ? one.expression : one;
    const settler = value.type === T.CallExpression ? settlerOf(value.callee, file) : undefined;
    if (settler || one.type !== T.ExpressionStatement) return settler;
  }
  return undefined;
}

export type Settled = "resolve" | "reject";

/** The promise that an identifier settles: `resolve` in `new Promise((resolve, reject) => …)`, by the executor it belongs to. */
export function settlerOf(
  node: TSESTree.Node,
  file: File,
): { readonly executor: FunctionNode; readonly way: Settled } | undefined {
  const it = unwrapped(node);
  const definition = it.type === T.Identifier ? file.variableOf(it)?.defs[0] : undefined;
  const executor = definition?.node as TSESTree.Node | undefined;
  if (!isFunction(executor) || executorOf(executor.parent) !== executor) return undefined;
  const index = executor.params.findIndex((parameter) => parameter === definition?.name);
  return index === 0 || index === 1 ? { executor, way: index === 0 ? "resolve" : "reject" } : undefined;
}

/** `resolve` of `const { promise, resolve } = Promise.withResolvers()`: what it is given goes to whoever waits. */
export function isDeferredResolve(node: TSESTree.Node, file: File): boolean {
  const it = unwrapped(node);
  const at = it.type === T.Identifier ? (file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined) : undefined;
  if (at?.type !== T.VariableDeclarator || at.init?.type !== T.CallExpression) return false;
  const named = exportOf(at.init.callee, file);
  return named?.module === "globalThis" && named.path === "Promise.withResolvers";
}
