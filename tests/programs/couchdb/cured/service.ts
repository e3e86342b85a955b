/** One node of a cluster: a feed of its changes over HTTP, and replication over TCP. */
import http from "node:http";
import type { Server } from "node:net";
import { closeFeeds, feeds, follow, followNode } from "./changes.ts";
import { startReplication } from "./replication.ts";

interface Settings {
  readonly node: string;
  /** After how many silent milliseconds a replicating node is taken to be gone. */
  readonly idle?: number;
}

/** For the proof: what the program holds of its own. */
export const held = { feeds };

export function start({ node, idle = 60_000 }: Settings): readonly Server[] {
  const server = http.createServer((request, response) => {
    if (request.url === "/remote-changes") followNode(node, response);
    else follow(response);
  });
  server.maxConnections = 500;
  return [server.listen(Number(process.env["PORT"]), process.env["HOST"]), startReplication(idle)];
}

export function stop(feedServer: Server, replication: Server): void {
  closeFeeds();
  feedServer.close();
  replication.close();
}
