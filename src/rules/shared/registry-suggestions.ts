/** Writes the mend of a registry into the program: a handler that takes the entry out, or the key it was put in under. */
import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Unpruned } from "../../analysis/index.ts";
import { lineEndOf } from "./layout.ts";

export const registrySuggestionMessages = {
  removeAtEnd: "Call '{{removal}}' on '{{event}}'.",
  removeSameKey: "Take out '{{key}}'.",
} as const;

interface RegistrySuggestion {
  readonly messageId: keyof typeof registrySuggestionMessages;
  readonly fix: TSESLint.ReportFixFunction;
}

export function suggestionsForRegistry(
  { node, holder, peer, removal, wrong }: Unpruned,
  source: Readonly<TSESLint.SourceCode>,
): readonly RegistrySuggestion[] {
  if (wrong) return [{ messageId: "removeSameKey", fix: (fixer) => fixer.replaceText(wrong.at, wrong.key) }];
  const statement = node.parent;
  if (statement?.type !== T.ExpressionStatement || statement.parent.type !== T.BlockStatement) return [];
  const margin = `${lineEndOf(source)}${" ".repeat(statement.loc.start.column)}`;
  const body = removal.startsWith("delete ") ? `{ ${removal}; }` : removal;
  const text = `${margin}${holder}.once("${peer.lastly[0]}", () => ${body});`;
  return [{ messageId: "removeAtEnd", fix: (fixer) => fixer.insertTextAfter(statement, text) }];
}
