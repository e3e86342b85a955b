/** Reports `.pipe()` where one stream's failure leaves another one open. */
import { type FindingOf, findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { pipelineMessages, suggestionsForPipe } from "./shared/pipeline-suggestions.ts";

export const preferPipeline = createRule({
  name: "prefer-pipeline",
  meta: {
    type: "problem",
    docs: {
      description: "Require a pipeline where piping leaves a stream open when another one fails",
      tier: "recommended",
      split: true,
      recommended: true,
      cwe: [460, 772],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...pipelineMessages,
      sourceOpen:
        "'{{holder}}' ({{resource}}) stays open if '{{other}}' fails or closes early. Use 'pipeline()', which ends both.",
      targetOpen: "'{{holder}}' ({{resource}}) stays open if '{{other}}' fails. Use 'pipeline()', which ends both.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context) => ({
    Program() {
      const isStrict = context.options.some(({ tier }) => tier === "strict");
      for (const leak of findings(context, "piped")) {
        const { acquisition, open, tier, trace } = leak;
        if (tier === "strict" && !isStrict) continue;
        const data = { ...wordsOf(leak), leakproof: trace };
        context.report({
          node: acquisition.node,
          messageId: open === "source" ? "sourceOpen" : "targetOpen",
          data: wordsOf(leak),
          suggest: suggestionsForPipe(leak, context.sourceCode).map((one) => ({ ...one, data })),
        });
      }
    },
  }),
});

const wordsOf = ({ acquisition, other }: FindingOf<"piped">): Record<string, string> => ({
  holder: acquisition.holder,
  resource: acquisition.resource.name,
  other,
});
