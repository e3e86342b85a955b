/** Every rule has its file, its entry in the registry, its page and its test; and nothing has one too many. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import plugin from "../../src/index.ts";
import { root } from "./manifest.ts";

const registered = Object.keys(plugin.rules).sort();

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((it) => it.isFile() && it.name.endsWith(ending))
    .map((it) => it.name.slice(0, -ending.length))
    .sort();

test("rule files = registry", () => {
  expect(namesIn("src/rules", ".ts").filter((it) => it !== "index")).toEqual(registered);
});

test("rule tests = registry", () => {
  expect(namesIn("tests/rules", ".test.ts")).toEqual(registered);
});

test("rule pages = registry", () => {
  expect(namesIn("docs/rules", ".md")).toEqual(registered);
});

test.each(Object.entries(plugin.rules))("%s knows its page, its presets and its weaknesses", (name, { meta }) => {
  expect(meta.docs?.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
  expect(meta.docs?.recommended).toBe(meta.docs?.tier === "recommended");
  expect(meta.docs?.tier === "style" || meta.docs?.cwe.length).toBeTruthy();
});
