/** Clients that come to the servers of a docs example, are served, and leave one way or another. */
import { once } from "node:events";
import http2 from "node:http2";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { WebSocket } from "ws";
import { pause } from "./pause.ts";
import { admit } from "./peers/index.ts";
import type { Trial } from "./trials.ts";

/** How long a client waits for what may never come. */
const patience = 40;

/** Has clients come to a server as it expects them; answers how many. */
export async function visit(server: Server, { modules, paths }: Trial): Promise<number> {
  if (!server.listening) await Promise.race([once(server, "listening"), pause(100)]);
  if (!server.listening) return 0;
  const { port } = server.address() as AddressInfo;
  admit(port);
  if (modules.includes("node:http2")) return visitSession(port);
  if (modules.includes("socket.io")) return visitSocket(`/socket.io/?EIO=4&transport=websocket`, port, ["40"]);
  if (modules.includes("ws")) return visitSocket("/", port, ["hello"]);
  if (server.listenerCount("upgrade") > 0) return visitRaw(port, [upgrade], ["destroy", "destroy"]);
  if (server.listenerCount("request") > 0)
    return visitRaw(port, ["/", ...paths].map(requestOf), ["destroy", "destroy"]);
  return visitRaw(port, ["hello\n"], ["end", "destroy"]);
}

/** It speaks twice, hears some of the answer, and then says that it has no more to say, or is gone. */
async function visitRaw(
  port: number,
  texts: readonly string[],
  leaves: readonly ("end" | "destroy")[],
): Promise<number> {
  for (const text of texts)
    for (const leave of leaves) {
      const socket = await connected(port);
      // Who has the whole answer to a request does not ask the same again.
      for (const part of leave === "end" ? [text, text] : [text]) {
        socket.write(part);
        await heard(socket);
      }
      socket[leave]();
    }
  return texts.length;
}

async function connected(port: number): Promise<Socket> {
  const socket = net.connect({ port, allowHalfOpen: true }).on("error", () => socket.destroy());
  socket.on("end", () => socket.end());
  await Promise.race([once(socket, "connect"), pause(1_000)]);
  return socket;
}

/** Until something comes, which is then read on unless there is much of it. */
async function heard(socket: Socket): Promise<void> {
  await Promise.race([once(socket, "data"), pause(patience)]);
}

function requestOf(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
}

const upgrade = [
  "GET / HTTP/1.1",
  "Host: localhost",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "\r\n",
].join("\r\n");

async function visitSocket(path: string, port: number, texts: readonly string[]): Promise<number> {
  for (const leave of ["close", "terminate"] as const) {
    const socket = new WebSocket(`ws://localhost:${port}${path}`).on("error", () => socket.terminate());
    await Promise.race([once(socket, "open"), pause(1_000)]);
    for (const text of texts) socket.send(text);
    await pause(patience);
    socket[leave]();
  }
  return texts.length;
}

async function visitSession(port: number): Promise<number> {
  for (const leave of ["close", "destroy"] as const) {
    const session = http2.connect(`http://localhost:${port}`).on("error", () => session.destroy());
    await Promise.race([once(session, "connect"), pause(1_000)]);
    session[leave]();
  }
  return 1;
}
