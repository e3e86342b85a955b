/** Runs a program in the JavaScript engine and says what happened. */
import ts from "typescript";
import { chosen, CONSUMPTIONS, worldOf } from "./world.ts";
import type { Oracle } from "./oracle.ts";

/** `pending` when something awaited never settles. */
export type End = "returned" | "threw" | "pending";

export interface Course {
  readonly trace: readonly string[];
  readonly end: End;
}

export type Execution = (oracle: Oracle) => Promise<Course>;

type Main = (thing: unknown) => unknown;
type Compiled = (...world: unknown[]) => Main;

/** `source` declares `main`, or is all of it: then it runs as a module would, where `await` is allowed. */
export function executionOf(source: string): Execution {
  const isWhole = !/\bmain\(/.test(source);
  const body = isWhole ? `return async function () {\n${ran(source)}\n};` : ran(`${source}\nreturn main;`);
  const names = Object.keys(
    worldOf(
      () => 0,
      () => undefined,
    ).names,
  );
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running what fast-check writes is the test
  const compiled = new Function(...names, "exports", body) as Compiled;
  return async (oracle) => {
    const trace: string[] = [];
    const tell = (happened: string): void => void trace.push(happened);
    const { names: world, floating } = worldOf(oracle, tell);
    const main = compiled(...names.map((name) => world[name]), {});
    const consume: Consume = (options) => {
      const choice = chosen(options, oracle);
      tell(choice);
      return choice;
    };
    const end = await settledOrIdle(outcome(main, world["t"], consume).finally(() => Promise.all(floating)));
    return { trace: [...trace], end };
  };
}

/** As this version of Node understands it: `using`, `accessor` and modules are written out by TypeScript. */
function ran(source: string): string {
  if (!/\b(using|accessor|export|namespace)\b/.test(source)) return source;
  return ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  }).outputText;
}

type Consume = (options: typeof CONSUMPTIONS) => (typeof CONSUMPTIONS)[number];

/** Everything awaited here settles in microtasks or never. */
function settledOrIdle(end: Promise<End>): Promise<End> {
  return new Promise((resolve) => {
    const idle = setImmediate(() => resolve("pending"));
    void end.then((it) => {
      clearImmediate(idle);
      resolve(it);
    });
  });
}

async function outcome(main: Main, thing: unknown, consume: Consume): Promise<End> {
  try {
    const result = main(thing);
    if (isIterator(result)) await consumed(result, thing, consume);
    else await result;
    return "returned";
  } catch {
    return "threw";
  }
}

type AnyIterator = Required<Iterator<unknown> | AsyncIterator<unknown>>;

async function consumed(iterator: AnyIterator, thing: unknown, consume: Consume): Promise<void> {
  let result = await iterator.next();
  while (!result.done) {
    const how = consume(CONSUMPTIONS);
    if (how === "yield") result = await iterator.next();
    else result = await (how === "yield!" ? iterator.throw(thing) : iterator.return(undefined));
  }
}

function isIterator(value: unknown): value is AnyIterator {
  return typeof value === "object" && value !== null && /Generator/.test(Object.prototype.toString.call(value));
}
