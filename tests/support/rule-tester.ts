/** RuleTesters, with types and without, and the tag snippets are written in. */
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { RuleTester } from "@typescript-eslint/rule-tester";
import * as vitest from "vitest";

RuleTester.afterAll = vitest.afterAll;
RuleTester.describe = vitest.describe;
RuleTester.describeSkip = vitest.describe.skip;
RuleTester.it = vitest.it;
RuleTester.itOnly = vitest.it.only;
RuleTester.itSkip = vitest.it.skip;

/** Snippets are checked against the real declarations of the libraries that are dev dependencies. */
export const typed = new RuleTester({
  languageOptions: {
    parser,
    parserOptions: { project: "./tsconfig.json", tsconfigRootDir: join(import.meta.dirname, "fixture") },
  },
});

/** The same rules where no type information is to be had. */
export const untyped = new RuleTester({ languageOptions: { parser } });

/** Marks a template as TypeScript for editors, and takes the margin away. */
export const ts = (strings: TemplateStringsArray, ...values: readonly string[]): string => {
  const text = String.raw({ raw: strings }, ...values).replace(/^\n/, "");
  const margin = Math.min(
    ...text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => line.search(/\S/)),
  );
  return text
    .split("\n")
    .map((line) => line.slice(margin))
    .join("\n")
    .trimEnd();
};
