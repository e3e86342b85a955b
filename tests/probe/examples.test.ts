/** The docs examples of leaks do leak when they run, and the correct ones do not, whatever they are given. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compiled, compiledText } from "../support/compiled.ts";
import { hasProc, noProc } from "../support/proc.ts";
import {
  allReasons,
  idOf,
  leakRules,
  reasonAgainst,
  staged,
  trials,
  unproven,
  type Trial,
  type Verdict,
} from "./trials.ts";

const verdicts = new Map<string, Verdict>();
let folder: string;

/** The worker of an example: it answers, and waits for more. */
const resizer = `import { parentPort } from "node:worker_threads";
parentPort.on("message", () => parentPort.postMessage("resized"));`;

/** So many processes wait side by side for what takes time to close. */
const width = 5;

beforeAll(async () => {
  if (!hasProc) return;
  folder = compiled("examples", ["src/probe", "tests/probe"]);
  writeFileSync(join(folder, "resize.js"), resizer);
  const waiting = trials.map((it, at): Trial => {
    const module = join(folder, `example-${String(at)}.js`);
    writeFileSync(module, compiledText(staged(it.code, it), it.file));
    return { ...it, id: idOf(it), module };
  });
  await Promise.all(Array.from({ length: width }, () => work(waiting)));
}, 180_000);

afterAll(() => {
  if (hasProc) rmSync(folder, { recursive: true });
});

/** What one program leaves open must not disturb the next, which then has a process of its own; files keep still. */
async function work(waiting: Trial[]): Promise<void> {
  let host: ChildProcess | undefined;
  for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
    host ??= await hosted();
    host.send(trial);
    const verdict = await verdictOf(host, trial);
    verdicts.set(trial.id, verdict);
    if (verdict.failure === undefined && /^(descriptors (deleted )?file [^,]*(, )?)*$/.test(verdict.grown)) continue;
    host.kill("SIGKILL");
    host = undefined;
  }
  host?.kill("SIGKILL");
}

async function verdictOf(host: ChildProcess, { id }: Trial): Promise<Verdict> {
  const failed = (failure: string): readonly Verdict[] => [{ id, grown: "", worked: 0, failure }];
  const answered = once(host, "message");
  const exited = once(host, "exit").then(() => failed("its process ended"));
  const [verdict] = await Promise.race([answered, exited, sleep(20_000, failed("it went on and on"))]);
  return verdict as Verdict;
}

async function hosted(): Promise<ChildProcess> {
  const path = join(folder, "tests/probe/trial-host.js");
  const host = fork(path, { execArgv: ["--no-warnings"], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(host, "message");
  return host;
}

describe.each(leakRules)("%s", (rule) => {
  test.each(["incorrect", "correct"])("has %s examples that run", (verdict) => {
    expect(trials.filter((it) => it.rule === rule && it.verdict === verdict)).not.toEqual([]);
  });
});

test("every reason not to run an example is one for some example", () => {
  const reasons = new Set(unproven.map(reasonAgainst));
  expect(allReasons.filter((it) => !reasons.has(it))).toEqual([]);
});

describe.skipIf(!hasProc)(`incorrect${noProc}`, () => {
  test.each(trials.filter(({ verdict }) => verdict === "incorrect").map(idOf))("%s leaks", (id) => {
    expect(verdicts.get(id)).toMatchObject({ grown: expect.stringMatching(/\d/) as string });
  });
});

describe.skipIf(!hasProc)(`correct${noProc}`, () => {
  const correct = trials.filter(({ verdict }) => verdict === "correct");

  test.each(correct.map(idOf))("%s leaks nothing", (id) => {
    expect(verdicts.get(id)).toEqual({ id, grown: "", worked: expect.any(Number) as number });
  });

  test.each(correct.filter(({ rule }) => rule !== "require-timeout").map(idOf))("%s does what it is for", (id) => {
    expect(verdicts.get(id)?.worked).toBeGreaterThan(0);
  });
});

describe("not run", () => {
  test.skip.each(unproven.map((it) => [idOf(it), reasonAgainst(it)!] as const))("%s: %s", () => undefined);
});
