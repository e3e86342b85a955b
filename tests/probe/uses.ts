/** Uses what a docs example exports: calls its functions, serves by its handlers, and lives through its classes. */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import { Readable } from "node:stream";
import { Fresh, type Givens } from "./givens.ts";
import { pause, turns } from "./pause.ts";
import type { Callable, ClassUse, Trial } from "./trials.ts";
import { visit } from "./visits.ts";

/** One program while it is used. */
export interface Running {
  readonly trial: Trial;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly givens: Givens;
  /** What an effect of the program has to be undone by. */
  readonly undo: (() => void)[];
  /** What its functions returned, and its instances. */
  readonly kept: unknown[];
  /** Told of each thing that went well. */
  readonly onSuccess: (times?: number) => void;
}

type Callee = (...given: readonly unknown[]) => unknown;
type Instance = Record<string | symbol, unknown>;

/** How long to wait for a call to end; that it never does is one of the ways to leak. */
const patience = { correct: 1_000, incorrect: 100 };

/** Calls every function in every way. */
export async function callFunctions(running: Running): Promise<void> {
  for (const it of running.trial.functions) {
    const callee = running.exports[it.name] as Callee;
    for (const candidates of running.givens.argumentsFor(it)) {
      if (it.parameters.some(({ type }) => handled.test(type))) await serveBy(running, it, callee, candidates);
      else await settled(running, () => callee(...candidates.map(made)));
      if (it.parameters.some(({ type }) => type.includes("=>"))) await turns(25);
    }
    for (const end of running.undo.splice(0)) end();
  }
}

function made(candidate: unknown): unknown {
  return candidate instanceof Fresh ? candidate.make() : candidate;
}

/** Makes an instance for each way to call a method, calls each method once, and then each that ends it. */
export async function liveThroughClasses(running: Running): Promise<void> {
  const { argumentsFor } = running.givens;
  for (const it of running.trial.classes)
    for (const maker of it.makers) {
      const ways = [maker, ...it.methods].map(argumentsFor);
      for (let turn = 0; turn < Math.max(...ways.map(({ length }) => length)); turn++) {
        const [first, ...given] = ways.map((way) => way[turn % way.length]!);
        running.givens.furnish();
        const instance = await instanceOf(running.exports[it.name] as new () => Instance, maker, first!);
        if (instance) await liveThrough(running, it, instance, given);
      }
    }
}

async function instanceOf(
  Made: new () => Instance,
  maker: Callable,
  given: readonly unknown[],
): Promise<Instance | undefined> {
  try {
    if (maker.name === "new") return Reflect.construct(Made, given) as Instance;
    return (await ((Made as unknown as Instance)[maker.name] as Callee)(...given)) as Instance;
  } catch {
    return undefined;
  }
}

async function liveThrough(
  running: Running,
  { methods, ends }: ClassUse,
  instance: Instance,
  given: readonly (readonly unknown[])[],
): Promise<void> {
  for (const [at, { name }] of methods.entries())
    await settled(running, () => (instance[name] as Callee)(...given[at]!));
  running.kept.push(instance);
  await opened(Object.values(instance));
  if (running.trial.rule !== "require-shutdown")
    for (const name of ends) await settled(running, () => (instance[keyOf(name)] as Callee)());
}

function keyOf(name: string): string | symbol {
  if (name === "[Symbol.dispose]") return Symbol.dispose;
  return name === "[Symbol.asyncDispose]" ? Symbol.asyncDispose : name;
}

/** A web socket can say nothing before it is open. */
async function opened(values: readonly unknown[]): Promise<void> {
  const isOpening = (it: unknown): boolean =>
    (it as { readonly readyState?: unknown } | null | undefined)?.readyState === 0;
  for (let look = 0; look < 100 && values.some(isOpening); look++) await pause(5);
}

const handled = /^(Request|Response|IncomingMessage|ServerResponse)$/;

/** Has a server answer by a function, and clients come. */
async function serveBy(
  { trial, onSuccess }: Running,
  it: Callable,
  callee: Callee,
  given: readonly unknown[],
): Promise<void> {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const whole = it.parameters.map(({ type }, at) =>
      /^(Request|IncomingMessage)$/.test(type) ? request : handled.test(type) ? response : made(given[at]),
    );
    void Promise.resolve(whole)
      .then((it) => callee(...it))
      .catch(() => response.destroy());
  };
  const { default: express } = await import("express");
  const app: RequestListener = express().use(handle);
  const server = http.createServer(app).listen(0, "127.0.0.1");
  onSuccess(await visit(server, trial));
  server.close();
}

/** Until a call has ended one way or the other, and what it returned has been released; to fail is one of the ways. */
async function settled({ trial, givens, kept, onSuccess }: Running, call: () => unknown): Promise<void> {
  givens.furnish();
  const done = (async () => {
    const returned = await call();
    kept.push(returned);
    await release(returned);
    onSuccess();
  })().catch(() => undefined);
  await Promise.race([done, pause(patience[trial.verdict])]);
}

const ends = ["end", "close", "quit", "disconnect", "destroy"];

/** What a function returns is its caller's to release, and what a module holds its program's, once that ends. */
export async function release(returned: unknown): Promise<void> {
  if (Array.isArray(returned) || returned instanceof Set) for (const it of returned) await release(it);
  else if (returned instanceof Map) await release([...returned.values()]);
  else if (returned instanceof Response) await returned.body?.cancel();
  else if (returned instanceof Readable && !(returned instanceof Socket)) returned.resume();
  else if (typeof returned === "object" && returned !== null) {
    const end = ends.map((name) => (returned as Instance)[name]).find((it) => typeof it === "function");
    if (end !== undefined) await Promise.race([Reflect.apply(end, returned, []), pause(100)]);
  }
}
