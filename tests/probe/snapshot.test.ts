/** A snapshot counts what is there: one more of it is one more in the count, and one less is one less. */
import {
  closeSync,
  mkdtempSync,
  opendirSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { snapshot } from "../../src/probe/index.ts";
import { hasProc, noProc } from "../support/proc.ts";

/** One row of the kernel's table: state 06. */
const inTimeWait = /^ *\d+: [0-9A-F]+:[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ 06 /m;

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leakproof-probe-"));
  path = join(folder, "file");
  writeFileSync(path, "something");
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasProc)(`descriptors${noProc}`, () => {
  const count = (kind: string): number => snapshot().descriptors[kind] ?? 0;

  test("a file is one more until it is closed", () => {
    const before = count("file");
    const descriptor = openSync(path, "r");
    expect(count("file")).toBe(before + 1);
    closeSync(descriptor);
    expect(count("file")).toBe(before);
  });

  test("a file that is open and has no name any more is told apart", () => {
    const gone = join(folder, "gone");
    const before = count("deleted file");
    const descriptor = openSync(gone, "w");
    expect(count("deleted file")).toBe(before);
    unlinkSync(gone);
    expect(count("deleted file")).toBe(before + 1);
    closeSync(descriptor);
    expect(count("deleted file")).toBe(before);
  });

  test("a directory is one more, and the one that is looked at for counting is not", () => {
    const before = count("directory");
    expect(count("directory")).toBe(before);
    const directory = opendirSync(folder);
    expect(count("directory")).toBe(before + 1);
    directory.closeSync();
    expect(count("directory")).toBe(before);
  });
});

describe.skipIf(!hasProc)(`sockets${noProc}`, () => {
  const count = (state: string): number => snapshot().sockets[state] ?? 0;

  test("a connection within this process is two, until the peer's end is left unanswered", async () => {
    const [listening, established] = [count("LISTEN"), count("ESTABLISHED")];
    const server = await listeningServer();
    expect(count("LISTEN")).toBe(listening + 1);
    const [client, accepted] = await connected(server);
    expect(count("ESTABLISHED")).toBe(established + 2);
    client.end();
    accepted.resume();
    await once(accepted, "end");
    await vi.waitFor(() => expect(count("FIN_WAIT2")).toBe(1));
    expect({ waits: count("CLOSE_WAIT"), open: count("ESTABLISHED") }).toEqual({ waits: 1, open: established });
    accepted.end();
    client.resume();
    server.close();
    await Promise.all([once(client, "close"), once(accepted, "close"), once(server, "close")]);
    expect({ waits: count("CLOSE_WAIT"), listening: count("LISTEN") }).toEqual({ waits: 0, listening });
    // The client closed first, so the kernel keeps its port for a minute, and no process holds it.
    await vi.waitFor(() => expect(readFileSync("/proc/self/net/tcp", "latin1")).toMatch(inTimeWait));
    expect(count("TIME_WAIT")).toBe(0);
  });
});

test("active resources are counted as Node names them", () => {
  const count = (): number => snapshot().resources["Timeout"] ?? 0;
  const before = count();
  const timer = setTimeout(() => undefined, 60_000);
  expect(count()).toBe(before + 1);
  clearTimeout(timer);
  expect(count()).toBe(before);
});

test("collections are asked for their size, whatever they are", () => {
  const { collections } = snapshot({
    collections: { map: new Map([[1, 1]]), set: new Set(), list: [1, 2], own: () => 7 },
  });
  expect(collections).toEqual({ map: 1, set: 0, list: 2, own: 7 });
});

test("a snapshot survives being sent as JSON", () => {
  const taken = snapshot({ collections: { none: [] } });
  expect(JSON.parse(JSON.stringify(taken))).toEqual(taken);
});

async function listeningServer(): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function connected(server: Server): Promise<readonly [Socket, Socket]> {
  const accepting = once(server, "connection");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const [[accepted]] = (await Promise.all([accepting, once(client, "connect")])) as [[Socket], unknown];
  return [client, accepted];
}
