/** The leaking programs leak and the cured ones do not, counted while they run; their pages show the same figures. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { compare } from "../../src/probe/index.ts";
import { hasProc, noProc } from "../support/proc.ts";
import { cases, folder, type Version } from "./cases.ts";
import { compilePrograms, guestOf, type Guest } from "./guest.ts";
import type { Load } from "./loopback.ts";

/** Bytes by which the heap of a program that leaks nothing may differ once it has worked: code that is compiled late, caches of Node. */
const heapTolerance = 2_097_152;

const patience = { timeout: 15_000, interval: 100 };

let programs: string;
let temporary: string;
let load: Load;
let guest: Guest | undefined;

beforeAll(() => {
  programs = compilePrograms();
});

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "leakproof-proof-"));
});

afterEach(async () => {
  await guest?.kill();
  guest = undefined;
  await load.close();
  rmSync(temporary, { recursive: true });
});

afterAll(() => rmSync(programs, { recursive: true }));

describe.skipIf(!hasProc).each(cases)(`%s${noProc}`, (name) => {
  test("the leaking program holds more with every round", async () => {
    const it = await started(name, "leaking");
    await load.run(it.ports, 10);
    const before = await countsOf(it);
    for (const round of [1, 2]) {
      await load.run(it.ports, load.round);
      const missing = async (): Promise<readonly string[]> => shortOf(before, await countsOf(it), round);
      await vi.waitFor(async () => expect(await missing()).toEqual([]), patience);
    }
  });

  test("the cured program holds what it held before, and nothing once it is shut down", async () => {
    const it = await started(name, "cured");
    const fresh = await it.snapshot();
    await load.run(it.ports, 10);
    const [{ heap = 0 }, seen] = [await it.snapshot(), load.seen()];
    await load.run(it.ports, 2 * load.round);
    const growth = async (): Promise<string> =>
      compare({ ...fresh, heap }, await it.snapshot(), { heapTolerance }).text;
    await vi.waitFor(async () => expect(await growth()).toBe("Nothing grew."), patience);
    for (const [what, count] of Object.entries(load.seen()))
      expect(count - (seen[what] ?? 0), what).toBeLessThanOrEqual(load.allowed[what] ?? 0);
    await it.stop();
    await vi.waitFor(async () => expect((await it.snapshot()).sockets).toEqual({}), patience);
  });

  test("its page shows what was counted", async () => {
    load = await loadOf(name);
    const page = readFileSync(join(folder, "../../docs/incidents", `${name}.md`), "utf8");
    for (const [what, count] of Object.entries(load.leaks))
      expect(page).toContain(`| ${what} | +${shown(what, count)} | ${most(load.allowed[what])} |`);
  });
});

async function started(name: string, version: Version): Promise<Guest> {
  load = await loadOf(name);
  guest = await guestOf(programs, name, version, load.settings, temporary);
  return guest;
}

async function loadOf(name: string): Promise<Load> {
  const module = (await import(`./${name}/load.ts`)) as { load: (temporary: string) => Promise<Load> };
  return module.load(temporary);
}

/** All that is counted, here and on the other side, by name. */
async function countsOf(it: Guest): Promise<ReadonlyMap<string, number>> {
  const { heap = 0, missing, ...sections } = await it.snapshot();
  expect(missing).toEqual([]);
  const counted = Object.entries(sections).flatMap(([section, counts]) =>
    Object.entries(counts).map(([kind, count]) => [`${section} ${kind}`, count] as const),
  );
  return new Map([...counted, ...Object.entries(load.seen()), ["heap", heap]]);
}

/** What has grown by less than so many rounds of a leak add up to. */
function shortOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  rounds: number,
): readonly string[] {
  return Object.entries(load.leaks).flatMap(([what, count]) => {
    const grown = (after.get(what) ?? 0) - (before.get(what) ?? 0);
    return grown < count * rounds ? [`${what}: +${String(grown)} after ${String(rounds)} rounds`] : [];
  });
}

function shown(what: string, count: number): string {
  return what === "heap" ? `${(count / 1_048_576).toFixed(1)} MiB` : String(count);
}

function most(count: number | undefined): string {
  return count === undefined ? "0" : `at most ${String(count)}`;
}
