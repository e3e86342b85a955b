/** What every resource of its kind has, methods and properties: a path on which one is missing is none. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { ResourceModel } from "../../catalog/index.ts";
import type { Condition } from "../graph/index.ts";
import { keyNameOf, unwrapped } from "../tree.ts";
import type { State } from "./state.ts";
import type { Tracked } from "./tracked.ts";

/** `if (typeof response.text === "function") await response.text()`, `if (client.end) client.end()`, `if (!res.statusCode) return`. */
export function saysWithout(
  { kind, of, holds }: Condition,
  { is, holders }: State,
  { file, arrival: { resource } }: Tracked,
): boolean {
  if (is !== "held" || kind === "equals") return false;
  const asked = kind === "truthy" ? (askedTypeIn(unwrapped(of)) ?? { of, isThere: true }) : { of, isThere: false };
  const member = unwrapped(asked.of);
  if (holds === asked.isThere || member.type !== T.MemberExpression) return false;
  const held = file.variableOf(unwrapped(member.object));
  return held !== undefined && holders.includes(held) && membersOf(resource).has(keyNameOf(member) ?? "");
}

interface Asked {
  readonly of: TSESTree.Node;
  /** The comparison is true where the method is there. */
  readonly isThere: boolean;
}

/** `typeof _.text === "function"`, and that it is no `"undefined"`. */
function askedTypeIn(node: TSESTree.Node): Asked | undefined {
  if (node.type !== T.BinaryExpression || !/^[!=]==?$/u.test(node.operator)) return undefined;
  const { left, right } = node;
  const type = right.type === T.Literal ? right.value : undefined;
  if (left.type !== T.UnaryExpression || left.operator !== "typeof") return undefined;
  if (type !== "function" && type !== "undefined") return undefined;
  return { of: left.argument, isThere: node.operator.startsWith("=") === (type === "function") };
}

const known = new WeakMap<ResourceModel, ReadonlySet<string>>();

/** What the catalogue says it always has, and what ends or reads it: `text` of `_.text()`, in every version. */
function membersOf(resource: ResourceModel): ReadonlySet<string> {
  const found = known.get(resource);
  if (found) return found;
  const { release, takenBy = [], drainedBy = [], always = [] } = resource;
  const forms = [...release, ...takenBy, ...drainedBy].filter((one) => typeof one === "string");
  const methods = forms.flatMap((form) => /^(?:await )?_\.(\w+)\(/u.exec(form)?.[1] ?? []);
  const made = new Set([...always, ...methods]);
  known.set(resource, made);
  return made;
}
