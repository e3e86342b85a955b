/** Reports a holder that is given another value while it still holds a resource. */
import { findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages, suggestionsForOverwrite } from "./shared/suggestions.ts";

export const noOverwrittenResource = createRule({
  name: "no-overwritten-resource",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow giving a holder another value while it still holds a resource",
      tier: "recommended",
      split: true,
      recommended: true,
      cwe: [771],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      overwritten:
        "'{{holder}}' ({{resource}}) is given another value on line {{line}} while it is still open. Call '{{release}}' first.",
      entryOverwritten:
        "What '{{holder}}' has under this key ({{resource}}) is replaced while it is still open. Call '{{release}}' for it first.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context) => ({
    Program() {
      const isStrict = context.options.some(({ tier }) => tier === "strict");
      for (const leak of findings(context, "overwritten")) {
        const { acquisition, by, tier, isEntry } = leak;
        if (tier === "strict" && !isStrict) continue;
        const id = isEntry ? "entryOverwritten" : "overwritten";
        const data = { line: String(by.loc.start.line) };
        reportOn(context, leak, id, data, suggestionsForOverwrite(acquisition, by, context.sourceCode));
      }
    },
  }),
});
