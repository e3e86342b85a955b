/** Walks a graph as an oracle decides, and says what happens on the way. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { type Edge, graphOf, type Graph, type Step } from "../../../src/analysis/graph/index.ts";
import { type FunctionNode, isCall, isFunction, keyNameOf, type Root, unwrapped } from "../../../src/analysis/tree.ts";
import type { End } from "./execution.ts";
import type { Oracle } from "./oracle.ts";
import type { Program } from "./program.ts";
import { type Value, Values } from "./values.ts";
import {
  ASYNC_TURNS,
  type Callable,
  chosen,
  CONSUMPTIONS,
  happening,
  isCallable,
  OUTCOMES,
  type Outcome,
  PRESENCES,
  SETTLEMENTS,
  TURNS,
} from "./world.ts";

/** How the program ends; everything before is told as it happens. */
export function walked(program: Program, oracle: Oracle, tell: Tell): End {
  return new Walk(program, oracle, tell).end(program.root);
}

type Tell = (happened: string) => void;

/** What a graph says never settles. */
class Pending extends Error {}

class Walk {
  readonly #program: Program;
  readonly #oracle: Oracle;
  readonly #tell: Tell;
  readonly #values = new Values();
  readonly #turnsLeft = new Map<TSESTree.Node, number>();
  /** How the executors that run now have settled their promises, by the name of the function they called. */
  readonly #settled = new Map<string, boolean>();
  /** Whether the promise chain that is followed now was rejected. */
  #isRejected = false;

  constructor(program: Program, oracle: Oracle, tell: Tell) {
    this.#program = program;
    this.#oracle = oracle;
    this.#tell = tell;
  }

  end(root: Root): End {
    try {
      return this.#ran(root);
    } catch (error) {
      if (error instanceof Pending) return "pending";
      throw error;
    }
  }

  #ran(root: Root): End {
    const graph = graphOf(root, this.#program.visitorKeys);
    let step = graph.entry;
    while (step.kind !== "exit") {
      step = this.#after(step);
    }
    return endAt(step, graph);
  }

  #after(step: Step): Step {
    switch (step.kind) {
      case "evaluate":
        return this.#evaluated(step);
      case "test":
        return this.#tested(step);
      case "run":
        return this.#handledBy(step, step.at as FunctionNode);
      case "promise":
        return this.#promised(step);
      case "settle":
        return this.#settledBy(step, this.#waited(step.at) === "throws");
      case "iterate":
        return this.#iterated(step);
      case "dispose":
        this.#disposed(step.at as TSESTree.VariableDeclarator);
        return only(step);
      default:
        return only(step);
    }
  }

  #evaluated(step: Step): Step {
    const { at } = step;
    switch (at.type) {
      case T.AwaitExpression:
        return this.#waited(at.argument, at) === "throws" ? thrown(step) : only(step);
      case T.YieldExpression:
        return this.#yielded(step);
      case T.TaggedTemplateExpression:
        return this.#happened(step, "e", Number.parseInt(at.quasi.quasis[0]?.value.raw ?? ""));
      case T.CallExpression:
      case T.NewExpression:
        return this.#called(step, at);
      default:
        return only(step);
    }
  }

  #called(step: Step, at: TSESTree.CallExpression | TSESTree.NewExpression): Step {
    const name = nameOf(at.callee);
    if (name === "then" || name === "catch" || name === "finally") return this.#handled(step, at);
    const settler = /^(resolve|reject)(\d+)$/.exec(name);
    if (settler?.[2] && !this.#settled.has(settler[2])) this.#settled.set(settler[2], settler[1] === "resolve");
    if (settler || name === "Promise" || isFunction(unwrapped(at.callee))) return only(step);
    const [first] = at.arguments;
    if (isFunction(first)) {
      const elements = this.#values.of((unwrapped(at.callee) as TSESTree.MemberExpression).object);
      this.#turnsLeft.set(at, elements.turns);
      return only(step);
    }
    return this.#happened(step, isCallable(name) ? name : "e", numberIn(first));
  }

  /** A handler by name, or one that a call has made, happens under that name's number. */
  #handled(step: Step, { callee, arguments: handlers }: TSESTree.CallExpression | TSESTree.NewExpression): Step {
    const handler = handlers[nameOf(callee) === "then" && this.#isRejected ? 1 : 0];
    const id =
      handler?.type === T.CallExpression ? numberIn(handler.arguments[0]) : Number(/\d+$/.exec(textOf(handler)));
    const outcome = this.#outcome(id, OUTCOMES.e);
    return this.#settledBy(step, outcome === "throws", nameOf(callee) === "finally");
  }

  #happened(step: Step, name: Callable, id: number): Step {
    const outcome = this.#outcome(id, OUTCOMES[name]);
    if (outcome === "throws") return thrown(step);
    this.#values.came(step.at, { outcome, id, callable: name });
    return only(step);
  }

  #outcome(id: number | string, options: readonly Outcome[]): Outcome {
    const outcome = chosen(options, this.#oracle);
    this.#tell(happening(id, outcome, options));
    return outcome;
  }

  #told<Choice extends string>(options: readonly Choice[]): Choice {
    const choice = chosen(options, this.#oracle);
    this.#tell(choice);
    return choice;
  }

  /** Only what `a` and `ac` return takes its time. */
  #waited(promise: TSESTree.Node, into?: TSESTree.Node): Outcome {
    const { later, id } = this.#values.of(promise);
    const outcome = later ? this.#outcome(`~${id}`, SETTLEMENTS[later]) : "thing";
    if (into) this.#values.came(into, { outcome, id });
    return outcome;
  }

  #yielded(step: Step): Step {
    const how = this.#told(CONSUMPTIONS);
    const [more, stop] = step.next;
    if (!more || !stop) throw new Error("a yield must let its consumer go on or stop");
    return how === "yield!" ? thrown(step) : (how === "yield" ? more : stop).to;
  }

  #handledBy(step: Step, handler: FunctionNode): Step {
    const before = this.#isRejected;
    const threw = this.#ran(handler) === "threw";
    this.#isRejected = before;
    return this.#settledBy(step, threw, this.#program.finalizers.has(handler));
  }

  #settledBy(step: Step, isRejected: boolean, keepsRejection = false): Step {
    this.#isRejected = isRejected || (keepsRejection && this.#isRejected);
    return isRejected ? thrown(step) : only(step);
  }

  #promised(step: Step): Step {
    const executor = (step.at as TSESTree.NewExpression).arguments[0] as FunctionNode;
    const id = /\d+$/.exec(textOf(executor.params[0]))?.[0] ?? "";
    this.#settled.delete(id);
    const threw = this.#ran(executor) === "threw";
    const settled = this.#settled.get(id);
    if (settled === undefined && !threw) throw new Pending();
    return this.#settledBy(step, !(settled ?? false));
  }

  #iterated(step: Step): Step {
    const [turn, done] = step.next;
    if (!turn || !done) throw new Error("a loop must turn or be done");
    if (isCall(step.at)) return this.#hasTurnLeft(step.at) ? turn.to : done.to;
    const loop = step.at as TSESTree.ForOfStatement | TSESTree.ForInStatement;
    if (loop.type === T.ForInStatement) return this.#values.turned(loop.right) ? turn.to : done.to;
    if (loop.await) {
      const how = this.#told(ASYNC_TURNS);
      return how === "turn!" ? thrown(step) : (how === "turn" ? turn : done).to;
    }
    return (this.#told(TURNS) === "turn" ? turn : done).to;
  }

  #hasTurnLeft(at: TSESTree.Node): boolean {
    const left = this.#turnsLeft.get(at) ?? 0;
    this.#turnsLeft.set(at, left - 1);
    return left > 0;
  }

  #disposed(at: TSESTree.VariableDeclarator): void {
    const value = this.#values.of(at.init ?? this.#program.iterables.get(at));
    if (!value.isNullish) this.#tell(`d${value.id}`);
  }

  #tested(step: Step): Step {
    const [first] = step.next;
    if (!first?.when) throw new Error("a test has edges with conditions");
    const { kind, of } = first.when;
    if (this.#program.isOpen(of))
      this.#values.came(of, { outcome: this.#told(PRESENCES) === "o+" ? "thing" : "undefined" });
    const value: Value = this.#values.of(kind === "equals" ? first.when.value : of);
    const holds = kind === "nullish" ? value.isNullish : value.isTruthy;
    return edgeFor(step, holds).to;
  }
}

function edgeFor({ next }: Step, holds: boolean): Edge {
  const edges = next.filter(({ when }) => when?.holds === holds);
  const [edge] = edges;
  if (!edge || edges.length !== 1) throw new Error(`a test has one edge for ${holds}`);
  return edge;
}

function only({ kind, next }: Step): Step {
  const [edge] = next;
  if (!edge || next.length !== 1) throw new Error(`${kind} leads to one step`);
  return edge.to;
}

function thrown(step: Step): Step {
  if (!step.thrown) throw new Error(`${step.kind} cannot throw`);
  return step.thrown;
}

/** Nobody sees the end of a floating chain that was rejected: its function has long returned. */
function endAt(step: Step, { threw }: Graph): End {
  return step === threw ? "threw" : "returned";
}

function nameOf(callee: TSESTree.Node): string {
  const it = unwrapped(callee);
  if (it.type === T.Identifier) return it.name;
  return it.type === T.MemberExpression ? (keyNameOf(it) ?? "") : "";
}

function numberIn(node: TSESTree.Node | undefined): number {
  if (node?.type !== T.Literal || typeof node.value !== "number") throw new Error("every call has its number");
  return node.value;
}

function textOf(node: TSESTree.Node | undefined): string {
  return node?.type === T.Identifier ? node.name : "";
}
