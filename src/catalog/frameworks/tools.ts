/** What only tests import, and what only commands do: files that serve nobody. */
import type { LibraryModel } from "../schema.ts";

export const testTools = {
  modules: ["@jest/globals", "@playwright/test", "ava", "chai", "cypress", "mocha", "tap", "vitest"],
  resources: [],
  runsIn: "tool",
} as const satisfies LibraryModel;

/** What reads the words of a command, or asks who typed it. */
export const commands = {
  modules: [
    "@clack/prompts",
    "@commander-js/extra-typings",
    "@inquirer/*",
    "@oclif/core",
    "cac",
    "citty",
    "clipanion",
    "commander",
    "inquirer",
    "meow",
    "yargs",
  ],
  resources: [],
  runsIn: "tool",
  dependentsRunIn: "tool",
} as const satisfies LibraryModel;
