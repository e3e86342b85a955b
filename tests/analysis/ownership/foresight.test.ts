/** What a path knows is kept as long as a question ahead, in whichever function, may be about it. */
import parser from "@typescript-eslint/parser";
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { SourceCode } from "eslint";
import { expect, it } from "vitest";
import { fileFrom } from "../../../src/analysis/file.ts";
import { graphOf, type Step } from "../../../src/analysis/graph/index.ts";
import { stepsFrom } from "../../../src/analysis/ownership/evidence.ts";
import { type Fact, placesIn } from "../../../src/analysis/ownership/facts.ts";
import { conditionsOf, foresightOf } from "../../../src/analysis/ownership/foresight.ts";
import { settingsFrom } from "../../../src/analysis/settings.ts";
import { isFunction, nodesIn, type Root } from "../../../src/analysis/tree.ts";
import { ts } from "../../support/rule-tester.ts";

/** The names of which anything is still known where a function calls `here()`, of all that it might know. */
function knownIn(text: string): readonly string[] {
  const { ast, scopeManager, services, visitorKeys } = parser.parseForESLint(text, { loc: true, range: true });
  const parts = { text, ast, scopeManager, visitorKeys, parserServices: services };
  // Traversing sets the parents.
  const sourceCode = new SourceCode(parts as unknown as SourceCode.Config);
  sourceCode.traverse();
  const file = fileFrom(sourceCode as unknown as Parameters<typeof fileFrom>[0], settingsFrom({}), parser);
  const nodes = nodesIn(ast, file.sourceCode.visitorKeys);
  const roots = nodes.filter(isFunction);
  const all = new Map<Root, ReadonlySet<Step>>(
    roots.map((root) => [root, stepsFrom(graphOf(root, file.sourceCode.visitorKeys).entry)]),
  );
  const places = placesIn([...all.values()].flatMap(conditionsOf), file);
  const names = new Map<string, string>();
  for (const node of nodes) {
    const place = node.type === T.Identifier || node.type === T.MemberExpression ? places.placeOf(node) : undefined;
    if (place !== undefined) names.set(place, sourceCode.getText(node as never));
  }
  const foresight = foresightOf(all, places, file);
  const facts = new Map([...names.keys()].map((place): [string, Fact] => [place, "truthy"]));
  for (const [root, steps] of all)
    for (const step of steps)
      if (step.kind === "evaluate" && isHere(step.at))
        return [...foresight(facts, step, root).keys()].map((place) => names.get(place) ?? place).toSorted();
  throw new Error("nobody calls here()");
}

const isHere = (node: TSESTree.Node): boolean =>
  node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === "here";

const cases: readonly (readonly [name: string, text: string, known: readonly string[]])[] = [
  [
    "what was asked before, and is not asked again, is forgotten",
    ts`function main(a, b, c, owned) { if (a) f(); if (b) f(); if (c) f(); here(); if (owned) g(); }`,
    ["owned"],
  ],
  [
    "what a loop asks again is kept",
    ts`function main(a, b, c, d) { if (d) f(); while (a) { if (b) f(); here(); if (c) f(); } }`,
    ["a", "b", "c"],
  ],
  [
    "what a handler of exceptions asks is kept",
    ts`function main(a, b, c, d) { if (a) f(); if (b) f(); try { here(); } catch { if (c) f(); } finally { if (d.e) g(); } }`,
    ["c", "d.e"],
  ],
  [
    "what another function asks is kept everywhere",
    ts`function main(a, b, c, d) { if (a) f(); if (b) f(); if (c) f(); const end = () => { if (d) g(); }; here(); end(); }`,
    ["d"],
  ],
  [
    "what a value is made of is kept until it is made",
    ts`function main(a, b, c, d) { if (a) f(); if (b) f(); if (c) f(); here(); const owned = !c && d; if (owned) g(); if (d) g(); }`,
    ["c", "d", "owned"],
  ],
  ["so few places are not worth forgetting", ts`function main(a, b) { if (a) f(); if (b) f(); here(); }`, ["a", "b"]],
];

it.each(cases)("%s", (_, text, known) => {
  expect(knownIn(text)).toEqual(known);
});
