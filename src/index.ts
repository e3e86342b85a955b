/** The plugin ESLint loads. */
import { createRequire } from "node:module";
import type { TSESLint } from "@typescript-eslint/utils";
import { configsFor, type PresetName } from "./configs/index.ts";
import { rules } from "./rules/index.ts";

const { name, version } = createRequire(import.meta.url)("../package.json") as { name: string; version: string };

const base = { meta: { name, version, namespace: "leakproof" }, rules } satisfies TSESLint.FlatConfig.Plugin;

type LeakproofPlugin = typeof base & { readonly configs: Record<PresetName, TSESLint.FlatConfig.Config> };

// ESLint compares plugins by identity, so the presets must name the very object that users import.
const plugin: LeakproofPlugin = Object.assign(base, { configs: {} as LeakproofPlugin["configs"] });
Object.assign(plugin.configs, configsFor(plugin));

export default plugin;
