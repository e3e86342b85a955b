/** It is (not) half open for good when nothing (something) answers that the peer has gone. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { noHalfOpenSocket } from "../../src/rules/no-half-open-socket.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

type Id = keyof typeof noHalfOpenSocket.meta.messages;

const accepting = (inside: string): string => ts`
  import { createServer } from "node:net";
  createServer({ allowHalfOpen: true }, (socket) => {
    ${inside}
  }).listen(80);`;

const answering = (inside: string): string => ts`
  import { EventEmitter } from "node:events";
  import { createServer } from "node:http";
  const news = new EventEmitter();
  createServer((request, response) => {
    ${inside}
  }).listen(80);`;

const wrong: readonly InvalidTestCase<Id, []>[] = [
  {
    name: "only a failure ends it",
    code: accepting(`socket.on("error", () => socket.destroy());`),
    errors: [
      {
        messageId: "unanswered",
        line: 2,
        data: { holder: "socket", release: "socket.end()" },
        suggestions: [
          {
            messageId: "endOnEnd",
            output: accepting(`socket.on("error", () => socket.destroy());\n    socket.on("end", () => socket.end());`),
          },
        ],
      },
    ],
  },
  {
    name: "its end is only noticed",
    code: accepting(`socket.on("end", () => console.log("gone")); socket.on("close", () => socket.destroy());`),
    errors: [
      {
        messageId: "unanswered",
        suggestions: [
          {
            messageId: "endOnEnd",
            output: accepting(
              `socket.on("end", () => console.log("gone")); socket.on("close", () => socket.destroy());\n${" ".repeat(49)}socket.on("end", () => socket.end());`,
            ),
          },
        ],
      },
    ],
  },
  {
    name: "it is paused and nothing makes it flow again",
    code: ts`
      import { createServer } from "node:net";
      createServer((socket) => {
        socket.pause();
        socket.write("busy");
      });`,
    errors: [{ messageId: "paused", line: 3, data: { holder: "socket", release: "socket.resume()" } }],
  },
  {
    name: "a timer writes for ever",
    code: answering(`setInterval(() => response.write("."), 1000);`),
    errors: [{ messageId: "kept", data: { holder: "response", release: "clearInterval()" } }],
  },
  {
    name: "a listener writes for ever",
    code: answering(`news.on("item", (text) => { if (text) response.write(text); });`),
    errors: [{ messageId: "kept", data: { holder: "response", release: "news.off()" } }],
  },
];

const right: readonly (ValidTestCase<[]> & { readonly code: string })[] = [
  { name: "its end is answered", code: accepting(`socket.on("end", () => socket.end());`) },
  { name: "a reply ends it", code: accepting(`socket.on("data", (text) => socket.end(text));`) },
  { name: "idle sockets are destroyed", code: accepting(`socket.setTimeout(1000, () => socket.destroy());`) },
  { name: "it is piped into", code: accepting(`process.stdin.pipe(socket);`) },
  {
    name: "somebody else is given it",
    code: accepting(`handle(socket); function handle(one: unknown) { console.log(one); }`),
  },
  {
    name: "the option is off",
    code: accepting(`socket.on("data", () => {});`).replace("true", "false"),
  },
  {
    name: "it is paused and resumed",
    code: ts`
      import { createServer } from "node:net";
      createServer((socket) => {
        socket.pause();
        setTimeout(() => socket.resume(), 100);
      });`,
  },
  {
    name: "it is paused and handed to another",
    code: ts`
      import { createServer } from "node:net";
      import { fork } from "node:child_process";
      const child = fork("worker.js");
      createServer({ pauseOnConnect: true }, (socket) => {
        socket.pause();
        child.send("socket", socket);
      });`,
  },
  {
    name: "the timer ends with the client",
    code: answering(
      `const timer = setInterval(() => response.write("."), 1000); request.on("close", () => clearInterval(timer));`,
    ),
  },
  {
    name: "the listener ends the response",
    code: answering(`news.on("item", (text) => response.write(text)); news.on("done", () => response.end());`),
  },
  {
    name: "the request itself is listened to",
    code: answering(`request.on("data", (chunk) => response.write(chunk));`),
  },
  {
    name: "somebody else has the response",
    code: answering(
      `watch(response); setInterval(() => response.write("."), 1000); function watch(one: unknown) { console.log(one); }`,
    ),
  },
  {
    name: "the timer writes elsewhere",
    code: answering(`setInterval(() => process.stdout.write("."), 1000); response.end();`),
  },
];

typed.run("no-half-open-socket", noHalfOpenSocket, { valid: right, invalid: wrong });
untyped.run("no-half-open-socket without types", noHalfOpenSocket, { valid: right, invalid: wrong });
