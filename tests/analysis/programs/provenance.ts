/** Provenance: nobody owes what they were lent, and whoever may have made it owes it where the code says so. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows" } as const;

export const provenance: readonly Case[] = [
  {
    name: "a parameter is used and left open",
    settings: strict,
    code: ts`
      import type { PoolClient } from "pg";
      export async function rows(client: PoolClient) {
        return (await client.query("SELECT 1")).rows;
      }`,
  },
  {
    name: "a field lends it",
    settings: strict,
    code: ts`
      import type { Client } from "pg";
      export class Store {
        constructor(private readonly client: Client) {}
        async rows() {
          const { client } = this;
          return (await client.query("SELECT 1")).rows;
        }
      }`,
  },
  {
    name: "a parameter has a default, and the release asks nobody",
    settings: strict,
    code: ts`
      import { Client } from "pg";
      export async function rows(client = new Client()) {
        await client.connect();
        try {
          return (await client.query("SELECT 1")).rows;
        } finally {
          await client.end();
        }
      }`,
  },
  {
    name: "the default of a parameter is never released",
    code: ts`
      import { Client } from "pg";
      export async function rows(client = new Client()) { //~ leaked return
        await client.connect();
        return (await client.query("SELECT 1")).rows;
      }`,
  },
  {
    name: "the release asks whether there was a parameter",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (given === undefined) await file.close();
        }
      }`,
  },
  {
    name: "the release asks the wrong way round",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const file = given ?? (await open(path)); //~ leaked return
        try {
          return await file.readFile("utf8");
        } finally {
          if (given) await file.close();
        }
      }`,
  },
  {
    name: "a constant says whether it is owned",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const owned = given === undefined;
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a constant says it with a negation",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const owned = !given;
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a constant says whether it was given",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const isGiven = given !== undefined;
        const file = isGiven ? given : await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          if (!isGiven) await file.close();
        }
      }`,
  },
  {
    name: "a constant says the opposite of what it means",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const owned = given !== undefined;
        const file = given ?? (await open(path)); //~ leaked return
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a name of its own holds what was created",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        let created: FileHandle | undefined;
        const file = given ?? (created = await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          await created?.close();
        }
      }`,
  },
  {
    name: "a name of its own holds what was created, and nobody asks it",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        let created: FileHandle | undefined;
        const file = given ?? (created = await open(path)); //~ leaked return
        return await file.readFile("utf8");
      }`,
  },
  {
    name: "a flag is set where it is created",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        let file = given;
        let owned = false;
        if (!file) {
          file = await open(path);
          owned = true;
        }
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a flag is set where it is created, and one path does not ask it",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, skip: boolean, given?: FileHandle) {
        let file = given;
        let owned = false;
        if (!file) {
          file = await open(path); //~ leaked return
          owned = true;
        }
        if (skip) return "";
        const text = await file.readFile("utf8").catch(() => "");
        if (owned) await file.close();
        return text;
      }`,
  },
  {
    name: "the release compares with what was given",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (file !== given) await file.close();
        }
      }`,
  },
  {
    name: "an option is given or made",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(options: { readonly file?: FileHandle; readonly path: string }) {
        const file = options.file ?? (await open(options.path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (!options.file) await file.close();
        }
      }`,
  },
  {
    name: "a flag remembers whether the option was given",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(options: { readonly file?: FileHandle; readonly path: string }) {
        const owned = options.file === undefined;
        const file = options.file ?? (await open(options.path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a flag remembers 'in'",
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(options: { readonly file?: FileHandle; readonly path: string }) {
        const owned = !("file" in options);
        const file = options.file ?? (await open(options.path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a destructured parameter has a default that is never released",
    code: ts`
      import fs from "node:fs";
      export function size({ fd = fs.openSync("log", "r") }: { readonly fd?: number }) { //~ leaked return
        return fs.fstatSync(fd).size;
      }`,
  },
  {
    name: "a destructured parameter has a default that is released",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function size({ fd = fs.openSync("log", "r") }: { readonly fd?: number }) {
        try {
          return fs.fstatSync(fd).size;
        } finally {
          fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a missing one is made with ||",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        let file = given;
        file || (file = await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (!given) await file.close();
        }
      }`,
  },
  {
    name: "a missing one is made with ??= and never released",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, file?: FileHandle) {
        file ??= await open(path); //~ leaked return
        return await file.readFile("utf8");
      }`,
  },
  {
    name: "a missing one is made with ??= and released where it was made",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, file?: FileHandle) {
        const owned = !file;
        file ??= await open(path);
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a module remembers the one it made",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      let pool: Pool | undefined;
      export function shared() {
        pool ??= new Pool();
        return pool;
      }`,
  },
  {
    name: "a module remembers the one it made, and it is only used here",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      let pool: Pool | undefined;
      export async function rows(sql: string) {
        const it = (pool ??= new Pool());
        return (await it.query(sql)).rows;
      }`,
  },
  {
    name: "a module remembers the promise of the one it made",
    settings: strict,
    code: ts`
      import { MongoClient } from "mongodb";
      let opening: Promise<MongoClient> | undefined;
      export async function count(url: string) {
        const client = await (opening ??= MongoClient.connect(url));
        return await client.db().collection("log").countDocuments();
      }`,
  },
  {
    name: "a missing one is made in an if and remembered by the module",
    settings: strict,
    code: ts`
      import { Client } from "pg";
      let client: Client | undefined;
      export async function rows(sql: string) {
        if (!client) {
          const made = new Client();
          await made.connect();
          client = made;
        }
        return (await client.query(sql)).rows;
      }`,
  },
  {
    name: "a cache keeps what it did not have",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      export async function rows(url: string, sql: string) {
        let pool = pools.get(url);
        if (!pool) {
          pool = new Pool({ connectionString: url });
          pools.set(url, pool);
        }
        return (await pool.query(sql)).rows;
      }`,
  },
  {
    name: "a cache keeps what stands behind ??",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      const pools = new Map<string, Pool>();
      export async function rows(url: string, sql: string) {
        const pool = pools.get(url) ?? new Pool({ connectionString: url });
        pools.set(url, pool);
        return (await pool.query(sql)).rows;
      }`,
  },
  {
    name: "a cache is a record",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      const open: Record<string, number> = {};
      export function append(path: string, text: string) {
        const fd = open[path] ?? (open[path] = fs.openSync(path, "a"));
        fs.writeSync(fd, text);
      }`,
  },
  {
    name: "a cache is asked and never told",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      const open = new Map<string, number>();
      export function append(path: string, text: string) {
        const fd = open.get(path) ?? fs.openSync(path, "a"); //~ leaked end
        fs.writeSync(fd, text);
      }`,
  },
  {
    name: "a function ends what the cache did not have",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      const open = new Map<string, number>();
      export function append(path: string, text: string) {
        const known = open.get(path);
        const fd = known ?? fs.openSync(path, "a");
        try {
          fs.writeSync(fd, text);
        } finally {
          if (known === undefined) fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a field is filled once",
    settings: strict,
    code: ts`
      import { Client } from "pg";
      export class Store {
        private client?: Client;
        async rows(sql: string) {
          const client = (this.client ??= new Client());
          return (await client.query(sql)).rows;
        }
      }`,
  },
  {
    name: "a field is given or made",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly pool: Pool;
        private readonly owned: boolean;
        constructor(options: { readonly pool?: Pool }) {
          this.owned = !options.pool;
          this.pool = options.pool ?? new Pool();
        }
        async close() {
          if (this.owned) await this.pool.end();
        }
      }`,
  },
  {
    name: "a fresh one is guarded by a flag that nobody set",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        let owned = false;
        const file = given ?? (await open(path)); //~ leaked return
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "a function decides what to do at the end",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const file = given ?? (await open(path));
        const end = async () => {
          if (!given) await file.close();
        };
        try {
          return await file.readFile("utf8");
        } finally {
          await end();
        }
      }`,
  },
  {
    name: "two conditions decide together",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given: FileHandle | undefined, keep: boolean) {
        const file = given ?? (await open(path)); //~ leaked return
        try {
          return await file.readFile("utf8");
        } finally {
          if (!given && !keep) await file.close();
        }
      }`,
  },
  {
    name: "the flag is a ternary of literals",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const owned = given ? false : true;
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (owned) await file.close();
        }
      }`,
  },
  {
    name: "the flag is made a boolean",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const isGiven = Boolean(given);
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (!isGiven) await file.close();
        }
      }`,
  },
  {
    name: "the flag negates twice",
    settings: strict,
    code: ts`
      import { open, type FileHandle } from "node:fs/promises";
      export async function read(path: string, given?: FileHandle) {
        const isGiven = !!given;
        const file = given ?? (await open(path));
        try {
          return await file.readFile("utf8");
        } finally {
          if (!isGiven) await file.close();
        }
      }`,
  },
  {
    name: "an element of a list is lent",
    settings: strict,
    code: ts`
      import type { Client } from "pg";
      export async function all(clients: readonly Client[], sql: string) {
        for (const client of clients) await client.query(sql);
      }`,
  },
];
