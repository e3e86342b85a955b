/** Reports a resource that is used or returned after it has certainly been released. */
import { AST_NODE_TYPES } from "@typescript-eslint/types";
import { findings } from "../analysis/index.ts";
import { createRule } from "./shared/create-rule.ts";
import { reportMisuse } from "./shared/report.ts";

export const noUseAfterRelease = createRule({
  name: "no-use-after-release",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow using or returning a resource after its release",
      tier: "recommended",
      recommended: true,
      cwe: [672, 910],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      usedAfterRelease:
        "'{{holder}}' ({{resource}}) is used by {{call}} after its release {{where}}. Call '{{release}}' behind the last use.",
      returnedReleased:
        "'{{holder}}' ({{resource}}) is returned here, but released {{where}} before the caller gets it. Call '{{release}}' only where the function fails.",
    },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const misuse of findings(context, "usedAfterRelease")) {
        const isReturned = misuse.by.type === AST_NODE_TYPES.ReturnStatement;
        reportMisuse(context, misuse, isReturned ? "returnedReleased" : "usedAfterRelease", []);
      }
    },
  }),
});
