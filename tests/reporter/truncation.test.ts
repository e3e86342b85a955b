/** A log that would be too long keeps what is worst, and says what it left out. */
import { expect, test } from "vitest";
import { logOf } from "../support/sarif-tools/project.ts";

const files = { "a.js": "bare();\nopen('a');\n", "b.js": "bare();\nopen('b');\nopen('c');\n" };

async function kept(limit?: number) {
  const [run] = (await logOf(files, { limit })).runs;
  return {
    results: run?.results?.map((it) => `${it.ruleId} ${it.locations?.[0]?.physicalLocation?.artifactLocation?.uri}`),
    told: run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text),
  };
}

test("errors go before warnings, earlier ones before later, and keep their order", async () => {
  expect(await kept(4)).toEqual({
    results: ["leaky/bare a.js", "leaky/traced a.js", "leaky/traced b.js", "leaky/traced b.js"],
    told: ["1 of 5 results were left out, the least severe first; 4 are in this file."],
  });
  expect(await kept(2)).toEqual({
    results: ["leaky/traced a.js", "leaky/traced b.js"],
    told: ["3 of 5 results were left out, the least severe first; 2 are in this file."],
  });
});

test("nothing is said when all fit", async () => {
  expect(await kept(5)).toMatchObject({ results: { length: 5 }, told: [] });
});

test("dashboards keep 5,000 results of a run", async () => {
  const [run] = (await logOf({ "many.js": "bare();".repeat(5001) })).runs;
  expect(run?.results).toHaveLength(5000);
  expect(run?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
});
