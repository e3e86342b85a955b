/** A web socket service that people send pictures to. */
import { Pool } from "pg";
import { WebSocketServer } from "ws";
import { Session } from "./session.ts";

export function start({ database }: { readonly database: string }): WebSocketServer {
  const pool = new Pool({ connectionString: database, max: 100, connectionTimeoutMillis: 5_000 });
  const server = new WebSocketServer({ host: process.env["HOST"], port: Number(process.env["PORT"]) }); // LEAK require-connection-limit, require-idle-timeout
  server.on("connection", (socket) => {
    const session = new Session((text) => socket.send(text), pool);
    socket.on("message", (data) => void session.receive(data as Buffer));
    socket.on("error", () => socket.close());
    socket.on("close", () => session.close());
  });
  return server;
}
