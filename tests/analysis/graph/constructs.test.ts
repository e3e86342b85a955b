/** What each construct of the language does, course by course. */
import { describe, expect, it } from "vitest";
import { graphOf } from "../../../src/analysis/graph/index.ts";
import { coursesOf } from "./courses.ts";
import { programOf, stepsAfter } from "./program.ts";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly courses: readonly string[];
  /** How many answers a course may take; loops turn as often as that allows. */
  readonly depth?: number;
}

/** `7` happens, `7!` throws, `7+` and `7-` hold or not, `~7` settles, `d7` gives back. */
const cases: readonly Case[] = [
  { name: "if", code: "if (q(1)) s(2); else s(3); s(4);", courses: ["1- 3 4 returned", "1+ 2 4 returned"] },
  {
    name: "a call that throws",
    code: "function main() { e(1, s(2)); s(3); }",
    courses: ["2 1 3 returned", "2 1! threw"],
  },
  { name: "while", code: "while (q(1)) s(2);", depth: 2, courses: ["1- returned", "1+ 2 1- returned"] },
  { name: "do while", code: "do s(1); while (q(2));", depth: 2, courses: ["1 2- returned", "1 2+ 1 2- returned"] },
  { name: "for", code: "for (s(1); q(2); s(3)) s(4);", depth: 2, courses: ["1 2- returned", "1 2+ 4 3 2- returned"] },
  {
    name: "endless loop",
    code: "while (1) { if (q(1)) break; s(2); } s(3);",
    depth: 2,
    courses: ["1- 2 1+ 3 returned", "1+ 3 returned"],
  },
  {
    name: "for of",
    code: "for (const x of each(1)) s(2);",
    depth: 3,
    courses: ["1 done returned", "1 turn 2 done returned", "1! threw"],
  },
  {
    name: "for of into a member",
    code: "for (s(1).p of each(2)) s(3);",
    depth: 3,
    courses: ["2 done returned", "2 turn 1 3 done returned", "2! threw"],
  },
  {
    name: "for in",
    code: "for (const x in keys(1)) s(2);",
    courses: ["1x0 returned", "1x1 2 returned", "1x2 2 2 returned", "1! threw"],
  },
  {
    name: "for await",
    code: "async function main() { for await (const x of each(1)) s(2); }",
    depth: 2,
    courses: ["1 done returned", "1 turn! threw", "1! threw"],
  },
  {
    name: "break and continue to labels",
    code: "a: for (;;) { while (q(1)) { if (q(2)) continue a; break a; } break; } s(3);",
    depth: 3,
    courses: ["1- 3 returned", "1+ 2- 3 returned", "1+ 2+ 1- 3 returned"],
  },
  {
    name: "break out of a labelled block",
    code: "a: { if (q(1)) break a; s(2); } s(3);",
    courses: ["1- 2 3 returned", "1+ 3 returned"],
  },
  {
    name: "switch falls through, and its default may stand in the middle",
    code: "switch (true) { case q(1): s(2); default: s(3); case q(4): s(5); break; case q(6): s(7); }",
    courses: ["1- 4- 6- 3 5 returned", "1- 4- 6+ 7 returned", "1- 4+ 5 returned", "1+ 2 3 5 returned"],
  },
  {
    name: "short circuits",
    code: "(q(1) && q(2)) || s(3);",
    courses: ["1- 3 returned", "1+ 2- 3 returned", "1+ 2+ returned"],
  },
  {
    name: "nullish coalescing",
    code: "function main() { m(1) ?? s(2); }",
    courses: ["1- 2 returned", "1+ returned", "1! threw"],
  },
  {
    name: "logical assignment",
    code: "s(1).o ??= s(2); s(1).o ||= s(3); s(1).o &&= s(4);",
    courses: [
      "1 o- 2 1 o- 3 1 o- returned",
      "1 o- 2 1 o- 3 1 o+ 4 returned",
      "1 o- 2 1 o+ 1 o- returned",
      "1 o- 2 1 o+ 1 o+ 4 returned",
      "1 o+ 1 o- 3 1 o- returned",
      "1 o+ 1 o- 3 1 o+ 4 returned",
      "1 o+ 1 o+ 1 o- returned",
      "1 o+ 1 o+ 1 o+ 4 returned",
    ],
  },
  {
    name: "conditional expression in a condition",
    code: "if (q(1) ? q(2) : !q(3)) s(4);",
    courses: ["1- 3- 4 returned", "1- 3+ returned", "1+ 2- returned", "1+ 2+ 4 returned"],
  },
  {
    name: "optional chain",
    code: "s(1).o?.p.o?.[p(2)].s(3, s(4)); s(5);",
    courses: ["1 o- 5 returned", "1 o+ o- 5 returned", "1 o+ o+ 2 4 3 5 returned", "1 o+ o+ 2! threw"],
  },
  {
    name: "optional call",
    code: "s(1).o?.(2, s(3));",
    courses: ["1 o- returned", "1 o+ 3 2 returned", "1 o+ 3 2! threw"],
  },
  {
    name: "destructuring defaults",
    code: "const { o: x = s(1), p: { o: y = s(2) } } = t; ({ [o(3)]: t.p = s(4) } = t);",
    courses: [
      "o- 1 o- 2 3 o- 4 returned",
      "o- 1 o- 2 3 o+ returned",
      "o- 1 o- 2 3! threw",
      "o- 1 o+ 3 o- 4 returned",
      "o- 1 o+ 3 o+ returned",
      "o- 1 o+ 3! threw",
      "o+ o- 2 3 o- 4 returned",
      "o+ o- 2 3 o+ returned",
      "o+ o- 2 3! threw",
      "o+ o+ 3 o- 4 returned",
      "o+ o+ 3 o+ returned",
      "o+ o+ 3! threw",
    ],
  },
  {
    name: "array defaults",
    code: "const [a = s(1), [b = s(2)] = s(3)] = t;",
    courses: [
      "o- 1 o- 3 o- 2 returned",
      "o- 1 o- 3 o+ returned",
      "o- 1 o+ o- 2 returned",
      "o- 1 o+ o+ returned",
      "o+ o- 3 o- 2 returned",
      "o+ o- 3 o+ returned",
      "o+ o+ o- 2 returned",
      "o+ o+ o+ returned",
    ],
  },
  {
    name: "destructuring into members",
    code: "({ o: s(1).p = s(2) } = s(3));",
    courses: ["3 1 o- 2 returned", "3 1 o+ returned"],
  },
  {
    name: "default of a parameter",
    code: "function main({ o: a = e(1) }) { s(2); }",
    courses: ["o- 1 2 returned", "o- 1! threw", "o+ 2 returned"],
  },
  {
    name: "try catch finally",
    code: "function main() { try { e(1); } catch { e(2); } finally { s(3); } s(4); }",
    courses: ["1 3 4 returned", "1! 2 3 4 returned", "1! 2! 3 threw"],
  },
  {
    name: "catch with pattern",
    code: "try { throw s(1); } catch ({ o: a = s(2) }) { s(3); }",
    courses: ["1 o- 2 3 returned", "1 o+ 3 returned"],
  },
  {
    name: "finally on every way out",
    code: "function main() { for (;;) { try { if (q(1)) return; if (q(2)) break; e(3); break; } finally { s(4); } } s(5); }",
    courses: ["1- 2- 3 4 5 returned", "1- 2- 3! 4 threw", "1- 2+ 4 5 returned", "1+ 4 returned"],
  },
  {
    name: "finally that overrides",
    code: "function main() { a: try { e(1); return; } finally { break a; } s(2); }",
    courses: ["1 2 returned", "1! 2 returned"],
  },
  {
    name: "generator",
    code: "function* main() { try { yield s(1); s(2); } finally { s(3); } }",
    courses: ["1 yield 2 3 returned", "1 yield stop 3 returned", "1 yield! 3 threw"],
  },
  {
    name: "generator that delegates",
    code: "function* main() { try { yield* once(1); } finally { s(2); } }",
    courses: ["1 yield 2 returned", "1 yield stop 2 returned", "1 yield! 2 threw", "1! 2 threw"],
  },
  {
    name: "generator that is called but not iterated",
    code: "(function* () { s(1); })(); s(2);",
    courses: ["2 returned"],
  },
  {
    name: "await",
    code: "async function main() { try { await a(1); s(2); } catch { s(3); } }",
    courses: ["1 ~1 2 returned", "1 ~1! 3 returned", "1! 3 returned"],
  },
  {
    name: "async generator",
    code: "async function* main() { yield a(1) ? s(2) : s(3); s(4); }",
    courses: ["1 2 yield 4 returned", "1 2 yield stop returned", "1 2 yield! threw", "1! threw"],
  },
  {
    name: "using",
    code: "function main() { using x = u(1); e(2); using y = u(3); s(4); }",
    courses: ["1 2 3 4 d3 d1 returned", "1 2 3! d1 threw", "1 2! d1 threw", "1! threw"],
  },
  {
    name: "using that declares two",
    code: "function main() { using x = u(1), y = u(2); s(3); }",
    courses: ["1 2 3 d2 d1 returned", "1 2! d1 threw", "1! threw"],
  },
  {
    name: "using nothing",
    code: "function main() { { using x = q(1) ? undefined : u(2); s(3); } s(4); }",
    courses: ["1- 2 3 d2 4 returned", "1- 2! threw", "1+ 3 4 returned"],
  },
  {
    name: "await using",
    code: "async function main() { await using x = au(1); await a(2); }",
    courses: ["1 2 ~2 d1 returned", "1 2 ~2! d1 threw", "1 2! d1 threw", "1! threw"],
  },
  {
    name: "for with using",
    code: "function main() { for (using x = u(1); q(2); s(3)) e(4); s(5); }",
    depth: 4,
    courses: ["1 2- d1 5 returned", "1 2+ 4 3 2- d1 5 returned", "1 2+ 4! d1 threw", "1! threw"],
  },
  {
    name: "for of with using",
    code: "a: for (using x of each(1)) { for (using y of each(2)) { if (q(3)) continue a; if (q(4)) break a; } s(5); } s(6);",
    depth: 7,
    courses: [
      "1 done 6 returned",
      "1 turn 2 done 5 d1 done 6 returned",
      "1 turn 2 done 5 d1 turn 2! d1 threw",
      "1 turn 2 turn 3- 4+ d2 d1 6 returned",
      "1 turn 2 turn 3+ d2 d1 done 6 returned",
      "1 turn 2 turn 3+ d2 d1 turn 2! d1 threw",
      "1 turn 2! d1 threw",
      "1! threw",
    ],
  },
  {
    name: "for await with await using",
    code: "async function main() { for await (await using x of each(1)) { if (q(2)) return; s(3); } }",
    depth: 4,
    courses: [
      "1 done returned",
      "1 turn 2- 3 d1 done returned",
      "1 turn 2- 3 d1 turn! threw",
      "1 turn 2+ d1 returned",
      "1 turn! threw",
      "1! threw",
    ],
  },
  {
    name: "static parts of a class",
    code: "class A extends s(1) { static [p(2)] = s(3); static { s(4); } m() { s(5); } b = s(6); static accessor c = s(7); [p(8)]() {} }",
    courses: ["1 2 8 3 4 7 returned", "1 2 8! threw", "1 2! threw"],
  },
  {
    name: "new, tagged template, sequence, spread",
    code: "new s(1, s(2)); tag`3 ${s(4)}`; (s(5), [...list(6), { ...s(7) }]);",
    courses: [
      "2 1 4 3 5 6x0 7 returned",
      "2 1 4 3 5 6x1 7 returned",
      "2 1 4 3 5 6x2 7 returned",
      "2 1 4 3 5 6! threw",
      "2 1 4 3! threw",
    ],
  },
  {
    name: "function run in place",
    code: "function main() { (() => { e(1); })(); s(2); }",
    courses: ["1 2 returned", "1! threw"],
  },
  {
    name: "function run per element",
    code: "function main() { list(1).forEach(() => { e(2); }); s(3); }",
    depth: 3,
    courses: [
      "1x0 3 returned",
      "1x1 2 3 returned",
      "1x1 2! threw",
      "1x2 2 2 3 returned",
      "1x2 2 2! threw",
      "1x2 2! threw",
      "1! threw",
    ],
  },
  {
    name: "function that is not run",
    code: "const f = () => s(1); function g() { s(2); } s(3);",
    courses: ["3 returned"],
  },
  {
    name: "then, catch, finally",
    code: "async function main() { await a(1).then(() => e(2)).catch(() => e(3)).finally(() => s(4)); s(5); }",
    courses: [
      "1 ~1 2 4 5 returned",
      "1 ~1 2! 3 4 5 returned",
      "1 ~1 2! 3! 4 threw",
      "1 ~1! 3 4 5 returned",
      "1 ~1! 3! 4 threw",
      "1! threw",
    ],
  },
  {
    name: "then with both handlers",
    code: "async function main() { await a(1).then(() => e(2), () => s(3)); s(4); }",
    courses: ["1 ~1 2 4 returned", "1 ~1 2! threw", "1 ~1! 3 4 returned", "1! threw"],
  },
  {
    name: "then without handlers",
    code: "async function main() { await a(1).then(null, () => s(2)).then(() => s(3), undefined); }",
    courses: ["1 ~1 3 returned", "1 ~1! 2 3 returned", "1! threw"],
  },
  {
    name: "handler made by a call",
    code: "async function main() { await a(1).then(make(2)); }",
    courses: ["1 2 ~1 2 returned", "1 2 ~1 2! threw", "1 2 ~1! threw", "1! threw"],
  },
  {
    name: "awaited chain that an optional link skips",
    code: "async function main() { await m(1)?.a(2).catch(() => s(3)); s(4); }",
    courses: ["1- 4 returned", "1+ 2 ~2 4 returned", "1+ 2 ~2! 3 4 returned", "1+ 2! threw", "1! threw"],
  },
  {
    name: "new Promise awaited",
    code: "async function main() { await new Promise((resolve1, reject1) => { if (q(2)) resolve1(); if (q(3)) reject1(t); s(4); }); s(5); }",
    courses: ["2- 3- 4 pending", "2- 3+ 4 threw", "2+ 3- 4 5 returned", "2+ 3+ 4 5 returned"],
  },
  {
    name: "new Promise left alone",
    code: "t.p = new Promise((resolve1) => { e(2); }); s(3);",
    courses: ["2 3 returned", "2! 3 returned"],
  },
  {
    name: "async function awaited in place",
    code: "async function main() { await (async () => { await a(1); })(); s(2); }",
    courses: ["1 ~1 2 returned", "1 ~1! threw", "1! threw"],
  },
  {
    name: "async function in place, chained",
    code: "async function main() { await (async () => { e(1); })().catch(() => s(2)); s(3); }",
    courses: ["1 3 returned", "1! 2 3 returned"],
  },
  {
    name: "async function left to itself",
    code: "t.floating = (async () => { await a(1); })();",
    courses: ["1 ~1 returned", "1 ~1! returned", "1! returned"],
  },
  {
    name: "chain left to itself",
    code: "t.floating = a(1).then(() => e(2));",
    courses: ["1 ~1 2 returned", "1 ~1 2! returned", "1 ~1! returned", "1! threw"],
  },
  {
    name: "returned chain is not caught",
    code: "function main() { try { return a(1).then(() => s(2)); } catch { s(3); } }",
    courses: ["1 ~1 2 returned", "1 ~1! threw", "1! 3 returned"],
  },
  {
    name: "finally does not wait for a returned chain",
    code: "function main() { try { return a(1).then(() => s(2)); } finally { s(3); } }",
    courses: ["1 3 ~1 2 returned", "1 3 ~1! threw", "1! 3 threw"],
  },
  { name: "top-level await", code: "await a(1); s(2);", courses: ["1 ~1 2 returned", "1 ~1! threw", "1! threw"] },
  {
    name: "exports",
    code: "export const a = s(1); export default s(2); export class B { static c = s(3); }",
    courses: ["1 2 3 returned"],
  },
  { name: "namespace", code: "namespace A { export const b = s(1); } s(2);", courses: ["1 2 returned"] },
  { name: "with", code: "with (s(1)) { s(2); }", courses: ["1 2 returned"] },
];

it("an endless loop has no end", () => {
  const { root, visitorKeys } = programOf("while (1) { e(2); }");
  const { entry, returned } = graphOf(root, visitorKeys);
  expect(stepsAfter(entry)).not.toContain(returned);
});

describe("the graph goes where the engine goes, through", () => {
  for (const { name, code, courses, depth = 8 } of cases)
    it(name, async () => {
      const found = await coursesOf(code, depth);
      expect(found.map(({ walked }) => walked)).toEqual(courses);
      expect(found.map(({ executed }) => executed)).toEqual(courses);
    });
});
