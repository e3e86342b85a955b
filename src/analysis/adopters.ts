/** Objects made of what is fresh, whose class ends it: `new Log(await open(path))` is owed in place of the file. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../catalog/index.ts";
import { type Arrival, arrivalsAt } from "./acquisitions.ts";
import { ENDS_OWN } from "./end-names.ts";
import { resourcesAt } from "./factories.ts";
import type { File } from "./file.ts";
import { adoptionOf } from "./members/index.ts";
import { constantOf, isWrittenOnce } from "./origin.ts";
import { modelOf } from "./owners.ts";
import { termsOf } from "./knowledge.ts";
import type { Declared } from "./sources.ts";
import { isCall, keyNameOf, rootOf, unwrapped, wrapped } from "./tree.ts";

const known = new WeakMap<TSESTree.NewExpression, { readonly found: ResourceModel | undefined }>();

/** Absent where the class leaves open what it is given, or others know that, too. */
export function adopterFrom(call: TSESTree.NewExpression, file: File): ResourceModel | undefined {
  const answered = known.get(call);
  if (answered) return answered.found;
  // Set before it is known: an object made of itself owes nothing by that.
  known.set(call, { found: undefined });
  const found = adopterOf(call, file);
  known.set(call, { found });
  return found;
}

function adopterOf(call: TSESTree.NewExpression, file: File): ResourceModel | undefined {
  const name = unwrapped(call.callee);
  if (name.type !== T.Identifier || file.isGlobal(name)) return undefined;
  for (const [index, argument] of call.arguments.entries()) {
    const arrival = freshIn(argument, file);
    // What is disposable is owed for that.
    if (!arrival || arrivalsAt(call, file).length > 0) continue;
    const made = classUnder(name, file);
    const ownership = made && adoptionOf(made.node, index, arrival, made.file);
    if (ownership) return modelOf(made.node.id?.name ?? name.name, ownership);
  }
  return undefined;
}

/** What an argument acquires on the spot, or by a constant that nobody else is given. */
function freshIn(argument: TSESTree.Node, file: File): Arrival | undefined {
  const it = unwrapped(argument);
  const variable = it.type === T.Identifier ? file.variableOf(it) : undefined;
  const constant = variable && isWrittenOnce(variable) ? constantOf(variable) : undefined;
  const value = unwrapped(variable ? (constant ?? it) : it);
  const isAwaited = value.type === T.AwaitExpression;
  const call = isAwaited ? unwrapped(value.argument) : value;
  if (!isCall(call) || rootOf(call) !== rootOf(argument)) return undefined;
  const [arrival, ...others] = resourcesAt(call, file);
  if (!arrival || others.length > 0 || arrival.through !== "value" || arrival.yields.length > 0) return undefined;
  if (arrival.awaited && !isAwaited) return undefined;
  const uses = (variable?.references ?? []).flatMap(({ identifier }) =>
    identifier === it || identifier.parent.type === T.VariableDeclarator ? [] : [wrapped(identifier).parent],
  );
  const isOnlyUsed = uses.every((one) => one?.type === T.MemberExpression);
  return isOnlyUsed && isOpened(arrival, uses) ? { ...arrival, awaited: true } : undefined;
}

/** What is only prepared holds nothing yet. */
function isOpened({ awaited, own, resource }: Arrival, uses: readonly (TSESTree.Node | undefined)[]): boolean {
  if (resource.opens === undefined || awaited || own?.opened) return true;
  const openers = termsOf(resource).opens.map(({ path }) => path);
  return uses.some((one) => one?.type === T.MemberExpression && openers.includes(keyNameOf(one) ?? ""));
}

type Class = Declared & { readonly node: TSESTree.ClassDeclaration };

function classUnder(name: TSESTree.Identifier, file: File): Class | undefined {
  const node = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  if (node?.type === T.ClassDeclaration) return { node, file };
  // Reading another file costs; only classes that seem to end something are worth it.
  if (file.sources?.writes(name, ENDS_OWN) !== true) return undefined;
  const [only, ...others] = file.sources.declaredBy(name);
  return only?.node.type === T.ClassDeclaration && others.length === 0
    ? { node: only.node, file: only.file }
    : undefined;
}
