/** Has an object that has a disposal anything that this would end? */
import { endsAll, readsLikeEnd } from "./end-names.ts";
import type { Member, Outline } from "./outlines.ts";

const EMITTER = /Emitter$/u;
const PUTS: ReadonlySet<string> = new Set(["add", "adopt", "defer", "push", "set", "unshift", "use"]);

/**
 * A class all of whose bases are known, one of which lists what its disposal ends. Only they and the class can put something
 * there, and no member of the class does but for emitters of its own.
 */
export function isHollow(line: readonly Outline[], isDisposal: (name: string) => boolean): boolean {
  const at = line.findIndex(({ members }) => members.some(({ name }) => isDisposal(name)));
  const isKnown = line.every(({ isClass, hasBase }, index) => isClass && hasBase === index < line.length - 1);
  if (at < 1 || !isKnown) return false;
  const own = line.slice(0, at).flatMap(({ members }) => members);
  const names = new Set(own.map(({ name }) => name));
  return isEmptyList(line.slice(at).flatMap(({ members }) => members)) && own.every((one) => putsNothing(one, names));
}

const puts = ({ called }: Member): boolean => called.some((name) => PUTS.has(name));

/** It is made empty, and only what extends the class fills it. */
function isEmptyList(members: readonly Member[]): boolean {
  const filling = members.filter(puts);
  return (
    filling.length > 0 &&
    filling.every(({ isMethod, isHidden }) => isMethod && isHidden) &&
    members.every((one) => one.isStatic || one.isMethod || !one.makes)
  );
}

function putsNothing(one: Member, names: ReadonlySet<string>): boolean {
  if (one.isStatic) return true;
  if (one.givesItself || (one.isMethod && endsAll(one.name)) || puts(one)) return false;
  if (one.calls.every((name) => names.has(name))) return true;
  const isEmitter = one.constructs.length > 0 && one.constructs.every((name) => EMITTER.test(name));
  return isEmitter && !one.isMethod && one.name !== "" && one.called.every((name) => one.calls.includes(name));
}

const PROMISE = /Promise|Deferred/u;
const EMPTIES: ReadonlySet<string> = new Set(["clear", "delete", "pop", "reject", "resolve", "shift", "splice"]);

const UNDOES = /^(?:off|remove\w*|un[a-z]\w*)$/u;

/** A queue of promises: all that it lists are those who wait for their turn, and its disposal tells them and empties the list. */
export function wakesOnly(members: readonly Member[], isDisposal: (name: string) => boolean): boolean {
  const own = members.filter(({ isStatic }) => !isStatic);
  const filling = own.filter(puts);
  const isOfWaiters = filling.length > 0 && filling.every((one) => one.isMethod && one.constructs.some(isPromise));
  if (!isOfWaiters || own.some(({ isMethod, makes }) => !isMethod && makes)) return false;
  const reached = new Set(own.filter(({ isMethod, name }) => isMethod && isDisposal(name)));
  for (const { calls } of reached) for (const one of own) if (calls.includes(one.name)) reached.add(one);
  return [...reached].every(({ called, calls }) =>
    called.every((name) => EMPTIES.has(name) || calls.includes(name) || !(readsLikeEnd(name) || UNDOES.test(name))),
  );
}

const isPromise = (name: string): boolean => PROMISE.test(name);
