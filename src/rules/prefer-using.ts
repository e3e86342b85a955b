/** Reports a release written by hand where `using` does the same, and writes it. */
import { manualReleases } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { usingFix } from "./shared/using.ts";

export const preferUsing = createRule({
  name: "prefer-using",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require 'using' or 'await using' where a release is written by hand",
      tier: "style",
      recommended: false,
      cwe: [],
      precision: "high",
      untyped: false,
    },
    messages: {
      releasedByHand: "'{{holder}}' ({{resource}}) is released by hand. Declare it with '{{keyword}}'.",
      declareWithUsing: "Declare '{{holder}}' with '{{keyword}}'.",
    },
    hasSuggestions: true,
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const manual of manualReleases(context)) {
        const { node, holder, resource, keyword } = manual;
        const fix = usingFix(manual, context.sourceCode);
        const data = { holder, resource, keyword };
        if (fix)
          context.report({
            node,
            messageId: "releasedByHand",
            data,
            suggest: [{ messageId: "declareWithUsing", data, fix }],
          });
      }
    },
  }),
});
