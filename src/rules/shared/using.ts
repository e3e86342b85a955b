/** Writes `using` into the program, and takes out what it makes superfluous. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Declared, ManualRelease } from "../../analysis/index.ts";
import { lineEndOf, withLine } from "./layout.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Fix = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
type Guarded = ManualRelease & { readonly guard: TSESTree.TryStatement };

/** Absent where the order of what happens, a name or a comment would not survive. */
export function usingFix(manual: ManualRelease, source: Source): Fix | undefined {
  if (isGuarded(manual)) return guardedFix(manual, source);
  return (fixer) => [declared(manual, source)(fixer), ...removals(manual, source)(fixer)];
}

const isGuarded = (manual: ManualRelease): manual is Guarded => manual.guard !== undefined;

function guardedFix(manual: Guarded, source: Source): Fix | undefined {
  const { declaration, guard } = manual;
  const isLast = declaration.parent.body.at(-1) === guard;
  const others = (guard.finalizer?.body.length ?? 0) > 1;
  if (others || guard.handler) return isLast ? keptFix(manual, others, source) : undefined;
  if (isLast && !collides(guard.block, declaration, source)) return flatFix(manual, source);
  return isMovable(manual, source) ? blockFix(manual, source) : undefined;
}

/** `try` stays for its `catch`, or for what else `finally` does. */
function keptFix(manual: Guarded, others: boolean, source: Source): Fix {
  const { guard } = manual;
  if (others) return (fixer) => [declared(manual, source)(fixer), ...removals(manual, source)(fixer)];
  const end = guard.handler?.range[1] ?? guard.block.range[1];
  return (fixer) => [
    ...commentsMoved(manual, source)(fixer),
    declared(manual, source)(fixer),
    fixer.removeRange([end, guard.range[1]]),
  ];
}

/** What was tried stands in the block itself. */
function flatFix(manual: Guarded, source: Source): Fix {
  const { guard } = manual;
  return (fixer) => [
    ...commentsMoved(manual, source)(fixer),
    declared(manual, source)(fixer),
    fixer.replaceText(guard, outdented(guard, source)),
  ];
}

/** What follows the `finally` still happens after the release: the `try` becomes a block that has the declaration in it. */
function blockFix(manual: Guarded, source: Source): Fix {
  const { declaration, guard, keyword } = manual;
  const [kind] = source.getTokens(declaration);
  const line = lineEndOf(source);
  const margin = " ".repeat(guard.block.body[0]?.loc.start.column ?? 0);
  const rest = source.text.slice(kind?.range[1] ?? declaration.range[0], declaration.range[1]);
  const comments = commentsIn(guard, source).map((comment) => `${line}${margin}${source.getText(comment as never)}`);
  const inner = source.text.slice(guard.block.range[0] + 1, guard.block.range[1]);
  const beside = source.text.slice(declaration.range[1], guard.range[0]).trimEnd();
  const written = `{${comments.join("")}${line}${margin}${keyword}${rest}${beside}${inner}`;
  return (fixer) => [fixer.replaceTextRange([declaration.range[0], guard.range[1]], written)];
}

/** Declaration and `try` stand side by side, on lines of their own, and nothing later speaks of the holder. */
function isMovable({ declaration, guard, holder }: Guarded, source: Source): boolean {
  const next = source.getTokenAfter(declaration);
  const isBeside = source
    .getCommentsAfter(declaration)
    .every((comment) => comment.loc.start.line === declaration.loc.end.line);
  const isBroken = guard.block.loc.start.line < (guard.block.body[0]?.loc.start.line ?? 0);
  const [variable] = source.scopeManager?.getDeclaredVariables(declaration) ?? [];
  const isOver = variable?.references.every(({ identifier }) => identifier.range[0] < guard.range[1]) === true;
  return (
    next?.range[0] === guard.range[0] && isBeside && isBroken && isOver && !namesOf(guard.block, source).has(holder)
  );
}

const declared =
  ({ declaration, keyword }: ManualRelease, source: Source) =>
  (fixer: TSESLint.RuleFixer): TSESLint.RuleFix =>
    fixer.replaceTextRange(source.getFirstToken(declaration)?.range ?? declaration.range, keyword);

const removals =
  ({ releases }: ManualRelease, source: Source): Fix =>
  (fixer) =>
    releases.map((statement) => fixer.removeRange(withLine(statement, source)));

/** Comments on the release speak of the declaration now. */
const commentsMoved =
  ({ declaration, guard }: Guarded, source: Source): Fix =>
  (fixer) => {
    const margin = `${lineEndOf(source)}${" ".repeat(declaration.loc.start.column)}`;
    const texts = commentsIn(guard, source).map((comment) => source.text.slice(...comment.range));
    return texts.length > 0
      ? [fixer.insertTextBefore(declaration, texts.map((text) => `${text}${margin}`).join(""))]
      : [];
  };

function commentsIn(guard: TSESTree.TryStatement, source: Source): readonly TSESTree.Comment[] {
  const from = guard.handler?.range[1] ?? guard.block.range[1];
  return source.getAllComments().filter(({ range }) => range[0] >= from && range[1] <= guard.range[1]);
}

/** A name of the tried block means something else around it. */
function collides(block: TSESTree.BlockStatement, { parent }: Declared, source: Source): boolean {
  const names = namesOf(block, source);
  const outer = source.getScope(parent);
  const around = outer.upper?.block.type === T.CatchClause ? [outer, outer.upper] : [outer];
  if (around.some(({ set }) => [...names].some((name) => set.has(name)))) return true;
  return source
    .getTokens(parent)
    .some(({ range, value }) => names.has(value) && (range[0] < block.range[0] || range[1] > block.range[1]));
}

function namesOf(block: TSESTree.BlockStatement, source: Source): ReadonlySet<string> {
  const scope = source.scopeManager?.acquire(block);
  return new Set(scope?.variables.map(({ name }) => name));
}

/** The text of the tried block, as far to the left as the `try`; lines inside a template stay where they are. */
function outdented({ block, loc }: TSESTree.TryStatement, source: Source): string {
  const shift = (block.body[0]?.loc.start.column ?? 0) - loc.start.column;
  const isBroken = block.loc.start.line < (block.body[0]?.loc.start.line ?? 0);
  const inner = source.text.slice(block.range[0] + 1, block.range[1] - 1);
  if (!isBroken || shift <= 0) return inner.trim();
  const fixed = linesInTemplates(block, source);
  const lines = inner.split("\n").map((line, index) => {
    const margin = /^[ \t]*/u.exec(line)?.[0].length ?? 0;
    return fixed.has(block.loc.start.line + index) ? line : line.slice(Math.min(shift, margin));
  });
  return lines.join("\n").trim();
}

function linesInTemplates(block: TSESTree.BlockStatement, source: Source): ReadonlySet<number> {
  const lines = source
    .getTokens(block)
    .flatMap(({ type, loc }) =>
      /^Template$/u.test(type)
        ? Array.from({ length: loc.end.line - loc.start.line }, (_, index) => loc.start.line + index + 1)
        : [],
    );
  return new Set(lines);
}
