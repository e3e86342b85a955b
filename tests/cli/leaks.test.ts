/** What a message says about its leak, read by the template the rule made it from. */
import { describe, expect, it } from "vitest";
import { blanksIn, leaksIn } from "../../src/cli/leaks.ts";
import plugin from "../../src/index.ts";

const report = { line: 4, column: 14, endLine: 4, endColumn: 33, severity: 2 as const };
const result = (message: object) => ({ filePath: "/a.ts", messages: [{ ...report, ...message }] }) as never;

const facts: Readonly<Record<string, string>> = {
  holder: "this.pools['a.b (c)']",
  resource: "pg pooled client",
  release: "client.release()",
  exit: "'client.query()' on line 12 rejects",
};

describe.each(Object.entries(plugin.rules))("%s", (rule, { meta }) => {
  const templates = Object.entries<string>(meta.messages);
  // The other messages are the words of suggestions.
  const reports = templates.filter(([, template]) => template.includes("{{resource}}"));
  it("has a report that names the resource, its holder or what opens one", () =>
    expect(templates.filter(([, template]) => /\{\{(?:resource|holder|opens)\}\}/u.test(template))).not.toEqual([]));

  it.each(reports)("%s names its resource and holder", (messageId, template) => {
    const message = template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => facts[name] ?? "12");
    const [leak] = leaksIn(result({ ruleId: `leakproof/${rule}`, messageId, message }));
    expect(leak).toMatchObject({ rule: `leakproof/${rule}`, message, resource: facts["resource"] });
    const rejects = { line: 12, message: "'client.query()' rejects" };
    const overwritten = { line: 12, message: "given another value here" };
    const expected = template.includes("{{exit}}") ? rejects : template.includes("{{line}}") ? overwritten : undefined;
    expect(leak?.exit).toEqual(expected);
    expect(leak?.holder).toBe(template.includes("{{holder}}") ? facts["holder"] : undefined);
  });
});

it("believes the trace more than the message", () => {
  const leakproof = {
    version: 1,
    resource: "ws server",
    holder: "server",
    release: "",
    within: "",
    acquire: "",
    steps: [],
  };
  const [leak] = leaksIn(
    result({ ruleId: "leakproof/x", messageId: "y", message: "", suggestions: [{ data: { leakproof } }] }),
  );
  expect(leak).toMatchObject({ resource: "ws server", holder: "server", trace: leakproof });
});

it("takes no remark on a comment for a leak", () => {
  expect(
    leaksIn(result({ ruleId: "leakproof/no-leak-on-throw", message: "Inline configuration is invalid." })),
  ).toEqual([]);
});

it("reads nothing out of a message that some other template made", () => {
  expect(blanksIn("All is well.", "'{{holder}}' is open.")).toEqual(new Map());
});
