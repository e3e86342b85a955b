/** Retries, generators and streams: what is acquired turn by turn, or held while somebody else reads. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const retries: readonly Case[] = [
  {
    name: "catch releases before the loop goes on",
    code: ts`
      import { Client } from "pg";
      export async function connected(tries: number) {
        for (let left = tries; left > 0; left--) {
          const client = new Client();
          try {
            await client.connect();
            return client;
          } catch (error) {
            console.error(error);
            await client.end();
            continue;
          }
        }
        throw new Error("no connection");
      }`,
  },
  {
    name: "catch goes on without releasing",
    code: ts`
      import type { Pool } from "pg";
      export async function insert(pool: Pool, tries: number) {
        for (let left = tries; left > 0; left--) {
          const client = await pool.connect(); //~ leaked continue
          try {
            await client.query("INSERT INTO log DEFAULT VALUES");
          } catch {
            continue;
          }
          client.release();
          return;
        }
      }`,
  },
  {
    name: "the acquisition itself is retried and holds nothing when it fails",
    code: ts`
      import { open } from "node:fs/promises";
      export async function patient(path: string, pause: (ms: number) => Promise<void>) {
        for (let tries = 0; tries < 5; tries++) {
          try {
            return await open(path, "wx");
          } catch {
            await pause(100);
          }
        }
        throw new Error("locked");
      }`,
  },
  {
    name: "a loop breaks with it and releases behind the loop",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function first(paths: readonly string[]) {
        let file: FileHandle | undefined;
        for (const path of paths) {
          try {
            file = await open(path);
            break;
          } catch {
            continue;
          }
        }
        if (!file) return undefined;
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "every turn connects the same name anew",
    code: ts`
      import { Client } from "pg";
      export async function reconnect(isUp: () => boolean) {
        let client = new Client();
        while (!isUp()) {
          client = new Client(); //~ overwritten
          await client.connect();
        }
        return client;
      }`,
  },
  {
    name: "every turn ends the old one before it connects anew",
    code: ts`
      import { Client } from "pg";
      export async function reconnect(isUp: () => boolean) {
        let client = new Client();
        while (!isUp()) {
          await client.end();
          client = new Client();
        }
        return client;
      }`,
  },
  {
    name: "a generator holds it across a yield without finally",
    code: ts`
      import { open } from "node:fs/promises";
      export async function* chunks(path: string, size: number) {
        const file = await open(path); //~ leakedOnThrow yield
        yield size;
        await file.close();
      }`,
  },
  {
    name: "a generator reads to the end in finally",
    code: ts`
      import fs from "node:fs";
      export function* bytes(path: string) {
        const fd = fs.openSync(path, "r");
        const buffer = Buffer.alloc(1);
        try {
          while (fs.readSync(fd, buffer) > 0) yield buffer[0];
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a generator lends it to the one it delegates to",
    code: ts`
      import fs from "node:fs";
      declare function lines(fd: number): Iterable<string>;
      export function* read(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          yield* lines(fd);
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "lines are read to their end",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function count(path: string) {
        let lines = 0;
        for await (const _ of createInterface({ input: createReadStream(path) })) lines++;
        return lines;
      }`,
  },
  {
    name: "lines are read in a try and only the reader is closed",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createInterface } from "node:readline";
      export async function first(path: string) {
        const reader = createInterface({ input: createReadStream(path) }); //~ leaked return
        try {
          for await (const line of reader) return line;
          return undefined;
        } finally {
          reader.close();
        }
      }`,
  },
  {
    name: "a question is asked and the reader left open",
    code: ts`
      import { createInterface } from "node:readline/promises";
      export async function name() {
        const reader = createInterface({ input: process.stdin, output: process.stdout }); //~ leaked return
        const answer = await reader.question("Name? ");
        return answer.trim();
      }`,
  },
  {
    name: "a question is asked and the reader closed by its callback",
    code: ts`
      import { createInterface } from "node:readline";
      export function name(done: (name: string) => void) {
        const reader = createInterface({ input: process.stdin, output: process.stdout });
        reader.question("Name? ", (answer) => {
          reader.close();
          done(answer);
        });
      }`,
  },
];
