/** Borrowers: calls that look at what they are given, and promises that cannot reject. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const borrowers: readonly Case[] = [
  {
    name: "it is only inspected",
    code: ts`
      import { open } from "node:fs/promises";
      import { inspect } from "node:util";
      export async function touch(path: string) {
        const file = await open(path, "a"); //~ leaked end
        console.log(inspect(file));
      }`,
  },
  {
    name: "it is only asserted to be there",
    code: ts`
      import assert from "node:assert/strict";
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a"); //~ leaked end
        assert(file);
        assert.ok(file);
      }`,
  },
  {
    name: "it is compared in an assertion and then closed",
    code: ts`
      import { equal } from "node:assert";
      import { createServer } from "node:net";
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a"); //~ leakedOnThrow throws
        equal(file, createServer);
        await file.close();
      }`,
  },
  {
    name: "it is only expected to be there",
    code: ts`
      import { open } from "node:fs/promises";
      import { expect, test } from "vitest";
      test("opens", async () => {
        const file = await open("package.json"); //~ leaked end
        expect(file).toBeDefined();
      });`,
  },
  {
    name: "somebody else's function of the same name keeps it",
    code: ts`
      import { open } from "node:fs/promises";
      import { format } from "node:url";
      export async function touch(path: string) {
        const file = await open(path, "a");
        format(file as never);
      }`,
  },
  {
    name: "writing to a stream is awaited, which answers no promise",
    code: ts`
      import { createWriteStream } from "node:fs";
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const file = await open(from);
        const out = createWriteStream(to);
        await out.write("header");
        await file.close();
        out.end();
      }`,
  },
  {
    name: "a promisified timer is awaited",
    code: ts`
      import fs from "node:fs";
      import { promisify } from "node:util";
      const tick = promisify(setTimeout);
      const turn = promisify(setImmediate);
      export async function touch(path: string) {
        const fd = fs.openSync(path, "a");
        await tick(10);
        await turn();
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a promisified call that can fail is awaited",
    code: ts`
      import fs from "node:fs";
      import { promisify } from "node:util";
      const stat = promisify(fs.stat);
      export async function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leakedOnThrow rejects
        await stat(path);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a helper that captures nothing rejects the promise",
    code: ts`
      import net from "node:net";
      export function greet(port: number) {
        return new Promise<string>((resolve, reject) => {
          const fail = (why: string) => reject(new Error(why));
          const socket = net.connect(port); //~ leaked reject
          socket.once("data", (chunk: Buffer) => {
            const text = chunk.toString();
            if (text === "") return fail("empty");
            socket.destroy();
            resolve(text);
          });
        });
      }`,
  },
  {
    name: "a helper that captures nothing rejects the promise after the release",
    code: ts`
      import net from "node:net";
      export function greet(port: number) {
        return new Promise<string>((resolve, reject) => {
          const fail = (why: string) => {
            reject(new Error(why));
          };
          const socket = net.connect(port);
          socket.once("error", fail);
          socket.once("data", (chunk: Buffer) => {
            const text = chunk.toString();
            socket.destroy();
            if (text === "") return fail("empty");
            resolve(text);
          });
        });
      }`,
  },
  {
    name: "a datagram is sent and the socket closed by its callback",
    code: ts`
      import dgram from "node:dgram";
      export function announce(port: number, done: (error: Error | null) => void) {
        const socket = dgram.createSocket("udp4");
        socket.send("here", port, "255.255.255.255", (error) => {
          socket.close();
          done(error);
        });
      }`,
  },
  {
    name: "two datagrams are sent and the socket closed by the last callback",
    code: ts`
      import dgram from "node:dgram";
      export function announce(port: number) {
        const socket = dgram.createSocket("udp4");
        socket.send("here", port, "a", (error) => {
          if (error) console.error(error);
        });
        socket.send("here", port, "b", () => socket.close());
      }`,
  },
  {
    name: "a datagram is sent and its callback waits for the answer that closes the socket",
    code: ts`
      import dgram from "node:dgram";
      export function ask(port: number, answered: (text: string) => void) {
        const socket = dgram.createSocket("udp4");
        socket.on("message", (message) => {
          socket.close();
          answered(message.toString());
        });
        socket.send("who", port, "b", (error) => {
          if (error) socket.close();
        });
      }`,
  },
];
