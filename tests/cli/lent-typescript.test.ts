/** A project that has TypeScript but no parser; alone in its file, since a parser that is loaded keeps its TypeScript. */
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { mendedTs, project, tsconfig } from "./project.ts";

const real = createRequire(import.meta.url).resolve("typescript");

it("lets leakproof's parser speak to the project's TypeScript", async () => {
  const { run } = project({
    "node_modules/typescript/package.json": JSON.stringify({
      name: "typescript",
      version: "5.9.99",
      main: "index.cjs",
    }),
    "node_modules/typescript/index.cjs": `module.exports = { ...require(${JSON.stringify(real)}), version: "5.9.99" };`,
    "tsconfig.json": tsconfig,
    "a.ts": mendedTs,
  });
  const { code, out, err } = await run("--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(JSON.parse(out)).toMatchObject({ typescript: "5.9.99", counts: { typed: 1, failed: 0 } });
});
