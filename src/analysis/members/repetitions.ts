/** Which code of a class runs again and again, or again after the constructor has run it, so that it acquires anew? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { isListening } from "../ownership/index.ts";
import { type FunctionNode, isFunction, keyNameOf, rootOf, textStartOf, unwrapped, wrapped } from "../tree.ts";
import type { ClassShape, Method } from "./classes.ts";
import { isOfClass } from "./families.ts";

/** The function of an interval, and a listener for what comes more than once. */
export function isRepeated(fn: TSESTree.Node, file: File): fn is FunctionNode {
  const call = isFunction(fn) ? wrapped(fn).parent : undefined;
  if (call?.type !== T.CallExpression || !isFunction(fn)) return false;
  const callee = unwrapped(call.callee);
  if (callee.type === T.Identifier)
    return callee.name === "setInterval" && file.isGlobal(callee) && call.arguments[0] === fn;
  const name = callee.type === T.MemberExpression ? (keyNameOf(callee) ?? "") : "";
  const event = textStartOf(call.arguments[0]);
  return isListening(name) && !/once/iu.test(name) && event !== undefined && !isEnd(event) && !SINGLE.test(event);
}

/** Events of a beginning or an end, after which another beginning is in order. */
const SINGLE =
  /^(?:abort|connect(?:ed|ion)?|disconnect(?:ed)?|end(?:ed)?|error|exit|finish(?:ed)?|init|listening|load|online|open|ready|spawn|start(?:ed|up)?)$/iu;

/** The calls of a method in code that runs again and again. */
export function repeatedCallsOf(method: Method, shape: ClassShape, file: File): readonly TSESTree.Node[] {
  return callsOf(method, shape).filter((call) => isRepeated(rootOf(call), file));
}

/** The calls of a method that what makes the object, or the class, calls, too, in methods that the outside calls when it likes. */
export function callsAfterConstruction(method: Method, shape: ClassShape): readonly TSESTree.Node[] {
  const calls = callsOf(method, shape);
  const isMade = calls.some(isOfClass(shape) ? isRunOnLoading : isRunByConstructor);
  return isMade
    ? calls.filter((call) =>
        [...shape.methods].some(
          ([name, { element, fn }]) => fn === rootOf(call) && isOpen(name, element.accessibility),
        ),
      )
    : [];
}

/** What goes on after a pause was ended before. */
const isOpen = (name: string, accessibility: string | undefined): boolean =>
  !/^[#_]|^(?:activate|connect|continue|enable|init|open|play|reactivate|resume|run|setup|start|unpause)/u.test(name) &&
  (accessibility === undefined || accessibility === "public") &&
  !isEnd(name);

/** A statement of the constructor itself. */
function isRunByConstructor(call: TSESTree.Node): boolean {
  const element = wrapped(rootOf(call)).parent;
  const isMaking = element?.type === T.MethodDefinition && element.kind === "constructor";
  return isMaking && blockOf(call)?.parent === rootOf(call);
}

/** A statement of a static block, or of the module. */
function isRunOnLoading(call: TSESTree.Node): boolean {
  const block = blockOf(call);
  return block?.type === T.StaticBlock || block?.type === T.Program;
}

/** What a call that is a statement of its own stands in. */
function blockOf(call: TSESTree.Node): TSESTree.Node | undefined {
  const statement = wrapped(call).parent;
  return statement?.type === T.ExpressionStatement ? statement.parent : undefined;
}

/** In the class, and where its name is spoken. */
function callsOf({ fn, element }: Method, shape: ClassShape): readonly TSESTree.Node[] {
  const name = keyNameOf(element) ?? "";
  if (shape.methods.get(name)?.fn !== fn) return [];
  return (shape.uses.get(name) ?? []).flatMap((place) => {
    const called = wrapped(place);
    const { parent } = called;
    return parent?.type === T.CallExpression && parent.callee === called ? [parent] : [];
  });
}
