/** Reports a field that holds a resource which no method that ends the object releases. */
import { findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages } from "./shared/suggestions.ts";
import { suggestionsForTeardown } from "./shared/teardown-suggestions.ts";
import { pastOf, presentOf } from "./shared/verbs.ts";

export const requireFieldRelease = createRule({
  name: "require-field-release",
  meta: {
    type: "problem",
    docs: {
      description: "Require the method that ends an object to release what its fields hold",
      tier: "recommended",
      split: true,
      recommended: true,
      cwe: [459, 772],
      precision: "very-high",
      untyped: true,
    },
    messages: {
      ...suggestionMessages,
      forgotten: "'{{holder}}' ({{resource}}) is not {{past}} by '{{teardown}}'. Call '{{release}}' in it.",
      elementsForgotten:
        "What '{{holder}}' collects ({{resource}}) is not {{past}} by '{{teardown}}'. Call '{{release}}' for each of it there.",
      registered: "'{{holder}}' is not undone by '{{teardown}}'. Call '{{release}}' in it.",
      unowned:
        "'{{owner}}' holds '{{holder}}' ({{resource}}) and has no method that {{present}} it. Add one that calls '{{release}}'.",
    },
    hasSuggestions: true,
    schema: [tierSchema],
    defaultOptions: [...certainOnly],
  },
  create: (context) => ({
    Program() {
      const isStrict = context.options.some(({ tier }) => tier === "strict");
      for (const leak of findings(context, "forgotten")) {
        const { acquisition, owner } = leak;
        if (leak.tier === "strict" && !isStrict) continue;
        const { teardown, isCollection, isRegistration } = owner;
        const held = isCollection ? "elementsForgotten" : isRegistration ? "registered" : "forgotten";
        const id = teardown ? held : "unowned";
        const words = { past: pastOf(acquisition.release), present: presentOf(acquisition.release) };
        const data = { ...words, owner: owner.name, teardown: teardown?.name ?? "" };
        reportOn(context, leak, id, data, suggestionsForTeardown(acquisition, owner, context.sourceCode));
      }
    },
  }),
});
