/** Nodes that replicate and hang up, readers of the feed that leave, and another node whose feed they read. */
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { listening, type Load } from "../loopback.ts";

export async function load(): Promise<Load> {
  const feeds = new Set<http.ServerResponse>();
  const node = await listening(
    http.createServer((_request, response) => {
      feeds.add(response.writeHead(200));
      response.write('{"seq":1}\n');
    }),
  );
  const hungUp: net.Socket[] = [];
  return {
    settings: { node: node.url, idle: 500 },
    round: 30,
    leaks: { "sockets CLOSE_WAIT": 60, "collections feeds": 30, "resources Timeout": 30 },
    seen: () => ({}),
    allowed: {},
    run: async ([feedPort = 0, replicationPort = 0], readers) => {
      for (let at = 0; at < readers; at++) {
        await readAndLeave(feedPort, "/remote-changes");
        await readAndLeave(feedPort, "/changes");
        hungUp.push(await replicate(replicationPort));
      }
      // More than a stream that nobody reads takes in, so that it never sees the end behind it.
      for (const feed of feeds) feed.end("x".repeat(160_000));
      feeds.clear();
    },
    close: async () => {
      for (const socket of hungUp) socket.destroy();
      await node.close();
    },
  };
}

/** Sends a document, waits for its number, and says that there is no more to come. */
async function replicate(port: number): Promise<net.Socket> {
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => socket.destroy());
  socket.write("{}\n");
  await once(socket, "data");
  socket.end();
  return socket.resume();
}

async function readAndLeave(port: number, path: string): Promise<void> {
  const request = http.get({ port, host: "127.0.0.1", path, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  await once(response, "data");
  // To leave is an error of the response, and then it closes.
  response.on("error", () => undefined);
  await new Promise((resolve) => {
    response.once("close", resolve);
    request.destroy();
  });
}
