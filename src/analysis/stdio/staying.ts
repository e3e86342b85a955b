/** What keeps a process when its client has gone: something that stays open for as long as the process lives. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Arrival } from "../acquisitions.ts";
import { conditionsHold } from "../conditions.ts";
import { boundBelow, type Consumer, consumersOf } from "../consumers.ts";
import { readsLikeEnd } from "../end-names.ts";
import { resourcesAt } from "../factories.ts";
import type { File, Variable } from "../file.ts";
import { lastName, termsOf } from "../knowledge.ts";
import { fluentOf, functionNamed } from "../ownership/index.ts";
import {
  type CallNode,
  callsIn,
  calleeNameOf,
  isCall,
  isFunction,
  keyNameOf,
  rootOf,
  textStartOf,
  wrapped,
} from "../tree.ts";
import { type Along, callsAlong } from "./along.ts";

/** What a message calls the first that stays in the process of a call: "interval". */
export function stayingWith(call: CallNode, file: File): string | undefined {
  for (const along of callsAlong(call, file)) {
    const arrival = resourcesAt(along.call, along.file).find((one) => stays(one, along));
    if (arrival) return arrival.resource.name;
  }
  return undefined;
}

function stays(arrival: Arrival, { call, file, isCertain }: Along): boolean {
  const { resource, through } = arrival;
  const { keepsProcess } = resource;
  if (!keepsProcess || through !== "value" || !conditionsHold(call, [], keepsProcess, file)) return false;
  // What serves in a branch of its own serves in the place of the transport.
  const isServer = resource.lifetime === "app" && resource.unattended === true;
  if ((isServer && !isCertain) || noticesEnd(call, file)) return false;
  const fluent = fluentOf(arrival);
  const consumers = consumersOf(call, fluent, arrival.yields);
  const names = consumers.flatMap((one) => namesIn(one, file));
  const fields = consumers.flatMap((one) => fieldIn(one, file) ?? []);
  const uses = [...consumers, ...names.flatMap((name) => usesOf(name, fluent))];
  return (
    isOpened(arrival, uses, fields) &&
    !consumers.some(isHandedOn) &&
    !fields.some((calls) => calls("unref")) &&
    !uses.some((one) => one.kind === "method" && one.path === "unref") &&
    !names.some((name) => isEndedHere(name, arrival, file))
  );
}

/** A server listens, a client is connected. */
function isOpened({ resource, own }: Arrival, uses: readonly Consumer[], fields: readonly Field[]): boolean {
  const { opens } = termsOf(resource);
  if (opens.length === 0 || own?.opened === true) return true;
  return opens.some(
    ({ path }) => uses.some((one) => one.kind === "method" && one.path === path) || fields.some((calls) => calls(path)),
  );
}

/** A timer that writes to the client fails when that has gone; another looks after the process itself, or ends itself. */
function noticesEnd(call: CallNode, file: File): boolean {
  if (calleeNameOf(call) !== "setInterval") return false;
  const [given] = call.arguments;
  const fn = given && functionNamed(given, file);
  if (!fn) return given?.type === T.Identifier && NOTICES.test(given.name);
  return callsIn(fn, file.sourceCode.visitorKeys).some((one) => NOTICES.test(calleeNameOf(one)));
}

const NOTICES = /^(?:clear(?:Interval|Timeout)|exit|kill|noti\w*|ping|send\w*|write)$/u;

function namesIn(consumer: Consumer, file: File): readonly Variable[] {
  const bound = consumer.kind === "bind" ? boundBelow(consumer.pattern, consumer.path)?.name : undefined;
  const name = consumer.kind === "store" ? consumer.target : bound;
  const variable = name && file.variableOf(name);
  return variable ? [variable] : [];
}

const usesOf = (variable: Variable, fluent: ReadonlySet<string>): readonly Consumer[] =>
  variable.references.flatMap(({ identifier }) => consumersOf(identifier, fluent));

/** To the caller, or to a function that may end it; a list only keeps it. */
function isHandedOn(one: Consumer): boolean {
  if (one.kind === "argument") return !/^(?:add|push|set)$/u.test(calleeNameOf(one.at));
  return one.kind === "return" || one.kind === "yield" || one.kind === "using" || one.kind === "throw";
}

/** Whether the file calls a method of what a field holds: `this.timer.unref()`. */
type Field = (method: string) => boolean;

function fieldIn(one: Consumer, { sourceCode }: File): Field | undefined {
  if (one.kind !== "store") return undefined;
  const ofClass = one.at.type === T.PropertyDefinition ? `this.${keyNameOf(one.at) ?? ""}` : undefined;
  const field = one.target ? sourceCode.getText(one.target) : ofClass;
  if (field === undefined) return undefined;
  return (method) => [".", "?.", "!."].some((dot) => sourceCode.text.includes(`${field}${dot}${method}(`));
}

/** A name of a function alone, whose end it sees itself, and not only the end of the process. */
function isEndedHere(variable: Variable, arrival: Arrival, file: File): boolean {
  const home = variable.defs[0] ? rootOf(variable.defs[0].name) : undefined;
  if (!isFunction(home)) return false;
  const ends = new Set(termsOf(arrival.resource).release.map(({ path }) => lastName(path)));
  return variable.references.some(({ identifier }) =>
    consumersOf(identifier, fluentOf(arrival)).some((one) => {
      const name = one.kind === "method" ? lastName(one.path) : one.kind === "argument" ? calleeNameOf(one.at) : "";
      if (one.kind === "return" || one.kind === "using") return true;
      return (ends.has(name) || readsLikeEnd(name)) && !isAtEnd(identifier, home, file);
    }),
  );
}

/** In a function that a signal runs, or that ends the process. */
function isAtEnd(node: TSESTree.Node, home: TSESTree.Node, file: File): boolean {
  for (let fn = rootOf(node); fn !== home && isFunction(fn); fn = rootOf(fn)) {
    const given = wrapped(fn).parent;
    const event = given && isCall(given) ? textStartOf(given.arguments[0]) : undefined;
    if (event !== undefined && /^(?:SIG[A-Z]+|beforeExit|exit|uncaughtException)$/u.test(event)) return true;
    if (callsIn(fn, file.sourceCode.visitorKeys).some((call) => calleeNameOf(call) === "exit")) return true;
  }
  return false;
}
