/** Turns loops into steps; what a turn of a loop declares is left behind when the turn is over. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/utils";
import { condition, defaultsIn, evaluate, evaluateAll } from "./expressions.ts";
import { statement } from "./statements.ts";
import { type Around, type Step, stepTo, through, type Way, withWays } from "./step.ts";

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
  const endless = test === null || (test.type === T.Literal && test.value === true);
  return endless ? yes : condition(test, yes, no, around);
}

type Loop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.ForOfStatement | TSESTree.ForInStatement;

/** One turn: every way out of the body first leaves what the body declared. */
function turn(node: Loop, again: Step, next: Step, around: Around, labels: readonly string[]): Step {
  const own: Partial<Record<Way, Step>> = { break: next, continue: again };
  for (const label of labels) own[`continue ${label}`] = again;
  const left = (to: Step): Step => stepTo("leave", node, to);
  const isLoopWay = (way: Way): boolean => way !== "return" && way !== "throw";
  return statement(node.body, left(again), through(withWays(around, own), left, isLoopWay));
}

function counted(node: TSESTree.ForStatement, next: Step, around: Around, labels: readonly string[]): Step {
  const head = openStep("join", node.test ?? node.body);
  const update = evaluate(node.update, head, around);
  head.next = [{ to: tested(node.test, turn(node, update, next, around, labels), next, around) }];
  if (node.init?.type === T.VariableDeclaration) return statement(node.init, head, around);
  return evaluate(node.init, head, around);
}

/** `for await` may reject when it asks for the next element; `using` in the head gives each element back. */
function iterated(node: TSESTree.ForOfStatement | TSESTree.ForInStatement, next: Step, around: Around, labels: readonly string[]): Step {
  const isAsync = node.type === T.ForOfStatement && node.await;
  const head: Step = isAsync ? { ...openStep("iterate", node), thrown: around.way("throw") } : openStep("iterate", node);
  const declaration = node.left.type === T.VariableDeclaration ? node.left : undefined;
  const [declarator] = declaration?.declarations ?? [];
  const isUsing = declaration?.kind === "using" || declaration?.kind === "await using";
  const dispose = (to: Step): Step => (isUsing && declarator ? stepTo("dispose", declarator, to) : to);
  const inside = isUsing ? through(withWays(around, { break: next, continue: head }), dispose) : around;
  const body = isUsing ? statement(node.body, dispose(head), inside) : turn(node, head, next, around, labels);
  const bound = declarator ? stepTo("evaluate", declarator, body) : body;
  const target = declarator?.id ?? node.left;
  head.next = [{ to: evaluateAll(defaultsIn(target), bound, around) }, { to: next }];
  return evaluate(node.right, head, around);
}
