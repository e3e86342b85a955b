/** Node's UDP sockets. */
import type { LibraryModel } from "../schema.ts";
import { emitterFluent } from "../emitter.ts";

export const dgram = {
  modules: ["dgram"],
  resources: [
    {
      name: "udp socket",
      types: ["Socket"],
      acquire: [{ form: "createSocket()", unless: [{ argument: 0, option: "signal", is: "present" }] }],
      release: ["_.close()"],
      // A bound socket serves like a server.
      unattended: true,
      ends: ["close"],
      mayNotCome: ["message", "listening", "connect", "error"],
      fluent: [...emitterFluent, "bind", "ref", "unref"],
      twice: "throws",
      disposable: "async",
      cwe: [772],
      note: "disconnect() does not close it.",
      source: "probed",
    },
  ],
} as const satisfies LibraryModel;
