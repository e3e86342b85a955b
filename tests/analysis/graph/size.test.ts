/** Builds graphs of code as large and as deep as generated code gets, in time and steps that grow with the code. */
import type { TSESTree } from "@typescript-eslint/utils";
import { expect, it } from "vitest";
import { graphOf } from "../../../src/analysis/graph/index.ts";
import { programOf, stepsAfter } from "./program.ts";

function repeated(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join("\n");
}

function nested(depth: number, open: string, innermost: string, close: string): string {
  return open.repeat(depth) + innermost + close.repeat(depth);
}

function built(source: string): { readonly steps: number; readonly milliseconds: number } {
  const { root, visitorKeys } = programOf(source);
  const start = performance.now();
  const { entry } = graphOf(root, visitorKeys);
  return { steps: stepsAfter(entry).size, milliseconds: performance.now() - start };
}

const sizes: readonly (readonly [name: string, count: number, code: (count: number) => string])[] = [
  ["branches", 5_000, (count) => repeated(count, (it) => `if (c(${it})) e(${it});`)],
  ["statements", 3_000, (count) => repeated(count, (it) => `const v${it} = await e(${it});`)],
  ["cases", 3_000, (count) => `switch (x) { ${repeated(count, (it) => `case ${it}: e(${it}); break;`)} }`],
  ["else ifs", 300, (count) => repeated(count, (it) => `if (c(${it})) e(${it}); else`) + " e();"],
  [
    "links of a promise chain",
    200,
    (count) => `await a()${repeated(count, (it) => `.then(() => e(${it}), () => e(${it}))`)};`,
  ],
  ["operands", 300, (count) => `if (${repeated(count, (it) => `c(${it}) &&`)} c()) e();`],
  ["tries, one after the other", 1_000, (count) => repeated(count, (it) => `try { e(${it}); } finally { e(${it}); }`)],
  [
    "tries, one in the other",
    100,
    (count) => `for (;;) { ${nested(count, "try { e(); if (c()) break; ", "return;", " } finally { e(); }")} }`,
  ],
  ["declarations with using", 500, (count) => repeated(count, (it) => `using v${it} = u(${it});`)],
  ["loops, one in the other", 100, (count) => nested(count, "while (c()) { if (c()) continue; ", "e();", " }")],
];

for (const [name, count, code] of sizes)
  it(`builds ${count} ${name}`, () => {
    const [whole, tenth] = [built(code(count)), built(code(count / 10))];
    expect(whole.steps / tenth.steps).toBeLessThan(11);
    expect(whole.milliseconds).toBeLessThan(2_000);
  });

/** Deeper than the parser can go. */
it("builds 2000 else ifs", () => {
  const { root, visitorKeys } = programOf(repeated(2_000, (it) => `if (c(${it})) e(${it});`));
  const [first, ...others] = (root as TSESTree.Program).body as TSESTree.IfStatement[];
  others.reduce((outer, inner) => (outer.alternate = inner), first as TSESTree.IfStatement);
  const program = { ...root, body: [first] } as TSESTree.Program;
  expect(stepsAfter(graphOf(program, visitorKeys).entry).size).toBe(2_000 * 3 + 2);
});

/** Each `finally` is built once per way out, so those in each other's `finally` blocks double per level. */
it("builds 10 tries in each other's finally blocks", () => {
  const { steps, milliseconds } = built(nested(10, "try { e(); } finally { ", "e();", " }"));
  expect(steps).toBeLessThan(10_000);
  expect(milliseconds).toBeLessThan(2_000);
});
