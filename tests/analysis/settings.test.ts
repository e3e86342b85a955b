/** Settings change the analysis, and those that do not fit are refused by name. */
import { Linter } from "eslint";
import { describe, expect, it, vi } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { ts } from "../support/rule-tester.ts";

const library = {
  modules: ["@acme/queue"],
  resources: [
    {
      name: "acme lease",
      acquire: ["await Queue.lease()", "lease((err, _) => {})"],
      release: ["_.giveBack()", "returnLease(_)"],
      takenBy: ["adopt(_)"],
      cwe: [772],
    },
  ],
};

function messagesFor(code: string, leakproof: unknown): string[] {
  const plugin = { rules } as never;
  const on = Object.fromEntries(Object.keys(rules).map((name) => [`leakproof/${name}`, "error"] as const));
  const config = { plugins: { leakproof: plugin }, rules: on, settings: { leakproof } } as never;
  return new Linter().verify(code, config).map(({ line, ruleId }) => `${String(line)} ${String(ruleId)}`);
}

describe("a library of the user's own", () => {
  it.each([
    {
      form: "a method of its class that a path forgets",
      code: ts`
        import { Queue } from "@acme/queue";
        const queue = new Queue();
        export async function work(skip) {
          const lease = await queue.lease();
          if (skip) return;
          lease.giveBack();
        }`,
      found: ["4 leakproof/no-unreleased-resource"],
    },
    {
      form: "a method of its class that is released by a function",
      code: ts`
        import { Queue, returnLease } from "@acme/queue";
        export async function work() {
          const lease = await new Queue().lease();
          returnLease(lease);
        }`,
      found: [],
    },
    {
      form: "a function with a callback that forgets",
      code: ts`
        import { lease } from "@acme/queue";
        export function work(done) {
          lease((error, held) => {
            if (error) return done(error);
            if (held.size === 0) return done();
            held.giveBack();
          });
        }`,
      found: ["3 leakproof/no-unreleased-resource"],
    },
    {
      form: "a function with a callback that hands it to what takes it",
      code: ts`
        import { adopt, lease } from "@acme/queue";
        export function work(done) {
          lease((error, held) => {
            if (error) return done(error);
            adopt(held);
          });
        }`,
      found: [],
    },
  ])("knows $form", ({ code, found }) => {
    expect(messagesFor(code, { libraries: [library] })).toEqual(found);
    expect(messagesFor(code, {})).toEqual([]);
  });
});

describe("wrong settings", () => {
  it.each([
    { field: "settings.leakproof.throws", settings: { throws: "always" } },
    { field: "settings.leakproof.unknownCalls", settings: { unknownCalls: true } },
    { field: "settings.leakproof.crossFile", settings: { crossFile: "no" } },
    { field: "settings.leakproof.debug", settings: { debug: 1 } },
    { field: "settings.leakproof.unknowncalls", settings: { unknowncalls: "takes" } },
    { field: "settings.leakproof.libraries", settings: { libraries: {} } },
    {
      field: "settings.leakproof.libraries[0].resources[0].release[0]",
      settings: { libraries: [{ modules: ["m"], resources: [{ ...library.resources[0], release: ["close"] }] }] },
    },
    {
      field: "settings.leakproof.libraries[0].resources[0].lifetime",
      settings: { libraries: [{ modules: ["m"], resources: [{ ...library.resources[0], lifetime: "long" }] }] },
    },
    { field: "settings.leakproof", settings: 1 },
  ])("are refused by the name of $field", ({ field, settings }) => {
    expect(() => messagesFor("export {};", settings)).toThrow(field);
  });
});

describe("debug", () => {
  it("tells on standard error what the checker was asked", () => {
    const told = vi.spyOn(console, "error").mockReturnValue();
    messagesFor('setTimeout(() => console.log("a"), 1);', { debug: true });
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^leakproof: \d+ type queries in \d+ calls/));
    told.mockRestore();
  });

  it("is silent unless it is asked", () => {
    const told = vi.spyOn(console, "error").mockReturnValue();
    messagesFor("setTimeout(() => 1, 1);", {});
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });
});

it("the same file can be judged anew under other settings", () => {
  const code = ts`
    import fs from "node:fs";
    export function start(adopt) {
      const fd = fs.openSync("log", "a");
      [adopt][0](fd);
    }`;
  expect(messagesFor(code, { unknownCalls: "takes" })).toEqual([]);
  expect(messagesFor(code, { unknownCalls: "borrows" })).toEqual(["3 leakproof/no-unreleased-resource"]);
});
