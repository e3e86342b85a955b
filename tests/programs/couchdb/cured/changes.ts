/** The feed of changes: a response that stays open and is told what happens, here and on another node. */
import http from "node:http";
import { pipeline } from "node:stream";

/** Who listens to the changes. */
export const feeds = new Set<http.ServerResponse>();

const nodes = new http.Agent({ keepAlive: true, maxSockets: 100, timeout: 60_000 });

export function follow(response: http.ServerResponse): void {
  const heartbeat = setInterval(() => response.write("\n"), 10_000);
  feeds.add(response);
  response.once("close", () => {
    clearInterval(heartbeat);
    feeds.delete(response);
  });
  response.write('{"seq":1}\n');
}

/** Passes on the feed of another node, for as long as someone reads it. */
export function followNode(node: string, response: http.ServerResponse): void {
  const request = http.get(new URL("/changes", node), { agent: nodes, timeout: 60_000 }, (upstream) => {
    pipeline(upstream, response, (error) => {
      if (error) request.destroy();
    });
  });
  request.on("timeout", () => request.destroy());
  request.on("error", () => response.destroy());
  response.once("close", () => request.destroy());
}

export function closeFeeds(): void {
  for (const response of feeds) response.end();
  nodes.destroy();
}
