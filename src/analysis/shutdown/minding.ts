/** Does anything in sight end a resource, or take it over? Whatever might is believed. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { type Consumer, consumersOf } from "../consumers.ts";
import { readsLikeEnd } from "../end-names.ts";
import type { File, Variable } from "../file.ts";
import { lastName, termsOf } from "../knowledge.ts";
import { fluentOf, functionNamed, isStore } from "../ownership/index.ts";
import { type CallNode, calleeNameOf, isFunction, isInside, unwrapped, wrapped } from "../tree.ts";
import { isEndedElsewhere, isExported } from "./exports.ts";
import type { Path } from "./paths.ts";

interface Search {
  readonly file: File;
  readonly path: Path;
  readonly fluent: ReadonlySet<string>;
  /** Method and function names that end it. */
  readonly ends: ReadonlySet<string>;
  readonly seen: Set<Variable>;
}

/** It is ended, given away, kept in a container, or never opened. */
export function isMinded(arrival: Arrival, holder: Variable, path: Path, file: File): boolean {
  const { opens, release } = termsOf(arrival.resource);
  const ends = new Set(release.map((form) => lastName(form.path)));
  const search: Search = { file, path, fluent: fluentOf(arrival), ends, seen: new Set() };
  const methods = readsOf(holder).flatMap((name) => consumersOf(name, search.fluent));
  const isOpen = arrival.own?.opened === true || arrival.awaited;
  // Whoever is given it may open it.
  const isOpened = methods.some(
    (one) => one.kind === "argument" || (one.kind === "method" && opens.some((form) => form.path === one.path)),
  );
  if (opens.length > 0 && !isOpen && !isOpened) return true;
  return isMindedName(holder, search) || (isExported(holder) && isEndedElsewhere(holder, ends, file));
}

const readsOf = ({ references }: Variable): readonly TSESTree.Node[] =>
  references.filter((one) => one.isRead() && one.isValueReference).map(({ identifier }) => identifier);

function isMindedName(variable: Variable, search: Search): boolean {
  if (search.seen.has(variable)) return false;
  search.seen.add(variable);
  return readsOf(variable).some((name) =>
    consumersOf(name, search.fluent).some((consumer) => isMindedBy(consumer, search)),
  );
}

const isEndName = (name: string, { ends }: Search): boolean =>
  ends.has(name) || readsLikeEnd(name.replace(/^\$/u, "")) || /graceful|shutdown|terminus|unref/iu.test(name);

function isMindedBy(consumer: Consumer, search: Search): boolean {
  switch (consumer.kind) {
    case "bind":
      return consumer.path.length > 0 || isMindedPattern(consumer.pattern, search);
    case "argument":
      return isMindedArgument(consumer, search);
    case "method":
      return isEndName(lastName(consumer.path), search) || consumer.path === "then";
    case "member":
      return consumer.name === undefined || isEndName(consumer.name, search);
    case "using":
    case "store":
    case "return":
    case "yield":
    case "callee":
    case "inner":
    case "element":
      return true;
    default:
      return false;
  }
}

/** Another name for it; what a pattern takes out of it may be its end. */
function isMindedPattern(pattern: TSESTree.Node, search: Search): boolean {
  const variable = search.file.variableOf(pattern);
  return variable === undefined || isMindedName(variable, search);
}

/** Given to what the shutdown runs, to a function that follows it, or to what is ended in its place: `new Terminator(server)`. */
function isMindedArgument({ at, index, path }: Extract<Consumer, { kind: "argument" }>, search: Search): boolean {
  const { file } = search;
  if (isEndName(calleeNameOf(at), search) || [...search.path.reached].some((fn) => isInside(at, fn))) return true;
  if (isStore(at) && isOfOthers(at.callee, file)) return true;
  const parameter = at.type === T.CallExpression ? functionNamed(at.callee, file)?.params[index] : undefined;
  const variable = parameter && path.length === 0 ? file.variableOf(parameter) : undefined;
  if (variable && isMindedName(variable, search)) return true;
  return isMindedWrapper(at, search);
}

/** `context.subscriptions.push`: whoever gave the list ends what is in it; one of the file's own is ended here or nowhere. */
function isOfOthers(callee: TSESTree.Node, file: File): boolean {
  const it = unwrapped(callee);
  if (it.type === T.MemberExpression) return isOfOthers(it.object, file);
  const definition = it.type === T.Identifier ? file.variableOf(it)?.defs[0] : undefined;
  return definition !== undefined && isFunction(definition.node) && definition.node.id !== definition.name;
}

function isMindedWrapper(call: CallNode, search: Search): boolean {
  const made = wrapped(call).parent;
  const declarator = made?.type === T.AwaitExpression ? wrapped(made).parent : made;
  return declarator?.type === T.VariableDeclarator && isMindedPattern(declarator.id, search);
}
