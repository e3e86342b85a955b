/** Which files are checked when folders, files and globs are named. */
import { relative } from "node:path";
import { expect, it } from "vitest";
import { filesOf } from "../../src/cli/files.ts";
import { mended, project } from "./project.ts";

async function found(files: readonly string[], ...paths: readonly string[]): Promise<string[]> {
  const { folder } = project(Object.fromEntries(files.map((file) => [file, ""])));
  return (await filesOf(paths, folder)).files.map((file) => relative(folder, file));
}

it("takes every kind of JavaScript and TypeScript file, sorted", async () => {
  const kinds = ["a.cjs", "b.cts", "c.js", "d.jsx", "e.mjs", "f.mts", "g.ts", "h.tsx"];
  expect(await found([...kinds, "i.json", "j.css"], ".")).toEqual(kinds);
});

it("leaves out what others wrote or tools made", async () => {
  const made = ["node_modules/p/a.js", "dist/b.js", "w/build/c.js", "out/d.js", "coverage/e.js", ".next/f.js"];
  expect(await found([...made, "g.min.js", "types.d.ts", "types.d.css.ts", "src/h.ts"], ".")).toEqual(["src/h.ts"]);
});

it("takes what is named outright, wherever it lies", async () => {
  expect(await found(["dist/a.js", "dist/b.min.js", "c.js"], "dist/b.min.js")).toEqual(["dist/b.min.js"]);
  expect(await found(["dist/a.js", "c.js"], "dist")).toEqual(["dist/a.js"]);
});

it("takes a file once however often it is named", async () => {
  expect(await found(["src/a.ts", "src/b.ts"], "src", "src/a.ts", "src/*.ts")).toEqual(["src/a.ts", "src/b.ts"]);
});

it("takes a name with brackets or spaces as it is", async () => {
  expect(await found(["app/[id]/my page (1).tsx"], "app/[id]/my page (1).tsx")).toEqual(["app/[id]/my page (1).tsx"]);
});

it.each([
  ["missing", "'missing' does not exist. Name files or folders as they are seen from "],
  ["notes.md", "'notes.md' is no JavaScript or TypeScript file. Name one, or a folder."],
  ["docs", "There are no JavaScript or TypeScript files in 'docs'. Name the folder that holds them."],
  ["src/**/*.vue", "There are no JavaScript or TypeScript files in 'src/**/*.vue'. Name the folder that holds them."],
])("cannot run on %s, and says why", async (path, sentence) => {
  const { run } = project({ "notes.md": "", "docs/page.md": "", "src/a.js": mended });
  const { code, out, err } = await run(path);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`leakproof: ${sentence}`);
});
