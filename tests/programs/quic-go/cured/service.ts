/** A server of long-lived multiplexed connections; HTTP/2 stands in for QUIC, which Node 20 does not have. */
import http2 from "node:http2";
import { news, Peer, peers } from "./peers.ts";

let count = 0;

/** For the proof: what the program holds of its own. */
export const held = { peers, listeners: () => news.listenerCount("packet") };

export function start({ idle = 30_000 }: { readonly idle?: number } = {}): http2.Http2Server {
  const server = http2.createServer();
  server.maxConnections = 10_000;
  server.on("session", (session) => {
    const id = ++count;
    const peer = new Peer(session);
    const forward = (packet: string): void => peer.enqueue(packet);
    peers.set(id, peer);
    news.on("packet", forward);
    session.once("close", () => {
      peers.delete(id);
      news.off("packet", forward);
    });
    session.on("error", () => session.destroy());
    session.setTimeout(idle, () => session.destroy());
  });
  server.on("stream", (stream) => {
    stream.on("error", () => stream.destroy());
    stream.respond({ ":status": 200 });
    stream.end(String(peers.size));
    news.emit("packet", "someone asked");
  });
  return server.listen(Number(process.env["PORT"]), process.env["HOST"]);
}

export function stop(server: http2.Http2Server): void {
  server.close();
  for (const { session } of peers.values()) session.destroy();
}
