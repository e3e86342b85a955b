/** What does a class register with a service of a library, and nothing in the file takes back? */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { registrations } from "../../catalog/index.ts";
import type { File } from "../file.ts";
import { exportOf, writtenTypesOf } from "../origin.ts";
import { type CallNode, callsIn, keyNameOf, unwrapped, wrapped } from "../tree.ts";
import { classesOf, type ClassShape } from "./classes.ts";
import { isPrivate } from "./families.ts";
import type { Registration } from "./pairs.ts";
import { elementAround } from "./self.ts";
import { teardownsOf } from "./teardowns.ts";

const PACKAGES: readonly string[] = [...new Set(registrations.map((one) => one.package))];

/** The inverse need only be named: whoever speaks of it knows of the duty. */
export function knownRegistrationsIn(file: File): readonly Registration[] {
  const { text, visitorKeys } = file.sourceCode;
  if (!PACKAGES.some((name) => text.includes(`${name}/`))) return [];
  const open = registrations.filter(({ adds, removes }) => text.includes(`.${adds}(`) && !text.includes(removes));
  if (open.length === 0) return [];
  return classesOf(file).all.flatMap((shape) =>
    callsIn(shape.node, visitorKeys).flatMap((call) => registrationOf(call, shape, open, file) ?? []),
  );
}

function registrationOf(
  call: CallNode,
  shape: ClassShape,
  open: typeof registrations,
  file: File,
): Registration | undefined {
  const callee = unwrapped(call.callee);
  const method = callee.type === T.MemberExpression ? keyNameOf(callee) : undefined;
  const candidates = open.filter(({ adds }) => adds === method);
  if (callee.type !== T.MemberExpression || method === undefined || candidates.length === 0) return undefined;
  if (elementAround(call)?.parent.parent !== shape.node || wrapped(call).parent?.type !== T.ExpressionStatement)
    return undefined;
  const types = writtenTypesOf(callee.object, file, () => []);
  const known = candidates.find((one) => types.some((type) => type.package === one.package && type.name === one.type));
  const [teardown] = teardownsOf(shape);
  if (!known || !(teardown ? shape.base !== "unknown" : isEndedByFramework(shape, callee.object, file)))
    return undefined;
  const receiver = file.sourceCode.getText(callee.object);
  return { call, receiver, method, inverse: known.removes, shape, teardown, tier: "recommended" };
}

/** Components and directives come and go; what a class beyond this file knows of the service it may see to. */
function isEndedByFramework(shape: ClassShape, receiver: TSESTree.Node, file: File): boolean {
  const it = unwrapped(receiver);
  const field = it.type === T.MemberExpression ? keyNameOf(it) : undefined;
  const isOwn = shape.base !== "unknown" || (field !== undefined && isPrivate(field, shape));
  return isOwn && shape.node.decorators.some(({ expression }) => isComponent(expression, file));
}

function isComponent(decorator: TSESTree.Expression, file: File): boolean {
  const named = decorator.type === T.CallExpression ? exportOf(decorator.callee, file) : undefined;
  return named?.module === "@angular/core" && (named.path === "Component" || named.path === "Directive");
}
