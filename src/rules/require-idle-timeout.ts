/** Reports a server or a session that keeps silent connections for ever. */
import { unbounded } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { boundSuggestionMessages, reportUnbounded } from "./shared/unbounded.ts";

export const requireIdleTimeout = createRule({
  name: "require-idle-timeout",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require an idle timeout for accepted connections and long-lived sessions",
      tier: "strict",
      recommended: false,
      cwe: [400, 772],
      precision: "high",
      securitySeverity: "5.3",
      untyped: false,
    },
    messages: {
      ...boundSuggestionMessages,
      unbounded: "A peer that goes silent keeps its connection to this {{resource}} open for ever. Write '{{advice}}'.",
      switchedOff: "'{{by}}' is switched off, so a peer that goes silent keeps its connection open for ever.",
      unanswered:
        "'{{by}}' ends nothing, it only emits 'timeout'. Call 'destroy()' when a connection of this {{resource}} emits it.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const one of unbounded(context, "idle"))
        reportUnbounded(context, one, { absent: "unbounded", off: "switchedOff", unanswered: "unanswered" });
    },
  }),
});
