/** Holds the analysis to what careful reviewers say of small, realistic programs, with types and without. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Case, judgeOf } from "./judge.ts";
import { themes } from "./programs/index.ts";

const judge = judgeOf(Object.values(themes).flat());

// The analysis throws what confuses it only when it also tells its cost.
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});

describe.each(Object.entries(themes))("%s", (_theme, cases) => {
  it.each(cases.map((one) => [titleOf(one), one] as const))("it is %s", (_title, one) => {
    expect(judge.complaints(one), "what the compiler has against the program").toEqual([]);
    expect(judge.typed(one), "with types").toBe(one.code);
    if (one.needs !== "types") expect(judge.untyped(one), "without types").toBe(one.code);
  });
});

function titleOf({ name, code }: Case): string {
  return `${code.includes("//~") ? "a leak" : "not a leak"} when ${name}`;
}
