/** Runs one program in a process of its own, and says what that process holds when it is asked. */
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { snapshot, type Sized } from "../../src/probe/index.ts";

/** What each version of each program exports. */
interface Program {
  readonly held?: Readonly<Record<string, Sized>>;
  readonly start: (settings: unknown) => Server | readonly Server[];
  readonly stop?: (...servers: readonly Server[]) => Promise<void> | void;
}

const [, , path = "", settings = ""] = process.argv;
const program = (await import(path)) as Program;
const servers = [program.start(JSON.parse(settings))].flat() as readonly Server[];
for (const server of servers) if (server.address() === null) await once(server, "listening");

process.on("message", (order) => void answer(order as "snapshot" | "stop"));
process.on("disconnect", () => process.exit());
process.send?.({ ports: servers.map((it) => (it.address() as AddressInfo).port) });

async function answer(order: "snapshot" | "stop"): Promise<void> {
  if (order === "stop") await program.stop?.(...servers);
  process.send?.(snapshot(program.held && { collections: program.held }));
}
