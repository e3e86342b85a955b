/** A comparison names what grew, most severe first, and nothing else. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { compare, type Snapshot } from "../../src/probe/index.ts";
import { compiled } from "../support/compiled.ts";

const empty: Snapshot = { descriptors: {}, sockets: {}, resources: {}, collections: {}, missing: [] };

test("nothing grew", () => {
  const held = { ...empty, sockets: { ESTABLISHED: 2 }, heap: 5_000_000 };
  expect(compare(held, held)).toEqual({ grown: [], missing: [], text: "Nothing grew." });
});

test("what fell is not mentioned", () => {
  const before = { ...empty, sockets: { ESTABLISHED: 2 }, descriptors: { file: 1 } };
  expect(compare(before, { ...empty, sockets: { ESTABLISHED: 1 } }).grown).toEqual([]);
});

test("what grew is told with both counts, sockets before descriptors, the most first", () => {
  const before = { ...empty, sockets: { ESTABLISHED: 2 }, descriptors: { socket: 3 }, collections: { peers: 1 } };
  const after = {
    ...empty,
    resources: { Timeout: 50 },
    collections: { peers: 2 },
    descriptors: { socket: 20, file: 40 },
    sockets: { ESTABLISHED: 3, CLOSE_WAIT: 17 },
  };
  const { text, grown } = compare(before, after);
  expect(text.split("\n")).toEqual([
    "sockets CLOSE_WAIT: 0 -> 17 (+17)",
    "sockets ESTABLISHED: 2 -> 3 (+1)",
    "descriptors file: 0 -> 40 (+40)",
    "descriptors socket: 3 -> 20 (+17)",
    "collections peers: 1 -> 2 (+1)",
    "resources Timeout: 0 -> 50 (+50)",
  ]);
  expect(grown[0]).toEqual({ what: "sockets CLOSE_WAIT", before: 0, after: 17, by: 17 });
});

test("the heap counts beyond a tolerance only", () => {
  const before = { ...empty, heap: 4 * 1_048_576 };
  const after = { ...empty, heap: 5.5 * 1_048_576 };
  expect(compare(before, after).text).toBe("heap: 4.0 MiB -> 5.5 MiB (+1.5 MiB)");
  expect(compare(before, after, { heapTolerance: 2 * 1_048_576 }).grown).toEqual([]);
});

test("a heap that was not counted before did not grow", () => {
  const missing = ["The heap is not counted: run Node with --expose-gc."];
  expect(compare({ ...empty, missing }, { ...empty, heap: 9e9 })).toEqual({
    grown: [],
    missing,
    text: "Nothing grew.",
  });
});

test("with --expose-gc, what is still referred to is found, and garbage is not", () => {
  const folder = compiled("probe-heap", ["src/probe"]);
  const program = `
    import { compare, snapshot } from "./src/probe/index.js";
    snapshot();
    const before = snapshot();
    let held = Array.from({ length: 400_000 }, (_, at) => ({ at }));
    const during = snapshot();
    held = undefined;
    const grown = [during, snapshot()].map((it) => compare(before, it).grown.map(({ what }) => what));
    console.log(JSON.stringify(grown));`;
  const node = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", program], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(node.stderr).toBe("");
  expect(JSON.parse(node.stdout)).toEqual([["heap"], []]);
});
