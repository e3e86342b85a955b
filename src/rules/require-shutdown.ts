/** Reports what lives as long as the program and is forgotten by the shutdown that ends the rest. */
import { forgottenAtShutdown } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";

export const requireShutdown = createRule({
  name: "require-shutdown",
  meta: {
    type: "problem",
    docs: {
      description: "Require a shutdown to end all that lives as long as the program",
      tier: "strict",
      recommended: false,
      cwe: [459],
      precision: "high",
      untyped: true,
    },
    messages: {
      forgotten:
        "'{{holder}}' ({{resource}}) is left open by the shutdown on line {{line}}, which ends '{{ended}}'. Call '{{release}}' there, too.",
    },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const { acquisition, at, ended } of forgottenAtShutdown(context)) {
        const { node, holder, resource, release } = acquisition;
        const data = { holder, resource: resource.name, release, ended, line: String(at.loc.start.line) };
        context.report({ node, messageId: "forgotten", data });
      }
    },
  }),
});
