/** Functions that fields keep, and which whoever goes on with the field may run. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { functionNamed } from "../ownership/index.ts";
import { type FunctionNode, isCall, isFunction, keyNameOf, nodesIn, unwrapped, wrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";
import { lineOf } from "./families.ts";
import { selfOf } from "./self.ts";

/** A function that a field keeps, and the places that go on with the field. */
interface Kept {
  readonly fn: FunctionNode;
  readonly places: readonly TSESTree.Node[];
}

const functions = new WeakMap<ClassShape, readonly Kept[]>();

/** `this.#end = () => pool.end()`, `this.#ends.push(() => timer.unref())`: whoever names the field may call it. */
export function keptFunctions(shape: ClassShape, file: File): readonly Kept[] {
  const known = functions.get(shape);
  if (known) return known;
  const stored = lineOf(shape).flatMap(({ uses }) =>
    [...uses.values()].flatMap((places) => {
      const stores = places.flatMap((place) => {
        const value = keptAt(place);
        const fn = value && functionNamed(value, file);
        return fn ? [{ fn, place }] : [];
      });
      const others = places.filter((place) => !stores.some((one) => one.place === place));
      return stores.map(({ fn }) => ({ fn, places: others }));
    }),
  );
  const found = [...stored, ...keptEnds(shape, file)];
  functions.set(shape, found);
  return found;
}

/** What a field, or a collection in it, is given at one place. */
function keptAt(place: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = wrapped(place);
  if (parent?.type === T.AssignmentExpression) return parent.left === place ? unwrapped(parent.right) : undefined;
  const call = parent?.type === T.MemberExpression ? parent.parent : undefined;
  const isAdding =
    call?.type === T.CallExpression &&
    call.callee === parent &&
    /^(?:add|push|set|unshift)$/u.test(keyNameOf(parent as TSESTree.MemberExpression) ?? "");
  return isAdding ? call.arguments.at(-1) : undefined;
}

/** `Disposable.create(f)`, `toDisposable(f)`, `new Disposable(f)`; what is subscribed to runs its function at another time. */
const MAKES_END = /(?:^|\.)(?:[a-z]\w*Disposable|Disposable(?:\.\w+)?)$/u;

/** `this.parts = combined(…, { dispose: () => this.item?.dispose() })`, `this.parts.push(Disposable.create(f))`: who ends the parts runs it. */
function keptEnds({ node, uses }: ClassShape, file: File): readonly Kept[] {
  if (!/\b(?:close|destroy|dispose|stop|unsubscribe)(?:\(|:)/u.test(file.sourceCode.getText(node))) return [];
  return nodesIn(node, file.sourceCode.visitorKeys).flatMap((it) => {
    const ends = endsIn(it, file);
    const field = ends.length > 0 ? fieldAround(it, file) : undefined;
    return field === undefined ? [] : ends.map((fn) => ({ fn, places: uses.get(field) ?? [] }));
  });
}

/** What an object or a call makes the end of something. */
function endsIn(it: TSESTree.Node, { sourceCode }: File): readonly FunctionNode[] {
  if (it.type === T.ObjectExpression)
    return it.properties.flatMap((one) => {
      const fn = one.type === T.Property && isEnd(keyNameOf(one) ?? "") ? unwrapped(one.value) : undefined;
      return isFunction(fn) ? [fn] : [];
    });
  const [first] = isCall(it) ? it.arguments : [];
  return isCall(it) && isFunction(first) && MAKES_END.test(sourceCode.getText(it.callee)) ? [first] : [];
}

/** The field that something is put into, alone or among others, made into one thing or not. */
function fieldAround(node: TSESTree.Node | undefined, file: File): string | undefined {
  for (let at = node; at && !isFunction(at); at = at.parent) {
    const { parent } = at;
    const callee = parent?.type === T.CallExpression && parent.callee !== at ? unwrapped(parent.callee) : undefined;
    const isPush = callee?.type === T.MemberExpression && /^(?:add|push|pushAll)$/u.test(keyNameOf(callee) ?? "");
    if (parent?.type === T.PropertyDefinition) return parent.value === at ? keyNameOf(parent) : undefined;
    const target =
      parent?.type === T.AssignmentExpression ? unwrapped(parent.left) : isPush ? unwrapped(callee.object) : undefined;
    if (target?.type === T.MemberExpression && selfOf(target.object, file)) return keyNameOf(target);
  }
  return undefined;
}
