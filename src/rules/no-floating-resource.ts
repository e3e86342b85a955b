/** Reports a resource that nobody ever held: acquired and dropped on the spot. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { describe, reportOn } from "./shared/report.ts";

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
      dropped: "This {{resource}} is dropped as soon as it is acquired. Keep it and call '{{release}}'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  defaultOptions: [],
  create: (context) => ({
    Program() {
      for (const { acquisition, trace } of findings(context, "dropped"))
        reportOn(context, acquisition, "dropped", describe(acquisition), [], trace);
    },
  }),
});
