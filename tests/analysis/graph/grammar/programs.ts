/** Random programs: a function of every kind, or the code of a module. */
import * as fc from "fast-check";
import { conditions, expressions, leafCondition, leafExpression, type Parts, patterns } from "./expressions.ts";
import { constructs, insideFunction, type Kind, type Ledger, type Piece, type Place, type Pieces } from "./place.ts";
import { chains } from "./promises.ts";
import { leafStatement, statements } from "./statements.ts";

export { constructs } from "./place.ts";

export interface RandomProgram {
  readonly source: string;
  /** The constructs that stand in it. */
  readonly seen: ReadonlySet<string>;
}

const ROOTS = {
  function: "function main(IN) { BODY }",
  "async function": "async function main(IN) { BODY }",
  generator: "function* main(IN) { BODY }",
  "async generator": "async function* main(IN) { BODY }",
  module: "BODY",
} as const;

for (const name of [...Object.keys(ROOTS), "parameter", "labelled loop", "floating chain"]) constructs.add(name);

/** `depth` is how deep statements and expressions lie in each other. */
export function programs({
  depth,
  length,
}: {
  readonly depth: number;
  readonly length: number;
}): fc.Arbitrary<RandomProgram> {
  const parts = grammar(depth, length);
  return fc
    .record({
      root: fc.constantFrom(...(Object.keys(ROOTS) as (keyof typeof ROOTS)[])),
      parameter: fc.option(parts.pattern),
      body: parts.statements,
      floating: fc.option(parts.chain, { freq: 4 }),
    })
    .map(({ root, parameter, body, floating }) => printed(root, parameter, body, floating));
}

function printed(
  root: keyof typeof ROOTS,
  parameter: Piece | null,
  body: Piece,
  floating: Piece | null,
): RandomProgram {
  const ledger: Ledger = { next: 0, seen: new Set([root]), handlers: [] };
  const outside = insideFunction({ ledger } as Place, "function");
  const kind: Kind = root === "module" ? "async function" : root;
  const inside = { ...insideFunction(outside, kind, { isAwaited: true }), canReturn: root !== "module" };
  const parameters = parameter && root !== "module" ? parameter(outside) : "";
  // What floats comes last: whatever stood after it would happen at the same time.
  const whole = `{ ${body({ ...inside, canReturnPromise: inside.canReturn && inside.canReturnPromise })} }`;
  const end = floating ? ` t.floating = ${floating(inside)};` : "";
  if (parameters) ledger.seen.add("parameter");
  if (floating) ledger.seen.add("floating chain");
  const text = ROOTS[root].replace("IN", () => parameters).replace("BODY", () => whole + end);
  const handlers = ledger.handlers.map((id) => `const h${id} = () => e(${id});\n`);
  return { source: handlers.join("") + text, seen: ledger.seen };
}

type Values = { [Part in keyof Parts]: Piece };

function grammar(maxDepth: number, maxLength: number): Parts {
  const depthIdentifier = fc.createDepthIdentifier();
  const either = (leaf: Pieces, made: readonly Pieces[]): Pieces =>
    fc.oneof({ maxDepth, depthIdentifier, withCrossShrink: true }, leaf, ...made);
  return fc.letrec<Values>((tie) => {
    const parts: Parts = {
      expression: tie("expression"),
      condition: tie("condition"),
      pattern: tie("pattern"),
      statements: tie("statements"),
      chain: tie("chain"),
    };
    const one = either(leafStatement, statements(parts));
    return {
      expression: either(leafExpression, expressions(parts)),
      condition: either(leafCondition, conditions(parts)),
      pattern: patterns(parts),
      statements: fc
        .array(one, { minLength: 1, maxLength })
        .map((made) => (at: Place) => made.map((it) => it(at)).join(" ")),
      chain: chains(parts.statements, parts.expression),
    };
  });
}
