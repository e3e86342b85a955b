/** Clients that connect, send a picture and something that is none, and leave; and a database that knows no picture. */
import { once } from "node:events";
import { readdirSync } from "node:fs";
import net from "node:net";
import { WebSocket } from "ws";
import { listening, type Load } from "../loopback.ts";

export async function load(temporary: string): Promise<Load> {
  const database = await listening(databaseServer());
  return {
    settings: { database: `postgres://user:password@127.0.0.1:${String(database.port)}/pictures`, idle: 500 },
    round: 30,
    leaks: { "descriptors file": 90, "sockets ESTABLISHED": 30, "temporary folders": 60 },
    seen: () => ({
      "temporary folders": readdirSync(temporary).filter((it) => it.startsWith("leakproof-upload-")).length,
    }),
    allowed: {},
    run: async ([port = 0], clients) => {
      for (let at = 0; at < clients; at++) await visit(port);
    },
    close: () => database.close(),
  };
}

async function visit(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`);
  await once(socket, "open");
  for (const [content, answer] of [
    ["\x89PNG and so on", /^14$/],
    ["something else", /^Error: No picture/],
  ] as const) {
    const answering = once(socket, "message");
    socket.send(Buffer.from(content, "latin1"));
    const [said] = (await answering) as [Buffer];
    if (!answer.test(said.toString())) throw new Error(`The service answered '${said.toString()}'.`);
  }
  const closed = once(socket, "close");
  socket.close();
  await closed;
}

/** As much of PostgreSQL's protocol as a client needs that asks one question: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function databaseServer(): net.Server {
  const message = (type: string, body: Buffer = Buffer.alloc(0)): Buffer => {
    const head = Buffer.alloc(5, type);
    head.writeUInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message("Z", Buffer.from("I"));
  const welcome = Buffer.concat([message("R", Buffer.alloc(4)), ready]);
  const nothing = Buffer.concat([
    message("1"),
    message("2"),
    message("n"),
    message("C", Buffer.from("SELECT 0\0")),
    ready,
  ]);
  const sync = message("S");
  return net.createServer((socket) => {
    socket.once("data", () => {
      socket.write(welcome);
      socket.on("data", (asked: Buffer) => {
        if (asked.subarray(-sync.length).equals(sync)) socket.write(nothing);
      });
    });
  });
}
