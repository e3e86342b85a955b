/** What the functions of the docs examples are given, by the type and name of each parameter. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import type { Peers } from "./peers/index.ts";
import type { Callable, Parameter, Trial } from "./trials.ts";

/** What each function of a program may be given. */
export interface Givens {
  /** Every way in which to call it that makes a difference. */
  readonly argumentsFor: (callable: Callable) => readonly (readonly unknown[])[];
  /** Makes everything there is to open, as if for the first time: a program may have removed it. */
  readonly furnish: () => void;
  readonly remove: () => void;
}

/** More than the buffers of a stream and of a socket take, and of a kind that cannot be made smaller. */
const much = 12_000_000;

/** What is made anew for each call. */
export class Fresh {
  constructor(readonly make: () => unknown) {}
}

/** Each program runs in a folder of its own. */
export function givensFor(trial: Trial, peers: Peers): Givens {
  const folder = mkdtempSync(join(tmpdir(), "leakproof-trial-"));
  process.chdir(folder);
  return {
    argumentsFor: ({ parameters }) => combinationsOf(parameters.map((it) => candidatesFor(it, trial, peers))),
    furnish: () => furnish(trial),
    remove: () => {
      process.chdir(tmpdir());
      rmSync(folder, { recursive: true });
    },
  };
}

function furnish({ reads }: Trial): void {
  writeFileSync("json", "{}");
  writeFileSync("text", "no JSON");
  for (const name of ["key.pem", "cert.pem", "internal.pem", "base.json", "local.json"]) writeFileSync(name, "{}");
  if (reads && !existsSync("much")) writeFileSync("much", randomBytes(much));
  rmSync("new", { force: true });
  for (const name of ["full", "audit.log"]) if (!existsSync(name)) symlinkSync("/dev/full", name);
}

function combinationsOf(candidates: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return candidates.reduce<readonly (readonly unknown[])[]>(
    (done, next) => done.flatMap((given) => next.map((it) => [...given, it])),
    [[]],
  );
}

function candidatesFor({ name, type, from }: Parameter, trial: Trial, peers: Peers): readonly unknown[] {
  if (type === "string") return textsFor(name, trial);
  if (type === "string[]") return listsFor(name);
  if (type.startsWith('"')) return type.split("|").map((it) => JSON.parse(it) as unknown);
  if (type.includes("=>")) return type.includes("Promise") ? [resolved, rejected] : [ignored];
  if (type === "Server") return [(from === "node:http" ? http.createServer() : net.createServer()).listen(0)];
  if (type === "Socket") return [new Fresh(() => net.connect(peers.port))];
  if (type === "ClientRequest") return [new Fresh(() => http.request({ port: peers.webPort, method: "POST" }))];
  if (type === "AbortSignal") return [new Fresh(() => AbortSignal.timeout(100))];
  if (type === "RequestInit") return [new Fresh(() => ({ signal: AbortSignal.timeout(100) }))];
  return (
    {
      number: [peers.port],
      "number[]": [[peers.port, peers.port]],
      boolean: [true, false],
      Writable: [new PassThrough()],
      "NodeJS.WritableStream": [new PassThrough().resume()],
    }[type] ?? [undefined]
  );
}

const resolved = (): Promise<undefined> => Promise.resolve(undefined);
const rejected = (): Promise<never> => Promise.reject(new Error("foul weather"));
const ignored = (): undefined => undefined;

/** A path may lead to something to parse or not to parse, to what cannot be opened or read, or to a full disk, which has no end when read. */
function textsFor(name: string, { modules, isWriter, reads }: Trial): readonly unknown[] {
  if (/^(url|origin|primary|backup)$/.test(name)) return [urlOf(modules)];
  if (name === "host") return ["localhost"];
  if (/dir|folder/.test(name)) return [process.cwd()];
  if (/text|line/.test(name)) return ["{}", "text"];
  if (!modules.some((it) => it.startsWith("node:fs"))) return ["text"];
  if (reads) return pathsOf([name === "to" ? "new" : "much", "none/missing"]);
  return pathsOf(["json", "text", "none/missing", ".", "new", ...(isWriter && name === "path" ? ["full"] : [])]);
}

/** Lines; hosts; and paths of files, one of what is no file, and one that cannot be opened after another that can. */
function listsFor(name: string): readonly unknown[] {
  if (name === "lines") return [["line", "line"]];
  if (!/paths/.test(name)) return [["one", "two"]];
  return [pathsOf(["json", "text"]), pathsOf(["json", "none/missing"]), pathsOf([".", "json"])];
}

const pathsOf = (names: readonly string[]): readonly string[] => names.map((it) => join(process.cwd(), it));

function urlOf(modules: readonly string[]): string {
  const schemes: Readonly<Record<string, string>> = { ws: "ws", pg: "postgres", mongodb: "mongodb", redis: "redis" };
  const scheme = modules.map((it) => schemes[it]).find((it) => it !== undefined);
  return `${scheme ?? "http"}://localhost/`;
}
