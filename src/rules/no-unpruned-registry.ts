/** Reports a registry that keeps what has ended. */
import { type Abandoned, type Grown, type Replaced, unprunedEntries } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { registrySuggestionMessages, suggestionsForRegistry } from "./shared/registry-suggestions.ts";

export const noUnprunedRegistry = createRule({
  name: "no-unpruned-registry",
  meta: {
    type: "problem",
    docs: {
      description: "Require a registry to let go of what has ended",
      tier: "recommended",
      split: true,
      recommended: true,
      cwe: [401, 770],
      precision: "very-high",
      securitySeverity: "7.5",
      untyped: true,
    },
    messages: {
      ...registrySuggestionMessages,
      kept: "'{{holder}}' ({{resource}}) stays in '{{registry}}' after it has ended. Call '{{removal}}' on '{{event}}'.",
      seldom:
        "'{{holder}}' ({{resource}}) leaves '{{registry}}' on {{events}} only, which need not come. Call '{{removal}}' on '{{event}}'.",
      wrongKey:
        "'{{holder}}' ({{resource}}) stays in '{{registry}}': line {{line}} takes out another key than '{{key}}'. Call '{{removal}}' there.",
      abandoned: "'{{holder}}' stays in '{{registry}}' when {{exit}}. Call '{{removal}}' then, too.",
      replaced:
        "'{{holder}}' takes the place of what '{{registry}}' holds under '{{key}}', which stays open. Look with '{{removal}}', and end that one first.",
      grown:
        "'{{registry}}' gets an entry for each '{{holder}}' that a request brings, and never loses one. Call '{{removal}}', or bound its size.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context) => ({
    Program() {
      const isStrict = context.options.some(({ tier }) => tier === "strict");
      for (const one of unprunedEntries(context)) {
        const { node, kind, holder, removal, tier, registry } = one;
        if (tier === "strict" && !isStrict) continue;
        const shared = { holder, removal, registry: registry.name };
        if (!("peer" in one)) {
          context.report({ node, messageId: kind, data: { ...shared, ...moreAbout(one) } });
          continue;
        }
        const { peer, events, wrong } = one;
        const data = {
          ...shared,
          resource: peer.name,
          event: peer.lastly[0],
          events: events.map((event) => `'${event}'`).join(" and "),
          key: wrong?.key ?? "",
          line: String(wrong?.at.loc.start.line ?? node.loc.start.line),
        };
        const suggest = suggestionsForRegistry(one, context.sourceCode).map((it) => ({ ...it, data }));
        context.report({ node, messageId: one.kind, data, suggest });
      }
    },
  }),
});

function moreAbout(one: Abandoned | Grown | Replaced): Record<string, string> {
  if (one.kind === "replaced") return { key: one.key };
  return one.kind === "abandoned" ? { exit: wordsFor(one) } : {};
}

function wordsFor({ by, at }: Abandoned): string {
  const line = String(at.loc.start.line);
  if (by === "caller") return "the caller aborts";
  return by === "timer" ? `the timer on line ${line} gives up` : `the signal of line ${line} aborts`;
}
