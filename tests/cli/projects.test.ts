/** Which tsconfig gives each file its types, and what a broken one costs. */
import { expect, it } from "vitest";
import { mended, mendedTs, project, tsconfig } from "./project.ts";

/** File by file, the tsconfig it was checked with; what was said on standard error; the exit code. */
async function tsconfigs(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const { code, out, err } = await project(files).run("--json", ...argv);
  const { files: checked } = JSON.parse(out) as { files: { file: string; tsconfig: string | null }[] };
  return { code, err, files: Object.fromEntries(checked.map((one) => [one.file, one.tsconfig])) };
}

it("checks without types where there is no tsconfig", async () => {
  const files = { "a.ts": mendedTs, "b.js": mended };
  expect(await tsconfigs(files)).toEqual({ code: 0, err: "", files: { "a.ts": null, "b.js": null } });
});

it("takes the nearest tsconfig of each file in a monorepo", async () => {
  const files = {
    "tsconfig.json": tsconfig,
    "packages/a/tsconfig.json": tsconfig,
    "packages/a/src/a.ts": mendedTs,
    "packages/b/tsconfig.json": tsconfig,
    "packages/b/b.ts": mendedTs,
    "scripts/c.ts": mendedTs,
  };
  expect((await tsconfigs(files)).files).toEqual({
    "packages/a/src/a.ts": "packages/a/tsconfig.json",
    "packages/b/b.ts": "packages/b/tsconfig.json",
    "scripts/c.ts": "tsconfig.json",
  });
});

it("climbs past a tsconfig that does not include the file", async () => {
  const narrow = JSON.stringify({ include: ["src"] });
  const files = {
    "tsconfig.json": tsconfig,
    "a/tsconfig.json": narrow,
    "a/src/a.ts": mendedTs,
    "a/test/b.ts": mendedTs,
  };
  expect((await tsconfigs(files)).files).toEqual({ "a/src/a.ts": "a/tsconfig.json", "a/test/b.ts": "tsconfig.json" });
});

it("follows the references of a tsconfig that includes nothing itself", async () => {
  const solution = JSON.stringify({ files: [], references: [{ path: "./tsconfig.app.json" }, { path: "./test" }] });
  const app = JSON.stringify({ compilerOptions: { composite: true, types: [] }, include: ["src"] });
  const files = { "tsconfig.json": solution, "tsconfig.app.json": app, "test/tsconfig.json": tsconfig };
  expect((await tsconfigs({ ...files, "src/a.ts": mendedTs, "test/b.ts": mendedTs, "c.ts": mendedTs })).files).toEqual({
    "src/a.ts": "tsconfig.app.json",
    "test/b.ts": "test/tsconfig.json",
    "c.ts": null,
  });
});

it("counts what the entry files of a tsconfig import as included", async () => {
  const entry = JSON.stringify({ compilerOptions: { types: [] }, files: ["a.ts"] });
  const files = { "tsconfig.json": entry, "a.ts": 'export * from "./b";', "b.ts": mendedTs, "c.ts": mendedTs };
  expect((await tsconfigs(files)).files).toEqual({ "a.ts": "tsconfig.json", "b.ts": "tsconfig.json", "c.ts": null });
});

it("gives JavaScript types only where the tsconfig allows JavaScript", async () => {
  const allowing = JSON.stringify({ compilerOptions: { allowJs: true, types: [] } });
  const files = {
    "a/tsconfig.json": allowing,
    "a/a.js": mended,
    "b/tsconfig.json": tsconfig,
    "b/b.ts": "",
    "b/b.js": mended,
  };
  expect((await tsconfigs(files)).files).toEqual({
    "a/a.js": "a/tsconfig.json",
    "b/b.js": null,
    "b/b.ts": "b/tsconfig.json",
  });
});

it.each([
  ["is not JSON", '{ "compilerOptions": {\n  "strict" true } }', "':' expected (line 2)."],
  ["extends what is not there", '{ "extends": "./base.json" }', "/a/base.json'."],
  ["extends a package that is not installed", '{ "extends": "@tsconfig/node20" }', "'@tsconfig/node20' not found"],
  ["extends itself", '{ "extends": "./tsconfig.json" }', "Circularity detected"],
])("checks without types, and says so, when a tsconfig %s", async (_, broken, message) => {
  const files = { "a/tsconfig.json": broken, "a/a.ts": mendedTs, "tsconfig.json": tsconfig, "c.ts": mendedTs };
  const { err, ...rest } = await tsconfigs(files);
  expect(rest).toEqual({ code: 0, files: { "a/a.ts": null, "c.ts": "tsconfig.json" } });
  expect(err).toMatch(
    /^leakproof: 'a\/tsconfig\.json' cannot be used: .* Mend it to have its files checked with types\.\n$/,
  );
  expect(err).toContain(message);
});

it("goes on with types when a tsconfig has an option nobody knows", async () => {
  const files = { "tsconfig.json": '{ "compilerOptions": { "fromTheFuture": true, "types": [] } }', "a.ts": mendedTs };
  expect(await tsconfigs(files)).toEqual({ code: 0, err: "", files: { "a.ts": "tsconfig.json" } });
});

it("asks no tsconfig in the untyped preset", async () => {
  const files = { "tsconfig.json": "not even JSON", "a.ts": mendedTs };
  expect(await tsconfigs(files, "--preset", "untyped")).toEqual({ code: 0, err: "", files: { "a.ts": null } });
});
