/** Duties: a program that asks the resource, or a flag of its own, whether a release is still due. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const borrows = { unknownCalls: "borrows" } as const;

export const duties: readonly Case[] = [
  {
    name: "the socket is destroyed unless it is already",
    code: ts`
      import net from "node:net";
      export async function ask(port: number, answer: (socket: net.Socket) => Promise<string>) {
        const socket = net.connect(port);
        try {
          return await answer(socket);
        } finally {
          if (!socket.destroyed) socket.destroy();
        }
      }`,
  },
  {
    name: "the socket has ended where it says so",
    code: ts`
      import net from "node:net";
      export function ask(port: number, question: string) {
        const socket = net.connect(port);
        socket.write(question);
        if (socket.destroyed) return false;
        socket.destroy();
        return true;
      }`,
  },
  {
    name: "another property of the socket says nothing about its end",
    code: ts`
      import net from "node:net";
      export function ask(port: number, question: string) {
        const socket = net.connect(port); //~ leaked return
        socket.write(question);
        if (socket.writableNeedDrain) return false;
        socket.destroy();
        return true;
      }`,
  },
  {
    name: "the socket leaves where it is not destroyed",
    code: ts`
      import net from "node:net";
      export function ask(port: number, question: string) {
        const socket = net.connect(port); //~ leaked return
        socket.write(question);
        if (!socket.destroyed) return true;
        socket.destroy();
        return false;
      }`,
  },
  {
    name: "the client is closed if it is open",
    code: ts`
      import { createClient } from "redis";
      export async function get(key: string) {
        const client = createClient();
        try {
          await client.connect();
          return await client.get(key);
        } finally {
          if (client.isOpen) await client.close();
        }
      }`,
  },
  {
    name: "the client is open where the function leaves",
    code: ts`
      import { createClient } from "redis";
      export async function get(key: string) {
        const client = createClient(); //~ leaked return
        await client.connect();
        if (client.isOpen) return client.get(key);
        await client.close();
        return null;
      }`,
  },
  {
    name: "the server is closed if it listens",
    code: ts`
      import http from "node:http";
      export async function serve(work: (server: http.Server) => Promise<void>) {
        const server = http.createServer();
        try {
          await work(server);
        } finally {
          if (server.listening) server.close();
        }
      }`,
  },
  {
    name: "a flag says that it was closed before",
    code: ts`
      import net from "node:net";
      export async function ask(port: number, answer: (socket: net.Socket) => Promise<string>) {
        const socket = net.connect(port);
        let closed = false;
        socket.on("close", () => {
          closed = true;
        });
        const text = await answer(socket).catch(() => undefined);
        if (!closed) {
          closed = true;
          socket.destroy();
        }
        return text;
      }`,
  },
  {
    name: "a flag that a timer sets says that somebody else ends it",
    code: ts`
      import { Client } from "pg";
      export async function ping(limit: number) {
        const client = new Client();
        let timedOut = false;
        const timer = setTimeout(() => {
          timedOut = true;
          void client.end();
        }, limit);
        try {
          await client.connect();
        } finally {
          clearTimeout(timer);
          if (!timedOut) await client.end();
        }
      }`,
  },
  {
    name: "a field says who owns it",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Session {
        constructor(
          readonly pool: Pool,
          readonly owns: boolean,
        ) {}
        async run(work: (client: PoolClient) => Promise<void>) {
          const client = await this.pool.connect();
          try {
            await work(client);
          } finally {
            if (this.owns) client.release();
          }
        }
      }`,
  },
  {
    name: "a field says who owns it, and who doubts is strict",
    settings: borrows,
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Session {
        constructor(
          readonly pool: Pool,
          readonly owns: boolean,
        ) {}
        async run(work: (client: PoolClient) => Promise<void>) {
          const client = await this.pool.connect(); //~ leaked end
          try {
            await work(client);
          } finally {
            if (this.owns) client.release();
          }
        }
      }`,
  },
  {
    name: "a flag chooses between two ways, and one of them forgets",
    code: ts`
      import fs from "node:fs";
      export function log(text: string, owned: boolean) {
        const fd = fs.openSync("log", "a"); //~ leaked end
        if (owned) fs.closeSync(fd);
        else console.log(text);
      }`,
  },
  {
    name: "a flag leaves before the release",
    code: ts`
      import fs from "node:fs";
      export function log(text: string, dry: boolean) {
        const fd = fs.openSync("log", "a"); //~ leaked return
        if (dry) return;
        console.log(text);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a flag guards something else than the release",
    code: ts`
      import fs from "node:fs";
      export function log(text: string, verbose: boolean) {
        const fd = fs.openSync("log", "a"); //~ leaked end
        if (verbose) console.log(text, fd);
      }`,
  },
];
