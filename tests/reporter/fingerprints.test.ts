/** A leak keeps its identity while the program around it changes, and shares it with no other leak. */
import { expect, test } from "vitest";
import { logOf } from "../support/sarif-tools/project.ts";

async function printsOf(text: string): Promise<{ readonly identity: string[]; readonly line: string[] }> {
  const results = (await logOf({ "a.js": text }, { suppressed: "include" })).runs[0]?.results ?? [];
  const prints = (key: string) => results.map(({ partialFingerprints }) => partialFingerprints?.[key] ?? "");
  return { identity: prints("leakIdentity/v1"), line: prints("primaryLocationLineHash") };
}

const load = "function load() {\n  const handle = open('a');\n  use(handle);\n}\n";

test("lines above, code below, and layout change nothing", async () => {
  const { identity, line } = await printsOf(load);
  const edited = [
    `\n\n// New.\n${load}`,
    load.replace("use(handle)", "use(handle, 2)"),
    load.replace("open('a')", "open(\n    'a')").replace("open(\n    'a')", "open('a')  "),
    load.replaceAll("\n", "\r\n"),
    `\uFEFF${load}`,
  ];
  for (const text of edited) expect((await printsOf(text)).identity).toEqual(identity);
  expect((await printsOf(load.replace("use(handle)", "use(handle, 2)"))).line).not.toEqual(line);
});

test("another function, another call or another rule is another leak", async () => {
  const { identity } = await printsOf(load);
  const others = [load.replace("load", "save"), load.replace("'a'", "'b'"), load.replace("open", "bare")];
  const prints = await Promise.all(others.map(async (text) => (await printsOf(text)).identity));
  expect(new Set([identity, ...prints].flat()).size).toBe(4);
});

test("equal leaks of a file are told apart by their order", async () => {
  const twice = "function load() {\n  open('a');\n  open('a');\n}\n";
  const { identity } = await printsOf(twice);
  expect(new Set(identity).size).toBe(2);
  expect((await printsOf(load)).identity[0]).toBe(identity[0]);
});

test("silencing one leak leaves the others who they are", async () => {
  const text = "function load() {\n  open('a');\n  open('a');\n}\n";
  const silenced = text.replace("\n", "\n  // eslint-disable-next-line leaky/traced\n");
  expect((await printsOf(silenced)).identity).toEqual((await printsOf(text)).identity);
  const shown = (await logOf({ "a.js": silenced })).runs[0]?.results;
  expect(shown?.map((it) => it.partialFingerprints?.["leakIdentity/v1"])).toEqual(
    (await printsOf(text)).identity.slice(1),
  );
});

test("without a trace the line identifies, wherever it stands", async () => {
  const { identity } = await printsOf("bare();\nfoo( bare() );\n");
  expect((await printsOf("// New.\n  bare();\n\tfoo(  bare() );\n")).identity).toEqual(identity);
  expect(new Set(identity).size).toBe(2);
});
