/** What a class gives its fields: every value that one is assigned, and the calls that make them. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResultStep } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { type CallNode, isCall, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import type { ClassShape } from "./classes.ts";

/** What a class gives one of its fields: `new Emitter()`, `bus.subscribe(f)`. */
export interface Gift {
  readonly field: string;
  readonly call: CallNode;
  readonly awaited: boolean;
  /** Two gifts of one make have the same: `new Emitter`, `bus.subscribe`. */
  readonly make: string;
  /** Leads from what the call answers to the value: `const [, handle] = await open()`. */
  readonly yields: readonly ResultStep[];
}

/** Of fields that are given nothing but what one make makes. */
export function giftsOf(shape: ClassShape, file: File): readonly Gift[] {
  const fields = new Set([...shape.uses.keys(), ...shape.declared.keys()]);
  return [...fields].flatMap((field) => {
    const values = valuesOf(field, shape).filter((value) => !isNothing(value));
    const gifts = values.flatMap((value) => giftFrom(field, value, file) ?? []);
    const makes = new Set(gifts.map(({ make }) => make));
    return gifts.length === values.length && makes.size === 1 ? gifts : [];
  });
}

export function valuesOf(field: string, { uses, declared }: ClassShape): readonly TSESTree.Node[] {
  const declaration = declared.get(field);
  const initial = declaration?.type === T.PropertyDefinition && declaration.value ? [declaration.value] : [];
  // What the constructor is given is not the class's own.
  const given = declaration?.type === T.TSParameterProperty ? [declaration] : [];
  const assigned = (uses.get(field) ?? []).flatMap((place) => {
    const { parent } = wrapped(place);
    return parent?.type === T.AssignmentExpression && parent.left === place ? [parent.right] : [];
  });
  return [...initial, ...given, ...assigned];
}

export function isNothing(value: TSESTree.Node): boolean {
  const it = unwrapped(value);
  return (it.type === T.Literal && it.value === null) || (it.type === T.Identifier && it.name === "undefined");
}

export function giftFrom(field: string, value: TSESTree.Node, { sourceCode }: File): Gift | undefined {
  const it = unwrapped(value);
  const awaited = it.type === T.AwaitExpression;
  const call = awaited ? unwrapped(it.argument) : it;
  if (!isCall(call)) return undefined;
  const make = `${call.type === T.NewExpression ? "new " : ""}${sourceCode.getText(call.callee)}`;
  return { field, call, awaited, make, yields: [] };
}

/** `const [credentials, handle] = await subscribe(); this.#handle = handle`. */
export function giftThrough(field: string, value: TSESTree.Node, file: File): Gift | undefined {
  const at = file.variableOf(unwrapped(value))?.defs[0]?.node as TSESTree.Node | undefined;
  if (at?.type !== T.VariableDeclarator || !at.init || at.parent.kind !== "const") return undefined;
  const yields = stepsTo(unwrapped(value), at.id);
  const gift = yields && giftFrom(field, at.init, file);
  return gift && { ...gift, yields };
}

function stepsTo(name: TSESTree.Node, pattern: TSESTree.Node): readonly ResultStep[] | undefined {
  const isIt = (one: TSESTree.Node | null): boolean =>
    name.type === T.Identifier && one?.type === T.Identifier && one.name === name.name;
  if (isIt(pattern)) return [];
  if (pattern.type === T.ArrayPattern) {
    const element = pattern.elements.findIndex(isIt);
    return element < 0 ? undefined : [{ element }];
  }
  const one =
    pattern.type === T.ObjectPattern
      ? pattern.properties.find(({ type, value }) => type === T.Property && isIt(value))
      : undefined;
  const property = one?.type === T.Property ? keyNameOf(one) : undefined;
  return property === undefined ? undefined : [{ property }];
}
