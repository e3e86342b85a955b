/** Reports a resource that only a way out nobody can see, a rejection or a throwing call, leaves open. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn, wordsFor } from "./shared/report.ts";
import { suggestionMessages, suggestionsForThrow } from "./shared/suggestions.ts";

export const noLeakOnThrow = createRule({
  name: "no-leak-on-throw",
  meta: {
    type: "problem",
    docs: {
      description: "Require every acquired resource to be released when a later call throws or rejects",
      tier: "recommended",
      recommended: true,
      cwe: [460, 772],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      leakedOnThrow: "'{{holder}}' ({{resource}}) stays open if {{exit}}. Call '{{release}}' in 'finally'.",
      leakedUnborn:
        "'{{holder}}' ({{resource}}) stays open if {{exit}}, as nobody gets the object. Call '{{release}}' in 'catch'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "leakedOnThrow")) {
        const { acquisition, exit, isUnborn } = leak;
        reportOn(
          context,
          leak,
          isUnborn ? "leakedUnborn" : "leakedOnThrow",
          { exit: wordsFor(exit) },
          suggestionsForThrow(acquisition, context.sourceCode),
        );
      }
    },
  }),
});
