/** Moves a client out of the function that builds it again and again, to the top of the module. */
import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import type { Acquisition } from "../../analysis/index.ts";
import { lineEndOf, withLine } from "./layout.ts";
import type { Suggestion } from "./suggestions.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** Only what is built from names that the module itself knows, under a name that it does not know yet. */
export function suggestionsForHoist({ declaration, node }: Acquisition, source: Source): readonly Suggestion[] {
  const [declarator] = declaration?.declarations ?? [];
  if (!declaration || declaration.kind !== "const" || declarator?.init !== node) return [];
  const statement = topStatement(declaration);
  if (!statement || statement === declaration || declarator.id.type !== T.Identifier) return [];
  if (!isKnownBefore(node, statement, source) || isTaken(declarator.id.name, source)) return [];
  const text = `${source.getText(declaration)}${lineEndOf(source).repeat(2)}`;
  const comments = source.getCommentsBefore(statement);
  const first = comments[0] ?? statement;
  return [
    {
      messageId: "buildOnce",
      fix: (fixer) => [
        fixer.insertTextBeforeRange(first.range, text),
        fixer.removeRange(withLine(declaration, source)),
      ],
    },
  ];
}

function topStatement(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node; at.parent; at = at.parent) if (at.parent.type === T.Program) return at;
  return undefined;
}

/** Every name in it is global, or declared by the module before the statement. */
function isKnownBefore(node: TSESTree.Node, statement: TSESTree.Node, { scopeManager }: Source): boolean {
  const references = (scopeManager?.scopes ?? []).flatMap((scope) => scope.references);
  const inside = references.filter(
    ({ identifier }) => identifier.range[0] >= node.range[0] && identifier.range[1] <= node.range[1],
  );
  return inside.every(({ resolved }) => {
    const [definition] = resolved?.defs ?? [];
    if (!resolved || !definition) return true;
    const isHoisted = definition.node.type === T.FunctionDeclaration;
    return TOP.has(resolved.scope.type) && (isHoisted || definition.name.range[1] <= statement.range[0]);
  });
}

const isTaken = (name: string, { scopeManager }: Source): boolean =>
  (scopeManager?.scopes ?? []).some(({ type, set }) => TOP.has(type) && set.has(name));

const TOP: ReadonlySet<string> = new Set(["global", "module"]);
