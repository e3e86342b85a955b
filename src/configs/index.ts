/** Presets, derived from what each rule says about itself. */
import type { TSESLint } from "@typescript-eslint/utils";
import { rules, type RuleDocs } from "../rules/index.ts";

type Plugin = TSESLint.FlatConfig.Plugin;

/** How far a preset goes, from certain to everything. */
const presets = {
  recommended: {
    has: (docs) => docs.tier === "recommended",
    tier: "recommended",
    // One file at a time: what other files show costs time, and was not sure enough on real code.
    settings: { unknownCalls: "takes", throws: "await", crossFile: false },
  },
  strict: {
    has: (docs) => docs.tier !== "style",
    tier: "strict",
    settings: { unknownCalls: "borrows", throws: "calls" },
  },
  all: { has: () => true, tier: "strict", settings: { unknownCalls: "borrows", throws: "calls" } },
  untyped: {
    has: (docs) => docs.tier === "recommended" && docs.untyped,
    tier: "recommended",
    settings: { unknownCalls: "takes", throws: "await" },
  },
} as const satisfies Record<
  string,
  { has: (docs: RuleDocs) => boolean; tier: "recommended" | "strict"; settings: object }
>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as readonly PresetName[];

/** A rule whose cases differ in certainty is told how far to go. */
function entryFor(docs: RuleDocs | undefined, name: PresetName): TSESLint.FlatConfig.RuleEntry {
  const { tier } = presets[name];
  if (docs?.opinion === true && name === "all") return ["error", { tier: "all" }];
  return docs?.split === true ? ["error", { tier }] : "error";
}

/** Flat-config objects without parser or files, so that they fit any project. */
export function configsFor(plugin: Plugin): Record<PresetName, TSESLint.FlatConfig.Config> {
  const config = (name: PresetName): TSESLint.FlatConfig.Config => ({
    name: `leakproof/${name}`,
    plugins: { leakproof: plugin },
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, { meta }]) => meta.docs !== undefined && presets[name].has(meta.docs))
        .map(([rule, { meta }]) => [`leakproof/${rule}`, entryFor(meta.docs, name)]),
    ),
    settings: { leakproof: presets[name].settings },
  });
  return {
    recommended: config("recommended"),
    strict: config("strict"),
    all: config("all"),
    untyped: config("untyped"),
  };
}
