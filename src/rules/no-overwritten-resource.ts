/** Reports a holder that is given another value while it still holds a resource. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages, suggestionsForOverwrite } from "./shared/suggestions.ts";

export const noOverwrittenResource = createRule({
  name: "no-overwritten-resource",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow giving a holder another value while it still holds a resource",
      tier: "recommended",
      recommended: true,
      cwe: [771],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      overwritten:
        "'{{holder}}' ({{resource}}) is given another value on line {{line}} while it is still open. Call '{{release}}' first.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "overwritten")) {
        const { acquisition, by } = leak;
        const data = { line: String(by.loc.start.line) };
        reportOn(context, leak, "overwritten", data, suggestionsForOverwrite(acquisition, by, context.sourceCode));
      }
    },
  }),
});
