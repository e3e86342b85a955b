/** What the programs under test call; everything that happens is told to the trace. */
import type { Oracle } from "./oracle.ts";

/**
 * What a call by each name may come to; `e(7)` happens as number 7.
 * A thing has a property `p` that is a thing, a property `o` and elements that may be undefined, and is callable.
 * Where a promise is left to itself it is assigned to a property of a thing, which keeps its rejection quiet.
 */
export const OUTCOMES = {
  e: ["thing", "throws"],
  c: ["false", "true", "throws"],
  m: ["undefined", "thing", "throws"],
  a: ["thing", "throws"],
  ac: ["thing", "throws"],
  p: ["thing", "throws"],
  o: ["thing", "throws"],
  u: ["thing", "throws"],
  au: ["thing", "throws"],
  make: ["thing"],
  each: ["thing", "throws"],
  list: ["0 of", "1 of", "2 of", "throws"],
  keys: ["0 of", "1 of", "2 of", "throws"],
  once: ["thing", "throws"],
  s: ["thing"],
  q: ["false", "true"],
} as const satisfies Record<string, readonly string[]>;

export type Callable = keyof typeof OUTCOMES;
export type Outcome = (typeof OUTCOMES)[Callable][number];

export const SETTLEMENTS = {
  a: ["thing", "throws"],
  ac: ["false", "true", "throws"],
} as const satisfies Record<string, readonly Outcome[]>;

export const TURNS = ["done", "turn"] as const;
export const ASYNC_TURNS = ["done", "turn", "turn!"] as const;
export const CONSUMPTIONS = ["yield", "yield stop", "yield!"] as const;
export const PRESENCES = ["o-", "o+"] as const;

export function isCallable(name: string): name is Callable {
  return Object.hasOwn(OUTCOMES, name);
}

/** `7`, `7!` when it threw, `7+` and `7-` for what can be false or missing, `7x2` for two elements. */
export function happening(id: number | string, outcome: Outcome, options: readonly Outcome[]): string {
  if (outcome === "throws") return `${id}!`;
  if (outcome.endsWith(" of")) return `${id}x${outcome[0]}`;
  if (outcome === "thing" && !options.includes("undefined")) return `${id}`;
  return `${id}${outcome === "false" || outcome === "undefined" ? "-" : "+"}`;
}

/** What can only come out one way asks no oracle. */
export function chosen<T>(options: readonly T[], oracle: Oracle): T {
  return options[options.length === 1 ? 0 : oracle(options.length)] as T;
}

interface World {
  readonly names: Readonly<Record<string, unknown>>;
  /** The chains that the program leaves to themselves at its end; they settle when nothing stays to be done. */
  readonly floating: readonly Promise<unknown>[];
}

/** The names a program may use, living by one oracle and telling one trace. */
export function worldOf(oracle: Oracle, tell: (happened: string) => void): World {
  const floating: Promise<unknown>[] = [];
  const told = <T extends string>(options: readonly T[]): T => {
    const choice = chosen(options, oracle);
    tell(choice);
    return choice;
  };
  const came = (id: number | string, options: readonly Outcome[]): unknown => {
    const outcome = chosen(options, oracle);
    tell(happening(id, outcome, options));
    if (outcome === "throws") throw thing;
    return outcome === "undefined" ? undefined : outcome === "thing" ? thing : valueOf(outcome);
  };
  // A function expression, so that programs may also construct it.
  const call = (name: Callable, value: (id: number, came: unknown) => unknown = (_, it) => it): unknown =>
    function (id: number) {
      return value(id, came(id, OUTCOMES[name]));
    };
  const calls = {
    ...Object.fromEntries((["e", "c", "m", "list", "s", "q"] as const).map((name) => [name, call(name)])),
    p: call("p", () => "p"),
    o: call("o", () => "o"),
    a: call("a", (id) => laterOf(() => came(`~${id}`, SETTLEMENTS.a))),
    ac: call("ac", (id) => laterOf(() => came(`~${id}`, SETTLEMENTS.ac))),
    u: call("u", (id) => disposable(id)),
    au: call("au", (id) => ({ [Symbol.asyncDispose]: () => Promise.resolve().then(() => tell(`d${id}`)) })),
    make: call("make", (id) => () => came(id, OUTCOMES.e)),
  };
  const disposable = (id: number): Disposable => ({ [Symbol.dispose]: () => tell(`d${id}`) });
  const elements = (id: number): object => ({
    [Symbol.iterator]: () => ({ next: () => ({ done: told(TURNS) === "done", value: iterated(id) }) }),
    [Symbol.asyncIterator]: () => ({ next: () => asyncTurn(told(ASYNC_TURNS), iterated(id)) }),
  });
  const iterated = (id: number): unknown =>
    Object.create(thing as object, Object.getOwnPropertyDescriptors(disposable(id)));
  const asyncTurn = (turn: (typeof ASYNC_TURNS)[number], value: unknown): Promise<unknown> =>
    Promise.resolve().then(() => {
      if (turn === "turn!") throw thing;
      return { done: turn === "done", value };
    });
  const thing: unknown = new Proxy(function () {}, {
    get: (target, key) => {
      if (key === "p") return thing;
      if (key === "o") return told(PRESENCES) === "o+" ? thing : undefined;
      if (key === "prototype") return target.prototype as unknown;
      if (key === Symbol.toPrimitive) return () => "p";
      if (key === Symbol.iterator)
        return () => ({ next: () => ({ value: told(PRESENCES) === "o+" ? thing : undefined }) });
      return Object.hasOwn(calls, key) ? calls[key as keyof typeof calls] : undefined;
    },
    set: (_, key, value) => {
      if (value instanceof Promise) (key === "floating" ? floating : []).push(value.catch(() => undefined));
      return true;
    },
    apply: (_, __, [id]: number[]) => came(Number(id), OUTCOMES.e),
  });
  const names = {
    ...calls,
    t: thing,
    tag: ([id]: readonly string[]) => came(Number(id), OUTCOMES.e),
    each: call("each", (id) => elements(id)),
    keys: call("keys", (_, it) => Object.assign({}, it)),
    once: call("once", () => delegate()),
  };
  return { names, floating };
}

function valueOf(outcome: Outcome): unknown {
  return outcome.endsWith(" of") ? Array.from({ length: Number(outcome[0]) }) : outcome === "true";
}

/** Yields once, whichever protocol asks; what is thrown in comes out again. */
function delegate(): object {
  let asked = false;
  const next = (): IteratorResult<undefined> => {
    const done = asked;
    asked = true;
    return { done, value: undefined };
  };
  const iterator = {
    next,
    throw: (reason: unknown) => {
      throw reason;
    },
  };
  return { [Symbol.iterator]: () => iterator };
}

/** A promise that is decided only once somebody waits for it. */
function laterOf(decide: () => unknown): object {
  const promise = (): Promise<unknown> => Promise.resolve().then(decide);
  return {
    then: (...handlers: Parameters<Promise<unknown>["then"]>) => promise().then(...handlers),
    catch: (...handlers: Parameters<Promise<unknown>["catch"]>) => promise().catch(...handlers),
    finally: (...handlers: Parameters<Promise<unknown>["finally"]>) => promise().finally(...handlers),
  };
}
