/** Messages of rules: a capital or a quoted name first, a full stop last, nothing that guesses or pleads. */
import { expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { complaintsAbout } from "./house.ts";

const ruleSaying = (message: string) => `
import { createRule } from "./shared/create-rule.ts";
export const noLeak = createRule({
  name: "no-leak",
  meta: {
    type: "problem",
    docs: { description: "Disallow leaks" },
    messages: { leaked: ${JSON.stringify(message)} },
    schema: [],
  },
  create: (context) => ({ Program: (node) => context.report({ node, messageId: "leaked" }) }),
});`;

const wordingOf = async (message: string) =>
  (await complaintsAbout("src/rules/no-leak.ts", ruleSaying(message))).filter((it) =>
    it.includes("report-message-format"),
  );

test.each([
  "it leaks.",
  "It leaks",
  "It leaks, please close it.",
  "Unexpected leak.",
  "A possible leak.",
  "The client possibly leaks.",
  "This is potentially a leak.",
  "You should close it.",
  "Call `close()`.",
])("the lint refuses %j", async (message) => {
  expect(await wordingOf(message)).toHaveLength(1);
});

test.each(["It leaks. Call 'close()'.", "'client' is still open.", "The shoulder is cold."])(
  "the lint takes %j",
  async (message) => {
    expect(await wordingOf(message)).toEqual([]);
  },
);

const messages = Object.entries(rules).flatMap(([rule, { meta }]) =>
  Object.entries(meta.messages).map(([id, text]) => [rule, id, text] as const),
);

test.each(messages)("%s, %s: %s", async (_rule, _id, text) => {
  expect(await wordingOf(text)).toEqual([]);
  expect(text.split(/\.(?:\s|$)/).filter((sentence) => sentence !== "").length, "sentences").toBeLessThanOrEqual(2);
});
