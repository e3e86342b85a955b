/** Reports a resource that nobody ever held: acquired and dropped on the spot. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages, suggestionsForDrop } from "./shared/suggestions.ts";

export const noFloatingResource = createRule({
  name: "no-floating-resource",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow dropping a resource as soon as it is acquired",
      tier: "recommended",
      recommended: true,
      cwe: [771],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      dropped: "This {{resource}} is dropped as soon as it is acquired. Keep it, and release it with '{{release}}'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "dropped"))
        reportOn(context, leak, "dropped", {}, suggestionsForDrop(leak.acquisition, context.sourceCode));
    },
  }),
});
