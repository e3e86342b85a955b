/** Reports a resource that some visible way out of the function leaves open. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn, wordsFor } from "./shared/report.ts";
import { suggestionMessages, suggestionsForExit } from "./shared/suggestions.ts";

export const noUnreleasedResource = createRule({
  name: "no-unreleased-resource",
  meta: {
    type: "problem",
    docs: {
      description: "Require every acquired resource to be released on every visible way out",
      tier: "recommended",
      recommended: true,
      cwe: [772, 404, 775],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      leaked: "'{{holder}}' ({{resource}}) is still open when {{exit}}. Call '{{release}}' on every path.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "leaked")) {
        const { acquisition, exit } = leak;
        const data = { exit: wordsFor(exit), line: String(exit.node.loc.start.line) };
        reportOn(context, leak, "leaked", data, suggestionsForExit(acquisition, exit, context.sourceCode));
      }
    },
  }),
});
