/** A class that acquires into its fields and releases them is a resource of its own. */
import parser from "@typescript-eslint/parser";
import { SourceCode } from "eslint";
import { expect, test } from "vitest";
import { fileFrom } from "../../src/analysis/file.ts";
import { ownershipOf } from "../../src/analysis/members/index.ts";
import { settingsFrom } from "../../src/analysis/settings.ts";
import { ts } from "../support/rule-tester.ts";

function ownershipIn(code: string): ReturnType<typeof ownershipOf> {
  const { ast, scopeManager, services, visitorKeys } = parser.parseForESLint(code, {
    loc: true,
    range: true,
    comment: true,
    tokens: true,
  });
  const sourceCode = new SourceCode({ text: code, ast, scopeManager, parserServices: services, visitorKeys } as never);
  sourceCode.traverse();
  const file = fileFrom(sourceCode as never, settingsFrom({}), parser);
  const found = ast.body.find((one) => "superClass" in one);
  return ownershipOf(found as never, file);
}

test("it is ended by the method that releases most of what it acquired", () => {
  const code = ts`
    class Link {
      #beat = setInterval(() => {}, 1_000);
      #poll = setInterval(() => {}, 5_000);
      stop() { clearInterval(this.#beat); }
      async close() { this.stop(); clearInterval(this.#poll); }
    }`;
  expect(ownershipIn(code)).toMatchObject({ fields: ["#beat", "#poll"], ends: ["close", "stop"], opens: [] });
});

test("it owns nothing when it was lent all it has", () => {
  expect(
    ownershipIn("class Link { constructor(socket) { this.socket = socket; } close() { this.socket.end(); } }"),
  ).toBe(undefined);
});
