/** What goes wrong in real projects, and that the run goes on. */
import { expect, it } from "vitest";
import { leaky, mended, mendedTs, project, run, tsconfig } from "./project.ts";

it("names a file with a syntax error and checks the others", async () => {
  const { code, out, err } = await project({ "a.js": "let a = ;\n", "b.js": mended }).run();
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (1 file, untyped, 1 failed)\n" });
  expect(err).toBe("leakproof: a.js:1:8 was not checked: Expression expected.\n");
});

it("names a file with a syntax error in a project with types as well", async () => {
  const { code, out, err } = await project({
    "tsconfig.json": tsconfig,
    "a.ts": "let a: = 1;\n",
    "b.ts": mendedTs,
  }).run();
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (1 file, typed, 1 failed)\n" });
  expect(err).toBe("leakproof: a.ts:1:7 was not checked: Type expected.\n");
});

it("cannot run when no file can be parsed", async () => {
  const { code, out, err } = await project({ "a.js": "let a = ;\n" }).run();
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe("leakproof: a.js:1:8 was not checked: Expression expected.\nleakproof: No file could be checked.\n");
});

it("skips what a tool wrote, unless it is named", async () => {
  const minified = "var a=1;".repeat(5000);
  const huge = "var a = 1;\n".repeat(100_000);
  const { run: check } = project({ "bundle.js": minified, "data.js": huge, "a.js": mended });
  const { code, out, err } = await check();
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (1 file, untyped, 2 skipped)\n" });
  expect(err.split("\n").map((line) => line.split(":")[1])).toEqual([
    " bundle.js is skipped",
    " data.js is skipped",
    undefined,
  ]);
  expect(await check("bundle.js")).toEqual({ code: 0, out: "No leaks (1 file, untyped)\n", err: "" });
});

it.each([
  ["starts with #!", `#!/usr/bin/env node\n${mended}`],
  ["starts with a byte order mark", `\uFEFF${mended}`],
  ["has Windows line ends", mended.replaceAll("\n", "\r\n")],
  ["is empty", ""],
])("checks a file that %s, with types and without", async (_, code) => {
  const files = { "a.ts": code.replace("(path, quiet)", "(path: string, quiet: boolean)") };
  expect(await project(files).run()).toEqual({ code: 0, out: "No leaks (1 file, untyped)\n", err: "" });
  expect(await project({ ...files, "tsconfig.json": tsconfig }).run()).toMatchObject({
    code: 0,
    out: "No leaks (1 file, typed)\n",
  });
});

it("works in a folder with spaces, brackets and letters from elsewhere", async () => {
  const { run: check } = project({ "src [x]/ä b.ts": mendedTs, "tsconfig.json": tsconfig }, "mein Projekt (1)");
  expect(await check("src [x]")).toEqual({ code: 0, out: "No leaks (1 file, typed)\n", err: "" });
});

it("checks files outside the folder it runs in, and those that ESLint would ignore", async () => {
  const { folder } = project({
    "work/b.js": mended,
    "a.js": mended,
    "node_modules/p/c.js": mended,
    ".eslintignore": "*",
  });
  const answer = await run({ argv: ["../a.js", "../node_modules/p/c.js"], cwd: `${folder}/work` });
  expect(answer).toEqual({ code: 0, out: "No leaks (2 files, untyped)\n", err: "" });
});

it("neither reads an ESLint configuration nor reports what comments switch on", async () => {
  const comments = '/* eslint no-var: "error", some/rule: "error" */\n/* eslint-disable other/rule */\nvar a = 1;\n';
  const files = { "eslint.config.js": "throw new Error('read');", "src/a.js": `${comments}${mended}` };
  expect(await project(files).run("src")).toEqual({ code: 0, out: "No leaks (1 file, untyped)\n", err: "" });
});

it("says when a comment configures one of its rules wrongly", async () => {
  const { code, err } = await project({ "a.js": '/* eslint leakproof/no-leak-on-throw: "loud" */\n' }).run();
  expect(code).toBe(0);
  expect(err).toMatch(/^leakproof: a\.js: .*leakproof\/no-leak-on-throw.*\n$/);
});

it("heeds the comments that silence a leak", async () => {
  const silenced = leaky.replace("  const fd", "  // eslint-disable-next-line -- closed by the caller\n  const fd");
  expect(await project({ "a.js": silenced }).run()).toEqual({ code: 0, out: "No leaks (1 file, untyped)\n", err: "" });
});

it("goes on when ESLint fails on a file or ignores one, and names both", async () => {
  const { run: check } = project({
    "node_modules/eslint/package.json": JSON.stringify({ name: "eslint", version: "10.99.0", main: "index.cjs" }),
    "node_modules/eslint/index.cjs": `exports.ESLint = class {
      async lintText(text, { filePath }) {
        if (filePath.endsWith("a.js")) throw new Error("it fell over\\n    at somewhere (deep.js:1:2)");
        return filePath.endsWith("b.js") ? [] : [{ filePath, messages: [], suppressedMessages: [] }];
      }
    };`,
    ...{ "a.js": "", "b.js": "", "c.js": "" },
  });
  const { code, out, err } = await check();
  expect({ code, out }).toEqual({ code: 0, out: "No leaks (1 file, untyped, 1 failed, 1 skipped)\n" });
  expect(err).toBe(
    "leakproof: a.js:1:1 was not checked: it fell over.\nleakproof: b.js is skipped: it is ignored by ESLint.\n",
  );
});

it("shows no stack trace even for a mistake of its own, and writes the failure down", async () => {
  const { runAs, read } = project({ "a.js": mended });
  const { code, out, err } = await runAs({ argv: ["--sarif", "leaks.sarif"], home: "nowhere in particular" });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(
    /^leakproof: It stopped: .*\. That is a mistake of leakproof \d\S*; a report helps to mend it\.\n$/,
  );
  expect(read("leaks.sarif")).toContain('"executionSuccessful":false');
});
