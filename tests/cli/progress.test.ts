/** Progress is for people at a terminal. */
import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { Kept, mended, project } from "./project.ts";

const files = { "a.js": mended, "b.js": mended };

it("shows on a terminal how many files are done", async () => {
  const stderr = new Kept(true);
  const { code, out } = await project(files).runAs({ stderr });
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (2 files, untyped)\n" });
  expect(stripVTControlCharacters(stderr.text)).toMatch(/^░+ 0\/2 a\.js/);
});

it.each([
  ["where standard error is no terminal", new Kept(false), {}],
  ["in continuous integration", new Kept(true), { CI: "true" }],
])("is silent %s", async (_, stderr, env) => {
  await project(files).runAs({ stderr, env });
  expect(stderr.text).toBe("");
});
