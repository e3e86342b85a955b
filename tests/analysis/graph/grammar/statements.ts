/** Random statements: every kind there is, legal wherever they stand. */
import * as fc from "fast-check";
import type { Parts } from "./expressions.ts";
import {
  construct,
  enclosed,
  insideFunction,
  insideLabel,
  insideLoop,
  insideSwitch,
  numberAt as n,
  type Piece,
  type Pieces,
  type Place,
  unfinished,
  guarded,
} from "./place.ts";
import { executors } from "./promises.ts";

const call: Piece = (at) => `e(${n(at)});`;
export const leafStatement: Pieces = fc.constantFrom<Piece>(call, (at) => `s(${n(at)});`);

function of<const P extends readonly fc.Arbitrary<unknown>[]>(
  name: string,
  parts: P,
  print: Parameters<typeof construct<P>>[2],
): Pieces {
  return construct(name, parts, print, call);
}

export function statements(parts: Parts): Pieces[] {
  return [
    ...simple(parts),
    ...branching(parts),
    ...looping(parts),
    ...guarding(parts),
    ...leaving(parts),
    ...waiting(parts),
  ];
}

function simple({ expression, pattern, statements }: Parts): Pieces[] {
  return [
    of("expression statement", [expression], (at, a) => `(${a(at)});`),
    of(
      "declaration",
      [expression, expression],
      (at, a, b) => `{ const v${n(at)} = ${a(at)}, v${n(at)} = ${b(at)}; s(${n(at)}); }`,
    ),
    of(
      "destructuring declaration",
      [pattern],
      (at, it) => `{ const ${it({ ...at, isAssigning: false })} = e(${n(at)}); s(${n(at)}); }`,
    ),
    of("block", [statements], (at, body) => `{ ${body(at)} }`),
    of("empty statement", [], () => ";"),
    of(
      "function declaration",
      [statements],
      (at, body) => `{ function f() { ${body(insideFunction(at, "function"))} } }`,
    ),
    of("class declaration", [statements, expression], (at, body, a) => {
      const inside = enclosed(at);
      return `{ class K { static v = ${a(inside)}; static { ${body(inside)} } } }`;
    }),
  ];
}

function branching({ expression, condition, statements }: Parts): Pieces[] {
  const cases = fc.array(fc.tuple(condition, statements), { minLength: 1, maxLength: 3 });
  return [
    of("if", [condition, statements], (at, c, body) => `if (${c(at)}) { ${body(at)} }`),
    of("if without block", [condition, expression], (at, c, a) => `if (${c(at)}) (${a(at)});`),
    of("if else", [condition, statements, statements], (at, c, a, b) => `if (${c(at)}) { ${a(at)} } else { ${b(at)} }`),
    of(
      "else if",
      [condition, statements, condition, statements, statements],
      (at, c, a, d, b, f) => `if (${c(at)}) { ${a(at)} } else if (${d(at)}) { ${b(at)} } else { ${f(at)} }`,
    ),
    of("switch", [cases, fc.nat(3), fc.boolean(), statements], (at, made, place, hasDefault, other) => {
      const inside = insideSwitch(at);
      const printed: Piece[] = made.map(
        ([c, body]) =>
          () =>
            `case (${c(at)}) ? true : false: { ${body(inside)} }`,
      );
      if (hasDefault) printed.splice(Math.min(place, printed.length), 0, () => `default: { ${other(inside)} }`);
      return `switch ((s(${n(at)}), true)) { ${printed.map((one) => one(at)).join(" ")} }`;
    }),
    of("labelled block", [statements], (at, body) => {
      const label = `l${n(at)}`;
      return `${label}: { ${body(insideLabel(at, label))} }`;
    }),
  ];
}

function looping({ expression, condition, pattern, statements }: Parts): Pieces[] {
  const loop = <const P extends readonly fc.Arbitrary<unknown>[]>(
    name: string,
    parts: P,
    print: (
      at: Place,
      body: (at: Place) => string,
      ...made: Parameters<Parameters<typeof construct<P>>[2]> extends [Place, ...infer Made] ? Made : never
    ) => string | undefined,
  ): Pieces =>
    of(name, [fc.boolean(), statements, ...parts], (at, isLabelled, body, ...made) => {
      const label = isLabelled ? `l${n(at)}` : undefined;
      const printed = print(at, (place) => `{ ${body(insideLoop(place, label))} }`, ...(made as never));
      if (label && printed) at.ledger.seen.add("labelled loop");
      return printed && (label ? `${label}: ${printed}` : printed);
    });
  return [
    loop("while", [condition], (at, body, c) => `while (${c(at)}) ${body(at)}`),
    loop("do while", [condition], (at, body, c) => `do ${body(at)} while (${c(at)});`),
    loop(
      "for",
      [expression, condition, expression],
      (at, body, a, c, b) => `for (${a(at)}; ${c(at)}; ${b(at)}) ${body(at)}`,
    ),
    loop(
      "for with declaration",
      [expression, condition],
      (at, body, a, c) => `for (let v${n(at)} = ${a(at)}; ${c(at)}; ) ${body(at)}`,
    ),
    loop("endless for", [condition], (at, body, c) => `for (;;) { if (${c(at)}) break; ${body(at)} }`),
    loop(
      "endless while",
      [fc.constantFrom("true", "1"), condition],
      (at, body, yes, c) => `while (${yes}) { if (${c(at)}) break; ${body(at)} }`,
    ),
    loop("for of", [], (at, body) => `for (const v${n(at)} of each(${n(at)})) ${body(at)}`),
    loop(
      "for of with pattern",
      [pattern],
      (at, body, it) => `for (const ${it({ ...at, isAssigning: false })} of each(${n(at)})) ${body(at)}`,
    ),
    loop("for of with target", [], (at, body) => `for (e(${n(at)}).p of each(${n(at)})) ${body(at)}`),
    loop("for in", [], (at, body) => `for (const v${n(at)} in keys(${n(at)})) ${body(at)}`),
    loop("for using", [], (at, body) => `for (using v${n(at)} of each(${n(at)})) ${body(guarded(at))}`),
    // TypeScript writes this loop out as a block, which a label before it would then name.
    of(
      "for with using",
      [condition, expression, statements],
      (at, c, a, body) =>
        `for (using v${n(at)} = u(${n(at)}); ${c(at)}; ${a(at)}) { ${body(insideLoop(guarded(at)))} }`,
    ),
    loop("for await", [], (at, body) =>
      at.isAsync ? `for await (const v${n(at)} of each(${n(at)})) ${body(at)}` : undefined,
    ),
    loop("for await with pattern", [pattern], (at, body, it) =>
      at.isAsync ? `for await (const ${it({ ...at, isAssigning: false })} of each(${n(at)})) ${body(at)}` : undefined,
    ),
    loop("for await using", [], (at, body) =>
      at.isAsync ? `for (await using v${n(at)} of each(${n(at)})) ${body(unfinished(at))}` : undefined,
    ),
    loop("for await await using", [], (at, body) =>
      at.isAsync ? `for await (await using v${n(at)} of each(${n(at)})) ${body(unfinished(at))}` : undefined,
    ),
  ];
}

function guarding({ condition, pattern, statements }: Parts): Pieces[] {
  return [
    of("try catch", [statements, statements], (at, a, b) => `try { ${a(at)} } catch { ${b(at)} }`),
    of(
      "catch with pattern",
      [statements, pattern, statements],
      (at, a, it, b) => `try { ${a(at)} } catch (${it({ ...at, isAssigning: false })}) { ${b(at)} }`,
    ),
    of("try finally", [statements, statements], (at, a, b) => `try { ${a(unfinished(at))} } finally { ${b(at)} }`),
    of("finally without end of its own", [statements], (at, a) => `try { ${a(guarded(at))} } finally { s(${n(at)}); }`),
    of(
      "try catch finally",
      [statements, statements, statements],
      (at, a, b, c) => `try { ${a(unfinished(at))} } catch { ${b(unfinished(at))} } finally { ${c(at)} }`,
    ),
    of(
      "using",
      [condition, statements],
      (at, c, body) => `{ using v${n(at)} = ${c(at)} ? u(${n(at)}) : undefined; ${body(guarded(at))} }`,
    ),
    of(
      "using, more",
      [statements, statements],
      (at, a, body) =>
        `{ using v${n(at)} = u(${n(at)}), v${n(at)} = u(${n(at)}); ${a(guarded(at))} using v${n(at)} = u(${n(at)}); ${body(guarded(at))} }`,
    ),
    of("await using", [statements], (at, body) =>
      at.isAsync
        ? `{ await using v${n(at)} = au(${n(at)}), v${n(at)} = u(${n(at)}); ${body(unfinished(at))} }`
        : undefined,
    ),
  ];
}

function leaving({ condition, expression, chain }: Parts): Pieces[] {
  const jump = (jumps: readonly string[], pick: number): string | undefined => jumps[pick % jumps.length];
  return [
    of("throw", [], (at) => `throw e(${n(at)});`),
    of("throw on condition", [condition], (at, c) => `if (${c(at)}) throw e(${n(at)});`),
    of("return", [], (at) => (at.canReturn ? "return;" : undefined)),
    of("return on condition", [condition, expression], (at, c, a) =>
      at.canReturn ? `if (${c(at)}) return (${a(at)}, undefined);` : undefined,
    ),
    of("return of a chain", [chain], (at, it) =>
      at.canReturnPromise ? `return ${it({ ...at, startsLater: at.isGuarded })};` : undefined,
    ),
    of("break or continue", [condition, fc.nat(1)], (at, c, pick) => {
      const text = jump(at.near, pick);
      return text && `if (${c(at)}) ${text}`;
    }),
    of("break or continue to a label", [condition, fc.nat(5)], (at, c, pick) => {
      const text = jump(at.far, pick);
      return text && `if (${c(at)}) ${text}`;
    }),
    of("jump from finally", [fc.nat(5)], (at, pick) => {
      const text = jump([...at.far, ...at.near.filter((it) => it === "break;")], pick);
      return text && !text.startsWith("continue") ? `try { e(${n(at)}); } finally { ${text} }` : undefined;
    }),
  ];
}

function waiting({ chain, statements }: Parts): Pieces[] {
  return [
    of("awaited chain", [chain], (at, it) => (at.isAsync ? `await ${it(at)};` : undefined)),
    of("awaited promise", [executors(statements)], (at, it) => (at.isAsync ? `await ${it(at)};` : undefined)),
    of("promise left alone", [executors(statements)], (at, it) => `t.p = ${it(at)};`),
  ];
}
