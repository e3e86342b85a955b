/** Several at a time: the failure of one acquisition leaves another one open. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const partial: readonly Case[] = [
  {
    name: "two are acquired one after the other",
    code: ts`
      import fs from "node:fs";
      export function copy(from: string, to: string) {
        const source = fs.openSync(from, "r"); //~ partiallyAcquired throws
        const target = fs.openSync(to, "w");
        fs.closeSync(target);
        fs.closeSync(source);
      }`,
  },
  {
    name: "the second is acquired where the first is safe",
    code: ts`
      import fs from "node:fs";
      export function copy(from: string, to: string) {
        const source = fs.openSync(from, "r");
        try {
          const target = fs.openSync(to, "w");
          fs.closeSync(target);
        } finally {
          fs.closeSync(source);
        }
      }`,
  },
  {
    name: "something else fails before the second acquisition does",
    code: ts`
      import { open } from "node:fs/promises";
      export async function copy(from: string, to: string) {
        const source = await open(from, "r"); //~ leakedOnThrow rejects
        const text = await source.readFile();
        const target = await open(to, "w"); //~ leakedOnThrow rejects
        await target.writeFile(text);
        await target.close();
        await source.close();
      }`,
  },
  {
    name: "a transaction is begun, which is no other resource",
    code: ts`
      import type { Pool } from "pg";
      export async function run(pool: Pool) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        await client.query("BEGIN");
        await client.query("COMMIT");
        client.release();
      }`,
  },
  {
    name: "a loop fails after some turns, and the array with the others is lost",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function openAll(paths: readonly string[]) {
        const files: FileHandle[] = [];
        for (const path of paths) files.push(await open(path)); //~ partiallyAcquired rejects
        return files;
      }
      export async function openSafely(paths: readonly string[]) {
        const files: FileHandle[] = [];
        try {
          for (const path of paths) files.push(await open(path));
          return files;
        } catch (error) {
          await Promise.allSettled(files.map((file) => file.close()));
          throw error;
        }
      }`,
  },
  {
    name: "a function that maps fails after some elements",
    code: ts`
      import fs from "node:fs";
      export function openAll(paths: readonly string[]) {
        return paths.map((path) => fs.openSync(path, "r")); //~ partiallyAcquired throws
      }`,
  },
  {
    name: "Promise.all fails with one of several acquisitions",
    code: ts`
      import { open } from "node:fs/promises";
      export async function pair(a: string, b: string) {
        const [first, second] = await Promise.all([open(a), open(b)]); //~ partiallyAcquired rejects
        try {
          return [await first.readFile(), await second.readFile()];
        } finally {
          await Promise.all([first.close(), second.close()]);
        }
      }
      export async function many(paths: readonly string[]) {
        const files = await Promise.all(paths.map((path) => open(path))); //~ partiallyAcquired rejects
        try {
          return await Promise.all(files.map((file) => file.readFile()));
        } finally {
          await Promise.all(files.map((file) => file.close()));
        }
      }
      export async function written(paths: readonly string[]) {
        const files = await Promise.all(
          paths.map(async (path) => {
            return await open(path); //~ partiallyAcquired rejects
          }),
        );
        for (const file of files) await file.close();
      }
      export function returned(paths: readonly string[]) {
        return Promise.all(paths.map((path) => open(path))); //~ partiallyAcquired rejects
      }`,
  },
  {
    name: "Promise.all holds just one acquisition",
    code: ts`
      import { open, readFile } from "node:fs/promises";
      export async function one(a: string, b: string) {
        const [file] = await Promise.all([open(a)]);
        await file.close();
        return readFile(b);
      }`,
  },
  {
    name: "each acquisition of Promise.all minds its own failure",
    code: ts`
      import { open } from "node:fs/promises";
      export async function pair(a: string, b: string) {
        const files = await Promise.all([open(a).catch(() => undefined), open(b).catch(() => undefined)]);
        await Promise.all(files.map((file) => file?.close()));
      }
      export async function settled(a: string, b: string) {
        const files = await Promise.allSettled([open(a), open(b)]);
        for (const one of files) if (one.status === "fulfilled") await one.value.close();
      }`,
  },
  {
    name: "a failure ends the process",
    code: ts`
      import { open } from "node:fs/promises";
      export async function pair(a: string, b: string) {
        try {
          const [first, second] = await Promise.all([open(a), open(b)]);
          await Promise.all([first.close(), second.close()]);
        } catch {
          process.exit(1);
        }
      }`,
  },
  {
    name: "the failure is caught and the function just goes on",
    code: ts`
      import { open } from "node:fs/promises";
      export async function pair(a: string, b: string) {
        try {
          const [first, second] = await Promise.all([open(a), open(b)]); //~ partiallyAcquired rejects
          await Promise.all([first.close(), second.close()]);
        } catch (error) {
          console.error(error);
        }
      }`,
  },
  {
    name: "a program opens several",
    code: ts`
      import { open } from "node:fs/promises";
      async function main(paths: readonly string[]) {
        const files = await Promise.all(paths.map((path) => open(path)));
        for (const file of files) await file.close();
      }
      void main(process.argv.slice(2));`,
  },
  {
    name: "pools that live as long as the program are made together",
    code: ts`
      import mysql from "mysql2/promise";
      import { createClient } from "redis";
      export async function start() {
        const [cache] = await Promise.all([createClient().connect()]);
        return { cache, pool: mysql.createPool({ host: "db" }) };
      }`,
  },
];
