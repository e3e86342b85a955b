/** The path of a leak, drawn on the code. */
import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { frameOf } from "../../src/cli/frames.ts";
import type { Leak, TraceStep } from "../../src/cli/leaks.ts";
import { leaky } from "./project.ts";

function leakAlong(...steps: readonly TraceStep[]): Pick<Leak, "trace" | "span" | "exit"> {
  const [first] = steps;
  const names = {
    resource: "file descriptor",
    holder: "fd",
    release: "closeSync(fd)",
    within: "sizeOf",
    acquire: "openSync()",
  };
  return { exit: undefined, span: first!, trace: { version: 1, ...names, steps } };
}

const step = (
  kind: string,
  message: string,
  line: number,
  column: number,
  endColumn: number,
  endLine = line,
): TraceStep => {
  return { kind, message, line, column, endLine, endColumn };
};

it("marks every step and elides the lines between", () => {
  const leak = leakAlong(
    step("acquired", "acquired here", 4, 14, 33),
    step("branch", "'quiet' is true", 6, 7, 12),
    step("leaves", "returns without 'closeSync(fd)'", 6, 14, 31),
  );
  expect(`\n${frameOf(leak, leaky, false)}`).toBe(`
> 4 |   const fd = openSync(path, "r");
    |              ^^^^^^^^^^^^^^^^^^^ acquired here
    ⋮
> 6 |   if (quiet) return undefined;
    |       ^^^^^ 'quiet' is true
> 6 |   if (quiet) return undefined;
    |              ^^^^^^^^^^^^^^^^^ returns without 'closeSync(fd)'`);
});

it("lines up steps whose line numbers differ in length", () => {
  const source = Array.from({ length: 12 }, (_, index) => `line${index + 1}();`).join("\r\n");
  const leak = leakAlong(step("acquired", "acquired here", 9, 1, 8), step("leaves", "the function ends", 12, 1, 9));
  expect(`\n${frameOf(leak, source, false)}`).toBe(
    `
 > 9 | line9();
     | ^^^^^^^ acquired here
     ⋮
> 12 | line12();
     | ^^^^^^^^ the function ends`,
  );
});

it("marks the ends of a path that is not known in between", () => {
  const exit = { line: 6, message: "the function returns" };
  const leak = { trace: undefined, span: { line: 4, column: 14, endLine: 4, endColumn: 33 }, exit };
  expect(`\n${frameOf(leak, leaky, false)}`).toBe(`
> 4 |   const fd = openSync(path, "r");
    |              ^^^^^^^^^^^^^^^^^^^ acquired here
    ⋮
> 6 |   if (quiet) return undefined;
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the function returns`);
  expect(frameOf({ ...leak, exit: undefined }, leaky, false).split("\n")).toHaveLength(2);
});

it("marks the first line of an expression of several", () => {
  const leak = leakAlong(step("acquired", "acquired here", 1, 12, 2, 3));
  expect(frameOf(leak, "const fd = openSync(\n  path,\n);\n", false).split("\n")[1]).toBe(
    "    |            ^^^^^^^^^ acquired here",
  );
});

it("shows an excerpt of a line that no terminal could show", () => {
  const source = `${"a();".repeat(5000)}openSync(1);${"b();".repeat(5000)}`;
  const [line = "", marks = ""] = frameOf(leakAlong(step("acquired", "here", 1, 20_001, 20_012)), source, false).split(
    "\n",
  );
  expect(line.length).toBeLessThan(150);
  expect(line).toMatch(/^> 1 \| ….*….?$/);
  expect(line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("openSync(1)");
});

it("counts columns as if a byte order mark were not there", () => {
  const [line = "", marks = ""] = frameOf(
    leakAlong(step("acquired", "here", 1, 1, 9)),
    "\uFEFFopenSync()",
    false,
  ).split("\n");
  expect([line, marks]).toEqual(["> 1 | openSync()", "    | ^^^^^^^^ here"]);
});

it("says the same in colour", () => {
  const leak = leakAlong(step("acquired", "acquired here", 4, 14, 33));
  const colored = frameOf(leak, leaky, true);
  expect(colored).not.toBe(frameOf(leak, leaky, false));
  expect(stripVTControlCharacters(colored)).toBe(frameOf(leak, leaky, false));
});
