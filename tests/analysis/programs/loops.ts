/** Loops: each turn owes what it acquired, unless the loop collects it for later. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const loops: readonly Case[] = [
  {
    name: "each turn releases what it acquired",
    code: ts`
      import fs from "node:fs";
      export function total(paths: readonly string[]) {
        let bytes = 0;
        for (const path of paths) {
          const fd = fs.openSync(path, "r");
          bytes += fs.fstatSync(fd).size;
          fs.closeSync(fd);
        }
        return bytes;
      }`,
  },
  {
    name: "continue skips the release of a turn",
    code: ts`
      import fs from "node:fs";
      export function total(paths: readonly string[]) {
        let bytes = 0;
        for (const path of paths) {
          const fd = fs.openSync(path, "r"); //~ leaked continue
          if (!fs.fstatSync(fd).isFile()) continue;
          bytes += fs.fstatSync(fd).size;
          fs.closeSync(fd);
        }
        return bytes;
      }`,
  },
  {
    name: "break leaves the last turn open",
    code: ts`
      import fs from "node:fs";
      export function total(paths: readonly string[], limit: number) {
        let bytes = 0;
        for (const path of paths) {
          const fd = fs.openSync(path, "r"); //~ leaked break
          bytes += fs.fstatSync(fd).size;
          if (bytes > limit) break;
          fs.closeSync(fd);
        }
        return bytes;
      }`,
  },
  {
    name: "continue goes on with the outer loop",
    code: ts`
      import fs from "node:fs";
      export function marked(folders: readonly (readonly string[])[], marker: string) {
        const found: string[] = [];
        folders: for (const paths of folders) {
          for (const path of paths) {
            const fd = fs.openSync(path, "r"); //~ leaked continue
            if (fs.fstatSync(fd).size === 0) continue folders;
            found.push(marker + path);
            fs.closeSync(fd);
          }
        }
        return found;
      }`,
  },
  {
    name: "no turn releases",
    code: ts`
      import fs from "node:fs";
      export function total(paths: readonly string[]) {
        let bytes = 0;
        for (const path of paths) {
          const fd = fs.openSync(path, "r"); //~ leaked iteration
          bytes += fs.fstatSync(fd).size;
        }
        return bytes;
      }`,
  },
  {
    name: "a name outside the loop is acquired anew in each turn",
    code: ts`
      import fs from "node:fs";
      export function last(paths: readonly string[]) {
        let fd = -1;
        for (const path of paths) {
          fd = fs.openSync(path, "r"); //~ overwritten
        }
        if (fd !== -1) fs.closeSync(fd);
      }`,
  },
  {
    name: "a name outside the loop is released before it is acquired anew",
    code: ts`
      import fs from "node:fs";
      export function last(paths: readonly string[]) {
        let fd: number | undefined;
        for (const path of paths) {
          if (fd !== undefined) fs.closeSync(fd);
          fd = fs.openSync(path, "r");
        }
        if (fd !== undefined) fs.closeSync(fd);
      }`,
  },
  {
    name: "what was collected is released by a second loop",
    code: ts`
      import fs from "node:fs";
      export function sizes(paths: readonly string[]) {
        const open: number[] = [];
        try {
          for (const path of paths) open.push(fs.openSync(path, "r"));
          return open.map((fd) => fs.fstatSync(fd).size);
        } finally {
          for (const fd of open) fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "what was collected is handed over",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function openAll(paths: readonly string[], into: Set<FileHandle>) {
        for (const path of paths) into.add(await open(path));
      }`,
  },
  {
    name: "a loop tries again after it has closed",
    code: ts`
      import { Client } from "pg";
      export async function ping(tries: number) {
        for (let left = tries; left > 0; left--) {
          const client = new Client();
          try {
            await client.connect();
            await client.query("SELECT 1");
            return true;
          } catch (error) {
            console.error(error);
          } finally {
            await client.end();
          }
        }
        return false;
      }`,
  },
  {
    name: "a loop tries again, and what could not connect holds nothing",
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
          }
        }
        throw new Error("no connection");
      }`,
  },
  {
    name: "a loop that never ends releases in each turn",
    code: ts`
      import type { Pool } from "pg";
      export async function work(pool: Pool, job: () => Promise<void>) {
        for (;;) {
          const client = await pool.connect();
          try {
            await client.query("LISTEN jobs");
            await job();
          } finally {
            client.release();
          }
        }
      }`,
  },
  {
    name: "reading to the end of a directory closes it",
    code: ts`
      import { opendir } from "node:fs/promises";
      export async function names(path: string) {
        const found: string[] = [];
        for await (const entry of await opendir(path)) {
          if (entry.name === "node_modules") break;
          found.push(entry.name);
        }
        return found;
      }`,
  },
  {
    name: "a stream is read to its end",
    code: ts`
      import { createReadStream } from "node:fs";
      export async function text(path: string) {
        let all = "";
        const stream = createReadStream(path, "utf8");
        for await (const chunk of stream) all += String(chunk);
        return all;
      }`,
  },
  {
    name: "the source of a loop may fail between two turns",
    code: ts`
      import fs from "node:fs";
      export async function append(path: string, lines: AsyncIterable<string>) {
        const fd = fs.openSync(path, "a"); //~ leakedOnThrow rejects
        for await (const line of lines) fs.write(fd, line, () => undefined);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a do loop releases after its condition failed",
    code: ts`
      import fs from "node:fs";
      export function skip(path: string, isBlank: (byte: number) => boolean) {
        const fd = fs.openSync(path, "r");
        const buffer = Buffer.alloc(1);
        try {
          let read: number;
          do {
            read = fs.readSync(fd, buffer);
          } while (read > 0 && isBlank(buffer[0] ?? 0));
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "every element of an array is acquired and released by a callback of its own",
    code: ts`
      import fs from "node:fs";
      export const sizes = (paths: readonly string[]) =>
        paths.map((path) => {
          const fd = fs.openSync(path, "r");
          try {
            return fs.fstatSync(fd).size;
          } finally {
            fs.closeSync(fd);
          }
        });`,
  },
  {
    name: "the callback of an array returns without releasing",
    code: ts`
      import fs from "node:fs";
      export const sizes = (paths: readonly string[]) =>
        paths.map((path) => {
          const fd = fs.openSync(path, "r"); //~ leaked return
          return fs.fstatSync(fd).size;
        });`,
  },
  {
    name: "all are opened at once and closed at once",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function sizes(paths: readonly string[]) {
        const files: FileHandle[] = [];
        try {
          for (const path of paths) {
            const file = await open(path);
            files.push(file);
          }
          return await Promise.all(files.map(async (file) => (await file.stat()).size));
        } finally {
          await Promise.all(files.map((file) => file.close()));
        }
      }`,
  },
  {
    name: "a directory that was read to its end is closed once more on one way",
    code: ts`
      import { opendir } from "node:fs/promises";
      export async function count(path: string, again: boolean) {
        let entries = 0;
        const folder = await opendir(path);
        for await (const _ of folder) entries++;
        if (again) await folder.close().catch(() => undefined);
        return entries;
      }`,
  },
  {
    name: "a socket is read to its end",
    code: ts`
      import net from "node:net";
      export async function banner(port: number) {
        let text = "";
        const socket = net.connect(port);
        for await (const chunk of socket) text += String(chunk);
        return text;
      }`,
  },
];
