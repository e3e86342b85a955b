/** Reports an agent, a pool or a client that is built again for every request, message or job, or in a loop. */
import { type FindingOf, findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { suggestionsForHoist } from "./shared/hoisting.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages } from "./shared/suggestions.ts";

export const noClientPerCall = createRule({
  name: "no-client-per-call",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow building a client for every request, message or job",
      tier: "recommended",
      opinion: true,
      recommended: true,
      cwe: [770, 772],
      precision: "very-high",
      securitySeverity: "7.5",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      built:
        "'{{holder}}' ({{resource}}) is built again for every {{per}} and never released. Build it once and share it.",
      builtInLoop:
        "'{{holder}}' ({{resource}}) is built again in each turn of the loop on line {{line}} and never released. Build it once, before the loop.",
      rebuilt: "'{{holder}}' ({{resource}}) is built and released again for every {{per}}. Build it once and share it.",
      rebuiltInLoop:
        "'{{holder}}' ({{resource}}) is built and released again in each turn of the loop on line {{line}}. Build it once, before the loop.",
    },
    hasSuggestions: true,
    schema: [
      {
        type: "object",
        properties: {
          tier: {
            type: "string",
            enum: ["recommended", "all"],
            description: "Whether clients that are released each time are reported, too.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ tier: "recommended" }],
  },
  create: (context) => ({
    Program() {
      const hasAll = context.options.some(({ tier }) => tier === "all");
      for (const found of findings(context, "builtOften")) {
        if (found.isReleased && !hasAll) continue;
        const { per, by } = found.often;
        const data = { per, line: String(by.loc.start.line) };
        const suggestions = found.isReleased ? [] : suggestionsForHoist(found.acquisition, context.sourceCode);
        reportOn(context, found, messageOf(found), data, suggestions);
      }
    },
  }),
});

function messageOf({ often, isReleased }: FindingOf<"builtOften">): Message {
  if (often.per === "turn") return isReleased ? "rebuiltInLoop" : "builtInLoop";
  return isReleased ? "rebuilt" : "built";
}

type Message = "built" | "builtInLoop" | "rebuilt" | "rebuiltInLoop";
