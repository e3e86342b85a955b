/** Reports a resource that only a way out nobody can see, a rejection or a throwing call, leaves open. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { describe, reportOn, wordsFor } from "./shared/report.ts";

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
      leakedOnThrow: "'{{holder}}' ({{resource}}) stays open if {{exit}}. Call '{{release}}' in 'finally'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program() {
      for (const { acquisition, exit, trace } of findings(context, "leakedOnThrow"))
        reportOn(context, acquisition, "leakedOnThrow", { ...describe(acquisition), exit: wordsFor(exit) }, [], trace);
    },
  }),
});
