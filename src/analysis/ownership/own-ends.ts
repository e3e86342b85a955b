/** Methods of a class of the program that end their own object whatever happens: `readAll()`, which closes in its `finally`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { ENDS_OWN, isEnd, readsLikeEnd } from "../end-names.ts";
import type { File } from "../file.ts";
import { type Condition, graphOf, type Step } from "../graph/index.ts";
import { type FunctionNode, isCall, isFunction, keyNameOf, nodesIn, unwrapped } from "../tree.ts";
import { type Callee, calleeOf } from "./callees.ts";
import type { Subject } from "./effects.ts";
import { canThrow } from "./throwing.ts";

/** Only what is a resource by its class has its source in the program. */
export function endsItself(call: TSESTree.CallExpression, path: string, { arrival, file }: Subject): boolean {
  if (arrival.resource.acquire.length > 0 || path.includes(".")) return false;
  const callee = calleeOf(call, file, ENDS_OWN);
  return callee !== undefined && endsAlways(callee);
}

const known = new WeakMap<FunctionNode, boolean>();

function endsAlways(callee: Callee): boolean {
  const found = known.get(callee.fn) ?? isEndedOnAllWays(callee);
  known.set(callee.fn, found);
  return found;
}

function isEndedOnAllWays({ fn, file }: Callee): boolean {
  const body = classOf(fn);
  if (!body) return false;
  const fields = namesReached(endsOf(body), body, file);
  const { entry, returned, threw } = graphOf(fn, file.sourceCode.visitorKeys);
  const steps = new Set<Step>([entry]);
  for (const step of steps) {
    if (step === returned || step === threw) return false;
    if (step.kind === "evaluate" && isOwnEnd(step.at, fields)) continue;
    for (const { to, when } of step.next) if (!when || !saysNothing(when, fields)) steps.add(to);
    if (step.thrown && canThrow(step, file, 0)) steps.add(step.thrown);
  }
  return true;
}

/** `this.close()`, `this.cursor.close()` where the disposal comes to the cursor, too. */
function isOwnEnd(node: TSESTree.Node, fields: ReadonlySet<string>): boolean {
  const member = isCall(node) ? unwrapped(node.callee) : undefined;
  if (member?.type !== T.MemberExpression) return false;
  const name = keyNameOf(member) ?? "";
  const object = unwrapped(member.object);
  if (object.type === T.ThisExpression) return isEnd(name);
  const field = ownName(object);
  return field !== undefined && fields.has(field) && readsLikeEnd(name);
}

/** `this.cursor?.close()`: there is nothing to end where the field is empty. */
function saysNothing({ kind, of, holds }: Condition, fields: ReadonlySet<string>): boolean {
  const field = ownName(unwrapped(of));
  return field !== undefined && fields.has(field) && kind !== "equals" && holds === (kind === "nullish");
}

const ownName = (node: TSESTree.Node): string | undefined =>
  node.type === T.MemberExpression && unwrapped(node.object).type === T.ThisExpression ? keyNameOf(node) : undefined;

const classOf = ({ parent }: FunctionNode): TSESTree.ClassBody | undefined =>
  parent.type === T.MethodDefinition && !parent.static ? parent.parent : undefined;

function endsOf(body: TSESTree.ClassBody): readonly string[] {
  return body.body.flatMap((one) => (isEnd(keyNameIn(one)) ? keyNameIn(one) : []));
}

const keyNameIn = (element: TSESTree.ClassElement): string =>
  element.type === T.MethodDefinition || element.type === T.PropertyDefinition ? (keyNameOf(element) ?? "") : "";

/** The members of the object that methods of these names speak of, and those that they call. */
function namesReached(from: readonly string[], { body }: TSESTree.ClassBody, file: File): ReadonlySet<string> {
  const names = new Set(from);
  for (const name of names) {
    const fn = body.find((one) => keyNameIn(one) === name);
    const value = fn && "value" in fn ? fn.value : undefined;
    for (const node of isFunction(value) ? nodesIn(value, file.sourceCode.visitorKeys) : [])
      names.add(ownName(node) ?? name);
  }
  return names;
}
