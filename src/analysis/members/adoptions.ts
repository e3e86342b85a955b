/** Does a class end what its constructor is given? Whoever makes an object of it of something fresh owes the object then. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import type { File } from "../file.ts";
import { callsIn, type FunctionNode, isFunction, keyNameOf, nodesIn, testIn, unwrapped } from "../tree.ts";
import { isListening } from "../ownership/index.ts";
import { type Care } from "./cares.ts";
import { caseOf, isEnding } from "./cases.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { isEntrusted } from "./entrusted.ts";
import { fieldOfParameter } from "./holdings.ts";
import { leftAlone, type Ownership } from "./index.ts";
import { type ClassNode, selfOf } from "./self.ts";
import { reachOfOne } from "./teardowns.ts";

/** What an object is that is given the arrival as argument `index`; absent when its end leaves that open, or asks who owns it. */
export function adoptionOf(node: ClassNode, index: number, arrival: Arrival, file: File): Ownership | undefined {
  const shape = classesOf(file).shapeOf(node);
  const parameters = shape ? (constructorOf(shape)?.params ?? []) : [];
  const [at, field] = [parameters[index], fieldOfParameter(parameters[index], file)];
  if (!shape || !at || field === undefined) return undefined;
  const holding = { arrival, shape, field, amount: "one", at, aliases: [], isOptional: false } as const;
  const one = caseOf(holding, file);
  const told = parameters.filter((other) => other !== at).flatMap((other) => fieldOfParameter(other, file) ?? []);
  const endings = one?.cares.filter((care) => isEnding(care) && !asksOne(care, told, shape, file)) ?? [];
  const ends = (one?.teardowns ?? []).filter(({ fn }) => {
    const reach = reachOfOne(fn, shape, file);
    return endings.some((care) => reach.has(care.at));
  });
  if (ends.length === 0) return undefined;
  const names = ends.map(({ element }) => keyNameOf(element) ?? "");
  // Whoever listens to it goes on without a holder, as that does.
  const isHeard = listens(shape, [field, ...(at.type === T.Identifier ? [at.name] : [])], file);
  const resource = leftAlone(arrival.resource, isHeard || isEntrusted(shape, file));
  return { fields: [field], owned: [resource], ends: names, opens: [] };
}

function constructorOf({ node }: ClassShape): FunctionNode | undefined {
  const made = node.body.body.find((one) => one.type === T.MethodDefinition && one.kind === "constructor");
  return made?.type === T.MethodDefinition && isFunction(made.value) ? made.value : undefined;
}

function listens({ node }: ClassShape, names: readonly string[], { sourceCode }: File): boolean {
  return callsIn(node, sourceCode.visitorKeys).some(({ callee }) => {
    const it = unwrapped(callee);
    const object =
      it.type === T.MemberExpression && isListening(keyNameOf(it) ?? "") ? unwrapped(it.object) : undefined;
    const name = object?.type === T.MemberExpression ? keyNameOf(object) : object?.type === T.Identifier && object.name;
    return name !== undefined && name !== false && names.includes(name);
  });
}

/** `if (this.#isOwner) …`: another argument of the constructor decides. */
function asksOne({ at }: Care, fields: readonly string[], shape: ClassShape, file: File): boolean {
  for (let node: TSESTree.Node | undefined = at; node && node !== shape.node; node = node.parent) {
    const asked = testIn(node);
    if (asked && nodesIn(asked, file.sourceCode.visitorKeys).some((one) => isFieldOf(one, fields, file))) return true;
  }
  return false;
}

const isFieldOf = (node: TSESTree.Node, fields: readonly string[], file: File): boolean =>
  node.type === T.MemberExpression && fields.includes(keyNameOf(node) ?? "") && selfOf(node.object, file) !== undefined;
