/** Reports a resource that some visible way out of the function leaves open. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { describe, reportOn, wordsFor } from "./shared/report.ts";

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
      leaked: "'{{holder}}' ({{resource}}) is still open when {{exit}}. Call '{{release}}' on every path.",
    },
    hasSuggestions: true,
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program() {
      for (const { acquisition, exit, trace } of findings(context, "leaked"))
        reportOn(context, acquisition, "leaked", { ...describe(acquisition), exit: wordsFor(exit) }, [], trace);
    },
  }),
});
