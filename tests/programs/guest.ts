/** Starts one version of one program in a process of its own, to be asked what it holds. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Snapshot } from "../../src/probe/index.ts";
import { compiled } from "../support/compiled.ts";
import type { Version } from "./cases.ts";

/** A program that runs in another process. */
export interface Guest {
  /** The ports that it listens on, in the order in which it names them. */
  readonly ports: readonly number[];
  readonly snapshot: () => Promise<Snapshot>;
  /** Shuts the program down, but not the process; answers what is held then. */
  readonly stop: () => Promise<Snapshot>;
  readonly kill: () => Promise<void>;
}

/** Compiles the probe and all programs once; answers where they lie. */
export const compilePrograms = (): string => compiled("programs", ["src/probe", "tests/programs"]);

export async function guestOf(
  folder: string,
  name: string,
  version: Version,
  settings: object,
  temporary: string,
): Promise<Guest> {
  const programs = join(folder, "tests/programs");
  const child = fork(join(programs, "host.js"), [`./${name}/${version}/service.js`, JSON.stringify(settings)], {
    cwd: programs,
    execArgv: ["--expose-gc"],
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", NODE_ENV: "test", TMPDIR: temporary },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const reply = async (): Promise<unknown> => {
    const answer = await Promise.race([once(child, "message"), exited.then(() => undefined)]);
    if (answer === undefined) throw new Error(`The ${version} program of '${name}' has ended.`);
    return answer[0];
  };
  const asked = (order: string): Promise<Snapshot> => {
    child.send(order);
    return reply() as Promise<Snapshot>;
  };
  const { ports } = (await reply()) as { readonly ports: readonly number[] };
  return {
    ports,
    snapshot: () => asked("snapshot"),
    stop: () => asked("stop"),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
