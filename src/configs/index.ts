/** Presets, derived from what each rule says about itself. */
import type { TSESLint } from "@typescript-eslint/utils";
import { rules, type RuleDocs } from "../rules/index.ts";

type Plugin = TSESLint.FlatConfig.Plugin;

/** How far a preset goes, from certain to everything. */
const presets = {
  recommended: {
    has: (docs) => docs.tier === "recommended",
    tier: "recommended",
    settings: { unknownCalls: "takes", throws: "await" },
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
} as const satisfies Record<string, { has: (docs: RuleDocs) => boolean; tier: string; settings: object }>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as readonly PresetName[];

/** Flat-config objects without parser or files, so that they fit any project. */
export function configsFor(plugin: Plugin): Record<PresetName, TSESLint.FlatConfig.Config> {
  const config = (name: PresetName): TSESLint.FlatConfig.Config => ({
    name: `leakproof/${name}`,
    plugins: { leakproof: plugin },
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, { meta }]) => meta.docs !== undefined && presets[name].has(meta.docs))
        .map(([rule, { meta }]) => [
          `leakproof/${rule}`,
          meta.docs?.isSplit ? ["error", { tier: presets[name].tier }] : "error",
        ]),
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
