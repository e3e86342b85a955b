/** Probes: a callback given to the acquiring call itself, and listeners chained to it, know the resource already. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const probes: readonly Case[] = [
  {
    name: "the callback of the acquiring call resolves with it",
    code: ts`
      import net from "node:net";
      export function connected(port: number) {
        return new Promise<net.Socket>((resolve, reject) => {
          const socket = net.connect({ port }, () => resolve(socket));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "the callback of the acquiring call resolves without it",
    code: ts`
      import net from "node:net";
      export function isOpen(port: number) {
        return new Promise<boolean>((resolve) => {
          const socket = net.connect({ port }, () => resolve(true)); //~ leaked resolve
          socket.once("error", () => resolve(false));
        });
      }`,
  },
  {
    name: "the callback of the acquiring call ends it and resolves",
    code: ts`
      import net from "node:net";
      export function isOpen(port: number) {
        return new Promise<boolean>((resolve) => {
          const socket = net.connect({ port }, () => {
            socket.end();
            resolve(true);
          });
          socket.once("error", () => resolve(false));
        });
      }`,
  },
  {
    name: "an interval clears itself in its own callback",
    code: ts`
      export function until(isDone: () => boolean) {
        return new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            if (!isDone()) return;
            clearInterval(timer);
            resolve();
          }, 100);
        });
      }`,
  },
  {
    name: "an interval goes on behind its promise",
    code: ts`
      export function until(isDone: () => boolean, isLate: () => boolean) {
        return new Promise<void>((resolve, reject) => {
          const timer = setInterval(() => { //~ leaked reject
            if (isLate()) return reject(new Error("late"));
            if (!isDone()) return;
            clearInterval(timer);
            resolve();
          }, 100);
        });
      }`,
  },
  {
    name: "a chain of listeners ends the socket on each of them",
    code: ts`
      import net from "node:net";
      export function isOpen(port: number) {
        return new Promise<boolean>((resolve) => {
          const socket = net
            .connect(port)
            .on("error", () => resolve(false))
            .on("connect", () => {
              socket.destroy();
              resolve(true);
            });
        });
      }`,
  },
  {
    name: "a chain of listeners forgets the socket that answered",
    code: ts`
      import net from "node:net";
      export function isOpen(port: number) {
        return new Promise<boolean>((resolve) => {
          net //~ dropped
            .connect(port)
            .on("error", () => resolve(false))
            .on("connect", () => resolve(true));
        });
      }`,
  },
  {
    name: "a listener ends the emitter it is called on",
    code: ts`
      import net from "node:net";
      export function isOpen(port: number) {
        return new Promise<boolean>((resolve) => {
          const socket = new net.Socket();
          socket
            .once("connect", function (this: net.Socket) {
              this.destroy();
              resolve(true);
            })
            .once("error", () => resolve(false))
            .connect(port);
        });
      }`,
  },
  {
    name: "a free port is found by a server that closes again",
    code: ts`
      import net from "node:net";
      export function freePort() {
        return new Promise<number>((resolve, reject) => {
          const server = net.createServer();
          server.on("error", reject);
          server.listen(0, () => {
            const { port } = server.address() as net.AddressInfo;
            server.close(() => resolve(port));
          });
        });
      }`,
  },
  {
    name: "a server that cannot listen holds nothing",
    code: ts`
      import net from "node:net";
      export function isFree(port: number) {
        return new Promise<boolean>((resolve) => {
          const server = net
            .createServer()
            .once("error", () => resolve(false))
            .once("listening", () => {
              server.close();
              resolve(true);
            })
            .listen(port);
        });
      }`,
  },
  {
    name: "a server is closed for a free port and stays open for a used one",
    code: ts`
      import net from "node:net";
      export function even(used: ReadonlySet<number>) {
        return new Promise<number>((resolve, reject) => {
          const server = net.createServer(); //~ leaked reject
          server.once("error", reject);
          server.listen(0, () => {
            const { port } = server.address() as net.AddressInfo;
            if (used.has(port)) return reject(new Error("used"));
            server.close(() => resolve(port));
          });
        });
      }`,
  },
  {
    name: "a server is started and resolved with",
    code: ts`
      import http from "node:http";
      export function start(port: number, answer: http.RequestListener) {
        return new Promise<http.Server>((resolve, reject) => {
          const server = http.createServer(answer);
          server.once("error", reject);
          server.listen(port, () => resolve(server));
        });
      }`,
  },
  {
    name: "a server reports that it listens, unless it is only tried",
    code: ts`
      import http from "node:http";
      export function start(port: number, dry: boolean) {
        const server = http.createServer();
        server.listen(port, () => {
          if (dry) return server.close();
          console.log("listening");
        });
      }`,
  },
  {
    name: "an interval answers first and clears itself then",
    code: ts`
      export function until(isDone: () => boolean) {
        return new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            if (!isDone()) return;
            resolve();
            clearInterval(timer);
          }, 100);
        });
      }`,
  },
  {
    name: "an interval answers when it began and clears itself when it is done",
    code: ts`
      export function begin(work: () => "begun" | "done") {
        return new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            if (work() === "begun") resolve();
            else clearInterval(timer);
          }, 100);
        });
      }`,
  },
];
