/** Reports a client that opens a connection for each request. */
import { unbounded } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { boundSuggestionMessages, reportUnbounded } from "./shared/unbounded.ts";

export const requireConnectionReuse = createRule({
  name: "require-connection-reuse",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require connections to be kept for the next request",
      tier: "strict",
      recommended: false,
      cwe: [1072, 770],
      precision: "high",
      untyped: false,
    },
    messages: {
      ...boundSuggestionMessages,
      singleUse: "With this {{resource}} each request opens a connection of its own: {{advice}}.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const one of unbounded(context, "reuse"))
        reportUnbounded(context, one, { absent: "singleUse", off: "singleUse", unanswered: "singleUse" });
    },
  }),
});
