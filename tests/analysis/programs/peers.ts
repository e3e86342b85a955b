/** Peers: web sockets, datagrams and HTTP/2, whose other end lives elsewhere. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const peers: readonly Case[] = [
  {
    name: "a web socket is closed after its answer",
    code: ts`
      import WebSocket from "ws";
      export function ask(url: string, question: string) {
        return new Promise<string>((resolve, reject) => {
          const socket = new WebSocket(url);
          socket.on("open", () => socket.send(question));
          socket.on("message", (data) => {
            socket.close();
            resolve(String(data));
          });
          socket.on("error", reject);
        });
      }`,
  },
  {
    name: "a web socket is closed after one kind of answer and not after another",
    code: ts`
      import WebSocket from "ws";
      export function ask(url: string, question: string) {
        return new Promise<string>((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked reject
          socket.on("open", () => socket.send(question));
          socket.on("message", (data) => {
            if (String(data) === "no") return reject(new Error("refused"));
            socket.close();
            resolve(String(data));
          });
          socket.on("error", reject);
        });
      }`,
  },
  {
    name: "a web socket lives on with its listeners",
    code: ts`
      import WebSocket from "ws";
      export function follow(url: string, news: (text: string) => void) {
        const socket = new WebSocket(url);
        socket.on("message", (data) => news(String(data)));
        socket.on("close", () => setTimeout(() => follow(url, news), 1_000));
      }`,
  },
  {
    name: "a web socket is opened, asked and closed in line",
    code: ts`
      import { once } from "node:events";
      import { WebSocket } from "ws";
      export async function ask(url: string, question: string) {
        const socket = new WebSocket(url);
        await once(socket, "open");
        try {
          socket.send(question);
          const [answer] = await once(socket, "message");
          return String(answer);
        } finally {
          socket.close();
        }
      }`,
  },
  {
    name: "a web socket waits for its answer unguarded",
    code: ts`
      import { once } from "node:events";
      import { WebSocket } from "ws";
      export async function ask(url: string, question: string) {
        const socket = new WebSocket(url); //~ leakedOnThrow rejects
        await once(socket, "open");
        socket.send(question);
        const [answer] = await once(socket, "message");
        socket.close();
        return String(answer);
      }`,
  },
  {
    name: "a datagram is sent and its callback closes",
    code: ts`
      import dgram from "node:dgram";
      export function tell(port: number, text: string) {
        const socket = dgram.createSocket("udp4");
        socket.send(text, port, () => socket.close());
      }`,
  },
  {
    name: "a datagram socket serves unattended",
    code: ts`
      import dgram from "node:dgram";
      export function listen(port: number, heard: (text: string) => void) {
        const socket = dgram.createSocket("udp4");
        socket.on("message", (data) => heard(data.toString()));
        socket.bind(port);
      }`,
  },
  {
    name: "an http2 session is closed in finally",
    code: ts`
      import http2 from "node:http2";
      export async function get(url: string, read: (session: http2.ClientHttp2Session) => Promise<string>) {
        const session = http2.connect(url);
        try {
          return await read(session);
        } finally {
          session.close();
        }
      }`,
  },
  {
    name: "an http2 session is forgotten when it answers too late",
    code: ts`
      import http2 from "node:http2";
      export async function get(url: string, read: (session: http2.ClientHttp2Session) => Promise<string>) {
        const session = http2.connect(url); //~ leakedOnThrow rejects
        const text = await read(session);
        session.close();
        return text;
      }`,
  },
  {
    name: "an http2 session ends with its stream",
    code: ts`
      import http2 from "node:http2";
      export function get(url: string) {
        return new Promise<string>((resolve, reject) => {
          const session = http2.connect(url);
          session.on("error", reject);
          const stream = session.request({ ":path": "/" });
          let text = "";
          stream.on("data", (chunk) => (text += String(chunk)));
          stream.on("end", () => {
            session.close();
            resolve(text);
          });
        });
      }`,
  },
  {
    name: "an http2 session stays open when its stream fails",
    code: ts`
      import http2 from "node:http2";
      export function get(url: string) {
        return new Promise<string>((resolve, reject) => {
          const session = http2.connect(url); //~ leaked reject
          session.on("error", reject);
          const stream = session.request({ ":path": "/" });
          let text = "";
          stream.on("error", reject);
          stream.on("data", (chunk) => (text += String(chunk)));
          stream.on("end", () => {
            session.close();
            resolve(text);
          });
        });
      }`,
  },
  {
    name: "a web socket is refused or lives on with its listeners",
    code: ts`
      import WebSocket from "ws";
      export function follow(url: string, news: (text: string) => void) {
        return new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          socket.on("error", reject);
          socket.on("message", (data) => {
            if (String(data) === "welcome") return resolve();
            if (String(data) === "refused") {
              socket.close();
              return reject(new Error("refused"));
            }
            news(String(data));
          });
        });
      }`,
  },
  {
    name: "a web socket resolves when it is open and another message closes it",
    code: ts`
      import WebSocket from "ws";
      export function follow(url: string, news: (text: string) => void) {
        return new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          socket.on("error", reject);
          socket.on("open", () => resolve());
          socket.on("message", (data) => {
            if (String(data) === "bye") socket.close();
            else news(String(data));
          });
        });
      }`,
  },
];
