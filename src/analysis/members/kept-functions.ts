/** Functions that fields keep, and which whoever goes on with the field may run. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { functionNamed } from "../ownership/index.ts";
import { type FunctionNode, isFunction, keyNameOf, nodesIn, unwrapped, wrapped } from "../tree.ts";
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

/** `this.parts = combined(…, { dispose: () => this.item?.dispose() })`: who ends the parts runs it. */
function keptEnds({ node, uses }: ClassShape, file: File): readonly Kept[] {
  if (!/\b(?:close|destroy|dispose|stop|unsubscribe)(?:\(|:)/u.test(file.sourceCode.getText(node))) return [];
  return nodesIn(node, file.sourceCode.visitorKeys).flatMap((it) => {
    const isEnding = it.type === T.Property && it.parent.type === T.ObjectExpression && isEnd(keyNameOf(it) ?? "");
    const fn = isEnding ? unwrapped(it.value) : undefined;
    const field = isFunction(fn) ? fieldAround(it.parent, file) : undefined;
    return isFunction(fn) && field !== undefined ? [{ fn, places: uses.get(field) ?? [] }] : [];
  });
}

/** The field that something is put into, alone or among others, made into one thing or not. */
function fieldAround(node: TSESTree.Node | undefined, file: File): string | undefined {
  for (let at = node; at && !isFunction(at); at = at.parent) {
    const { parent } = at;
    const callee = parent?.type === T.CallExpression && parent.callee !== at ? unwrapped(parent.callee) : undefined;
    const isPush = callee?.type === T.MemberExpression && /^(?:add|push)$/u.test(keyNameOf(callee) ?? "");
    const target =
      parent?.type === T.AssignmentExpression ? unwrapped(parent.left) : isPush ? unwrapped(callee.object) : undefined;
    if (target?.type === T.MemberExpression && selfOf(target.object, file)) return keyNameOf(target);
  }
  return undefined;
}
