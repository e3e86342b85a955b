/** One node of a cluster: a feed of its changes over HTTP, and replication over TCP. */
import http from "node:http";
import type { Server } from "node:net";
import { follow, followNode, listeners } from "./changes.ts";
import { startReplication } from "./replication.ts";

/** For the proof: what the program holds of its own. */
export const held = { feeds: listeners };

export function start({ node }: { readonly node: string }): readonly Server[] {
  const server = http.createServer((request, response) => {
    // LEAK require-connection-limit
    if (request.url === "/remote-changes") followNode(node, response);
    else follow(response);
  });
  return [server.listen(Number(process.env["PORT"]), process.env["HOST"]), startReplication()];
}
