/** ssh2: client connections. Channels and SFTP sessions are left out: they end with their connection. */
import { emitterFluent } from "./emitter.ts";
import type { LibraryModel } from "./schema.ts";

export const ssh2 = {
  modules: ["ssh2"],
  resources: [
    {
      name: "ssh client",
      types: ["Client"],
      acquire: ["new Client()"],
      release: ["_.end()", "_.destroy()"],
      opens: ["_.connect()"],
      ends: ["close", "end", "error"],
      mayNotCome: ["banner", "timeout", "tcp connection"],
      fluent: [...emitterFluent, "connect", "exec", "forwardIn", "forwardOut", "setNoDelay", "sftp", "shell"],
      parameter: "borrows",
      twice: "tolerated",
      cwe: [772, 1088],
      source: "memory",
    },
  ],
} as const satisfies LibraryModel;
