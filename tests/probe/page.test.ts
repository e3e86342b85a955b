/** The programs of the probe's page run as they stand there, and import what the package says it exports. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { root, textOf } from "../package/manifest.ts";
import { compiled } from "../support/compiled.ts";
import { hasProc } from "../support/proc.ts";

const page = readFileSync(join(root, "docs/probe.md"), "utf8");
const programs = [...page.matchAll(/^```js\n([^`]*(?:`[^`]+`[^`]*)*?)^```$/gm)].map(([, code = ""]) => code);

let folder: string;

beforeAll(() => {
  folder = compiled("probe-page", ["src/probe"]);
  // Within the package of that name, `import "eslint-plugin-leakproof/probe"` means the package itself.
  const manifest = textOf("package.json").replaceAll("./dist/", "./src/");
  writeFileSync(join(folder, "package.json"), manifest);
});

function run(code: string): { readonly status: number | null; readonly stderr: string } {
  writeFileSync(join(folder, "program.mjs"), code);
  return spawnSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
}

test("there are two", () => {
  expect(programs.length).toBe(2);
});

test.each(programs.map((code, at) => [at + 1, code] as const))("program %i runs", (_number, code) => {
  expect(run(code)).toMatchObject({ status: 0, stderr: "" });
});

test.skipIf(!hasProc)("the first fails as the page says when the session is not ended", () => {
  const [first = ""] = programs;
  const forgetful = first.replace(/^ *(await file\.close|sessions\.delete).*\n/gm, "");
  const [, shown = ""] = /^```text\n([^`]*)```$/m.exec(page) ?? [];
  const { status, stderr } = run(forgetful);
  expect(status).toBe(1);
  expect(shown.split("\n").filter((line) => !stderr.includes(line))).toEqual([]);
  expect(shown).not.toBe("");
});
