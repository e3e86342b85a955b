/** Loopback servers for what is asked over HTTP, over a web socket, and in plain TCP. */
import http from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { WebSocketServer } from "ws";
import { weather } from "./weather.ts";

/** More than the buffers of both sides take, so that what nobody reads keeps its connection. */
const page = JSON.stringify("page ".repeat(1_600_000));
const noPage = "no JSON ".repeat(1_000_000);

const answers = { fair: [200, page], flaky: [200, page], empty: [404, page], foul: [500, noPage] } as const;

/** A server, and how it ends the connections that wait for nothing; one whose answer has not been fetched does not. */
export function web(): { readonly server: http.Server; readonly closeIdle: () => void } {
  const idle = new Set<Socket>();
  const server = http.createServer((request, response) => {
    idle.delete(request.socket);
    response.on("finish", () => idle.add(request.socket));
    request.resume();
    const now = weather();
    if (now === "silent") return;
    const [status, text] = answers[now];
    response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
    response.end(request.method === "HEAD" ? undefined : text);
  });
  server.keepAliveTimeout = 0;
  server.on("connection", (socket: Socket) => {
    idle.add(socket);
    socket.on("close", () => idle.delete(socket));
  });
  server.on("upgrade", ({ socket }: http.IncomingMessage) => idle.delete(socket));
  new WebSocketServer({ server }).on("connection", (socket) => {
    if (weather() !== "silent") socket.send("busy");
    socket.on("error", () => socket.terminate());
  });
  const closeIdle = (): void => idle.forEach((it) => it.destroy());
  return { server, closeIdle };
}

export function plain(): Server {
  return createServer((socket) => void socket.resume());
}
