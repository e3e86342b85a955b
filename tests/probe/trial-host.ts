/** Runs the docs examples that it is sent, one after the other, and says of each what was still open in the end. */
import promises, { type FileHandle } from "node:fs/promises";
import { EventEmitter } from "node:events";
import { syncBuiltinESMExports } from "node:module";
import net, { type Server } from "node:net";
import { WebSocket } from "ws";
import { compare, snapshot, type Sized } from "../../src/probe/index.ts";
import { givensFor } from "./givens.ts";
import { pause, turns } from "./pause.ts";
import { peers, setWeather, startPeersFor, type Weather } from "./peers/index.ts";
import type { Trial, Verdict } from "./trials.ts";
import { callFunctions, liveThroughClasses, release, type Running } from "./uses.ts";
import { visit } from "./visits.ts";

// Node closes a handle that nobody refers to when it happens to collect garbage; until then it is open, so these are kept.
const handles: FileHandle[] = [];
const { open } = promises;
promises.open = async (...given) => {
  const handle = await open(...given);
  handles.push(handle);
  return handle;
};
syncBuiltinESMExports();

const own = await peers();
const servers = new Set<Server>();
const listen = Reflect.get(net.Server.prototype, "listen") as (this: Server, ...given: unknown[]) => Server;
net.Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  servers.add(this);
  return listen.apply(this, [0, "127.0.0.1", ...given.filter((it) => typeof it === "function")]);
};

/** What Node has from version 22 on, and what belongs to React. */
const undo: (() => void)[] = [];
Object.assign(globalThis, {
  WebSocket,
  AsyncDisposableStack: class {
    readonly #held: AsyncDisposable[] = [];
    use<T extends AsyncDisposable>(it: T): T {
      this.#held.push(it);
      return it;
    }
    async [Symbol.asyncDispose](): Promise<void> {
      for (const it of this.#held.reverse()) await it[Symbol.asyncDispose]();
    }
  },
  useEffect: (effect: () => () => void) => undo.push(effect()),
});

let isOver = false;
process.exit = ((): void => void (isOver = true)) as typeof process.exit;
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);
process.on("message", (trial: Trial) => void answer(trial));
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.send?.("ready");

async function answer(trial: Trial): Promise<void> {
  const failed = (error: unknown): Verdict => ({ id: trial.id, grown: "", worked: 0, failure: String(error) });
  process.send?.(await verdictOn(trial).catch(failed));
}

async function verdictOn(trial: Trial): Promise<Verdict> {
  let worked = 0;
  isOver = false;
  for (const handle of handles.splice(0)) await handle.close().catch(() => undefined);
  servers.clear();
  await startPeersFor(trial.modules);
  const givens = givensFor(trial, own);
  givens.furnish();
  let before = snapshot();
  setWeather("fair");
  const exports = (await import(trial.module)) as Running["exports"];
  const variables = (): Readonly<Record<string, unknown>> =>
    (exports["variablesOfTrial"] as () => Record<string, unknown>)();
  const kept: unknown[] = [];
  const collections = countable(variables(), kept);
  const running: Running = { trial, exports, givens, undo, kept, onSuccess: (times = 1) => void (worked += times) };
  for (const [round, weather] of weathersFor(trial).entries()) {
    setWeather(weather);
    await callFunctions(running);
    await liveThroughClasses(running);
    await useVariables(variables());
    await turns(10);
    for (const server of servers) worked += await visit(server, trial);
    // What is bounded fills up to its bound.
    if (round === 0) before = { ...before, collections: snapshot({ collections: collections() }).collections };
  }
  setWeather("fair");
  if (trial.rule === "require-shutdown") await shutDown(trial, exports, variables());
  else await end(variables());
  const grown = await growth();
  if (trial.functions.length + trial.classes.length + servers.size === 0) worked++;
  givens.remove();
  return { id: trial.id, grown, worked };

  /** What is open for longer than closing takes. */
  async function growth(): Promise<string> {
    // What has been called and not waited for is only beginning; a leak has to outlast much that is no leak.
    await pause(trial.verdict === "correct" ? 50 : 250);
    for (let look = 0; ; look++) {
      own.closeIdle();
      const grown = isOver ? [] : compare(before, snapshot({ collections: collections() })).grown.filter(isCounted);
      if (grown.length === 0 || trial.verdict === "incorrect" || look === 70)
        return grown.map(({ what, by }) => `${what} +${String(by)}`).join(", ");
      await pause(look);
    }
  }

  function isCounted({ what }: { readonly what: string }): boolean {
    return what === "resources Timeout" || !what.startsWith("resources ");
  }

  function countable(
    known: Readonly<Record<string, unknown>>,
    kept: readonly unknown[],
  ): () => Readonly<Record<string, Sized>> {
    const lent = Object.entries(known)
      .filter(([, it]) => isPool(it))
      .map(([name, it]) => [name, loansOf(it as EventEmitter)] as const);
    return () => ({
      ...Object.fromEntries(lent),
      ...(/^no-(unpruned|half)/.test(trial.rule) ? sizesOf(variables(), kept) : {}),
    });
  }
}

function weathersFor({ rule, isRemote }: Trial): readonly Weather[] {
  if (rule === "require-timeout") return ["silent"];
  return isRemote ? ["flaky", "foul", "empty", "fair"] : ["fair", "fair"];
}

/** A pool that closes what it has lent, too, when it is ended, would hide what was never given back. */
function isPool(it: unknown): boolean {
  return it instanceof EventEmitter && "getConnection" in it;
}

function loansOf(pool: EventEmitter): Sized {
  let lent = 0;
  pool.on("acquire", () => lent++).on("release", () => lent--);
  return () => lent;
}

/** How much there is in each collection of a program: in its variables, in the fields of its instances, and where it says so itself. */
function sizesOf(
  variables: Readonly<Record<string, unknown>>,
  kept: readonly unknown[],
): Readonly<Record<string, Sized>> {
  const fields = kept.flatMap((it) => (typeof it === "object" && it !== null ? Object.entries(it) : []));
  const told = kept.flatMap((it, at) => (typeof it === "function" ? [[`told ${at}`, it]] : []));
  return Object.fromEntries(
    [...Object.entries(variables), ...fields, ...told].flatMap(([name, it]) => {
      const size = sizeOf(it);
      return size === undefined ? [] : [[String(name), size]];
    }),
  );
}

function sizeOf(it: unknown): Sized | undefined {
  if (typeof it === "function") return it.length === 0 ? it : undefined;
  if (it instanceof Map || it instanceof Set || Array.isArray(it)) return it;
  if (it instanceof net.Server || typeof it !== "object" || it === null) return undefined;
  if (it.constructor === EventEmitter)
    return () =>
      (it as EventEmitter).eventNames().reduce((sum, name) => sum + (it as EventEmitter).listenerCount(name), 0);
  return it.constructor === Object ? () => Object.keys(it).length : undefined;
}

/** What a module offers to be used: a server or a web framework that nobody has started yet, or a client. */
async function useVariables(variables: Readonly<Record<string, unknown>>): Promise<void> {
  for (const it of Object.values(variables)) {
    if (it instanceof net.Server && !it.listening) it.listen(0);
    else if (has(it, "inject")) await Promise.race([it.listen({ port: 0 }), pause(2_000)]).catch(() => undefined);
    else if (has(it, "dispatch")) void use(it.request({ path: "/", method: "GET" }));
    else if (has(it, "getUri")) void use(it.get("/"));
  }
}

/** Something that can be used as those can that have the method. */
type Usable = Readonly<Record<"listen" | "request" | "get", (given: unknown) => unknown>>;

function has(it: unknown, method: string): it is Usable {
  return it !== undefined && it !== null && typeof Reflect.get(Object(it) as object, method) === "function";
}

async function use(answer: unknown): Promise<void> {
  try {
    await ((await answer) as { readonly body?: { dump: () => Promise<void> } }).body?.dump();
  } catch {
    // To fail is one of the ways.
  }
}

/** As a program does when it has done its work: what it held all along is released, and what comes back to that with it. */
async function end(variables: Readonly<Record<string, unknown>>): Promise<void> {
  for (const it of Object.values(variables)) await release(it);
  for (const server of servers) if (server.listening) server.close();
}

/** Every way in which a program is asked to stop. */
async function shutDown(
  { classes }: Trial,
  exports: Running["exports"],
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  process.emit("SIGTERM");
  if (process.listenerCount("SIGINT") > 0) process.emit("SIGINT");
  const stoppable = [exports, ...classes.map(({ name }) => new (exports[name] as new () => Record<string, unknown>)())];
  for (const it of stoppable)
    for (const name of ["shutdown", "onModuleDestroy"])
      if (typeof it[name] === "function") await Promise.race([(it[name] as () => Promise<void>)(), pause(500)]);
  for (const it of Object.values(variables))
    if (typeof (it as Running["exports"])["addHook"] === "function") await release(it);
  process.removeAllListeners("SIGTERM");
  process.removeAllListeners("SIGINT");
}
