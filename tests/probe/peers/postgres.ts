/** A loopback server that speaks as much of the PostgreSQL wire protocol as a client needs to be content or disappointed. */
import { createServer, type Server, type Socket } from "node:net";
import { weather } from "./weather.ts";

const sslRequest = 80_877_103;

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
export function postgres(): Server {
  return createServer((socket) => {
    let bytes = Buffer.alloc(0);
    let isStarted = false;
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (;;) {
        const head = isStarted ? 1 : 0;
        if (bytes.length < head + 4) return;
        const end = head + bytes.readInt32BE(head);
        if (bytes.length < end) return;
        const [type, body] = [isStarted ? String.fromCharCode(bytes[0]!) : "", bytes.subarray(head + 4, end)];
        bytes = bytes.subarray(end);
        if (isStarted) answer(socket, type);
        else if (body.readInt32BE(0) === sslRequest) socket.write("N");
        else {
          isStarted = true;
          socket.write(Buffer.concat([message("R", int32(0)), ready]));
        }
      }
    });
  });
}

/** What follows an error is ignored until the client synchronizes, which is when it is told that the server is ready. */
const failed = new WeakSet<Socket>();

function answer(socket: Socket, type: string): void {
  if (type === "X") socket.end();
  if (weather() === "silent") return;
  if (type === "S") {
    failed.delete(socket);
    socket.write(ready);
  }
  if (failed.has(socket)) return;
  if (weather() === "foul" && (type === "Q" || type === "P")) {
    if (type === "P") failed.add(socket);
    socket.write(type === "Q" ? Buffer.concat([failure, ready]) : failure);
    return;
  }
  const [said] = [answers[type]?.()];
  if (said) socket.write(said);
}

const answers: Readonly<Record<string, () => Buffer>> = {
  Q: () => Buffer.concat([columns, rows(), ready]),
  P: () => message("1"),
  B: () => message("2"),
  C: () => message("3"),
  D: () => columns,
  E: () => rows(),
};

const ready = message("Z", Buffer.from("I"));
const failure = message("E", Buffer.from("SERROR\0C57014\0Mfoul weather\0\0"));
/** One column of text, 'id'. */
const columns = message(
  "T",
  Buffer.concat([int16(1), Buffer.from("id\0"), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]),
);

function rows(): Buffer {
  const isEmpty = weather() === "empty";
  const row = message("D", Buffer.concat([int16(1), int32(1), Buffer.from("1")]));
  const done = message("C", Buffer.from(`SELECT ${isEmpty ? 0 : 1}\0`));
  return isEmpty ? done : Buffer.concat([row, done]);
}

function message(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
