/** Node's child processes. */
import type { LibraryModel, When } from "../schema.ts";
import { emitterFluent } from "../emitter.ts";

// One that ends by a time limit or a signal needs nobody to kill it.
const limited = [
  { argument: 1, option: "timeout", is: "present" },
  { argument: 1, option: "signal", is: "present" },
  { argument: 2, option: "timeout", is: "present" },
  { argument: 2, option: "signal", is: "present" },
] as const satisfies readonly When[];

export const childProcess = {
  modules: ["child_process"],
  resources: [
    {
      name: "child process",
      types: ["ChildProcess", "ChildProcessWithoutNullStreams", "ChildProcessByStdio"],
      acquire: [
        { form: "spawn()", unless: limited },
        { form: "fork()", unless: limited },
        { form: "exec()", unless: limited.slice(0, 2) },
        { form: "execFile()", unless: limited },
      ],
      release: ["_.kill()"],
      lifetime: "class",
      unattended: true,
      endsByItself: true,
      ends: ["exit", "close", "error"],
      mayNotCome: ["message", "spawn", "disconnect"],
      // A detached child that no longer counts for the parent's life is meant to outlive it.
      takenBy: ["_.unref()"],
      fluent: emitterFluent,
      keys: ["pid"],
      twice: "tolerated",
      timeouts: ["timeout", "signal"],
      disposable: "sync",
      cwe: [772, 404, 400],
      note: "kill() spares the grandchildren of a shell.",
      source: "probed",
    },
  ],
  // The child gets a copy of a descriptor.
  borrows: [
    "spawn(command, { stdio: _ })",
    "spawn(command, args, { stdio: _ })",
    "fork(path, { stdio: _ })",
    "fork(path, args, { stdio: _ })",
  ],
  throws: ["execSync()", "execFileSync()"],
} as const satisfies LibraryModel;
