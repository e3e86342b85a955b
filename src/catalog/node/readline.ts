/** Node's line readers. */
import type { LibraryModel } from "../schema.ts";
import { emitterFluent } from "../emitter.ts";

export const readline = {
  modules: ["readline", "readline/promises"],
  resources: [
    {
      name: "readline interface",
      types: ["Interface", "ReadLine"],
      acquire: [
        { form: "createInterface()", unless: [{ argument: 0, option: "signal", is: "present" }] },
        "promises.createInterface()",
        "new Interface()",
      ],
      release: ["_.close()"],
      ends: ["close"],
      mayNotCome: ["SIGINT", "pause", "history"],
      // Whoever listens for lines reads the input to its end, and that closes the interface.
      takenBy: ["_.on('line')"],
      iteration: "releasesAtEnd",
      fluent: [...emitterFluent, "pause", "resume"],
      neverRejects: ["question"],
      parameter: "borrows",
      twice: "tolerated",
      disposable: "sync",
      cwe: [772],
      note: "Leaving a loop over it by break or throw does not close it, and close() never destroys the input.",
      source: "probed",
    },
  ],
  drains: [
    "createInterface({ input: _ })",
    "createInterface(_)",
    "promises.createInterface({ input: _ })",
    "new Interface({ input: _ })",
  ],
} as const satisfies LibraryModel;
