/** Reports a connection whose peer has gone, and that the program holds on to. */
import type { TSESLint } from "@typescript-eslint/utils";
import { halfOpenSockets } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { lineEndOf } from "./shared/layout.ts";

export const noHalfOpenSocket = createRule({
  name: "no-half-open-socket",
  meta: {
    type: "problem",
    docs: {
      description: "Require the end of the peer to be answered",
      tier: "recommended",
      recommended: true,
      cwe: [772],
      precision: "very-high",
      securitySeverity: "7.5",
      untyped: true,
    },
    messages: {
      unanswered:
        "'{{holder}}' stays in CLOSE_WAIT when its peer has ended, since 'allowHalfOpen' is on. Call '{{release}}' on 'end'.",
      kept: "This goes on writing to '{{holder}}' after the client has gone. Call '{{release}}' when '{{holder}}' emits 'close'.",
      paused:
        "'{{holder}}' is paused for good and never hears that its peer has ended. Call '{{release}}' or 'destroy()'.",
      upstream:
        "This request goes on when the client that it is made for has gone. Call '{{release}}' when '{{holder}}' emits 'close'.",
      unheard:
        "'{{holder}}' does not hear that its client has gone, so '{{because}}' never runs. Call '{{release}}' when 'process.stdin' emits 'end'.",
      orphaned:
        "'{{holder}}' does not hear that its client has gone, and the {{because}} keeps the process. Call '{{release}}' when 'process.stdin' emits 'end'.",
      endOnEnd: "Call '{{release}}' on 'end'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      const { sourceCode } = context;
      for (const { node, kind, holder, release, because = "", body } of halfOpenSockets(context)) {
        const data = { holder, release, because };
        const last = body?.body.at(-1);
        const margin = last && `${lineEndOf(sourceCode)}${" ".repeat(last.loc.start.column)}`;
        const suggest =
          kind === "unanswered" && last && margin
            ? [
                {
                  messageId: "endOnEnd" as const,
                  data,
                  fix: (fixer: Parameters<TSESLint.ReportFixFunction>[0]) =>
                    fixer.insertTextAfter(last, `${margin}${holder}.on("end", () => ${release});`),
                },
              ]
            : [];
        context.report({ node, messageId: kind, data, suggest });
      }
    },
  }),
});
