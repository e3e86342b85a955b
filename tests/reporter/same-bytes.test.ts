/** The same programs give the same bytes, however ESLint was run, whichever ESLint it was, wherever they lie. */
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { fixtures } from "../support/sarif-tools/fixtures.ts";
import { lint, lintWith9, projectOf, textOf } from "../support/sarif-tools/project.ts";

const { "odd-configuration": odd, ...ordinary } = fixtures;
const files = Object.assign({}, ...Object.values(ordinary)) as Record<string, string>;
const paths = Object.keys(files);

let plain = "";
beforeAll(async () => {
  plain = textOf(await lint(projectOf(files), paths));
  expect(JSON.parse(plain)).toHaveProperty("runs.0.results.length", 32);
});

test("the cache, cold and warm", async () => {
  const cwd = projectOf(files);
  const cached = { cache: true, cacheLocation: join(cwd, ".cache") };
  expect(textOf(await lint(cwd, paths, cached))).toBe(plain);
  expect(textOf(await lint(cwd, paths, cached))).toBe(plain);
});

test("two workers, with and without the cache", async () => {
  const cwd = projectOf(files);
  const cached = { cache: true, cacheLocation: join(cwd, ".cache"), concurrency: 2 };
  expect(textOf(await lint(cwd, paths, { concurrency: 2 }))).toBe(plain);
  expect(textOf(await lint(cwd, paths, cached))).toBe(plain);
  expect(textOf(await lint(cwd, paths, cached))).toBe(plain);
});

test("ESLint 9", async () => {
  expect(textOf(await lintWith9(projectOf(files), paths))).toBe(plain);
  const cwd = projectOf(odd ?? {});
  expect(textOf(await lintWith9(cwd, Object.keys(odd ?? {})))).toBe(textOf(await lint(cwd, Object.keys(odd ?? {}))));
});

test("files given in another order", async () => {
  expect(textOf(await lint(projectOf(files), paths.toReversed()))).toBe(plain);
});

test("ESLint run from a folder further down", async () => {
  const root = projectOf({ "web/src/a.js": "open();" });
  const { results, options } = await lint(root, ["web"]);
  const above = textOf({ results, options });
  expect(textOf({ results, options }, { cwd: join(root, "web/src") })).toBe(above);
  expect(above).toContain('"uri":"web/src/a.js"');
  expect(above).not.toContain(root);
});
