/** Writes the mend of a leak into the program: before a way out, in `finally`, or at once. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Acquisition, Exit } from "../../analysis/index.ts";
import { lineEndOf, withLine } from "./layout.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Fix = TSESLint.ReportFixFunction;

export const suggestionMessages = {
  releaseBefore: "Call '{{release}}' before leaving on line {{line}}.",
  releaseInFinally: "Call '{{release}}' in 'finally'.",
  releaseFirst: "Call '{{release}}' before it is given another value.",
  releaseInSuper: "Call '{{call}}' first.",
  keepIt: "Give it to '{{keep}}()'.",
  releaseInTeardown: "Call '{{release}}' in '{{teardown}}'.",
  buildOnce: "Build it once, at the top of the module.",
  releaseAtOnce: "Call the release as soon as it is acquired.",
} as const;

export type SuggestionId = keyof typeof suggestionMessages;

export interface Suggestion {
  readonly messageId: SuggestionId;
  readonly fix: Fix;
}

/** For a way out that can be seen: release before it, or in `finally` when the function never releases. */
export function suggestionsForExit(acquisition: Acquisition, exit: Exit, source: Source): readonly Suggestion[] {
  const statement = leavingStatement(exit);
  const before =
    statement && !mentions(statement, acquisition, source)
      ? releaseBefore(acquisition, statement, "releaseBefore", source)
      : [];
  return before.length > 0 ? before : suggestionsForThrow(acquisition, source);
}

/** For a response that a way out leaves unread: end it there. In `finally` it would be ended while it is read. */
export function suggestionsForUnread(acquisition: Acquisition, exit: Exit, source: Source): readonly Suggestion[] {
  const statement = leavingStatement(exit);
  return statement ? releaseBefore(acquisition, statement, "releaseBefore", source) : [];
}

/** For a way out that cannot be seen: release in `finally`. */
export function suggestionsForThrow(acquisition: Acquisition, source: Source): readonly Suggestion[] {
  const { declaration, mend, releases, resource } = acquisition;
  const block = declaration?.parent;
  if (!declaration || !mend || block?.type !== T.BlockStatement) return [];
  const rest = block.body.slice(block.body.indexOf(declaration) + 1);
  const [first, last] = [rest[0], rest.at(-1)];
  const own = releases.filter((call) => isInSameFunction(call, declaration));
  // What another function releases as well would be released twice.
  if (own.length < releases.length && resource.twice !== "tolerated") return [];
  const written = own.map(releasingStatement);
  if (!first || !last || written.some((statement) => statement === undefined)) return [];
  const margin = " ".repeat(declaration.loc.start.column);
  const line = `${lineEndOf(source)}${margin}`;
  return [
    {
      messageId: "releaseInFinally",
      fix: (fixer) => [
        fixer.insertTextBefore(first, `try {${line}`),
        ...written.flatMap((statement) => (statement ? [fixer.removeRange(withLine(statement, source))] : [])),
        fixer.insertTextAfterRange(last.range, `${line}} finally {${line}  ${callFor(mend, declaration)};${line}}`),
      ],
    },
  ];
}

/** For a name that is given another value: release what it holds first. */
export function suggestionsForOverwrite(
  acquisition: Acquisition,
  by: TSESTree.Node,
  source: Source,
): readonly Suggestion[] {
  const statement = statementAround(by);
  return statement ? releaseBefore(acquisition, statement, "releaseFirst", source) : [];
}

/** For `await pool.connect();`: give back what nobody wants. */
export function suggestionsForDrop({ node, resource }: Acquisition, source: Source): readonly Suggestion[] {
  const outer = node.parent.type === T.AwaitExpression ? node.parent : node;
  const method = /^(?:await )?_\.(?<call>\w+\(\))$/u.exec(resource.release[0])?.groups?.["call"];
  if (outer.parent.type !== T.ExpressionStatement || method === undefined) return [];
  return [
    { messageId: "releaseAtOnce", fix: (fixer) => fixer.replaceText(outer, `(${source.getText(outer)}).${method}`) },
  ];
}

function releaseBefore(
  { mend }: Acquisition,
  statement: TSESTree.Node,
  messageId: SuggestionId,
  source: Source,
): readonly Suggestion[] {
  if (!mend) return [];
  const call = `${callFor(mend, statement)};`;
  const isInList = statement.parent?.type === T.BlockStatement || statement.parent?.type === T.SwitchCase;
  const margin = `${lineEndOf(source)}${" ".repeat(statement.loc.start.column)}`;
  const fix: Fix = isInList
    ? (fixer) => fixer.insertTextBefore(statement, `${call}${margin}`)
    : (fixer) => fixer.replaceText(statement, `{ ${call} ${source.getText(statement)} }`);
  return [{ messageId, fix }];
}

function leavingStatement({ kind, node }: Exit): TSESTree.Node | undefined {
  if (["return", "throw", "break", "continue"].includes(kind)) return node;
  return kind === "resolve" || kind === "reject" ? statementAround(node) : undefined;
}

function statementAround(node: TSESTree.Node): TSESTree.ExpressionStatement | undefined {
  return node.parent?.type === T.ExpressionStatement && node.parent.parent.type === T.BlockStatement
    ? node.parent
    : undefined;
}

/** A statement that uses the resource cannot come after its release. */
function mentions(statement: TSESTree.Node, { holder }: Acquisition, source: Source): boolean {
  return source.getTokens(statement).some(({ value }) => value === holder);
}

/** The statement a release stands in alone: `client.release();`, `await file.close();`. */
export function releasingStatement(call: TSESTree.Node): TSESTree.ExpressionStatement | undefined {
  const outer = call.parent?.type === T.AwaitExpression ? call.parent : call;
  return outer.parent?.type === T.ExpressionStatement && outer.parent.parent.type === T.BlockStatement
    ? outer.parent
    : undefined;
}

function isInSameFunction(one: TSESTree.Node, other: TSESTree.Node): boolean {
  return functionAround(one) === functionAround(other);
}

export function functionAround({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  return parent === undefined || ("params" in parent && "body" in parent) ? parent : functionAround(parent);
}

function callFor({ call, awaited }: NonNullable<Acquisition["mend"]>, at: TSESTree.Node): string {
  return awaited && isAsync(at) ? `await ${call}` : call;
}

export function isAsync({ parent }: TSESTree.Node): boolean {
  if (!parent) return true;
  return "async" in parent && "params" in parent ? parent.async : isAsync(parent);
}
