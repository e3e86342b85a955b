/** Reports a resource that stays open because another acquisition fails. */
import { type FindingOf, findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages, suggestionsForThrow } from "./shared/suggestions.ts";

export const noPartialAcquisition = createRule({
  name: "no-partial-acquisition",
  meta: {
    type: "problem",
    docs: {
      description: "Require what was acquired to be released when another acquisition fails",
      tier: "recommended",
      recommended: true,
      cwe: [460, 772],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      partiallyAcquired:
        "'{{holder}}' ({{resource}}) stays open if {{failing}} on line {{line}} fails. Call '{{release}}' when it does.",
      acquiredTogether:
        "This {{resource}} stays open if another call in 'Promise.all()' on line {{line}} rejects. Wait with 'Promise.allSettled()', and release what was acquired when one is rejected.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const leak of findings(context, "partiallyAcquired")) {
        const data = { failing: wordsFor(leak), line: String(leak.exit.node.loc.start.line) };
        const isTogether = leak.failing.how === "beside";
        const mends = isTogether ? [] : suggestionsForThrow(leak.acquisition, context.sourceCode);
        reportOn(context, leak, isTogether ? "acquiredTogether" : "partiallyAcquired", data, mends);
      }
    },
  }),
});

/** "acquiring 'target'", to follow "stays open if". */
function wordsFor({ failing: { how, name } }: FindingOf<"partiallyAcquired">): string {
  return how === "again" ? "acquiring the next one" : `acquiring '${name}'`;
}
