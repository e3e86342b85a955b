/** Turns loops into steps; what a turn of a loop declares is left behind when the turn is over. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { condition, defaultsIn, evaluate, evaluateAll, placeOf } from "./expressions.ts";
import { held, isUsing, statement } from "./statements.ts";
import { type Around, type NamedWays, type Step, stepTo, through, type Way, withWays } from "./step.ts";

/** Absent when the statement is no loop. */
export function loop(node: TSESTree.Node, next: Step, around: Around, labels: readonly string[]): Step | undefined {
  switch (node.type) {
    case T.WhileStatement: {
      const head = openStep("join", node.test);
      head.next = [{ to: tested(node.test, turn(node, head, next, around, labels), next, around) }];
      return head;
    }
    case T.DoWhileStatement: {
      const head = openStep("join", node.body);
      const test = openStep("join", node.test);
      test.next = [{ to: tested(node.test, head, next, around) }];
      head.next = [{ to: turn(node, test, next, around, labels) }];
      return head;
    }
    case T.ForStatement:
      return counted(node, next, around, labels);
    case T.ForOfStatement:
    case T.ForInStatement:
      return iterated(node, next, around, labels);
    default:
      return undefined;
  }
}

/** A step that is told later where it leads to, because a loop leads back to it. */
function openStep(kind: "join" | "iterate", at: TSESTree.Node): Step {
  return { kind, at, next: [] };
}

function tested(test: TSESTree.Node | null, yes: Step, no: Step, around: Around): Step {
  const endless = test === null || (test.type === T.Literal && Boolean(test.value));
  return endless ? yes : condition(test, yes, no, around);
}

type Loop =
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement;

/** One turn: every way out of the body first leaves what the body declared. */
function turn(node: Loop, again: Step, next: Step, around: Around, labels: readonly string[]): Step {
  const left = (to: Step): Step => stepTo("leave", node, to);
  return statement(node.body, left(again), through(turning(again, next, around, labels), left, isLoopWay));
}

function turning(again: Step, next: Step, around: Around, labels: readonly string[]): Around {
  const labelled: NamedWays = Object.fromEntries(labels.map((label) => [`continue ${label}`, again]));
  return withWays(around, { ...labelled, break: next, continue: again });
}

function isLoopWay(way: Way): boolean {
  return typeof way === "string" && way !== "return" && way !== "throw";
}

function counted(node: TSESTree.ForStatement, next: Step, around: Around, labels: readonly string[]): Step {
  const { init } = node;
  if (isUsing(init)) return held(init.declarations, next, around, (end, inside) => counting(node, end, inside, labels));
  return evaluate(init, counting(node, next, around, labels), around);
}

function counting(node: TSESTree.ForStatement, next: Step, around: Around, labels: readonly string[]): Step {
  const head = openStep("join", node.test ?? node.body);
  const update = evaluate(node.update, head, around);
  head.next = [{ to: tested(node.test, turn(node, update, next, around, labels), next, around) }];
  return head;
}

/** `for await` may reject when it asks for the next element; `using` in the head gives each element back. */
function iterated(
  node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
  next: Step,
  around: Around,
  labels: readonly string[],
): Step {
  const isAsync = node.type === T.ForOfStatement && node.await;
  const head: Step = isAsync
    ? { ...openStep("iterate", node), thrown: around.way("throw") }
    : openStep("iterate", node);
  const [declarator] = node.left.type === T.VariableDeclaration ? node.left.declarations : [];
  const left = (to: Step): Step => stepTo("leave", node, to);
  const dispose = (to: Step): Step => (isUsing(node.left) && declarator ? stepTo("dispose", declarator, to) : to);
  const inside = through(through(turning(head, next, around, labels), left, isLoopWay), dispose);
  const body = statement(node.body, dispose(left(head)), inside);
  const bound = declarator ? stepTo("evaluate", declarator, body) : body;
  const target = declarator?.id ?? node.left;
  head.next = [{ to: evaluateAll([...placeOf(target), ...defaultsIn(target)], bound, around) }, { to: next }];
  return evaluate(node.right, head, around);
}
