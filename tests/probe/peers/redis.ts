/** A loopback server that answers Redis clients. */
import { createServer, type Server } from "node:net";
import { weather } from "./weather.ts";

/** https://redis.io/docs/latest/develop/reference/protocol-spec/ */
export function redis(): Server {
  let asked = 0;
  return createServer((socket) => {
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += String(chunk);
      for (;;) {
        const command = commandIn(text);
        if (command === undefined) return;
        text = text.slice(command.length);
        socket.write(answerTo(command.words, asked++));
        if (command.words[0] === "QUIT") socket.end();
      }
    });
  });
}

/** The first command of what was sent, once all of it is there. */
function commandIn(text: string): { readonly words: readonly string[]; readonly length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  const words: string[] = [];
  let at = head[0].length;
  while (words.length < Number(head[1])) {
    const bulk = /^\$(\d+)\r\n/.exec(text.slice(at, at + 20));
    if (!bulk) return undefined;
    const [start, length] = [at + bulk[0].length, Number(bulk[1])];
    if (text.length < start + length + 2) return undefined;
    words.push(text.slice(start, start + length));
    at = start + length + 2;
  }
  return { words: words.map((it, index) => (index === 0 ? it.toUpperCase() : it)), length: at };
}

/** A leader and a follower by turns; what sets up a connection never fails. */
function answerTo([name = ""]: readonly string[], turn: number): string {
  if (name === "HELLO") return "%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n";
  if (name === "INFO") return bulk("redis_version:7.0.0\r\nloading:0\r\n");
  if (name === "CLIENT" || name === "SELECT" || name === "QUIT") return "+OK\r\n";
  if (weather() === "foul") return "-ERR foul weather\r\n";
  if (name === "ROLE") return `*1\r\n${bulk(turn % 2 === 0 ? "slave" : "master")}`;
  if (name === "PING") return "+PONG\r\n";
  if (name === "GET") return weather() === "empty" ? "$-1\r\n" : bulk("on");
  if (name === "SMEMBERS") return "*0\r\n";
  return name === "SET" ? "+OK\r\n" : ":1\r\n";
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}
