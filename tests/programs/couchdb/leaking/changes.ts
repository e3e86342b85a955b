/** The feed of changes: a response that stays open and is told what happens, here and on another node. */
import http from "node:http";

/** Who listens to the changes. */
const feeds = new Set<http.ServerResponse>();

export const listeners = (): number => feeds.size;

export function follow(response: http.ServerResponse): void {
  feeds.add(response); // LEAK no-unpruned-registry
  setInterval(() => response.write("\n"), 10_000); // LEAK no-leaked-timer
  response.write('{"seq":1}\n');
}

/** Passes on the feed of another node. */
export function followNode(node: string, response: http.ServerResponse): void {
  const request = http.get(new URL("/changes", node), { agent: false }, (upstream) => {
    // LEAK require-timeout, require-connection-reuse
    upstream.pipe(response); // LEAK prefer-pipeline
  });
  request.on("error", () => response.destroy());
}
