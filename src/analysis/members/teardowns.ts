/** How is an object of a class ended from outside, and what does that reach? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { importOf } from "../imports.ts";
import { lineOf as linesAbove, type Member, outlinesUnder } from "../outlines.ts";
import { functionNamed, isListening } from "../ownership/index.ts";
import { callsIn, type FunctionNode, isInside, keyNameOf, rootOf, textStartOf, unwrapped } from "../tree.ts";
import type { ClassShape, Method } from "./classes.ts";
import { lineOf } from "./families.ts";
import { keptFunctions } from "./kept-functions.ts";
import { type ClassElement, selfOf } from "./self.ts";

export interface Teardown {
  /** As a message calls it: `close()`, `[Symbol.dispose]()`. */
  readonly name: string;
  readonly fn: FunctionNode;
  readonly element: ClassElement;
}

/** The methods of a class, and those it inherits in this file, that the outside calls to end it; its own before the others. */
export function teardownsOf(shape: ClassShape): readonly Teardown[] {
  // `static close(socket)` ends what it is given.
  return endsOf(shape).filter(
    ({ element, fn }) => !isHidden(element) && (!element.static || fn.params.every(isOptional)),
  );
}

export const isOptional = (parameter: TSESTree.Parameter): boolean =>
  parameter.type === T.AssignmentPattern || (parameter.type === T.Identifier && parameter.optional);

/** Private ones, too: whatever calls them. */
function endsOf(shape: ClassShape): readonly Teardown[] {
  const seen = new Set<string>();
  return lineOf(shape).flatMap(({ methods }) =>
    [...methods].flatMap(([name, { element, fn }]) => {
      if (seen.has(name) || !isEnd(name)) return [];
      seen.add(name);
      return [{ name: spoken(name), fn, element }];
    }),
  );
}

/**
 * Methods of a class that the ends of what it extends elsewhere call on the object: `stop()` there runs `onStop()` here.
 * Only told where other files are known, and from their outlines.
 */
export function hooksOf(shape: ClassShape, file: File): readonly Teardown[] {
  const named = new Set(
    membersAbove(shape, file)
      .filter(({ isMethod, name }) => isMethod && isEnd(name))
      .flatMap(({ calls }) => calls),
  );
  return [...shape.methods].flatMap(([name, { element, fn }]) =>
    named.has(name) && !isEnd(name) ? [{ name: spoken(name), fn, element }] : [],
  );
}

/** The members of what a class extends in another file. */
export function membersAbove(shape: ClassShape, file: File): readonly Member[] {
  const base = lineOf(shape).at(-1)?.node.superClass;
  if (base?.type !== T.Identifier || !importOf(base, file)) return [];
  return outlinesUnder(base, file).flatMap((one) => linesAbove(one).flatMap(({ members }) => members));
}

/** Names after which nothing is left of an object, whichever of them the outside calls. */
const WHOLE =
  /^(?:@@asyncDispose|@@dispose|ngOnDestroy|(?:close|destroy|discard|dispose|shutdown|teardown|terminate)(?:Async|Now|Sync)?)$/iu;

/** The methods of a class itself each of which ends the object for good. */
export function wholeEndsOf({ methods }: ClassShape): readonly Teardown[] {
  return [...methods].flatMap(([name, { element, fn }]) =>
    WHOLE.test(name) && !isHidden(element) ? [{ name: spoken(name), fn, element }] : [],
  );
}

const spoken = (name: string): string => (name.startsWith("@@") ? `[Symbol.${name.slice(2)}]()` : `${name}()`);

const isHidden = ({ accessibility, key }: ClassElement): boolean =>
  accessibility === "private" || key.type === T.PrivateIdentifier;

/** `setInterval(() => this.cleanup(), 60_000)`: a hidden method that nothing else runs tidies up while the object goes on. */
function isRoutine({ element }: Teardown, shape: ClassShape, file: File): boolean {
  const places = isHidden(element) ? (shape.uses.get(keyNameOf(element) ?? "") ?? []) : [];
  return places.length > 0 && places.every((place) => isRunByInterval(place, file));
}

function isRunByInterval(place: TSESTree.Node, file: File): boolean {
  const root = rootOf(place);
  return [place, root].some(({ parent }) => {
    const isGiven =
      parent?.type === T.CallExpression && (parent.arguments[0] === place || parent.arguments[0] === root);
    const callee = isGiven ? unwrapped(parent.callee) : undefined;
    return callee?.type === T.Identifier && callee.name === "setInterval" && file.isGlobal(callee);
  });
}

export interface Reach {
  /** Whether a node runs when the object is ended. */
  readonly has: (node: TSESTree.Node) => boolean;
  /** The whole object is given away there, to who knows what. */
  readonly isOpen: boolean;
}

const known = new WeakMap<ClassShape, Reach>();

/** Everything that the end of an object runs: members by name, callbacks, functions of the file, listeners on an end. */
export function reachOf(shape: ClassShape, file: File): Reach {
  const found = known.get(shape);
  if (found) return found;
  const ends = [shape, ...shape.subclasses].flatMap((one) =>
    [...endsOf(one), ...hooksOf(one, file)].flatMap((end) => (isRoutine(end, one, file) ? [] : [end.fn])),
  );
  const made = reachFrom([...ends, ...lineOf(shape).flatMap((one) => endListeners(one, file))], shape, file);
  known.set(shape, made);
  return made;
}

const reaches = new WeakMap<ClassShape, Map<TSESTree.Node, Reach>>();

/** Everything that one function of a class runs, itself among it. */
export function reachOfOne(fn: TSESTree.Node, shape: ClassShape, file: File): Reach {
  const ofShape = reaches.get(shape) ?? new Map<TSESTree.Node, Reach>();
  const found = ofShape.get(fn) ?? reachFrom([fn], shape, file);
  reaches.set(shape, ofShape.set(fn, found));
  return found;
}

export function reachFrom(from: readonly TSESTree.Node[], shape: ClassShape, file: File): Reach {
  const reached = new Set<TSESTree.Node>(from);
  const line = familyMethods(shape);
  const kept = keptFunctions(shape, file);
  for (const node of reached) {
    for (const next of namedIn(node, line, shape, file)) reached.add(next);
    for (const { fn, places } of kept) if (places.some((place) => isInside(place, node))) reached.add(fn);
  }
  const has = (node: TSESTree.Node): boolean => isBelow(node, reached);
  return { has, isOpen: lineOf(shape).some(({ given }) => given.some(has)) };
}

const families = new WeakMap<ClassShape, ReadonlyMap<string, readonly Method[]>>();

/** By name, and for `super.close()` by the class that declares them. */
function familyMethods(shape: ClassShape): ReadonlyMap<string, readonly Method[]> {
  const known = families.get(shape);
  if (known) return known;
  const found = new Map<string, Method[]>();
  for (const one of [...lineOf(shape), ...shape.subclasses])
    for (const [name, method] of one.methods) found.set(name, [...(found.get(name) ?? []), method]);
  families.set(shape, found);
  return found;
}

/** The functions that a piece of code names: `this.stop()`, `this.stop` passed on, `super.close()`, `drain(list)`. */
function namedIn(
  node: TSESTree.Node,
  methods: ReadonlyMap<string, readonly Method[]>,
  { self }: ClassShape,
  file: File,
): readonly TSESTree.Node[] {
  const { visitorKeys } = file.sourceCode;
  const ownOf = (object: TSESTree.Node): boolean => {
    const owner = selfOf(object, file);
    return owner !== undefined && (owner.type === T.ClassBody) === (self.type === T.ClassBody);
  };
  const found: TSESTree.Node[] = [];
  for (const call of callsIn(node, visitorKeys)) {
    for (const named of [call.callee, ...call.arguments]) {
      const it = unwrapped(named);
      const isOwn = it.type === T.MemberExpression && (it.object.type === T.Super || ownOf(it.object));
      const name = it.type === T.MemberExpression ? keyNameOf(it) : undefined;
      if (isOwn && name !== undefined) found.push(...(methods.get(name) ?? []).map(({ fn }) => fn));
      else if (it.type === T.Identifier) {
        const fn = functionNamed(it, file);
        if (fn) found.push(fn);
      }
    }
  }
  return found;
}

function isBelow(node: TSESTree.Node, set: ReadonlySet<TSESTree.Node>): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (set.has(at)) return true;
  return false;
}

/** `this.on("close", f)`, `socket.once("end", f)`: what listens to an end runs when the object ends, as far as anybody can tell. */
export function endListeners({ node }: ClassShape, file: File): readonly TSESTree.Node[] {
  return callsIn(node, file.sourceCode.visitorKeys).flatMap(({ callee, arguments: [event, listener] }) => {
    const it = unwrapped(callee);
    const isRegistered = it.type === T.MemberExpression && isListening(keyNameOf(it) ?? "");
    if (!isRegistered || !listener || !isEnd(textStartOf(event) ?? "")) return [];
    return functionNamed(listener, file) ?? [];
  });
}
