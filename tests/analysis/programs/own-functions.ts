/** Own functions: what a function of the same file does with a resource, given or captured, is followed. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const ownFunctions: readonly Case[] = [
  {
    name: "a helper releases what it is given",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      function giveBack(client: PoolClient) {
        client.release();
      }
      export async function warm(pool: Pool) {
        const client = await pool.connect();
        giveBack(client);
      }`,
  },
  {
    name: "a helper releases only sometimes",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function drain(file: FileHandle, limit: number) {
        const { size } = await file.stat();
        if (size > limit) return "";
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
        }
      }
      export async function readSmall(path: string) {
        const file = await open(path); //~ leaked return
        return drain(file, 1_024);
      }`,
  },
  {
    name: "a helper uses it and the caller releases",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const sizeOf = async (file: FileHandle) => (await file.stat()).size;
      export async function size(path: string) {
        const file = await open(path);
        try {
          return await sizeOf(file);
        } finally {
          await file.close();
        }
      }`,
  },
  {
    name: "a helper uses it and nobody releases",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const sizeOf = async (file: FileHandle) => (await file.stat()).size;
      export async function size(path: string) {
        const file = await open(path); //~ leaked return
        return await sizeOf(file);
      }`,
  },
  {
    name: "a helper keeps what it is given",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      const busy = new Set<PoolClient>();
      function keep(client: PoolClient) {
        busy.add(client);
      }
      export async function reserve(pool: Pool) {
        const client = await pool.connect();
        keep(client);
      }`,
  },
  {
    name: "a local function captures and releases it",
    code: ts`
      import fs from "node:fs";
      export function head(path: string) {
        const fd = fs.openSync(path, "r");
        const close = () => fs.closeSync(fd);
        try {
          return fs.readFileSync(fd, "utf8").slice(0, 80);
        } finally {
          close();
        }
      }`,
  },
  {
    name: "a local function captures it and is called on one path only",
    code: ts`
      import fs from "node:fs";
      export function head(path: string, dry: boolean) {
        const fd = fs.openSync(path, "r"); //~ leaked return
        const close = () => {
          fs.closeSync(fd);
        };
        if (dry) return;
        close();
      }`,
  },
  {
    name: "a local function that is declared later releases it",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string) {
        const fd = fs.openSync(path, "a");
        finish();
        function finish() {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a private method releases what it is given",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export class Users {
        constructor(private readonly pool: Pool) {}
        async count() {
          const client = await this.pool.connect();
          try {
            return await client.query("SELECT count(*) FROM users");
          } finally {
            this.#giveBack(client);
          }
        }
        #giveBack(client: PoolClient) {
          client.release();
        }
      }`,
  },
  {
    name: "two helpers call each other and neither releases",
    code: ts`
      import fs from "node:fs";
      function even(fd: number, left: number): number {
        return left === 0 ? fs.fstatSync(fd).size : odd(fd, left - 1);
      }
      function odd(fd: number, left: number): number {
        return left === 0 ? 0 : even(fd, left - 1);
      }
      export function size(path: string) {
        const fd = fs.openSync(path, "r");
        try {
          return even(fd, 3);
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a helper throws before the caller releases",
    code: ts`
      import fs from "node:fs";
      function check(size: number) {
        if (size === 0) throw new Error("empty");
      }
      export function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leakedOnThrow throws
        check(fs.fstatSync(fd).size);
        fs.closeSync(fd);
      }`,
  },
  {
    name: "a helper wraps what runs with a client of its own",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>) {
        const client = await pool.connect();
        try {
          return await work(client);
        } finally {
          client.release();
        }
      }`,
  },
  {
    name: "a helper wraps what runs with a client and forgets that it may fail",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>) {
        const client = await pool.connect(); //~ leakedOnThrow rejects
        const result = await work(client);
        client.release();
        return result;
      }`,
  },
  {
    name: "a name may mean another function than the one that releases",
    settings: { unknownCalls: "borrows" },
    code: ts`
      import fs from "node:fs";
      export function touch(path: string, dry: boolean) {
        let after = (fd: number) => fs.closeSync(fd);
        if (dry) after = (fd) => console.log(fd);
        const fd = fs.openSync(path, "a"); //~ leaked end
        after(fd);
      }`,
  },
  {
    name: "a function calls itself until it releases",
    code: ts`
      import fs from "node:fs";
      export function retry(path: string, write: (fd: number) => boolean) {
        const fd = fs.openSync(path, "a");
        const attempt = (left: number): void => {
          if (left === 0 || write(fd)) {
            fs.closeSync(fd);
            return;
          }
          attempt(left - 1);
        };
        attempt(3);
      }`,
  },
  {
    name: "a helper takes it apart and releases, in doubt",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function finish({ file, log }: { file: FileHandle; log: boolean }): Promise<void> {
        if (log) console.log("closing");
        await file.close();
      }
      export async function touch(path: string): Promise<void> {
        const file = await open(path, "a");
        await finish({ file, log: true });
      }`,
  },
  {
    name: "a helper takes it apart and only uses it",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function sizeOf({ file }: { file: FileHandle }): Promise<number> {
        return (await file.stat()).size;
      }
      export async function size(path: string): Promise<number> {
        const file = await open(path); //~ leaked return
        return await sizeOf({ file });
      }`,
  },
  {
    name: "a helper takes it apart and keeps it, in doubt",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      const all = new Set<FileHandle>();
      function keep({ file }: { file: FileHandle }): void {
        all.add(file);
      }
      export async function start(path: string): Promise<void> {
        const file = await open(path, "a");
        keep({ file });
      }`,
  },
  {
    name: "a promise is followed by a function of the file that only reads",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function content(file: FileHandle): Promise<string> {
        return await file.readFile("utf8");
      }
      export function read(path: string): Promise<string> {
        return open(path).then(content); //~ leaked return
      }`,
  },
  {
    name: "a promise is followed by a function of the file that closes",
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function content(file: FileHandle): Promise<string> {
        try {
          return await file.readFile("utf8");
        } finally {
          await file.close();
        }
      }
      export function read(path: string): Promise<string> {
        return open(path).then(content);
      }`,
  },
  {
    name: "two helpers call each other, and one of them releases, in doubt",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function even(file: FileHandle, left: number): Promise<void> {
        if (left === 0) await file.close();
        else await odd(file, left - 1);
      }
      async function odd(file: FileHandle, left: number): Promise<void> {
        await even(file, left - 1);
      }
      export async function go(path: string): Promise<void> {
        const file = await open(path);
        await even(file, 4);
      }`,
  },
  {
    name: "a function that calls itself never releases, in doubt",
    settings: { throws: "calls", unknownCalls: "borrows" },
    code: ts`
      import { type FileHandle, open } from "node:fs/promises";
      async function step(file: FileHandle, left: number): Promise<void> {
        if (left > 0) await step(file, left - 1);
        else await file.sync();
      }
      export async function go(path: string): Promise<void> {
        const file = await open(path); //~ leaked end
        await step(file, 3);
      }`,
  },
];
