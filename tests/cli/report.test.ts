/** The report people read, made by the real rules from real programs. */
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { Kept, leaky, leakyTs, mended, project, tsconfig } from "./project.ts";

const dropped = 'import { openSync } from "node:fs";\n\nexport function lock() {\n  openSync("lock", "w");\n}\n';

it("shows where the leak is, its path through the code, and the sums", async () => {
  const { code, out, err } = await project({ "src/size.js": leaky, "src/ok.js": mended }).run();
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toMatch(
    /^src\/size\.js:4:14 {2}leakproof\/no-unreleased-resource\n'fd' \(file descriptor\) is still open when /,
  );
  expect(out).toMatch(/\n> 4 \| {3}const fd = openSync\(path, "r"\);\n {4}\| {14}\^{19} \S.*\n {4}⋮\n/);
  expect(out).toMatch(/\n> 6 \| {3}if \(quiet\) return undefined;\n {4}\| {14}\^{17} \S.*\n\n/);
  expect(out).toMatch(/By rule\n {2}leakproof\/no-unreleased-resource {2}1\n\nBy resource\n {2}file descriptor {2}1\n/);
  expect(out).toMatch(/\n\n1 leak in 1 file \(2 files, untyped\)\n$/);
});

it("sums up by rule and by resource, the most frequent first", async () => {
  const { out } = await project({ "a.js": leaky, "b.js": dropped, "c.js": leaky }).run();
  expect(out).toContain("By rule\n  leakproof/no-unreleased-resource  2\n  leakproof/no-floating-resource    1\n");
  expect(out).toContain("By resource\n  file descriptor  3\n");
  expect(out).toMatch(/\n3 leaks in 3 files \(3 files, untyped\)\n$/);
});

it("says how many files had types", async () => {
  const { code, out } = await project({
    "tsconfig.json": tsconfig,
    "a.ts": leakyTs,
    "b.js": mended,
    "c.js": "let c = ;",
  }).run();
  expect(code).toBe(1);
  expect(out).toMatch(/\n1 leak in 1 file \(2 files, 1 typed, 1 untyped, 1 failed\)\n$/);
});

it("finds the same in a file that starts with #! or a byte order mark", async () => {
  const { out } = await project({
    "a.js": `#!/usr/bin/env node\n${leaky}`,
    "b.js": `\uFEFF${leaky}`,
    "tsconfig.json": tsconfig,
  }).run();
  expect(out).toContain("a.js:5:14  leakproof/no-unreleased-resource\n");
  expect(out).toContain("b.js:4:14  leakproof/no-unreleased-resource\n");
});

it("reports more with a wider preset", async () => {
  const handedOver = leaky.slice(0, leaky.indexOf("  const { size }")) + "  return measure(fd);\n}\n";
  const { run } = project({ "a.js": `import { measure } from "./measure.js";\n${handedOver}` });
  expect((await run()).code).toBe(0);
  expect((await run("--preset", "strict")).code).toBe(1);
});

describe("colour", () => {
  it.each([
    ["is for terminals", true, {}, true],
    ["is not for files", false, {}, false],
    ["is left out at a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
    ["is kept in files with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
  ])("%s", async (_name, isTTY, env, isColored) => {
    const stdout = new Kept(isTTY);
    await project({ "a.js": leaky }).runAs({ stdout, env });
    expect(stdout.text !== stripVTControlCharacters(stdout.text)).toBe(isColored);
    expect(stripVTControlCharacters(stdout.text)).toContain("\n1 leak in 1 file (1 file, untyped)\n");
  });
});
