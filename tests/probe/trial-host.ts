/** Calls the functions of the docs examples in every way that a folder and a loopback server offer, and says what stayed open. */
import promises, { type FileHandle } from "node:fs/promises";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { compare, snapshot } from "../../src/probe/index.ts";
import type { Parameter, Trial, Verdict } from "./trials.ts";

// Node closes a handle that nobody refers to when it happens to collect garbage; until then it is open, so these are kept.
const handles: FileHandle[] = [];
const { open } = promises;
promises.open = async (...given) => {
  const handle = await open(...given);
  handles.push(handle);
  return handle;
};
syncBuiltinESMExports();

const folder = mkdtempSync(join(tmpdir(), "leakproof-trial-"));
const server = createServer((socket) => socket.on("error", () => socket.destroy()).resume()).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;

process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);

const trials = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as readonly Trial[];
const verdicts: Verdict[] = [];
for (const trial of trials) verdicts.push({ id: trial.id, leaks: await leaksOf(trial) });
writeFileSync(process.argv[3] ?? "", JSON.stringify(verdicts));
rmSync(folder, { recursive: true });
process.exit();

/** The calls after which more is open than before, each with what grew; the first one of each function. */
async function leaksOf({ module, functions, isWriter }: Trial): Promise<readonly string[]> {
  const exports = (await import(module)) as Record<string, (...given: unknown[]) => unknown>;
  const found: string[] = [];
  for (const { name, parameters } of functions)
    for (const given of combinationsOf(parameters.map((it) => candidatesFor(it, isWriter)))) {
      const grown = await growthBy(() => exports[name]?.(...given));
      if (grown === "") continue;
      found.push(`${name}(${JSON.stringify(given).slice(1, -1).replaceAll(`${folder}/`, "").slice(0, 80)}): ${grown}`);
      break;
    }
  return found;
}

/** What one call leaves open for longer than closing takes, once what it returned has been released. */
async function growthBy(call: () => unknown): Promise<string> {
  for (const handle of handles.splice(0)) await handle.close().catch(() => undefined);
  furnish();
  const before = snapshot();
  try {
    // What waits for an answer that never comes has had its time.
    await Promise.race([settled(call), sleep(5_000, undefined, { ref: false })]);
  } catch {
    // To fail is one of the ways out that are tried.
  }
  for (let look = 0; look < 25; look++) {
    await sleep(look);
    if (openedSince() === "") return "";
  }
  return openedSince();

  function openedSince(): string {
    const grown = compare(before, snapshot()).grown.filter(({ what }) => !what.startsWith("resources "));
    return grown.map(({ what, by }) => `${what} +${String(by)}`).join(", ");
  }
}

/** What there is to open, as if for the first time: a program may have removed it. */
function furnish(): void {
  writeFileSync(join(folder, "json"), "{}");
  writeFileSync(join(folder, "text"), "no JSON");
  rmSync(join(folder, "full"), { force: true });
  symlinkSync("/dev/full", join(folder, "full"));
}

/** A path may lead to something to parse or not to parse, to what cannot be opened or read, or to a full disk, which has no end when read. */
function candidatesFor({ name, type }: Parameter, isWriter: boolean): readonly unknown[] {
  const paths = ["json", "text", "none/missing", "."].map((it) => join(folder, it));
  if (type === "string" && isWriter && name === "path") return [...paths, join(folder, "full")];
  if (type === "number") return [port];
  if (type === "boolean") return [true, false];
  if (type === "string") return /dir|folder/.test(name) ? [folder] : /text|line/.test(name) ? ["{}", "text"] : paths;
  // More lines than a batch has; and paths of files, one of what is no file, and one that cannot be opened after another that can.
  if (/line/.test(name)) return [Array.from({ length: 1_001 }, () => "line")];
  return [paths.slice(0, 2), [paths[0], paths[2]], [paths[3], paths[0]]];
}

function combinationsOf(candidates: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return candidates.reduce<readonly (readonly unknown[])[]>(
    (done, next) => done.flatMap((given) => next.map((it) => [...given, it])),
    [[]],
  );
}

async function settled(call: () => unknown): Promise<void> {
  await release(await call());
}

/** What a function returns is its caller's to release. */
async function release(returned: unknown): Promise<void> {
  if (Array.isArray(returned)) for (const it of returned) await release(it);
  else if (typeof returned === "object" && returned !== null)
    for (const name of ["close", "destroy"] as const) {
      const end = (returned as Record<string, unknown>)[name];
      if (typeof end !== "function") continue;
      await end.call(returned);
      return;
    }
}
