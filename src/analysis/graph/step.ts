/** The nouns of a control-flow graph: steps, the edges between them, and the ways out of a piece of code. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Root } from "../tree.ts";

/**
 * - `evaluate`: a call, an await, an assignment, a declaration or a function literal has been evaluated
 * - `test`: a condition was decided; its edges say how
 * - `run`: a function written in place runs here, once per visit (`then(f)`, `forEach(f)`, `(() => {})()`)
 * - `promise`: a `new Promise(executor)` that is awaited, returned or chained settles
 * - `settle`: any other promise that is awaited, returned or chained settles
 * - `iterate`: a loop asks for its next element
 * - `dispose`: a `using` declaration gives its resource back
 * - `join`: a loop starts over here
 * - `leave`: one turn of a loop is over, and with it what it declared
 * - `jump`, `return`, `throw`: the statement of that name
 * - `exit`: the function is over
 */
export type StepKind =
  | "evaluate"
  | "test"
  | "run"
  | "promise"
  | "settle"
  | "iterate"
  | "dispose"
  | "join"
  | "leave"
  | "jump"
  | "return"
  | "throw"
  | "exit";

export interface Step {
  readonly kind: StepKind;
  readonly at: TSESTree.Node;
  next: readonly Edge[];
  /** Where control goes when this step throws or rejects; absent when it cannot. */
  readonly thrown?: Step;
}

export interface Edge {
  readonly to: Step;
  readonly when?: Condition;
}

/** What must be so for control to take an edge. */
export type Condition =
  | { readonly kind: "truthy" | "nullish"; readonly of: TSESTree.Node; readonly holds: boolean }
  | { readonly kind: "equals"; readonly of: TSESTree.Node; readonly value: TSESTree.Node; readonly holds: boolean };

export interface Graph {
  readonly root: Root;
  readonly entry: Step;
  readonly returned: Step;
  readonly threw: Step;
}

type NamedWay = "return" | "throw" | "break" | "continue" | `break ${string}` | `continue ${string}`;
/** A `return` statement, or the body of an arrow function without braces. */
export type Returned = TSESTree.ReturnStatement | TSESTree.Expression;
/** A promise chain that is returned leaves by a way of its own, because it settles at the end of that way. */
export type Way = NamedWay | Returned;
export type NamedWays = Readonly<Partial<Record<NamedWay, Step>>>;

/** Where control goes from here, by how it leaves; building a way out is put off until something takes it. */
export interface Around {
  readonly way: (way: Way) => Step;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
}

export function stepTo(kind: StepKind, at: TSESTree.Node, next: Step, thrown?: Step): Step {
  return { kind, at, next: [{ to: next }], ...(thrown && { thrown }) };
}

export function branch(at: TSESTree.Node, next: readonly Edge[]): Step {
  return { kind: "test", at, next };
}

/** The same ways, each led through a piece of code first; that piece is built once per way. */
export function through(around: Around, lead: (to: Step) => Step, which: (way: Way) => boolean = () => true): Around {
  const built = new Map<Way, Step>();
  return {
    ...around,
    way(way) {
      const known = built.get(way);
      if (known) return known;
      const target = around.way(way);
      const made = which(way) ? lead(target) : target;
      built.set(way, made);
      return made;
    },
  };
}

export function withWays(around: Around, ways: NamedWays): Around {
  return { ...around, way: (way) => (typeof way === "string" ? ways[way] : undefined) ?? around.way(way) };
}
