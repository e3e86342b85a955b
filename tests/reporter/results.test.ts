/** What a result tells of one finding: where, why, by which path, and how to mend it. */
import type { Location, Result } from "@microsoft/sarif";
import { expect, test } from "vitest";
import { fixtures } from "../support/sarif-tools/fixtures.ts";
import { logOf } from "../support/sarif-tools/project.ts";

const resultsOf = async (files: Readonly<Record<string, string>>): Promise<readonly Result[]> =>
  (await logOf(files)).runs[0]?.results ?? [];

const placeOf = ({ physicalLocation: place }: Location): string => {
  const { startLine, startColumn, endLine, endColumn } = place?.region ?? {};
  return `${place?.artifactLocation?.uri} ${startLine}:${startColumn}-${endLine}:${endColumn}`;
};

const leaky = "async function load() {\n  const handle = open(\n    'a',\n  );\n  items[0](1);\n}\n";

test("a leak is said in full, with links to each step of its path", async () => {
  const [leak] = await resultsOf({ "a.js": leaky });
  expect(leak).toMatchObject({ ruleId: "leaky/traced", level: "error" });
  expect(leak?.message.text).toBe(
    "'handle' from 'open( 'a', )' (see [docs] (7)) is never closed. " +
      "Path: [acquired here](1), ['items\\[0\\] (1)' rejects](2), [leaves here](3).",
  );
  expect(leak?.relatedLocations?.map((it) => `${it.id} ${it.message?.text} ${placeOf(it)}`)).toEqual([
    "1 acquired here a.js 2:18-2:23",
    "2 'items[0] (1)' rejects a.js 5:3-5:15",
    "3 leaves here a.js 6:1-6:2",
  ]);
});

test("the place is one line, since a pull request shows no alert that reaches beyond its lines", async () => {
  const [leak, bare] = await resultsOf({ "a.js": `${leaky}bare(\n);` });
  expect(leak?.locations?.map(placeOf)).toEqual(["a.js 2:18-2:23"]);
  expect(bare?.locations?.map(placeOf)).toEqual(["a.js 7:1-7:6"]);
});

test("the path is a code flow, in the standard's words", async () => {
  const [leak] = await resultsOf({ "a.js": leaky });
  const flow = leak?.codeFlows?.[0] as {
    threadFlows: { locations: { location: Location; kinds: string[]; executionOrder: number }[] }[];
  };
  expect(flow.threadFlows).toHaveLength(1);
  expect(
    flow.threadFlows[0]?.locations.map((it) => `${it.executionOrder} ${it.kinds.join("+")} ${placeOf(it.location)}`),
  ).toEqual(["1 acquire+resource a.js 2:18-2:23", "2 caution a.js 5:3-5:15", "3 exit+danger a.js 6:1-6:2"]);
});

test("suggestions and fixes become edits, whole expressions though the place is one line", async () => {
  const results = await resultsOf({ "a.js": `${leaky}bare(\n);\nfixable();` });
  const edits = results.map(({ fixes }) => {
    const [{ description, artifactChanges }] = fixes as [{ description: unknown; artifactChanges: unknown[] }];
    return [description, artifactChanges];
  });
  const at = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
    deletedRegion: { startLine, startColumn, endLine, endColumn },
  });
  const file = { uri: "a.js", uriBaseId: "%SRCROOT%" };
  const change = (region: object, text: string) => [
    { artifactLocation: file, replacements: [{ ...region, insertedContent: { text } }] },
  ];
  expect(edits).toEqual([
    [{ text: "Call 'close()' [here] (1)." }, change(at(4, 4, 4, 4), ".close()")],
    [{ text: "Remove it." }, change(at(7, 1, 8, 2), "")],
    [{ text: "Apply the fix of 'leaky/fixable'." }, change(at(9, 1, 9, 8), "fixed")],
  ]);
});

test("without a trace a message links to the line it names, if there is one", async () => {
  const [first, second] = await resultsOf({ "again.js": fixtures["no-docs"]?.["again.js"] ?? "" });
  expect(first?.message.text).toBe("Said [on line 2](1), not only here.");
  expect(first?.relatedLocations?.map((it) => `${it.id} ${it.message?.text} ${placeOf(it)}`)).toEqual([
    "1 on line 2 again.js 2:3-2:9",
  ]);
  expect(second?.message.text).toBe("Said on line 99, not only here.");
  expect(second).not.toHaveProperty("relatedLocations");
});

test("an edit of the byte order mark, which no place can name, is not offered", async () => {
  const [mark] = await resultsOf({ "mark.js": fixtures["byte-order-mark"]?.["mark.js"] ?? "" });
  expect(mark).toMatchObject({ ruleId: "unicode-bom", message: { text: "Unexpected Unicode BOM (Byte Order Mark)." } });
  expect(mark).not.toHaveProperty("fixes");
});

test("without a trace there is no path, and nothing but the message", async () => {
  const [bare] = await resultsOf({ "a.js": "bare();" });
  expect(bare?.message.text).toBe("Bare call.");
  expect(bare).not.toHaveProperty("codeFlows");
  expect(bare).not.toHaveProperty("relatedLocations");
});

test("addresses are encoded, and relative to the root", async () => {
  const results = await resultsOf(fixtures["paths"] ?? {});
  expect(results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation)).toEqual([
    { uri: "a%26b%3Bc%3Dd%2Be%2Cf'g!(h)*.js", uriBaseId: "%SRCROOT%" },
    { uri: "sub%20dir/%C3%BC%20%231%20100%25%20file%3F.js", uriBaseId: "%SRCROOT%" },
    { uri: "sub%20dir/%E6%97%A5%E6%9C%AC%20%5Ba%5D(1).js", uriBaseId: "%SRCROOT%" },
  ]);
});
