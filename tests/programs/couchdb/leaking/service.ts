/** One node of a cluster: a feed of its changes over HTTP, and replication over TCP. */
import http from "node:http";
import type { Server } from "node:net";
import { feeds, follow, followNode } from "./changes.ts";
import { startReplication } from "./replication.ts";

/** For the proof: what the program holds of its own. */
export const held = { feeds };

export function start({ node }: { readonly node: string }): readonly Server[] {
  const server = http.createServer((request, response) => {
    // LEAK require-connection-limit
    if (request.url === "/remote-changes") followNode(node, response);
    else follow(response);
  });
  return [server.listen(0, "127.0.0.1"), startReplication()];
}
