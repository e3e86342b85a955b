/** Writes a chain of `.pipe()` as one `pipeline()`. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { FindingOf } from "../../analysis/index.ts";
import { lineEndOf } from "./layout.ts";
import { functionAround, isAsync } from "./suggestions.ts";

type Source = Readonly<TSESLint.SourceCode>;

export const pipelineMessages = { pipeline: "Write it as 'pipeline()'." } as const;

interface PipelineSuggestion {
  readonly messageId: keyof typeof pipelineMessages;
  readonly fix: TSESLint.ReportFixFunction;
}

/** Only where nobody uses the answer, and the function can wait or the failure be told. */
export function suggestionsForPipe(
  { acquisition: { node }, streams }: FindingOf<"piped">,
  source: Source,
): readonly PipelineSuggestion[] {
  if (!streams || node.parent.type !== T.ExpressionStatement || hasOptions(node)) return [];
  const imported = importedFrom(source);
  if (imported === "another") return [];
  const waits = imported === "stream/promises" || (imported === undefined && isAsync(node));
  if (waits && !isAsync(node)) return [];
  const all = streams.map((one) => source.getText(one)).join(", ");
  const call = waits ? `await pipeline(${all})` : `pipeline(${all}, ${handlerFor(node, source)})`;
  const first = source.ast.body.find((one) => one.type === T.ImportDeclaration);
  if (!first && imported === undefined) return [];
  const line = `import { pipeline } from "node:${waits ? "stream/promises" : "stream"}";${lineEndOf(source)}`;
  return [
    {
      messageId: "pipeline",
      fix: (fixer) => [
        ...(imported === undefined && first ? [fixer.insertTextBefore(first, line)] : []),
        fixer.replaceText(node, call),
      ],
    },
  ];
}

const hasOptions = (node: TSESTree.Node): boolean =>
  node.type === T.CallExpression &&
  (node.arguments.length > 1 || (node.callee.type === T.MemberExpression && hasOptions(node.callee.object)));

/** Without a listener the failure would have ended the process; now it is told. */
function handlerFor(node: TSESTree.Node, source: Source): string {
  const around = functionAround(node);
  const margin = " ".repeat((node.parent ?? node).loc.start.column);
  const name = around && source.getScope(around).set.has("error") ? "failure" : "error";
  const line = lineEndOf(source);
  return `(${name}) => {${line}${margin}  if (${name}) console.error(${name});${line}${margin}}`;
}

/** Where the name `pipeline` comes from, if it is in use. */
function importedFrom({ ast, scopeManager }: Source): "stream" | "stream/promises" | "another" | undefined {
  const modules = ast.body.flatMap((one) =>
    one.type === T.ImportDeclaration &&
    one.specifiers.some(({ type, local }) => type === T.ImportSpecifier && local.name === "pipeline")
      ? [one.source.value.replace(/^node:/u, "")]
      : [],
  );
  const [module] = modules;
  if (module === "stream" || module === "stream/promises") return module;
  return scopeManager?.scopes.some(({ set }) => set.has("pipeline")) === true ? "another" : undefined;
}
