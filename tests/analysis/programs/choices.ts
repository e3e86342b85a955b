/** Choices: acquired on one branch only, under a name that other values may have. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const choices: readonly Case[] = [
  {
    name: "what was given is preferred and the rest released by the same question",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function size(path: string, given?: FileHandle) {
        const file = given ?? (await open(path));
        try {
          return (await file.stat()).size;
        } finally {
          if (file !== given) await file.close();
        }
      }`,
  },
  {
    name: "what was given is preferred and the rest never released",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      export async function size(path: string, given?: FileHandle) {
        const file = given ?? (await open(path)); //~ leaked return
        return (await file.stat()).size;
      }`,
  },
  {
    name: "a ternary acquires on both branches and finally releases",
    code: ts`
      import { open } from "node:fs/promises";
      export async function size(path: string, write: boolean) {
        const file = write ? await open(path, "r+") : await open(path);
        try {
          return (await file.stat()).size;
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "a ternary acquires on both branches and an early return forgets",
    code: ts`
      import fs from "node:fs";
      export function size(path: string, write: boolean, dry: boolean) {
        const fd = write ? fs.openSync(path, "r+") : fs.openSync(path, "r"); //~ leaked return //~ leaked return
        if (dry) return 0;
        fs.closeSync(fd);
        return 1;
      }`,
  },
  {
    name: "a logical assignment acquires what was missing",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool, client?: PoolClient) {
        const isOwn = client === undefined;
        client ??= await pool.connect();
        try {
          await client.query("SELECT 1");
        } finally {
          if (isOwn) client.release();
        }
      }`,
  },
  {
    name: "a default value acquires it",
    code: ts`
      import { Client } from "pg";
      export async function ping(options: { readonly client?: Client }) {
        const { client = new Client() } = options;
        try {
          await client.query("SELECT 1");
        } finally {
          await client.end();
        }
      }`,
  },
  {
    name: "a default value of a parameter acquires what no caller can release",
    code: ts`
      import { Client } from "pg";
      export async function ping(client = new Client()) { //~ leaked end
        await client.connect();
      }`,
  },
  {
    name: "a field is filled once",
    code: ts`
      import { Client } from "pg";
      export class Repository {
        #client: Client | undefined;
        get client() {
          return (this.#client ??= new Client());
        }
      }`,
  },
  {
    name: "two branches acquire and one of them forgets",
    code: ts`
      import fs from "node:fs";
      export function log(path: string, append: boolean) {
        if (append) {
          const fd = fs.openSync(path, "a"); //~ leaked return
          return fd > 0;
        }
        const fd = fs.openSync(path, "w");
        fs.closeSync(fd);
        return true;
      }`,
  },
  {
    name: "the connection is released only if it is the one that was given",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function insert(pool: Pool, given?: PoolClient) {
        const client = given ?? (await pool.connect()); //~ leaked end
        await client.query("INSERT INTO log DEFAULT VALUES");
        if (client === given) client.release();
      }`,
  },
  {
    name: "the comparison is with another name of the same",
    code: ts`
      import fs from "node:fs";
      export function rotate(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        const current = fd;
        if (fd !== current) fs.closeSync(fd);
      }`,
  },
  {
    name: "one of two ways to open it is waited for, and fails",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function lock(path: string, own?: (path: string) => Promise<FileHandle>) {
        let handle: FileHandle | undefined;
        while (handle === undefined) {
          try {
            handle = await (own ? own(path) : open(path, "wx"));
          } catch (error) {
            if ((error as { code?: string }).code !== "EEXIST") throw new Error("locked", { cause: error });
          }
        }
        await handle.close();
      }`,
  },
  {
    name: "it is given back unless the lender still names it",
    settings: { unknownCalls: "borrows" },
    needs: "types",
    code: ts`
      declare class Runner { run(sql: string): Promise<unknown[]>; release(): Promise<void> }
      export async function rows(source: { runner: Runner | undefined; obtain(): Runner }) {
        const runner = source.obtain();
        try {
          return await runner.run("SELECT 1");
        } finally {
          if (runner !== source.runner) await runner.release();
        }
      }`,
  },
];
