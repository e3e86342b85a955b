/** Reports a request or a connection that waits for the other side for ever. */
import { unbounded } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { boundSuggestionMessages, reportUnbounded } from "./shared/unbounded.ts";

export const requireTimeout = createRule({
  name: "require-timeout",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a timeout or a signal for outbound requests and connections",
      tier: "strict",
      recommended: false,
      cwe: [1088, 400],
      precision: "high",
      untyped: false,
    },
    messages: {
      ...boundSuggestionMessages,
      unbounded: "Nothing ends this {{resource}} when the other side goes silent. Set '{{advice}}'.",
      patient: "This {{resource}} waits {{patience}} when the other side goes silent. Set '{{advice}}'.",
      switchedOff: "'{{by}}' is switched off, so nothing ends this {{resource}} when the other side goes silent.",
      unanswered: "'{{by}}' ends nothing, it only emits 'timeout'. Call 'destroy()' when this {{resource}} emits it.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const one of unbounded(context, "timeout")) {
        const { patience } = one;
        reportUnbounded(context, one, {
          absent: patience ? "patient" : "unbounded",
          off: patience ? "patient" : "switchedOff",
          unanswered: "unanswered",
        });
      }
    },
  }),
});
