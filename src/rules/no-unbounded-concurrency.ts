/** Reports work that opens a connection or a file for every item of a list at once. */
import { unboundedBursts } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";

export const noUnboundedConcurrency = createRule({
  name: "no-unbounded-concurrency",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow opening a connection or a file for every item of a list at once",
      tier: "strict",
      recommended: false,
      cwe: [770],
      precision: "high",
      securitySeverity: "5.3",
      untyped: true,
    },
    messages: {
      together:
        "'{{call}}' has '{{opens}}' under way for every item of '{{items}}' at once. Take them in slices, or give each a turn with a limiter.",
      forEach:
        "'forEach()' starts '{{opens}}' for every item of '{{items}}' and waits for none. Write 'for … of' with 'await'.",
      unawaited:
        "The loop starts '{{opens}}' for every item of '{{items}}' before one has ended. Write 'await', or give each a turn with a limiter.",
    },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const { node, kind, call, opens, items } of unboundedBursts(context))
        context.report({ node, messageId: kind, data: { call, opens, items } });
    },
  }),
});
