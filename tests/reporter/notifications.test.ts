/** What ESLint says about the run is told as such, never as a leak, and fails the run only if nothing was analysed. */
import type { Invocation, Notification } from "@microsoft/sarif";
import { ESLint } from "eslint";
import { expect, test } from "vitest";
import type { SarifOptions } from "../../src/formatter.ts";
import { fixtures } from "../support/sarif-tools/fixtures.ts";
import { logOf, projectOf } from "../support/sarif-tools/project.ts";
import { sarifFor } from "../../src/formatter.ts";

async function invocationOf(
  files: Readonly<Record<string, string>>,
  options?: Partial<SarifOptions>,
): Promise<Invocation> {
  const [invocation] = (await logOf(files, options)).runs[0]?.invocations ?? [];
  if (invocation === undefined) throw new Error("A run without an invocation.");
  return invocation;
}

const summaryOf = (notifications: readonly Notification[] = []) =>
  notifications.map(({ descriptor, level, locations, message }) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return `${descriptor?.id} ${level} ${artifactLocation?.uri}:${region?.startLine ?? ""} ${message.text}`;
  });

test("a file that does not parse is told, and the others are analysed", async () => {
  const invocation = await invocationOf(fixtures["broken-among-good"] ?? {});
  expect(invocation.executionSuccessful).toBe(true);
  expect(summaryOf(invocation.toolExecutionNotifications)).toEqual([
    "parse-error error broken.js:1 Parsing error: Unexpected token (.",
  ]);
  expect(invocation.toolConfigurationNotifications).toEqual([]);
});

test("a run in which nothing parses has failed, ignored files or not", async () => {
  expect((await invocationOf(fixtures["all-broken"] ?? {})).executionSuccessful).toBe(false);
  expect((await invocationOf({ "a.js": "@", "ignored.js": "" })).executionSuccessful).toBe(false);
  expect((await invocationOf({ "ignored.js": "" })).executionSuccessful).toBe(true);
});

test("what is configured badly is told where it is, and is no result", async () => {
  const log = await logOf(fixtures["odd-configuration"] ?? {});
  const [invocation] = log.runs[0]?.invocations ?? [];
  expect(summaryOf(invocation?.toolConfigurationNotifications)).toEqual([
    expect.stringMatching(
      /^configuration-problem warning ignored.js: File ignored because of a matching ignore pattern/,
    ),
    expect.stringMatching(/^configuration-problem error json.js:1 Failed to parse JSON from/),
    "configuration-problem error missing.js:1 Definition for rule 'missing/rule' was not found.",
    expect.stringMatching(
      /^configuration-problem error missing.js:1 Rule 'generator-star' was removed and replaced by/,
    ),
    expect.stringMatching(
      /^configuration-problem error missing.js:1 Inline configuration for rule "no-undef-init" is invalid/,
    ),
  ]);
  expect(invocation).toMatchObject({ executionSuccessful: true, toolExecutionNotifications: [] });
  expect(log.runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual(["leaky/traced", "leaky/traced"]);
});

test("a comment that silences nothing is told", async () => {
  const { toolConfigurationNotifications: told } = await invocationOf(fixtures["suppressed"] ?? {});
  expect(summaryOf(told)).toEqual([
    "configuration-problem warning unused.js:1 Unused eslint-disable directive " +
      "(no problems were reported from 'leaky/traced').",
  ]);
});

test("every notification names a descriptor that the driver declares", async () => {
  const { runs } = await logOf(
    { ...fixtures["all-broken"], "a.js": "// eslint-disable-line\n" },
    { failure: "It ended" },
  );
  const [invocation] = runs[0]?.invocations ?? [];
  const declared = runs[0]?.tool.driver.notifications;
  const told = [
    ...(invocation?.toolExecutionNotifications ?? []),
    ...(invocation?.toolConfigurationNotifications ?? []),
  ];
  expect(told).toHaveLength(4);
  for (const { descriptor } of told) expect(declared?.[descriptor?.index ?? -1]?.id).toBe(descriptor?.id);
});

test("a run that ended early has failed, and says why without naming this machine's folders", async () => {
  const cwd = projectOf({});
  const results = await new ESLint({ cwd }).lintText("");
  const log = JSON.parse(sarifFor(results, { cwd, failure: `Cannot read '${cwd}/tsconfig.json'` })) as Awaited<
    ReturnType<typeof logOf>
  >;
  const [invocation] = log.runs[0]?.invocations ?? [];
  expect(invocation?.executionSuccessful).toBe(false);
  expect(summaryOf(invocation?.toolExecutionNotifications)).toEqual([
    "run-failure error undefined: Cannot read 'tsconfig.json'.",
  ]);
});

test("a root that is the disk's own takes nothing out of a text", () => {
  expect(sarifFor([], { cwd: "/", failure: "See https://example.org/why" })).toContain(
    '"See https://example.org/why."',
  );
});

test("an empty set is a run like any other", () => {
  const cwd = projectOf({});
  expect(JSON.parse(sarifFor([], { cwd }))).toMatchObject({
    runs: [{ results: [], invocations: [{ executionSuccessful: true }] }],
  });
});
