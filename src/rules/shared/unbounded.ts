/** Words, reports and mends what nothing bounds: shared by the rules about timeouts, limits and reuse. */
import type { TSESLint } from "@typescript-eslint/utils";
import type { OptionPlace, Unbounded } from "../../analysis/index.ts";

type Context<M extends string> = Readonly<TSESLint.RuleContext<M, readonly unknown[]>>;

export const boundSuggestionMessages = { setOption: "Set '{{option}}'." } as const;

/** Reports the call, or what switches its bound off. `messageIds` tells the message for each way to lack it. */
export function reportUnbounded<M extends string>(
  context: Context<M | keyof typeof boundSuggestionMessages>,
  { node, name, lack, advice, place, patience = "" }: Unbounded,
  messageIds: Readonly<Record<Unbounded["lack"]["how"], M>>,
): void {
  const [, option = advice] = /^set '(.*)'$/u.exec(advice) ?? [];
  const data = { resource: name, advice, by: "by" in lack ? lack.by : "", patience };
  const fix = place && insertionAt(place, option, context.sourceCode);
  context.report({
    node,
    messageId: messageIds[lack.how],
    data,
    suggest: fix ? [{ messageId: "setOption", data: { ...data, option }, fix }] : [],
  });
}

function insertionAt(
  place: OptionPlace,
  option: string,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  if ("after" in place) return (fixer) => fixer.insertTextAfter(place.after, `, { ${option} }`);
  if ("before" in place) return (fixer) => fixer.insertTextBefore(place.before, `{ ${option} }, `);
  if ("inside" in place) {
    const end = place.inside.range[1] - 1;
    const isOpen = sourceCode.getText(place.inside).endsWith("()");
    return isOpen ? (fixer) => fixer.insertTextBeforeRange([end, end], `{ ${option} }`) : undefined;
  }
  const brace = sourceCode.getFirstToken(place.into);
  const isEmpty = place.into.properties.length === 0;
  return brace ? (fixer) => fixer.insertTextAfter(brace, isEmpty ? ` ${option} ` : ` ${option},`) : undefined;
}
