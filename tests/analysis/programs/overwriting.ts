/** Overwriting: a name that still holds a resource is given another value. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const overwriting: readonly Case[] = [
  {
    name: "a second acquisition takes the name",
    code: ts`
      import fs from "node:fs";
      export function rotate(path: string) {
        let fd = fs.openSync(path, "a"); //~ overwritten
        fd = fs.openSync(path + ".1", "a");
        fs.closeSync(fd);
      }`,
  },
  {
    name: "it is released before the name is given another",
    code: ts`
      import fs from "node:fs";
      export function rotate(path: string) {
        let fd = fs.openSync(path, "a");
        fs.closeSync(fd);
        fd = fs.openSync(path + ".1", "a");
        fs.closeSync(fd);
      }`,
  },
  {
    name: "another name still holds it",
    code: ts`
      import fs from "node:fs";
      export function rotate(path: string) {
        let fd = fs.openSync(path, "a");
        const before = fd;
        try {
          fd = fs.openSync(path + ".1", "a");
          fs.closeSync(fd);
        } finally {
          fs.closeSync(before);
        }
      }`,
  },
  {
    name: "it was handed over before",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function both(path: string, files: FileHandle[]) {
        let file = await open(path);
        files.push(file);
        file = await open(path + ".1");
        files.push(file);
      }`,
  },
  {
    name: "the name is set to undefined after the release",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function twice(pool: Pool) {
        let client: PoolClient | undefined = await pool.connect();
        client.release();
        client = undefined;
        client = await pool.connect();
        client.release();
      }`,
  },
  {
    name: "the name takes it only if it held nothing",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool) {
        let client: PoolClient | undefined;
        try {
          client ??= await pool.connect();
        } finally {
          client?.release();
        }
      }`,
  },
  {
    name: "a loop acquires anew before it releases once",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function all(pool: Pool, queries: readonly string[]) {
        let client: PoolClient | undefined;
        for (const sql of queries) {
          client = await pool.connect(); //~ overwritten
          await client.query(sql).catch(console.error);
        }
        client?.release();
      }`,
  },
];
