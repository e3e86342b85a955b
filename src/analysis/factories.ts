/** What the program's own functions make: a call of a function that returns a fresh resource acquires it, too. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Arrival, arrivalsAt } from "./acquisitions.ts";
import { adopterFrom } from "./adopters.ts";
import { consumersOf } from "./consumers.ts";
import { kindAnnotated, kindTyped, type Made } from "./declared-answers.ts";
import type { File } from "./file.ts";
import { importedName, importOf, isForeign } from "./imports.ts";
import { executorOf, isLink } from "./graph/index.ts";
import { needsNobody } from "./knowledge.ts";
import { closureOwnershipOf, type Ownership } from "./members/index.ts";
import { modelOf, ownerFrom } from "./owners.ts";
import {
  type Callee,
  calledFunction,
  calledName,
  calleeOf,
  declaredAnswer,
  type Effect,
  taggedAnswer,
  type Tracked,
  trackedFrom,
} from "./ownership/index.ts";
import {
  calleeNameOf,
  type CallNode,
  callsIn,
  type FunctionNode,
  functionPathOf,
  isCall,
  isFunction,
  isInside,
  type Root,
  returnsIn,
  rootOf,
  unwrapped,
  wrapped,
} from "./tree.ts";

/** Every resource that comes to life at a call, by the catalogue or by a function of the program's own. */
export function resourcesAt(call: CallNode, file: File): readonly Arrival[] {
  const adopter = call.type === T.NewExpression && call.arguments.length > 0 ? adopterFrom(call, file) : undefined;
  if (adopter)
    return [{ resource: adopter, yields: [], awaited: false, own: { opened: true }, call, through: "value" }];
  if (isOrdinary(call, file)) return [];
  const arrivals = arrivalsAt(call, file);
  if (arrivals.length > 0) return arrivals;
  return madeAt(call, file).map((one) => ({ ...one, call, through: "value" }));
}

/**
 * Most calls go by no name which acquires, here or elsewhere, and need no closer look. Where doubt is what the user asked
 * for, any call may be evidence.
 */
function isOrdinary(call: CallNode, file: File): boolean {
  const it = unwrapped(call.callee);
  const { code, knowledge, settings } = file;
  if (!code || settings.unknownCalls === "borrows") return false;
  if (it.type === T.Identifier) return isOrdinaryName(it, call, file);
  if (it.type !== T.MemberExpression || it.computed) return false;
  const { name } = it.property;
  if (knowledge.names.has(name) || code.makers.has(name)) return false;
  return code.own.has(name) || !mayBeNested(it.object, file);
}

/** What is global, or imported by name, goes by that name. */
function isOrdinaryName(name: TSESTree.Identifier, call: CallNode, file: File): boolean {
  const node = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  const known = importedName(name, file);
  if (file.knowledge.names.has(known) || file.code?.makers.has(known) === true) return false;
  // A function of elsewhere may answer what one that it is given makes.
  return node === undefined || (node.type === T.ImportSpecifier && !call.arguments.some(isFunction));
}

/** Methods of a class inside a function are not known by name: `this`, or what such a class makes. */
function mayBeNested(object: TSESTree.Node, file: File): boolean {
  const at =
    object.type === T.Identifier ? (file.variableOf(object)?.defs[0]?.node as TSESTree.Node | undefined) : object;
  return at?.type === T.ThisExpression || (at?.type === T.VariableDeclarator && at.init?.type === T.NewExpression);
}

function madeAt(call: CallNode, file: File): readonly Made[] {
  if (call.type === T.NewExpression) return mayMake(call, file) ? ownerMade(call, file) : [];
  const isPossible = mayMake(call, file);
  const callee = isPossible ? calleeOf(call, file) : undefined;
  const made = callee ? madeBy(callee) : [];
  if (made.length > 0) return made;
  const isOwned = isPossible && file.sources?.tagsAnswers === true && declaredAnswer(call, file) === "owned";
  return isOwned ? kindTyped(call, file) : madeByGiven(call, file);
}

/** `retry(() => open(path))`: what the function makes that is given to a function which answers just that. */
function madeByGiven(call: TSESTree.CallExpression, file: File): readonly Made[] {
  if (call.callee.type !== T.Identifier || executorOf(call)) return [];
  for (const [index, argument] of call.arguments.entries()) {
    const made = isFunction(argument) && !argument.generator ? madeBy({ fn: argument, file }) : [];
    const callee = made.length > 0 ? calleeOf(call, file) : undefined;
    if (callee && answersCallOf(callee, index))
      return made.map((one) => ({ ...one, awaited: one.awaited || callee.fn.async }));
  }
  return [];
}

function awaitedIn(node: TSESTree.Node): TSESTree.Node {
  const it = unwrapped(node);
  return it.type === T.AwaitExpression ? awaitedIn(it.argument) : it;
}

/** Each `return` answers what a call of that parameter answered, or nothing. */
function answersCallOf({ fn, file }: Callee, index: number): boolean {
  const parameter = fn.params[index];
  const references = (parameter && file.variableOf(parameter)?.references) ?? [];
  const calls = references
    .map(({ identifier }) => identifier.parent)
    .filter((parent) => parent.type === T.CallExpression && parent.callee.type === T.Identifier);
  const isCalled = (node: TSESTree.Node): boolean => calls.some((one) => one === awaitedIn(node));
  const isAnswer = (node: TSESTree.Node): boolean => {
    const writes = file.variableOf(awaitedIn(node))?.references.filter((one) => one.isWrite()) ?? [];
    return isCalled(node) || (writes.length > 0 && writes.every(({ writeExpr }) => writeExpr && isCalled(writeExpr)));
  };
  const values = returnsIn(fn, file.sourceCode.visitorKeys).filter((one) => !isNothing(one));
  return (
    values.length > 0 && values.every((one) => isAnswer(one.type === T.ReturnStatement ? (one.argument ?? one) : one))
  );
}

/** An object that owns what it acquired itself is owed as long as that is. */
function ownerMade(call: TSESTree.NewExpression, file: File): readonly Made[] {
  const resource = ownerFrom(call, file);
  return resource ? [{ resource, yields: [], awaited: false }] : [];
}

/** Asking where a name is declared costs; only names of code that may acquire something are worth it. */
function mayMake(call: CallNode, file: File): boolean {
  const name = calledName(call);
  if (!name) return false;
  const { sources } = file;
  const exported = importedName(name, file);
  // Whatever it turns out to be, nothing of that name makes anything.
  if (exported === name.name && !mayMakeHere(exported, file)) return false;
  if (calledFunction(call, file) || isClass(name, file)) return mayMakeHere(name.name, file);
  const isNamed =
    sources !== undefined && (isDefault(name, file) ? sources.makers.size > 0 : sources.makers.has(exported));
  if (!isNamed || PLATFORM.some((one) => exported in one) || isForeign(receiverOf(call) ?? name, file)) return false;
  return sources.isMaker(name);
}

/** Whatever has a method of such a name is most likely one of these. */
const PLATFORM: readonly object[] = [Map.prototype, Array.prototype, Function.prototype];

/** `fs` in `fs.exists()`. */
function receiverOf({ callee }: CallNode): TSESTree.Node | undefined {
  const it = unwrapped(callee);
  return it.type === T.MemberExpression ? unwrapped(it.object) : undefined;
}

/** What is declared inside a function is not known by name. */
const mayMakeHere = (name: string, { code }: File): boolean =>
  code === undefined || !code.own.has(name) || code.makers.has(name);

/** A default export may go by any name. */
const isDefault = (name: TSESTree.Node, file: File): boolean => importOf(name, file)?.type === T.ImportDefaultSpecifier;

const isClass = (name: TSESTree.Node, file: File): boolean =>
  (file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined)?.type === T.ClassDeclaration;

const known = new WeakMap<FunctionNode, readonly Made[]>();

function madeBy({ fn, file }: Callee): readonly Made[] {
  const found = known.get(fn);
  if (found) return found;
  // Set before it is known: a function that calls itself makes nothing by that.
  known.set(fn, []);
  const tagged = taggedAnswer(fn, file);
  const made = fn.generator || tagged === "borrowed" ? [] : answeredBy(fn, file, tagged === "owned");
  known.set(fn, made);
  return made;
}

/** What the function says that it hands over needs no proof; of what else it answers only what is surely fresh counts. */
function answeredBy(fn: FunctionNode, file: File, isOwned: boolean): readonly Made[] {
  const { visitorKeys } = file.sourceCode;
  const answers = returnsIn(fn, visitorKeys).filter((it) => !isNothing(it));
  // Most functions that others are given answer nothing.
  if (answers.length === 0 && !isOwned) return [];
  const arrivals = callsIn(fn.body, visitorKeys)
    .flatMap((call) => resourcesAt(call, file))
    .filter(({ resource }) => !needsNobody(resource) && resource.stateOf === undefined);
  const returned = arrivals.flatMap((arrival) => returnedFrom(fn, arrival, file, isOwned));
  const closure = returned.length === 0 ? closureOwnershipOf(fn, arrivals, file) : undefined;
  if (closure) return closureMade(fn, closure);
  const fresh = new Set(returned.flatMap(({ places }) => places));
  const isAlwaysFresh = answers.every((it) => fresh.has(it) || isPromiseOf(it, fresh));
  if (isOwned && returned.length === 0) return kindAnnotated(fn, file);
  const made = returned.map(
    (one) => [`${one.made.resource.name} ${JSON.stringify(one.made.yields)}`, one.made] as const,
  );
  // Whichever branch made it, one call answers one of it.
  return isOwned || isAlwaysFresh ? [...new Map(made).values()] : [];
}

/** An object or a function that ends what the function acquired. */
function closureMade(fn: FunctionNode, ownership: Ownership): readonly Made[] {
  const name = functionPathOf(fn).split(" > ").at(-1) ?? "";
  const resource = modelOf(`${name.slice(name.lastIndexOf(".") + 1)}()`, ownership);
  return resource ? [{ resource, yields: [], awaited: fn.async, own: { opened: true } }] : [];
}

/** A resource that leaves the function by its `return`, and no other way. */
function returnedFrom(
  fn: FunctionNode,
  arrival: Arrival,
  file: File,
  isOwned: boolean,
): readonly { readonly made: Made; readonly places: readonly TSESTree.Node[] }[] {
  const tracked = trackedFrom(arrival, file);
  if (!tracked || !leadsOut(tracked.root, fn)) return [];
  const uses = [...tracked.uses].flatMap(([at, list]) => list.map(({ effect }) => ({ at, effect })));
  const isShared =
    uses.some(({ effect }) => isKept(effect)) || tracked.holders.some((holder) => !isFresh(holder, fn, arrival));
  if (isShared && !isOwned) return [];
  const leaving = uses.flatMap(({ at, effect }) =>
    effect.kind === "take" && effect.returned && leadsOut(effect.by ?? rootOf(at), fn)
      ? [{ at, path: effect.returned }]
      : [],
  );
  const [first, ...others] = leaving;
  if (!first || others.some(({ path }) => JSON.stringify(path) !== JSON.stringify(first.path))) return [];
  const awaited = fn.async || arrival.awaited || tracked.root !== fn || leaving.some(({ at }) => rootOf(at) !== fn);
  const opened = arrival.awaited || arrival.own?.opened === true || uses.some(({ effect }) => effect.kind === "open");
  const made = { resource: arrival.resource, yields: first.path, awaited, own: { opened } };
  return [{ made, places: leaving.map(({ at }) => at).filter((at) => isWhole(at, tracked)) }];
}

/** Others than the caller may know it, too: it is stored, or given to what keeps it. */
function isKept(effect: Effect): boolean {
  switch (effect.kind) {
    case "take":
      return effect.returned === undefined;
    case "offer":
      return effect.sure;
    case "later":
      return effect.when === "escape";
    default:
      return false;
  }
}

/** A name that is given nothing else but this resource, or nothing at all. */
function isFresh(
  { defs, references }: Tracked["holders"][number],
  fn: FunctionNode,
  { call, resource }: Arrival,
): boolean {
  const values = references.filter((one) => one.isWrite()).map(({ writeExpr }) => writeExpr);
  return (
    defs.every(({ node }) => node !== fn) &&
    values.every((value) => value && (isInside(call, value) || isNothing(value) || isName(value, resource.views)))
  );
}

/** `agent`, and the view `agent.compose(retry)` of it. */
function isName(node: TSESTree.Node, views: readonly string[] = []): boolean {
  const it = unwrapped(node);
  const callee = it.type === T.CallExpression && views.includes(calleeNameOf(it)) ? unwrapped(it.callee) : it;
  return (callee !== it && callee.type === T.MemberExpression ? unwrapped(callee.object) : it).type === T.Identifier;
}

/** `return given ?? open()` answers what somebody else made, perhaps. */
function isWhole(at: TSESTree.Node, { arrival: { call } }: Tracked): boolean {
  const value = at.type === T.ReturnStatement ? at.argument : at;
  return !value || !isInside(call, value) || !isChosen(call, value);
}

const isChosen = (node: TSESTree.Node, within: TSESTree.Node): boolean =>
  node !== within &&
  node.parent !== undefined &&
  (node.parent.type === T.LogicalExpression || isChosen(node.parent, within));

/** What arrives in an executor or a `then` handler leaves with the promise, when that is returned. */
function leadsOut(root: Root, fn: FunctionNode): boolean {
  if (root === fn) return true;
  if (!isFunction(root)) return false;
  const call = wrapped(root).parent;
  if (!call || !isCall(call) || !(executorOf(call) === root || (isLink(call) && call.arguments[0] === root)))
    return false;
  return consumersOf(call, NONE).some(({ kind }) => kind === "return") && leadsOut(rootOf(call), fn);
}

const NONE: ReadonlySet<string> = new Set();

/** `return new Promise(…)` and `return open().then(…)` answer what leaves the functions inside. */
function isPromiseOf(at: TSESTree.Node, fresh: ReadonlySet<TSESTree.Node>): boolean {
  return [...fresh].some((one) => one !== at && isInside(one, at));
}

function isNothing(node: TSESTree.Node): boolean {
  const it = node.type === T.ReturnStatement ? (node.argument ?? node) : unwrapped(node);
  if (it.type === T.ReturnStatement) return true;
  return (it.type === T.Literal && it.value === null) || (it.type === T.Identifier && it.name === "undefined");
}
