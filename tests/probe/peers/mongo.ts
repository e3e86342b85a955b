/** A loopback server that answers MongoDB clients. */
import { createServer, type Server } from "node:net";
import { BSON } from "mongodb";
import { weather } from "./weather.ts";

const opQuery = 2_004;
const opReply = 1;
const opMessage = 2_013;

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export function mongo(): Server {
  return createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 16 && bytes.length >= bytes.readInt32LE(0)) {
        const message = bytes.subarray(0, bytes.readInt32LE(0));
        bytes = bytes.subarray(message.length);
        const answer = replyTo(message);
        if (answer) socket.write(answer);
      }
    });
  });
}

function replyTo(message: Buffer): Buffer | undefined {
  const [id, operation] = [message.readInt32LE(4), message.readInt32LE(12)];
  if (operation === opQuery)
    return framed(id, opReply, [...[8, 0, 0, 0, 1].map(int32), Buffer.from(BSON.serialize(hello))]);
  if (operation !== opMessage) return undefined;
  const command = BSON.deserialize(message.subarray(21, 21 + message.readInt32LE(21)));
  // A monitor that waits for news hears nothing.
  if ("topologyVersion" in command) return undefined;
  return framed(id, opMessage, [int32(0), Buffer.from([0]), Buffer.from(BSON.serialize(answerTo(command)))]);
}

const hello = {
  ok: 1,
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
};

function answerTo(command: object): object {
  const [name = ""] = Object.keys(command);
  if (/^(hello|ismaster)$/i.test(name)) return hello;
  if (name === "endSessions") return { ok: 1 };
  if (weather() === "foul") return { ok: 0, errmsg: "foul weather", code: 11_601 };
  return { ok: 1, n: 1, cursor: { id: BSON.Long.ZERO, ns: "shop.things", firstBatch: [] } };
}

function framed(answers: number, operation: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(body.length + 16), int32(0), int32(answers), int32(operation), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
