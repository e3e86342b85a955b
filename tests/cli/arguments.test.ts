/** What the user may ask for, and what the answer to anything else is. */
import { expect, it } from "vitest";
import plugin from "../../src/index.ts";
import { run } from "./project.ts";

it("prints the version and nothing else", async () => {
  expect(await run({ argv: ["--version"] })).toEqual({ code: 0, out: `${plugin.meta.version}\n`, err: "" });
});

it("helps with examples, exit codes and the meaning of every preset", async () => {
  const { code, out, err } = await run({ argv: ["--help"] });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  for (const preset of Object.keys(plugin.configs)) expect(out).toMatch(new RegExp(`^  ${preset} {2,}\\S`, "m"));
  for (const exit of ["0  no leaks", "1  leaks", "2  could not run"]) expect(out).toContain(exit);
  expect(out).toContain("leakproof --sarif leaks.sarif");
  expect(out).toContain("npx -p eslint-plugin-leakproof leakproof");
});

it.each([
  [
    ["--sarfi", "x"],
    "leakproof: Unknown option '--sarfi' (Did you mean --sarif?) 'leakproof --help' shows how to ask.\n",
  ],
  [["--sarif"], "leakproof: Option '--sarif <file>' argument missing. 'leakproof --help' shows how to ask.\n"],
  [
    ["--preset", "loose"],
    "leakproof: Option '--preset <name>' argument 'loose' is invalid. " +
      "Allowed choices are recommended, strict, all, untyped. 'leakproof --help' shows how to ask.\n",
  ],
])("answers %j with a sentence", async (argv, err) => {
  expect(await run({ argv })).toEqual({ code: 2, out: "", err });
});
