/** What constructor functions and their prototypes give an instance, and nothing in the file ends. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { isEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { isWrittenOnce } from "../origin.ts";
import { functionNamed, isListening } from "../ownership/index.ts";
import {
  callsIn,
  type FunctionNode,
  isFunction,
  keyNameOf,
  nodesIn,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { caresFor } from "./cares.ts";
import type { ClosureLoss } from "./closures.ts";
import { isReleasedOutside } from "./other-ends.ts";

/** `node.file = fs.createWriteStream(path)` after `const node = this`, where `this.on("close", …)` ends no file. */
export function instanceLossOf(arrival: Arrival, file: File): ClosureLoss | undefined {
  const { call, resource, through } = arrival;
  const store = wrapped(call).parent;
  if (through !== "value" || store?.type !== T.AssignmentExpression || store.operator !== "=") return undefined;
  const target = unwrapped(store.left);
  const field = target.type === T.MemberExpression ? keyNameOf(target) : undefined;
  if (target.type !== T.MemberExpression || field === undefined) return undefined;
  if (resource.lifetime === "body" || resource.endsByItself || resource.opens) return undefined;
  const maker = makerOf(target.object, file);
  const [teardown] = maker ? endsOf(maker, file) : [];
  if (!maker || !teardown || isCaredFor(field, target, arrival, file)) return undefined;
  const isSure = !resource.unattended && !isExported(maker);
  const holder = file.sourceCode.getText(target);
  return { arrival, holder, teardown, tier: isSure ? "recommended" : "strict" };
}

/** Whoever speaks of a member of that name may mean this one. */
function isCaredFor(field: string, target: TSESTree.Node, arrival: Arrival, file: File): boolean {
  const { ast, visitorKeys } = file.sourceCode;
  const places = nodesIn(ast, visitorKeys).filter(
    (node) => node !== target && node.type === T.MemberExpression && keyNameOf(node) === field,
  );
  const isBound = nodesIn(ast, visitorKeys).some(
    (node) => node.type === T.Property && node.parent.type === T.ObjectPattern && keyNameOf(node) === field,
  );
  const cares = caresFor(places, "one", arrival, file, () => false);
  return isBound || cares.some(({ kind }) => kind !== "open") || isReleasedOutside(field, arrival.resource, file);
}

/** The constructor function that the instance is made by, which `this`, or a name for it, stands for. */
function makerOf(node: TSESTree.Node, file: File): Variable | undefined {
  const it = unwrapped(node);
  if (it.type === T.ThisExpression) return makerAround(it, file);
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const at = variable?.defs[0]?.node as TSESTree.Node | undefined;
  const isSelf = at?.type === T.VariableDeclarator && at.init?.type === T.ThisExpression && isWrittenOnce(variable);
  return isSelf && at.init ? makerAround(at.init, file) : undefined;
}

function makerAround(node: TSESTree.Node, file: File): Variable | undefined {
  let fn: TSESTree.Node | undefined = node;
  while (fn && (!isFunction(fn) || fn.type === T.ArrowFunctionExpression)) fn = fn.parent;
  if (!isFunction(fn)) return undefined;
  const isMaker = fn.type === T.FunctionDeclaration && fn.id !== null && /^[A-Z]/u.test(fn.id.name);
  return isMaker && fn.id ? file.variableOf(fn.id) : prototypeAround(fn, file);
}

/** `Store.prototype.close = function () { … }`, `Store.prototype = { close() { … } }`, `assign(Store.prototype, { … })`. */
function prototypeAround({ parent }: FunctionNode, file: File): Variable | undefined {
  if (parent.type === T.AssignmentExpression)
    return parent.left.type === T.MemberExpression ? ownerOf(parent.left.object, file) : undefined;
  const object = parent.type === T.Property ? parent.parent : undefined;
  if (object?.type !== T.ObjectExpression) return undefined;
  const { parent: around } = object;
  if (around.type === T.AssignmentExpression) return ownerOf(around.left, file);
  return around.type === T.CallExpression && around.arguments[0] ? ownerOf(around.arguments[0], file) : undefined;
}

/** The name before `.prototype`. */
function ownerOf(node: TSESTree.Node, file: File): Variable | undefined {
  const isPrototype = node.type === T.MemberExpression && keyNameOf(node) === "prototype";
  return isPrototype ? file.variableOf(node.object) : undefined;
}

type End = NonNullable<ClosureLoss["teardown"]>;

const known = new WeakMap<Variable, readonly End[]>();

/** Methods of the prototype, and what listens to the end of `this`. */
function endsOf(maker: Variable, file: File): readonly End[] {
  const found = known.get(maker);
  if (found) return found;
  const { ast, visitorKeys } = file.sourceCode;
  const methods = nodesIn(ast, visitorKeys).flatMap((fn): End[] => {
    if (!isFunction(fn) || fn.type === T.ArrowFunctionExpression || prototypeAround(fn, file) !== maker) return [];
    const { parent } = fn;
    const named = parent.type === T.AssignmentExpression ? parent.left : parent;
    const name = named.type === T.MemberExpression || named.type === T.Property ? keyNameOf(named) : undefined;
    return name !== undefined && isEnd(name) ? [{ name: `${name}()`, fn }] : [];
  });
  const listeners = callsIn(ast, visitorKeys).flatMap(({ callee, arguments: [event, listener] }): End[] => {
    const it = unwrapped(callee);
    const name = textStartOf(event);
    if (it.type !== T.MemberExpression || !isListening(keyNameOf(it) ?? "") || name === undefined) return [];
    const fn =
      listener && isEnd(name) && makerOf(it.object, file) === maker ? functionNamed(listener, file) : undefined;
    return fn ? [{ name: `on('${name}')`, fn }] : [];
  });
  const made = [...methods, ...listeners];
  known.set(maker, made);
  return made;
}

/** Others may add to its prototype, or inherit from it. */
const isExported = ({ references }: Variable): boolean => references.some(({ identifier }) => isInExport(identifier));

function isInExport(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === T.Property || parent?.type === T.ObjectExpression) return isInExport(parent);
  if (parent?.type !== T.AssignmentExpression || parent.right !== node) return /^Export/u.test(parent?.type ?? "");
  return parent.left.type === T.MemberExpression && isExports(parent.left);
}

/** `module.exports`, `exports.Store`. */
const isExports = ({ object, property }: TSESTree.MemberExpression): boolean =>
  [object, property].some((one) => one.type === T.Identifier && one.name === "exports");
