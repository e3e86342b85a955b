/** Reports a resource that has certainly been released when it is released again. */
import { findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { misuseSuggestionMessages, suggestionsForTwice } from "./shared/misuse-suggestions.ts";
import { reportMisuse } from "./shared/report.ts";

export const noDoubleRelease = createRule({
  name: "no-double-release",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow releasing a resource twice",
      tier: "recommended",
      recommended: true,
      split: true,
      cwe: [1341],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...misuseSuggestionMessages,
      releasedTwice:
        "'{{holder}}' ({{resource}}) is released again here, after its release {{where}}. Call '{{release}}' once on each path.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context, [option]) => ({
    Program() {
      for (const misuse of findings(context, "releasedTwice")) {
        const { twice } = misuse.acquisition.resource;
        if (option?.tier !== "strict" && twice !== "throws" && twice !== "unsafe") continue;
        reportMisuse(context, misuse, "releasedTwice", suggestionsForTwice(misuse, context.sourceCode));
      }
    },
  }),
});
