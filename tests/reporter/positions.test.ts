/** Places and line hashes hold in the text as GitHub and viewers count it, whatever its marks and line breaks. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { computeRollingHashes, type PhysicalLocation, type Result, type SarifLog } from "@microsoft/sarif";
import { expect, test } from "vitest";
import { fixtures } from "../support/sarif-tools/fixtures.ts";
import { multitoolMissing, withLineHashes } from "../support/sarif-tools/judges.ts";
import { lint, projectOf, textOf } from "../support/sarif-tools/project.ts";

const files = Object.assign({}, ...Object.values(fixtures)) as Record<string, string>;

async function project(): Promise<{ readonly root: string; readonly log: SarifLog }> {
  const root = projectOf(files);
  return { root, log: JSON.parse(textOf(await lint(root, Object.keys(files)))) as SarifLog };
}

const resultsIn = (log: SarifLog): readonly Result[] => log.runs[0]?.results ?? [];

const fileOf = (root: string, { artifactLocation }: PhysicalLocation): string =>
  readFileSync(join(root, decodeURIComponent(artifactLocation?.uri ?? "")), "utf8");

const placesIn = (value: unknown): readonly PhysicalLocation[] => {
  if (typeof value !== "object" || value === null) return [];
  const own = "physicalLocation" in value ? [value.physicalLocation as PhysicalLocation] : [];
  return [...own, ...Object.values(value).flatMap(placesIn)];
};

test("every snippet is what stands at its place", async () => {
  const { root, log } = await project();
  const places = placesIn(log);
  const lineBreak = new RegExp(log.runs[0]?.newlineSequences?.join("|") ?? "\r\n|\n");
  expect(places.length).toBeGreaterThan(100);
  for (const place of places) {
    const { startLine = 0, endLine, startColumn = 0, endColumn, snippet } = place.region ?? {};
    if (place.region === undefined || snippet === undefined) continue;
    const line = fileOf(root, place)
      .replace(/^\uFEFF/, "")
      .split(lineBreak)[startLine - 1];
    expect(endLine).toBe(startLine);
    expect(line?.slice(startColumn - 1, (endColumn ?? 0) - 1)).toBe(snippet.text);
  }
});

test("leaks lie on the call that opens, in every file", async () => {
  const { log } = await project();
  const leaks = resultsIn(log).filter(({ ruleId }) => ruleId === "leaky/traced");
  expect(leaks.length).toBeGreaterThan(15);
  for (const { locations } of leaks) {
    const { region, artifactLocation } = locations?.[0]?.physicalLocation ?? {};
    if (artifactLocation?.uri === "min.js") expect(region).not.toHaveProperty("snippet");
    else expect(region?.snippet?.text).toMatch(/^open\(/);
  }
});

test("line hashes are those of the file as it lies on the disk, byte order mark included", async () => {
  const { root, log } = await project();
  for (const { locations, partialFingerprints } of resultsIn(log)) {
    const place = locations?.[0]?.physicalLocation ?? {};
    const expected = computeRollingHashes(fileOf(root, place)).get(place.region?.startLine ?? 0);
    expect(partialFingerprints).toHaveProperty("primaryLocationLineHash", expected);
  }
});

test.skipIf(multitoolMissing)(`line hashes are those the Multitool computes ${multitoolMissing}`, async () => {
  const { root, log } = await project();
  const bare = structuredClone(log);
  for (const result of resultsIn(bare)) delete result.partialFingerprints;
  const judged = resultsIn(await withLineHashes(bare, root));
  const hashes = (results: readonly Result[]) =>
    results.map(({ locations, partialFingerprints: prints }) => [
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      prints?.["primaryLocationLineHash"],
    ]);
  // .NET takes the byte order mark away, GitHub's action hashes it: the two differ on the first line of such a file.
  const isFirstAfterMark = (_: unknown, index: number) =>
    !["bom.js", "mark.js"].includes(hashes(resultsIn(log))[index]?.[0] ?? "");
  expect(hashes(judged).filter(isFirstAfterMark)).toEqual(hashes(resultsIn(log)).filter(isFirstAfterMark));
});

test("after ESLint has mended the file, places and edits are those of the mended file", async () => {
  const root = projectOf({ "a.js": "fixable(), open('a');\n" });
  const log = JSON.parse(textOf(await lint(root, ["a.js"], { fix: true }))) as SarifLog;
  const [leak, ...others] = resultsIn(log);
  expect(others).toEqual([]);
  expect(leak?.locations?.[0]?.physicalLocation?.region).toMatchObject({
    startColumn: 10,
    snippet: { text: "open('a')" },
  });
});

test("a report outside every line is moved to the first, text or no text", async () => {
  const root = projectOf({ "a.js": "/* eslint leaky/file: 1 */\n" });
  const { results, options } = await lint(root, ["a.js"]);
  const lost = results.map(({ source: _, ...result }) => ({ ...result, filePath: join(root, "gone.js") }));
  for (const [given, endColumn] of [
    [results, 27],
    [lost, 2],
  ] as const) {
    const [odd] = resultsIn(JSON.parse(textOf({ results: given, options })) as SarifLog);
    const { snippet: _, ...region } = odd?.locations?.[0]?.physicalLocation?.region ?? {};
    expect(region).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn });
  }
});

test("without the text there is a place, but no snippet, hash or edit", async () => {
  const root = projectOf({ "a.js": "/* */ open(\n);\n" });
  const { results, options } = await lint(root, ["a.js"]);
  const lost = results.map(({ source: _, ...result }) => ({ ...result, filePath: join(root, "gone.js") }));
  const [leak] = resultsIn(JSON.parse(textOf({ results: lost, options })) as SarifLog);
  expect(leak?.locations?.[0]?.physicalLocation?.region).toEqual({
    startLine: 1,
    startColumn: 7,
    endLine: 1,
    endColumn: 8,
  });
  expect(Object.keys(leak?.partialFingerprints ?? {})).toEqual(["leakIdentity/v1"]);
  expect(leak).not.toHaveProperty("fixes");
});
