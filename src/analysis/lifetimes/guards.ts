/** Is a place passed only as long as something that outlives it has not been filled? `pool ??= new Pool()`, `if (!pool) pool = …`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { File } from "../file.ts";
import { isFunction, isInside, nodesIn, rootOf, unwrapped } from "../tree.ts";

/** `at` is `from` or one of its ancestors; its parent may be what guards. */
export function isFilledOnce(at: TSESTree.Node, from: TSESTree.Node, file: File): boolean {
  const { parent } = at;
  switch (parent?.type) {
    case T.AssignmentExpression:
      return parent.right === at && ["??=", "||="].includes(parent.operator) && outlives(parent.left, from, file);
    case T.LogicalExpression:
      return parent.right === at && parent.operator !== "&&" && outlives(parent.left, from, file);
    case T.IfStatement:
      return (
        parent.consequent === at && fills(at, emptyIn(parent.test), file) && outlives(emptyIn(parent.test), from, file)
      );
    case T.BlockStatement:
      return parent.body
        .slice(
          0,
          parent.body.findIndex((one) => one === at),
        )
        .some((one) => leavesWith(one, parent, from, file));
    default:
      return false;
  }
}

/** `if (pool) return pool;` before it is filled. */
function leavesWith(statement: TSESTree.Node, block: TSESTree.Node, from: TSESTree.Node, file: File): boolean {
  if (statement.type !== T.IfStatement || statement.alternate) return false;
  const { consequent } = statement;
  const last = consequent.type === T.BlockStatement ? consequent.body.at(-1) : consequent;
  const full = unwrapped(statement.test);
  const name = full.type === T.BinaryExpression && /^!==?$/u.test(full.operator) ? full.left : full;
  return last?.type === T.ReturnStatement && fills(block, name, file) && outlives(name, from, file);
}

/** `pool` of `!pool`, `pool === undefined`, `pool == null`. */
function emptyIn(test: TSESTree.Node): TSESTree.Node | undefined {
  const it = unwrapped(test);
  if (it.type === T.UnaryExpression && it.operator === "!") return unwrapped(it.argument);
  return it.type === T.BinaryExpression && /^===?$/u.test(it.operator) ? unwrapped(it.left) : undefined;
}

function fills(inside: TSESTree.Node, name: TSESTree.Node | undefined, { sourceCode }: File): boolean {
  if (!name) return false;
  const text = sourceCode.getText(name);
  return nodesIn(inside, sourceCode.visitorKeys).some(
    (node) => node.type === T.AssignmentExpression && sourceCode.getText(node.left) === text,
  );
}

/** A variable of a function or module around, or a member of something. */
function outlives(name: TSESTree.Node | undefined, from: TSESTree.Node, file: File): boolean {
  if (name?.type === T.MemberExpression) return true;
  const definition = name?.type === T.Identifier ? file.variableOf(name)?.defs[0]?.name : undefined;
  const root = rootOf(from);
  return definition !== undefined && isFunction(root) && !isInside(definition, root);
}
