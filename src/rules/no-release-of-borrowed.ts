/** Reports a release of what was only lent, while its owner goes on with it. */
import { borrowedReleases } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";

export const noReleaseOfBorrowed = createRule({
  name: "no-release-of-borrowed",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow releasing a resource that was only lent",
      tier: "strict",
      recommended: false,
      cwe: [826],
      precision: "high",
      untyped: true,
    },
    messages: {
      tagged: "'{{holder}}' ({{resource}}) is borrowed, as '@borrows' says. Leave '{{release}}' to the caller.",
      shared:
        "'{{holder}}' ({{resource}}) is shared by all calls of '{{lender}}', and the first of them ends it. Call '{{release}}' where the program ends.",
      injected:
        "'{{holder}}' ({{resource}}) was lent by '{{lender}}', which goes on with it on line {{line}}. Leave '{{release}}' to the lender.",
      cached:
        "'{{holder}}' ({{resource}}) stays in '{{lender}}', which answers it again after '{{release}}'. Call '{{lender}}.delete()' first.",
    },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const { node, kind, after, holder, resource, release, lender } of borrowedReleases(context)) {
        const line = String(after.loc.start.line);
        context.report({ node, messageId: kind, data: { holder, resource, release, lender, line } });
      }
    },
  }),
});
