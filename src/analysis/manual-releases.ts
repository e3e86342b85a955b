/** Releases written by hand, where `using` says the same: at the end of the holder's block, or in the `finally` after it. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "./acquisitions.ts";
import type { File, Variable } from "./file.ts";
import { lastName, termsOf } from "./knowledge.ts";
import { isWrittenOnce } from "./origin.ts";
import { type Tracked, trackedFrom } from "./ownership/index.ts";
import { type CallNode, callsIn, isFunction, keyNameOf, nodesIn, rootOf, unwrapped, wrapped } from "./tree.ts";

/** A holder that `using` can declare, and what it makes superfluous. */
export interface ManualRelease {
  /** The acquiring expression. */
  readonly node: CallNode;
  readonly holder: string;
  readonly resource: string;
  readonly keyword: "using" | "await using";
  readonly declaration: Declared;
  /** The statements that release, each right before the block is left. */
  readonly releases: readonly TSESTree.ExpressionStatement[];
  /** The statement whose `finally` ends with the release; absent when it is released in passing. */
  readonly guard: TSESTree.TryStatement | undefined;
}

export type Declared = TSESTree.VariableDeclaration & { readonly parent: TSESTree.BlockStatement };

export function manualReleasesIn(file: File): readonly ManualRelease[] {
  if (!allowsUsing(file)) return [];
  return callsIn(file.sourceCode.ast, file.sourceCode.visitorKeys).flatMap((call) =>
    declarationFor(call) ? arrivalsAt(call, file).flatMap((arrival) => manualReleaseOf(arrival, file)) : [],
  );
}

/** The compiler's options allow it, or the file says so itself: JavaScript may run as it is written. */
function allowsUsing({ checker, sourceCode: { ast, text } }: File): boolean {
  if (checker && checker.isTypeScript(ast)) return checker.target().allowsUsing;
  return /^[ \t]*(?:await )?using \w+ =/mu.test(text);
}

function manualReleaseOf(arrival: Arrival, file: File): readonly ManualRelease[] {
  const { call, resource, through, yields } = arrival;
  const declaration = declarationFor(call);
  if (resource.disposable === undefined || through !== "value" || yields.length > 0 || !declaration) return [];
  const [{ id }] = declaration.declarations;
  const variable = file.variableOf(id);
  const tracked = variable && isWrittenOnce(variable) ? trackedFrom(arrival, file) : undefined;
  const calls = variable && tracked ? releasesOf(tracked, variable) : [];
  const releases = calls.map(releasingStatement).filter((one) => one !== undefined);
  if (!variable || calls.length === 0 || releases.length < calls.length) return [];
  const guard = guardOf(releases, declaration);
  if (!guard && !isReleasedAtEveryEnd(releases, declaration, variable, file)) return [];
  const keyword = keywordFor(calls, arrival, file);
  return keyword
    ? [{ node: call, holder: variable.name, resource: resource.name, keyword, declaration, releases, guard }]
    : [];
}

/** `const file = await open(path);` in a block: one name, nothing between the name and the call. */
function declarationFor(call: CallNode): Declared | undefined {
  const { parent } = wrapped(call);
  const declarator = parent?.type === T.AwaitExpression ? wrapped(parent).parent : parent;
  if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier) return undefined;
  const declaration = declarator.parent;
  const isPlain = declaration.kind === "const" || declaration.kind === "let";
  return isPlain && declaration.declarations.length === 1 && declaration.parent.type === T.BlockStatement
    ? (declaration as Declared)
    : undefined;
}

/** Empty where another name, another function or another owner has to do with the release. */
function releasesOf({ holders, root, uses }: Tracked, variable: Variable): readonly TSESTree.CallExpression[] {
  const all = [...uses].flatMap(([at, list]) => list.map((use) => ({ at, ...use })));
  const isShared = all.some(({ by, effect }) => {
    if (effect.kind === "alias") return by !== "fresh";
    return effect.kind === "take" || effect.kind === "lose" || (effect.kind === "offer" && effect.sure);
  });
  if (isShared || holders.length !== 1 || holders[0] !== variable) return [];
  const releases = all.filter(({ effect }) => effect.kind === "release").map(({ at }) => at);
  return releases.every((at): at is TSESTree.CallExpression => at.type === T.CallExpression && rootOf(at) === root)
    ? [...new Set(releases)]
    : [];
}

function releasingStatement(call: TSESTree.CallExpression): TSESTree.ExpressionStatement | undefined {
  const { parent } = wrapped(call);
  const outer = parent?.type === T.AwaitExpression ? parent.parent : parent;
  return outer?.type === T.ExpressionStatement && outer.parent.type === T.BlockStatement ? outer : undefined;
}

/** The one release is the last thing that the `finally` after the declaration does. */
function guardOf(
  [release, ...more]: readonly TSESTree.ExpressionStatement[],
  declaration: Declared,
): TSESTree.TryStatement | undefined {
  const guard = release?.parent.parent;
  if (more.length > 0 || guard?.type !== T.TryStatement || guard.finalizer !== release?.parent) return undefined;
  const isBeside = guard.parent === declaration.parent && guard.range[0] > declaration.range[0];
  return isBeside && guard.finalizer.body.at(-1) === release && guard.block.body.length > 0 ? guard : undefined;
}

/** Every way to leave the block, and its end, comes right after a release; what is looked at in between cannot tell. */
function isReleasedAtEveryEnd(
  releases: readonly TSESTree.ExpressionStatement[],
  { parent: block, range }: Declared,
  variable: Variable,
  { sourceCode: { visitorKeys } }: File,
): boolean {
  const inside = nodesIn(block, visitorKeys, (node) => !isFunction(node) && node.type !== T.ClassBody).slice(1);
  const leaving = inside.filter((node) => node.range[0] > range[1]).filter(isLeaving);
  const last = block.body.at(-1);
  const followers = releases.map(nextOf);
  const hasEnd = last !== undefined && (isLeaving(last) || releases.some((one) => one === last));
  return (
    hasEnd &&
    releases.every((one, index) => (one === last || isLeaving(followers[index])) && !isInTry(one, block)) &&
    leaving.every((one) => followers.includes(one) && isSimple(one.argument, variable)) &&
    !inside.some((node) => isJump(node) && leadsOutOf(node, block))
  );
}

type Leaving = TSESTree.ReturnStatement | TSESTree.ThrowStatement;

const isLeaving = (node: TSESTree.Node | undefined): node is Leaving =>
  node?.type === T.ReturnStatement || node?.type === T.ThrowStatement;

function nextOf(statement: TSESTree.ExpressionStatement): TSESTree.Node | undefined {
  const { body } = statement.parent as TSESTree.BlockStatement;
  return body[body.indexOf(statement) + 1];
}

function isInTry({ parent }: TSESTree.Node, block: TSESTree.Node): boolean {
  return parent !== undefined && parent !== block && (parent.type === T.TryStatement || isInTry(parent, block));
}

/** What says the same before the release and after it, and does nothing. */
function isSimple(node: TSESTree.Node | null, holder: Variable): boolean {
  if (node === null) return true;
  const it = unwrapped(node);
  switch (it.type) {
    case T.Literal:
      return true;
    case T.Identifier:
      return it.name !== holder.name;
    case T.TemplateLiteral:
      return it.expressions.every((one) => one.type === T.Identifier && isSimple(one, holder));
    case T.NewExpression:
      return (
        it.callee.type === T.Identifier &&
        it.callee.name.endsWith("Error") &&
        it.arguments.every((one) => isSimple(one, holder))
      );
    default:
      return false;
  }
}

type Jump = TSESTree.BreakStatement | TSESTree.ContinueStatement;

const isJump = (node: TSESTree.Node): node is Jump =>
  node.type === T.BreakStatement || node.type === T.ContinueStatement;

function leadsOutOf({ label, parent }: Jump, block: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = parent;
  while (at && at !== block && !/^(?:For|While|DoWhile|Switch)/u.test(at.type)) at = at.parent;
  return label !== null || at === block || at === undefined;
}

/** The release says what disposal does: the first form of the catalogue, awaited where disposal is. */
function keywordFor(
  calls: readonly TSESTree.CallExpression[],
  arrival: Arrival,
  file: File,
): ManualRelease["keyword"] | undefined {
  const isAwaited = calls.every((call) => wrapped(call).parent?.type === T.AwaitExpression);
  if (!calls.every((call) => saysDisposal(call, isAwaited, arrival))) return undefined;
  const { disposable } = arrival.resource;
  const wanted = isAwaited ? "async" : "sync";
  if (disposable !== wanted && disposable !== "both") return undefined;
  const keyword = isAwaited ? "await using" : "using";
  // A class of this file shows its symbol; libraries had none in earlier versions.
  if (arrival.resource.acquire.length === 0) return keyword;
  const { checker } = file;
  const [declarator] = declarationFor(arrival.call)?.declarations ?? [];
  if (!checker || !declarator || (isTimer(arrival) && checker.target().hasDom)) return undefined;
  const answersPromise = calls.every((call) => checker.isPromise(call));
  return answersPromise === isAwaited && checker.disposalsOf(declarator.id)[wanted] ? keyword : undefined;
}

const isTimer = ({ resource }: Arrival): boolean => resource.name === "timeout" || resource.name === "interval";

/** `handle.close()`, `dir.closeSync()`, `clearTimeout(timer)`: nothing is said but the release. */
function saysDisposal(call: TSESTree.CallExpression, isAwaited: boolean, { resource }: Arrival): boolean {
  const callee = unwrapped(call.callee);
  const name = callee.type === T.MemberExpression ? keyNameOf(callee) : callee.type === T.Identifier && callee.name;
  const forms = termsOf(resource).release;
  const written = forms.find(({ path }) => lastName(path) === name);
  if (name === "@@dispose" || name === "@@asyncDispose") return call.arguments.length === 0;
  const isPlain = call.arguments.length === (written?.kind === "function" ? 1 : 0);
  const isOwn = resource.acquire.length === 0;
  const isMain = written !== undefined && (isOwn || written === forms[0] || written.kind === "function");
  return isPlain && (isMain || (!isAwaited && written?.path === `${forms[0]?.path ?? ""}Sync`));
}
