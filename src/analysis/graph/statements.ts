/** Turns statements into steps, from the end backwards: each piece is told where it leads to and answers where it starts. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { unwrapped } from "../tree.ts";
import { condition, defaultsIn, evaluate, evaluateAll } from "./expressions.ts";
import { loop } from "./loops.ts";
import { chainOf, started } from "./promises.ts";
import { type Around, branch, type Edge, type Returned, type Step, stepTo, through, withWays } from "./step.ts";

type Statement = TSESTree.ProgramStatement;

/** Declarations with `using` give back what they hold on every way out of their block. */
export function block(statements: readonly Statement[], next: Step, around: Around): Step {
  const using = statements.findIndex(isUsing);
  if (using === -1) return sequence(statements, next, around);
  const { declarations } = statements[using] as TSESTree.VariableDeclaration;
  const rest = held(declarations, next, around, (end, inside) => block(statements.slice(using + 1), end, inside));
  return sequence(statements.slice(0, using), rest, around);
}

function sequence(statements: readonly Statement[], next: Step, around: Around): Step {
  return statements.reduceRight((after, one) => statement(one, after, around), next);
}

export function isUsing(node: TSESTree.Node | null): node is TSESTree.VariableDeclaration {
  return node?.type === T.VariableDeclaration && (node.kind === "using" || node.kind === "await using");
}

/** Declares one after the other, then goes on with `rest`; last declared, first given back. */
export function held(
  [one, ...others]: readonly TSESTree.VariableDeclarator[],
  next: Step,
  around: Around,
  rest: (next: Step, around: Around) => Step,
): Step {
  if (!one) return rest(next, around);
  const dispose = (to: Step): Step => stepTo("dispose", one, to);
  return declared(one, held(others, dispose(next), through(around, dispose), rest), around);
}

export function statement(node: Statement, next: Step, around: Around, labels: readonly string[] = []): Step {
  switch (node.type) {
    case T.BlockStatement:
      return block(node.body, next, around);
    case T.ExpressionStatement:
      return evaluate(node.expression, next, around);
    case T.VariableDeclaration:
      return node.declarations.reduceRight((after, one) => declared(one, after, around), next);
    case T.IfStatement:
      return condition(
        node.test,
        statement(node.consequent, next, around),
        node.alternate ? statement(node.alternate, next, around) : next,
        around,
      );
    case T.ReturnStatement:
      return returned(node, node.argument, around);
    case T.ThrowStatement:
      return evaluate(node.argument, stepTo("throw", node, around.way("throw")), around);
    case T.BreakStatement:
      return stepTo("jump", node, around.way(node.label ? `break ${node.label.name}` : "break"));
    case T.ContinueStatement:
      return stepTo("jump", node, around.way(node.label ? `continue ${node.label.name}` : "continue"));
    case T.TryStatement:
      return guarded(node, next, around);
    case T.SwitchStatement:
      return switched(node, next, around);
    case T.LabeledStatement:
      return labelled(node, next, around, labels);
    case T.WithStatement:
      return evaluate(node.object, statement(node.body, next, around), around);
    default:
      return loop(node, next, around, labels) ?? declaration(node, next, around);
  }
}

/** Function declarations are hoisted and types are nothing; a class runs its static parts, a namespace all of its body. */
function declaration(node: Statement, next: Step, around: Around): Step {
  switch (node.type) {
    case T.ClassDeclaration:
      return evaluate(node, next, around);
    case T.ExportNamedDeclaration:
      return node.declaration ? statement(node.declaration as Statement, next, around) : next;
    case T.ExportDefaultDeclaration:
      return evaluate(node.declaration, next, around);
    case T.TSExportAssignment:
      return evaluate(node.expression, next, around);
    case T.TSModuleDeclaration:
      return block(node.body?.body ?? [], next, around);
    default:
      return next;
  }
}

function declared(node: TSESTree.VariableDeclarator, next: Step, around: Around): Step {
  return evaluate(node.init, evaluateAll(defaultsIn(node.id), stepTo("evaluate", node, next), around), around);
}

/** A returned chain settles once the function is left: no `catch` sees its rejection, and `finally` does not wait for it. */
export function returned(node: Returned, argument: TSESTree.Node | null, around: Around): Step {
  const back = stepTo("return", node, around.way("return"));
  if (argument && chainOf(argument)) return started(argument, around.way(node), back, around);
  return evaluate(argument, back, around);
}

/** A `finally` block runs once per way of leaving, so it is built once per way. */
function guarded({ block: body, handler, finalizer }: TSESTree.TryStatement, next: Step, around: Around): Step {
  const lead = (to: Step): Step => (finalizer ? block(finalizer.body, to, around) : to);
  const outer = finalizer ? through(around, lead) : around;
  const after = lead(next);
  if (!handler) return block(body.body, after, outer);
  const caught = evaluateAll(
    handler.param ? defaultsIn(handler.param) : [],
    block(handler.body.body, after, outer),
    outer,
  );
  return block(body.body, after, withWays(outer, { throw: caught }));
}

function labelled(node: TSESTree.LabeledStatement, next: Step, around: Around, labels: readonly string[]): Step {
  const { name } = node.label;
  return statement(node.body, next, withWays(around, { [`break ${name}`]: next }), [...labels, name]);
}

/** Tests run top down until one matches; bodies fall through. */
function switched({ discriminant, cases }: TSESTree.SwitchStatement, next: Step, around: Around): Step {
  const inside = withWays(around, { break: next });
  const bodies: Step[] = [];
  for (const [index, one] of [...cases.entries()].toReversed())
    bodies[index] = block(one.consequent, bodies[index + 1] ?? next, inside);
  const byDefault = cases.findIndex((one) => one.test === null);
  const unmatched = bodies[byDefault] ?? next;
  const first = cases.reduceRight<Step>((after, { test }, index) => {
    if (!test) return after;
    const when = (holds: boolean): Edge["when"] => ({
      kind: "equals",
      of: unwrapped(discriminant),
      value: test,
      holds,
    });
    const edges = [
      { to: bodies[index] ?? next, when: when(true) },
      { to: after, when: when(false) },
    ] as readonly Edge[];
    return evaluate(test, branch(test, edges), around);
  }, unmatched);
  return evaluate(discriminant, first, around);
}
