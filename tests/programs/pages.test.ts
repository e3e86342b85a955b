/** Each incident's page tells of the defects that are marked in its program, of no others, and leads where it says. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { cases, folder, programFiles } from "./cases.ts";

const root = join(folder, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe.each(cases)("%s", (name) => {
  const path = join(root, "docs/incidents", `${name}.md`);
  const page = readFileSync(path, "utf8");

  test("lists each defect's rule with the file that has it", () => {
    const marked = programFiles
      .filter((it) => it.case === name)
      .flatMap(({ path: file, marks }) => marks.map(({ rules }) => `${rules[0]} ${file.split("/").at(-1) ?? ""}`));
    const listed = [...page.matchAll(/\| `([a-z-]+)` +\| (`[^|]+`) +\|/g)].flatMap(([, rule = "", files = ""]) =>
      files.split(", ").map((file) => `${rule} ${file.replaceAll("`", "")}`),
    );
    expect([...new Set(listed)].sort()).toEqual([...new Set(marked)].sort());
  });

  test("links to what exists", () => {
    const linked = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) => link);
    expect(linked.length).toBeGreaterThanOrEqual(3);
    expect(linked.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });

  test("stands in the table of the README", () => {
    expect(readme).toContain(`](docs/incidents/${name}.md)`);
  });
});
