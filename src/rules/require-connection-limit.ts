/** Reports a client or a server that opens or accepts any number of connections. */
import { unbounded } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { boundSuggestionMessages, reportUnbounded } from "./shared/unbounded.ts";

export const requireConnectionLimit = createRule({
  name: "require-connection-limit",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a maximum of connections where the library sets none",
      tier: "strict",
      recommended: false,
      cwe: [770],
      precision: "high",
      securitySeverity: "5.3",
      untyped: false,
    },
    messages: {
      ...boundSuggestionMessages,
      unbounded: "This {{resource}} has no maximum of connections. Write '{{advice}}'.",
      switchedOff: "'{{by}}' of this {{resource}} is no maximum. Write '{{advice}}'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const one of unbounded(context, "limit"))
        reportUnbounded(context, one, { absent: "unbounded", off: "switchedOff", unanswered: "unbounded" });
    },
  }),
});
