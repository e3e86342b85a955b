/** Reports a response whose body some visible way out leaves unread. */
import { type FindingOf, findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { reportOn, wordsFor } from "./shared/report.ts";
import { suggestionMessages, suggestionsForOverwrite, suggestionsForUnread } from "./shared/suggestions.ts";

export const requireBodyConsumption = createRule({
  name: "require-body-consumption",
  meta: {
    type: "problem",
    docs: {
      description: "Require the body of every response to be read or cancelled on every visible way out",
      tier: "recommended",
      split: true,
      recommended: true,
      cwe: [772],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      unread: "The body of '{{holder}}' ({{resource}}) is unread when {{exit}}. Call '{{release}}' on every path.",
      replaced:
        "'{{holder}}' ({{resource}}) is given another value on line {{line}} while its body is unread. Call '{{release}}' first.",
      rejected: "An error status that {{call}} rejects leaves the {{resource}} unread. Call '{{release}}' in 'catch'.",
      dropped: "The body of this {{resource}} is never read. Read it, or call '{{release}}'.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context) => ({
    Program() {
      const isStrict = context.options.some(({ tier }) => tier === "strict");
      for (const leak of findings(context, "unread")) {
        const { acquisition, exit, by, tier } = leak;
        if (tier === "strict" && !isStrict) continue;
        const line = String((exit?.node ?? by ?? acquisition.node).loc.start.line);
        const suggestions = exit
          ? suggestionsForUnread(acquisition, exit, context.sourceCode)
          : by
            ? suggestionsForOverwrite(acquisition, by, context.sourceCode)
            : [];
        reportOn(
          context,
          leak,
          messageOf(leak),
          { exit: exit ? wordsFor(exit) : "", line, call: exit?.call ?? "" },
          suggestions,
        );
      }
    },
  }),
});

function messageOf({ exit, by, acquisition }: FindingOf<"unread">): "unread" | "rejected" | "replaced" | "dropped" {
  if (exit?.kind === "rejects" && exit.node === acquisition.node) return "rejected";
  if (exit && acquisition.holder !== "") return "unread";
  return by ? "replaced" : "dropped";
}
