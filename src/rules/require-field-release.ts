/** Reports a field that holds a resource which no method that ends the object releases. */
import { type FindingOf, findings } from "../analysis/index.ts";
import { certainOnly, createRule, tierSchema } from "./shared/create-rule.ts";
import { reportOn } from "./shared/report.ts";
import { suggestionMessages } from "./shared/suggestions.ts";
import { suggestionsForKeeping, suggestionsForTeardown } from "./shared/teardown-suggestions.ts";
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
      missed:
        "'{{holder}}' ({{resource}}) is not {{past}} when '{{teardown}}' returns on line {{line}}. Call '{{release}}' on every path.",
      late: "'{{holder}}' ({{resource}}) stays open when it arrives after '{{teardown}}'. Ask for '{{flag}}' behind the 'await', and call '{{release}}'.",
      elementsForgotten:
        "What '{{holder}}' collects ({{resource}}) is not {{past}} by '{{teardown}}'. Call '{{release}}' for each of it there.",
      unkept:
        "This {{resource}} is dropped, so nothing is left for '{{teardown}}' to release. Give it to '{{keep}}()'.",
      uncleaned: "This effect leaves '{{holder}}' ({{resource}}) open. Return a function that calls '{{release}}'.",
      registered: "'{{holder}}' is not undone by '{{teardown}}'. Call '{{release}}' in it.",
      unregistered: "'{{owner}}' never undoes '{{holder}}'. Add a method that calls '{{release}}' when it ends.",
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
        const { acquisition, owner, keep } = leak;
        if (leak.tier === "strict" && !isStrict) continue;
        const words = { past: pastOf(acquisition.release), present: presentOf(acquisition.release) };
        const line = String(owner.exit?.loc.start.line ?? "");
        const data = {
          ...words,
          line,
          owner: owner.name,
          teardown: owner.teardown?.name ?? "",
          flag: owner.flag ?? "",
          keep: keep ?? "",
        };
        const suggestions =
          keep !== undefined
            ? suggestionsForKeeping(acquisition, keep, context.sourceCode)
            : suggestionsForTeardown(acquisition, owner, context.sourceCode);
        reportOn(context, leak, messageOf(leak), data, suggestions);
      }
    },
  }),
});

function messageOf({ owner, keep }: FindingOf<"forgotten">): Message {
  if (keep !== undefined) return "unkept";
  if (!owner.teardown)
    return owner.isRegistration === true ? "unregistered" : owner.name === "" ? "uncleaned" : "unowned";
  if (owner.exit) return "missed";
  if (owner.flag !== undefined) return "late";
  if (owner.isCollection) return "elementsForgotten";
  return owner.isRegistration === true ? "registered" : "forgotten";
}

type Message =
  | "unregistered"
  | "unkept"
  | "uncleaned"
  | "unowned"
  | "missed"
  | "late"
  | "elementsForgotten"
  | "registered"
  | "forgotten";
