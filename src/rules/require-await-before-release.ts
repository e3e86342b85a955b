/** Reports a promise that still uses a resource which is released before the promise settles. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { misuseSuggestionMessages, suggestionsForAwait } from "./shared/misuse-suggestions.ts";
import { reportMisuse } from "./shared/report.ts";

export const requireAwaitBeforeRelease = createRule({
  name: "require-await-before-release",
  meta: {
    type: "problem",
    docs: {
      description: "Require a promise that uses a resource to be awaited before the release",
      tier: "recommended",
      recommended: true,
      cwe: [826],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...misuseSuggestionMessages,
      releasedTooEarly:
        "The promise of {{call}} still needs '{{holder}}' ({{resource}}) when that is released {{where}}. Write 'await' before it.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const misuse of findings(context, "releasedTooEarly"))
        reportMisuse(context, misuse, "releasedTooEarly", suggestionsForAwait(misuse));
    },
  }),
});
