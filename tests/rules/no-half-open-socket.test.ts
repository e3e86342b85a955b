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

const forwarding = (inside: string): string => ts`
  import { createServer, get } from "node:http";
  import { request as ask } from "undici";
  createServer(async (request, response) => {
    ${inside}
  }).listen(80);
  export const all = { get, ask };`;

const strictly = { settings: { leakproof: { unknownCalls: "borrows" } } } as const;

const ended = "response.end();";
const loop = "for await (const chunk of answer.body) response.write(chunk);";
const fetched = (options: string, more = ended): string =>
  forwarding(`const answer = await fetch("https://upstream.internal/"${options}); if (answer.body) ${loop} ${more}`);

const forwarded: readonly (readonly [name: string, code: string, release: string])[] = [
  ["a loop forwards what fetch answers", fetched(""), "controller.abort()"],
  ["the options of fetch have no signal", fetched(`, { headers: { accept: "*/*" } }`), "controller.abort()"],
  [
    "a loop forwards a body that is taken out of the answer",
    forwarding(
      `const { body } = await ask("https://upstream.internal/"); for await (const part of body) response.write(part); ${ended}`,
    ),
    "controller.abort()",
  ],
  [
    "a listener forwards each piece",
    forwarding(
      `get("http://upstream.internal/", (answer) => { answer.on("data", (part) => response.write(part)); answer.on("end", () => response.end()); });`,
    ),
    "destroy()",
  ],
];

const stopped: readonly (readonly [name: string, code: string])[] = [
  [
    "the request has a signal that the end of the response aborts",
    forwarding(
      `const gone = new AbortController(); response.on("close", () => gone.abort()); const answer = await fetch("https://upstream.internal/", { signal: gone.signal }); if (answer.body) ${loop} ${ended}`,
    ),
  ],
  ["the request has a signal", fetched(", { signal: AbortSignal.timeout(1_000) }")],
  [
    "the loop asks whether the client is there",
    fetched("", ended).replace("response.write(chunk);", "{ if (response.destroyed) break; response.write(chunk); }"),
  ],
  [
    "the response's end destroys the request",
    forwarding(
      `const asked = get("http://upstream.internal/", (answer) => { answer.on("data", (part) => response.write(part)); }); response.on("close", () => asked.destroy());`,
    ),
  ],
  [
    "the answer is read before it is written",
    forwarding(
      `const answer = await fetch("https://upstream.internal/"); response.write(await answer.text()); ${ended}`,
    ),
  ],
  [
    "the loop reads a list",
    forwarding(`const parts = ["a", "b"]; for await (const part of parts) response.write(part); ${ended}`),
  ],
  [
    "somebody else has the response",
    forwarding(
      `const watch = (it: unknown) => console.log(it); watch(response); const answer = await fetch("https://upstream.internal/"); if (answer.body) ${loop} ${ended}`,
    ),
  ],
];

typed.run("no-half-open-socket upstream", noHalfOpenSocket, {
  valid: [
    ...stopped.map(([name, code]) => ({ name, code, ...strictly })),
    ...forwarded.map(([name, code]) => ({ name: `${name}, by default`, code })),
  ],
  invalid: forwarded.map(([name, code, release]) => ({
    name,
    code,
    ...strictly,
    errors: [{ messageId: "upstream" as const, line: 4, data: { holder: "response", release } }],
  })),
});
