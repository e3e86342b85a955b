/** Compares the graphs of random programs with what the JavaScript engine does. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { told, walkTold } from "./courses.ts";
import { type Execution, executionOf } from "./execution.ts";
import { constructs, programs } from "./grammar/programs.ts";
import { type Bounds, drawnTapes, everyTape, replayed, type Tape } from "./oracle.ts";
import { type Program, programOf } from "./program.ts";

// `GRAPH_PROGRAMS=20000 GRAPH_SEED=7 npx vitest run tests/analysis/graph --testTimeout 0` looks longer, and elsewhere.
const share = Number(process.env["GRAPH_PROGRAMS"] ?? 240) / 240;
const seed = Number(process.env["GRAPH_SEED"] ?? 20_26);

async function compare(program: Program, execution: Execution, tape: Tape): Promise<void> {
  const executed = told(await execution(tape.oracle));
  const walked = walkTold(program, replayed(tape.answers));
  if (walked !== executed) throw new Error(`${program.source}\nexecuted: ${executed}\nwalked:   ${walked}`);
}

interface Search extends Bounds {
  /** How many tapes of drawn answers are played as well. */
  readonly drawn: number;
}

async function compareAll(source: string, { drawn, ...bounds }: Search): Promise<void> {
  const program = programOf(source);
  const execution = executionOf(source);
  for (const tape of everyTape(bounds)) await compare(program, execution, tape);
  for (const tape of drawnTapes(drawn)) await compare(program, execution, tape);
}

const seen = new Set<string>();

async function search(
  size: { readonly depth: number; readonly length: number },
  numRuns: number,
  search: Search,
): Promise<void> {
  const property = fc.asyncProperty(programs(size), async (program) => {
    for (const construct of program.seen) seen.add(construct);
    await compareAll(program.source, search);
  });
  await fc.assert(property, { numRuns: Math.ceil(numRuns * share), seed });
}

it("goes where the engine goes under every oracle, through small programs", () =>
  search({ depth: 2, length: 2 }, 200, { depth: 12, tapes: 60, drawn: 4 }));

it("goes where the engine goes under many oracles, through large programs", () =>
  search({ depth: 4, length: 3 }, 40, { depth: 20, tapes: 30, drawn: 15 }));

it("has met every construct by then", () => {
  expect([...constructs].filter((name) => !seen.has(name))).toEqual([]);
});
