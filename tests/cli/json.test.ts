/** The report programs read keeps to the shape that docs/cli.md promises. */
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { jsonOf } from "../../src/cli/json.ts";
import { leaksIn, type Trace } from "../../src/cli/leaks.ts";
import type { Run } from "../../src/cli/run.ts";
import plugin from "../../src/index.ts";
import { leaky, leakyTs, mended, project, tsconfig } from "./project.ts";

const page = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
const schema = JSON.parse(/```json schema\n([^]*?)```/.exec(page)?.[1] ?? "") as object;
const isPromised = new Ajv.default({ allErrors: true }).compile(schema);

async function reportFor(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const { code, out } = await project(files).run("--json", ...argv);
  const report: unknown = JSON.parse(out);
  expect(isPromised(report) ? [] : isPromised.errors).toEqual([]);
  return { code, report };
}

it("describes each leak", async () => {
  const { code, report } = await reportFor({
    "tsconfig.json": tsconfig,
    "src/size.ts": leakyTs,
    "src/ok.ts": mended,
    "b.js": mended,
  });
  expect(code).toBe(1);
  expect(report).toMatchObject({
    format: 1,
    version: plugin.meta.version,
    preset: "recommended",
    exitCode: 1,
    counts: { leaks: 1, leaking: 1, typed: 2, untyped: 1, failed: 0, skipped: 0 },
    files: [
      { file: "b.js", tsconfig: null, leaks: 0 },
      { file: "src/ok.ts", tsconfig: "tsconfig.json", leaks: 0 },
      { file: "src/size.ts", tsconfig: "tsconfig.json", leaks: 1 },
    ],
    leaks: [
      {
        rule: "leakproof/no-unreleased-resource",
        message: expect.stringMatching(/^'fd' \(file descriptor\) is still open when .* line 6\./) as string,
        ...{ file: "src/size.ts", line: 4, column: 14, endLine: 4, endColumn: 33 },
        ...{ resource: "file descriptor", holder: "fd" },
        trace: { version: 1, within: "sizeOf", release: "closeSync(fd)" },
      },
    ],
    ...{ failures: [], skipped: [], notices: [] },
  });
  const { steps } = (report as { leaks: [{ trace: Trace }] }).leaks[0].trace;
  expect([steps.at(0), steps.at(-1)]).toMatchObject([
    { kind: "acquired", line: 4 },
    { kind: "leaves", line: 6 },
  ]);
});

it("tells what failed and what was left out", async () => {
  const files = { "a.js": "let a = ;", "bundle.js": "var a=1;".repeat(5000), "c.js": "", "tsconfig.json": "{" };
  const { code, report } = await reportFor(files, "--preset", "all");
  expect(code).toBe(0);
  expect(report).toMatchObject({
    ...{ preset: "all", exitCode: 0, leaks: [] },
    counts: { leaks: 0, leaking: 0, typed: 0, untyped: 1, failed: 1, skipped: 1 },
    failures: [{ file: "a.js", line: 1, message: "Expression expected." }],
    skipped: [{ file: "bundle.js", why: "looks generated; name it to have it checked" }],
    notices: [expect.stringMatching(/^'tsconfig\.json' cannot be used: /)],
  });
});

it("is printed even when no file could be checked", async () => {
  const { code, report } = await reportFor({ "a.js": "let a = ;" });
  expect(code).toBe(2);
  expect(report).toMatchObject({ exitCode: 2, files: [], failures: [{ file: "a.js" }] });
});

it("is all there is on standard output", async () => {
  const { out } = await project({ "a.js": leaky }).run("--json");
  expect(out).toBe(`${JSON.stringify(JSON.parse(out), undefined, 2)}\n`);
});

it("passes on the path of a leak as the rule gave it", () => {
  const span = { line: 4, column: 14, endLine: 4, endColumn: 33 };
  const step = { kind: "acquired", message: "acquired here", ...span };
  const names = {
    resource: "file descriptor",
    holder: "fd",
    release: "closeSync(fd)",
    within: "sizeOf",
    acquire: "openSync()",
  };
  const trace = { version: 1 as const, ...names, steps: [step] };
  const message = "'fd' (file descriptor) is still open when the function ends. Call 'closeSync(fd)' on every path.";
  const report = {
    ruleId: "leakproof/no-unreleased-resource",
    messageId: "leaked",
    severity: 2 as const,
    message,
    ...span,
  };
  const leaks = leaksIn({
    filePath: "/project/a.js",
    messages: [{ ...report, suggestions: [{ data: { leakproof: trace } }] }],
  } as never);
  const toolchain = { eslintVersion: "10.15.0", typed: undefined } as Run["toolchain"];
  const run = { toolchain, leaks, checked: [], skipped: [], failures: [], notices: [], results: [] };
  const printed = JSON.parse(jsonOf(run, "/project", "recommended")) as { leaks: { trace: unknown }[] };
  expect(isPromised(printed) ? [] : isPromised.errors).toEqual([]);
  expect(printed.leaks).toMatchObject([{ file: "a.js", trace }]);
});
