/** For what is a function run? By where it is given, by its decorator, its export, its types, its parameters. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { matchesLiteral, type Occasion } from "../../catalog/index.ts";
import type { DeclaredType, File } from "../file.ts";
import { packageOf } from "../knowledge.ts";
import { exportOf, writtenTypesOf } from "../origin.ts";
import {
  type CallNode,
  type FunctionNode,
  isCall,
  isFunction,
  keyNameOf,
  rootOf,
  textStartOf,
  unwrapped,
  wrapped,
} from "../tree.ts";
import { type GivenForm, type Occasions, occasionsFrom } from "./occasions.ts";

/** What the catalogue says of the function itself; absent when it says nothing. */
export function occasionOf(fn: FunctionNode, file: File): Occasion | undefined {
  const occasions = occasionsFrom(file.settings.libraries);
  return (
    occasionAt(fn, file) ?? decorated(fn, occasions, file) ?? exported(fn, occasions) ?? declared(fn, occasions, file)
  );
}

/** The function around a node that runs again and again, if there is one. */
export function handlerAround(node: TSESTree.Node, file: File): FunctionNode | undefined {
  const root = rootOf(node);
  if (!isFunction(root)) return undefined;
  const per = occasionOf(root, file) ?? occasionByName(root, file);
  return per === undefined || per === "call" ? handlerAround(root, file) : isOften(per) ? root : undefined;
}

export const isOften = (per: Occasion): per is Often => per !== "once" && per !== "end" && per !== "call";
export type Often = Exclude<Occasion, "call" | "once" | "end">;

/** By where its name is given: `server.on("request", answer)`. */
function occasionByName(fn: FunctionNode, file: File): Occasion | undefined {
  const { parent } = wrapped(fn);
  const name = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const references = (name && file.variableOf(name)?.references) ?? [];
  return references.map(({ identifier }) => occasionAt(identifier, file)).find((per) => per !== undefined);
}

/** The same by the call that an expression is given to, perhaps in an options object or a list. */
export function occasionAt(given: TSESTree.Node, file: File): Occasion | undefined {
  const at = callGiven(given);
  return at && formAt(at, file)?.per;
}

interface Given {
  readonly call: CallNode;
  readonly index: number;
  readonly option: string | undefined;
}

function callGiven(given: TSESTree.Node, option?: string): Given | undefined {
  const node = wrapped(given);
  const { parent } = node;
  if (parent?.type === T.ArrayExpression) return callGiven(parent, option);
  if (parent?.type === T.Property && parent.value === node && option === undefined)
    return callGiven(parent.parent, keyNameOf(parent));
  if (!parent || !isCall(parent))
    return isBound(node) ? callGiven((parent as TSESTree.Node).parent as TSESTree.Node, option) : undefined;
  const index = parent.arguments.findIndex((one) => one === node);
  return index < 0 ? undefined : { call: parent, index, option };
}

/** `this.list.bind(this)`. */
function isBound({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== T.MemberExpression || keyNameOf(parent) !== "bind") return false;
  return parent.parent.type === T.CallExpression && parent.parent.callee === parent;
}

function formAt(at: Given, file: File): GivenForm | undefined {
  const occasions = occasionsFrom(file.settings.libraries);
  const callee = unwrapped(at.call.callee);
  const named = exportOf(callee, file);
  const [base = ""] = named?.path.split(".") ?? [];
  const forms = named && (occasions.exports.get(`${named.module}|${named.path}`) ?? onceOf(`${named.module}|${base}`));
  const found = forms?.find((one) => fits(one, at));
  if (found || callee.type !== T.MemberExpression || at.call.type === T.NewExpression) return found;
  const methods = occasions.methods.get(keyNameOf(callee) ?? "")?.filter((one) => fits(one, at)) ?? [];
  return methods.length === 0 ? undefined : ofReceiver(methods, callee.object, at, file);

  /** `test.only(…)` runs what `test(…)` runs. */
  function onceOf(key: string): readonly GivenForm[] | undefined {
    return occasions.exports.get(key)?.filter(({ per }) => per === "once");
  }
}

function fits({ form }: GivenForm, { call, index, option }: Given): boolean {
  if ((form.kind === "new") !== (call.type === T.NewExpression)) return false;
  if (form.option !== option || (form.argument !== undefined && form.argument !== index)) return false;
  return form.literal === undefined || matchesLiteral(form.literal, textStartOf(call.arguments[0]) ?? "");
}

/** By what made the receiver or what it is written to be; the checker is asked where that says nothing. */
function ofReceiver(
  forms: readonly GivenForm[],
  receiver: TSESTree.Node,
  { call }: Given,
  file: File,
): GivenForm | undefined {
  const home = packageThatMade(receiver, file);
  const made = home === undefined ? undefined : forms.find(({ packages }) => packages.has(home));
  if (made) return made;
  const written = writtenTypesOf(receiver, file, () => []);
  const types = written.length > 0 ? written : (file.checker?.typesOf(receiver) ?? []);
  const found = forms.find((form) => types.some((type) => isOwner(type, form)));
  if (found) return found;
  return isPathOfServer(receiver, call) ? forms[0] : undefined;
}

/** The package whose function or class a name, or what it was chained from, came from: `express` of `const app = express()`. */
function packageThatMade(node: TSESTree.Node, file: File): string | undefined {
  const it = unwrapped(node);
  if (it.type === T.CallExpression && it.callee.type === T.MemberExpression) {
    const chained = packageThatMade(it.callee.object, file);
    if (chained !== undefined) return chained;
  }
  if (isCall(it)) {
    const module = exportOf(it.callee, file)?.module;
    return module === undefined || module === "globalThis" ? undefined : packageOf(module);
  }
  if (it.type === T.AwaitExpression) return packageThatMade(it.argument, file);
  if (it.type !== T.Identifier) return undefined;
  const at = file.variableOf(it)?.defs[0]?.node as TSESTree.Node | undefined;
  return at?.type === T.VariableDeclarator && at.id.type === T.Identifier && at.init
    ? packageThatMade(at.init, file)
    : undefined;
}

/** A module that is a class itself has its methods under the name of the class: `Application.use` of koa. */
function isOwner({ package: from, name }: DeclaredType, { form, packages }: GivenForm): boolean {
  const owner = form.path.slice(0, form.path.lastIndexOf("."));
  return packages.has(from) && (name === owner || owner === "default");
}

const SERVER = /(?:app|api|fastify|hono|router|routes|server|wss?|io)$/iu;

/** `app.get("/users", …)`, `server.on("request", …)`: a name that says so, where no type does. */
function isPathOfServer(receiver: TSESTree.Node, { arguments: [first] }: CallNode): boolean {
  const it = unwrapped(receiver);
  const name = it.type === T.MemberExpression ? keyNameOf(it) : it.type === T.Identifier ? it.name : undefined;
  const text = textStartOf(first);
  return name !== undefined && SERVER.test(name) && text !== undefined && /^(?:\/|request$|connection$)/u.test(text);
}

function decorated(fn: FunctionNode, { decorators }: Occasions, file: File): Occasion | undefined {
  const { parent } = fn;
  if (parent.type !== T.MethodDefinition) return undefined;
  return parent.decorators
    .map(({ expression }) => exportOf(expression.type === T.CallExpression ? expression.callee : expression, file))
    .map((found) => found && decorators.get(`${found.module}|${found.path}`))
    .find((per) => per !== undefined);
}

/** `export const handler = …`, `export async function GET()`. */
function exported(fn: FunctionNode, { exported: names }: Occasions): Occasion | undefined {
  const { parent } = wrapped(fn);
  const name = fn.id ?? (parent?.type === T.VariableDeclarator ? parent.id : undefined);
  const statement = fn.id ? fn : parent?.parent;
  const isExported = statement?.parent?.type === T.ExportNamedDeclaration;
  return isExported && name?.type === T.Identifier ? names.get(name.name) : undefined;
}

function declared(fn: FunctionNode, { parameters, types }: Occasions, file: File): Occasion | undefined {
  const names = fn.params.slice(0, 2).map((one) => (one.type === T.Identifier ? one.name.replace(/^_+/u, "") : ""));
  const typeOf = (node: TSESTree.Node): Occasion | undefined =>
    writtenTypesOf(node, file, () => [])
      .map((type) => types.get(`${type.package}|${type.name}`))
      .find((per) => per !== undefined);
  const holder = wrapped(fn).parent;
  const isNamed = holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier;
  const byType = isNamed && holder.id.typeAnnotation ? typeOf(holder.id) : undefined;
  const given = fn.params.map((one) => (one.type === T.Identifier ? typeOf(one) : undefined));
  return byType ?? given.find((per) => per !== undefined) ?? parameters.get(names.join(", "));
}
