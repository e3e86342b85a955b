/** A server of long-lived multiplexed connections; HTTP/2 stands in for QUIC, which Node 20 does not have. */
import http2 from "node:http2";
import { news, Peer } from "./peers.ts";

/** Every connection by its number. */
const peers = new Map<number, Peer>();
let count = 0;

/** For the proof: what the program holds of its own. */
export const held = { peers: () => peers.size, listeners: () => news.listenerCount("packet") };

export function start(): http2.Http2Server {
  const server = http2.createServer(); // LEAK require-idle-timeout, require-connection-limit
  server.on("session", (session) => {
    const peer = new Peer(session);
    peers.set(++count, peer); // LEAK no-unpruned-registry
    news.on("packet", (packet: string) => peer.enqueue(packet)); // LEAK no-leaked-listener
    session.on("error", () => session.destroy());
  });
  server.on("stream", (stream) => {
    stream.on("error", () => stream.destroy());
    stream.respond({ ":status": 200 });
    stream.end(String(peers.size));
    news.emit("packet", "someone asked");
  });
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}
