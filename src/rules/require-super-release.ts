/** Reports a method that overrides the one which releases an inherited field, and does not call it. */
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages } from "./shared/suggestions.ts";
import { suggestionsForOverride, superCall } from "./shared/teardown-suggestions.ts";
import { presentOf } from "./shared/verbs.ts";

export const requireSuperRelease = createRule({
  name: "require-super-release",
  meta: {
    type: "problem",
    docs: {
      description: "Require a method that overrides a releasing one to call it",
      tier: "recommended",
      recommended: true,
      cwe: [459],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      superForgotten:
        "'{{owner}}' overrides the '{{teardown}}' that {{present}} '{{holder}}' ({{resource}}). Call '{{call}}' in it.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "superForgotten")) {
        const { acquisition, owner } = leak;
        const teardown = owner.teardown?.name ?? "";
        const data = {
          owner: owner.name,
          teardown,
          call: superCall(teardown),
          present: presentOf(acquisition.release),
        };
        reportOn(context, leak, "superForgotten", data, suggestionsForOverride(owner, context.sourceCode));
      }
    },
  }),
});
