/** Where the system shows nothing, a snapshot says so and counts the rest. */
import { expect, test, vi } from "vitest";
import { compare, snapshot } from "../../src/probe/index.ts";

vi.mock("node:fs", async (original) => {
  const missing = (): never => {
    throw Object.assign(new Error("no such file or directory"), { code: "ENOENT" });
  };
  return { ...(await original<object>()), readdirSync: missing, readFileSync: missing };
});

test("without /proc it counts what Node knows, and names what is missing", () => {
  const timer = setTimeout(() => undefined, 60_000);
  const { descriptors, sockets, resources, collections, missing } = snapshot({ collections: { list: [1] } });
  clearTimeout(timer);
  expect({ descriptors, sockets, collections }).toEqual({ descriptors: {}, sockets: {}, collections: { list: 1 } });
  expect(resources["Timeout"]).toBeGreaterThan(0);
  expect(missing).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Descriptors/), expect.stringMatching(/^Sockets/)]),
  );
});

test("a comparison says each missing thing once", () => {
  const { missing } = compare(snapshot(), snapshot());
  expect(missing.length).toBe(new Set(missing).size);
  expect(missing.length).toBeGreaterThanOrEqual(2);
});
