/** The docs examples of leaks do leak when they run, and the correct ones do not, whatever they are given. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compiled, compiledText } from "../support/compiled.ts";
import { hasProc, noProc } from "../support/proc.ts";
import { idOf, trials, type Trial, type Verdict } from "./trials.ts";

let folder: string;
let verdicts: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  if (!hasProc) return;
  folder = compiled("examples", ["src/probe", "tests/probe"]);
  const tried = trials.map((it, at): Trial => {
    const module = join(folder, `example-${String(at)}.js`);
    writeFileSync(module, compiledText(it.code, it.file));
    return { id: idOf(it), module, functions: it.functions, isWriter: it.isWriter };
  });
  const [asked, answered] = [join(folder, "trials.json"), join(folder, "verdicts.json")];
  writeFileSync(asked, JSON.stringify(tried));
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", join(folder, "tests/probe/trial-host.js"), asked, answered],
    { encoding: "utf8", timeout: 50_000 },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const said = JSON.parse(readFileSync(answered, "utf8")) as readonly Verdict[];
  verdicts = new Map(said.map(({ id, leaks }) => [id, leaks]));
});

afterAll(() => {
  if (hasProc) rmSync(folder, { recursive: true });
});

test("many can be run", () => {
  for (const verdict of ["incorrect", "correct"])
    expect(trials.filter((it) => it.verdict === verdict).length).toBeGreaterThan(10);
});

describe.skipIf(!hasProc)(`incorrect${noProc}`, () => {
  const incorrect = trials.filter(({ verdict }) => verdict === "incorrect");
  const [late, prompt] = [true, false].map((is) =>
    incorrect.filter(({ code }) => /timeout/.test(code) === is).map(idOf),
  );

  test.skip.each(late!)("%s leaks (needs a peer that never answers)", () => undefined);

  test.each(prompt!)("%s leaks", (id) => {
    expect(verdicts.get(id)).not.toEqual([]);
  });
});

describe.skipIf(!hasProc)(`correct${noProc}`, () => {
  const correct = trials.filter(({ verdict }) => verdict === "correct").map(idOf);

  test.each(correct)("%s leaks nothing", (id) => {
    expect(verdicts.get(id)).toEqual([]);
  });
});
