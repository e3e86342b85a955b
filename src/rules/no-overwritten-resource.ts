/** Reports a holder that is given another value while it still holds a resource. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { describe, reportOn } from "./shared/report.ts";

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
      overwritten: "'{{holder}}' ({{resource}}) is given another value on line {{line}} while it is still open. Call '{{release}}' first.",
    },
    hasSuggestions: true,
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program() {
      for (const { acquisition, by, trace } of findings(context, "overwritten"))
        reportOn(context, acquisition, "overwritten", { ...describe(acquisition), line: String(by.loc.start.line) }, [], trace);
    },
  }),
});
