/** The part of a whole file that lies in one node is what a walk from that node would find. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import type { TSESTree } from "@typescript-eslint/utils";
import { SourceCode } from "eslint";
import { expect, test } from "vitest";
import { callsIn, isCall, nodesIn, rememberWalk, settledParents } from "../../src/analysis/tree.ts";

const odd = `
@sealed() export class Odd<T = unknown> extends mixin(Base) implements Other {
  @memo(() => open()) accessor one = \`a\${first()}b\${\`c\${second(third())}\`}d\`;
  static { start(); }
  declare two: typeof imported;
  [key()](@inject(token()) given = build<string>(), ...rest: number[]): void {
    for (const { a = fallback(), ...b } of list()) if (a) b?.[index()]?.(\`\${a}\`)!;
    do { step() } while (done())
    label: switch (kind()) { case one(): break label; default: other() }
  }
}
enum Level { Low = low(), High = \`\${high()}\`.length }
namespace Inner { export const value = <T,>(it: T) => new Map([[it, make()]]) as const satisfies object; }
export default async function* () { yield* await import(path()); }
`;

const folder = join(import.meta.dirname, "../../src/analysis");
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
const texts = { odd, ...Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")])) };

test.each(Object.entries(texts))("%s", (_, text) => {
  const { ast, visitorKeys } = parser.parseForESLint(text, { range: true });
  settledParents(ast, visitorKeys);
  const walkedFrom = (node: TSESTree.Node): readonly TSESTree.Node[] => nodesIn(node, visitorKeys, () => true);
  const nodes = nodesIn(ast, visitorKeys);
  expect(nodes).toEqual(walkedFrom(ast));
  for (const node of nodes) {
    const inside = nodesIn(node, visitorKeys);
    const expected = walkedFrom(node);
    if (inside.length !== expected.length || inside.some((it, index) => it !== expected[index]))
      expect.fail(`${node.type} ${text.slice(...node.range)}`);
    expect(callsIn(node, visitorKeys)).toHaveLength(expected.filter(isCall).length);
  }
});

test.each(Object.entries(texts))("%s, as ESLint has walked it", (_, text) => {
  const read = parser.parseForESLint(text, { range: true, loc: true, tokens: true, comment: true });
  const { ast, scopeManager, services, visitorKeys } = read;
  const sourceCode = new SourceCode({ text, ast, scopeManager, parserServices: services, visitorKeys } as never);
  let walks = 0;
  rememberWalk({ ast, traverse: () => (walks++, sourceCode.traverse()) } as never);
  settledParents(ast, visitorKeys);
  const walked = nodesIn(ast, visitorKeys, () => true);
  const nodes = nodesIn(ast, visitorKeys);
  if (nodes.length !== walked.length || nodes.some((it, index) => it !== walked[index])) expect.fail("another order");
  expect(walks).toBe(1);
});
