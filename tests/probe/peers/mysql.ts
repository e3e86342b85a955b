/** A loopback server that answers MySQL clients, by the server half that mysql2 brings. */
import { createServer, type Server } from "node:net";
import { createRequire } from "node:module";
import { weather } from "./weather.ts";

/** What mysql2 does not declare of a connection's server side. */
interface Connection {
  readonly on: (event: string, listener: (query: string) => void) => void;
  readonly serverHandshake: (greeting: object) => void;
  readonly writeOk: () => void;
  readonly writeError: (error: { readonly message: string; readonly code: number }) => void;
  readonly writeTextResult: (rows: readonly object[], columns: readonly object[]) => void;
  readonly _resetSequenceId: () => void;
}

interface Parts {
  readonly createConnection: (options: object) => Connection;
}

const { createConnection } = createRequire(import.meta.url)("mysql2") as Parts;

export function mysql(): Server {
  return createServer((stream) => {
    const connection = createConnection({ stream, isServer: true });
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: "8.0.0",
      connectionId: 1,
      statusFlags: 2,
      characterSet: 33,
      capabilityFlags: 0xffffff ^ 0x800 ^ 0x8000000,
    });
    connection.on("error", () => stream.destroy());
    for (const event of ["query", "stmt_prepare"])
      connection.on(event, () => {
        if (weather() === "foul") connection.writeError({ message: "foul weather", code: 1_064 });
        else if (weather() === "empty") connection.writeTextResult([], [column]);
        else connection.writeTextResult([{ id: "1" }], [column]);
      });
  });
}

const column = {
  catalog: "def",
  schema: "",
  table: "",
  orgTable: "",
  name: "id",
  orgName: "id",
  characterSet: 33,
  columnLength: 20,
  columnType: 253,
  flags: 0,
  decimals: 0,
};
