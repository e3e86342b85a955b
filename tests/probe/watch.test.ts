/** A watch tells of what keeps growing, and of nothing that comes and goes. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { watch, type Comparison, type Watch } from "../../src/probe/index.ts";

let told: string[];
let size: number;
let running: Watch;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  size = 10;
});

afterEach(() => {
  running.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const onGrowth = ({ grown }: Comparison): void => {
  told.push(
    ...grown.filter(({ what }) => what === "collections peers").map(({ before, after }) => `${before}-${after}`),
  );
};
const watching = { interval: 1_000, collections: { peers: () => size }, onGrowth };

/** Lets one look after another see these sizes. */
function see(...sizes: readonly number[]): void {
  for (const it of sizes) {
    size = it;
    vi.advanceTimersByTime(1_000);
  }
}

describe("what it tells", () => {
  test("three rises in a row, from where they began", () => {
    running = watch(watching);
    see(11, 12);
    expect(told).toEqual([]);
    see(14);
    expect(told).toEqual(["10-14"]);
  });

  test("a slow leak, with level stretches in between", () => {
    running = watch(watching);
    see(11, 11, 11, 12, 12, 13);
    expect(told).toEqual(["10-13"]);
  });

  test("not a burst that goes back", () => {
    running = watch(watching);
    see(500, 900, 10, 500, 900, 10);
    expect(told).toEqual([]);
  });

  test("a leak that goes on, again, from where it was last told", () => {
    running = watch(watching);
    see(11, 12, 13, 14, 15, 16);
    expect(told).toEqual(["10-13", "13-16"]);
  });

  test("after as many rises as the caller wants", () => {
    running = watch({ ...watching, rises: 1 });
    see(11);
    expect(told).toEqual(["10-11"]);
  });
});

test("what there was none of at first can grow, too", () => {
  const resources = vi.spyOn(process, "getActiveResourcesInfo").mockReturnValue([]);
  const lines: string[] = [];
  running = watch({ interval: 1_000, rises: 1, onGrowth: ({ text }) => lines.push(...text.split("\n")) });
  resources.mockReturnValue(["TCPSocketWrap", "TCPSocketWrap"]);
  vi.advanceTimersByTime(1_000);
  expect(lines).toContain("resources TCPSocketWrap: 0 -> 2 (+2)");
});

test.each([
  ["stop()", (it: Watch) => it.stop()],
  ["using", (it: Watch) => it[Symbol.dispose]()],
])("%s ends it", (_name, end) => {
  running = watch(watching);
  end(running);
  see(11, 12, 13, 14);
  expect({ told, timers: vi.getTimerCount() }).toEqual({ told: [], timers: 0 });
});

test("it never keeps the process alive", () => {
  vi.useRealTimers();
  const count = (): number => process.getActiveResourcesInfo().filter((it) => it === "Timeout").length;
  const before = count();
  running = watch({ interval: 1_000, onGrowth });
  expect(count()).toBe(before);
});
