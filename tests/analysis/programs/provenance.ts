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
  {
    name: "an option is given or made, a private flag keeps track, and close() asks it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #pool: Pool;
        readonly #owns: boolean;
        constructor(options: { pool?: Pool } = {}) {
          this.#pool = options.pool ?? new Pool();
          this.#owns = options.pool === undefined;
        }
        async rows() {
          return (await this.#pool.query("SELECT 1")).rows;
        }
        async close(): Promise<void> {
          if (this.#owns) await this.#pool.end();
        }
      }`,
  },
  {
    name: "an option of a constructor has a default, and close() forgets it",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        private readonly pool: Pool;
        constructor({ pool = new Pool() }: { pool?: Pool } = {}) { //~ forgotten close()
          this.pool = pool;
        }
        async rows() {
          return (await this.pool.query("SELECT 1")).rows;
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "an option of a constructor has a default, and an option says who owns it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        private readonly pool: Pool;
        private readonly ownsPool: boolean;
        constructor({
          pool = new Pool(),
          ownsPool = true,
        }: { pool?: Pool; ownsPool?: boolean } = {}) {
          this.pool = pool;
          this.ownsPool = ownsPool;
        }
        async rows() {
          return (await this.pool.query("SELECT 1")).rows;
        }
        async close(): Promise<void> {
          if (this.ownsPool) {
            await this.pool.end();
          }
        }
      }`,
  },
  {
    name: "a parameter property has a default, and close() forgets it",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        constructor(private readonly pool: Pool = new Pool()) {} //~ forgotten close()
        async rows() {
          return (await this.pool.query("SELECT 1")).rows;
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "a parameter property has a default, and close() ends it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        constructor(private readonly pool: Pool = new Pool()) {}
        async rows() {
          return (await this.pool.query("SELECT 1")).rows;
        }
        async close(): Promise<void> {
          await this.pool.end();
        }
      }`,
  },
  {
    name: "a private accessor says who owns it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #pool: Pool;
        readonly #given: Pool | undefined;
        constructor(given?: Pool) {
          this.#given = given;
          this.#pool = given ?? new Pool();
        }
        get #owns(): boolean {
          return this.#given === undefined;
        }
        async rows() {
          return (await this.#pool.query("SELECT 1")).rows;
        }
        async close(): Promise<void> {
          if (!this.#owns) return;
          await this.#pool.end();
        }
      }`,
  },
  {
    name: "a second field holds only what was made",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly pool: Pool;
        #made: Pool | undefined;
        constructor(given?: Pool) {
          if (given) this.pool = given;
          else {
            this.#made = new Pool();
            this.pool = this.#made;
          }
        }
        async close(): Promise<void> {
          await this.#made?.end();
        }
      }`,
  },
  {
    name: "a flag is set where a server is made, and close() asks it",
    settings: strict,
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Front {
        private server: Server;
        private ownServer = false;
        constructor(opts: { server?: Server; port?: number }) {
          if (opts.server) {
            this.server = opts.server;
          } else {
            this.server = createServer();
            this.ownServer = true;
            this.server.listen(opts.port);
          }
        }
        close() {
          if (this.ownServer) this.server.close();
        }
      }`,
  },
  {
    name: "a flag is set where a server is made, and close() only resets it",
    code: ts`
      import { createServer, type Server } from "node:http";
      export class Front {
        private server: Server;
        private ownServer = false;
        constructor(opts: { server?: Server; port?: number }) {
          if (opts.server) {
            this.server = opts.server;
          } else {
            this.server = createServer(); //~ forgotten close() strict
            this.ownServer = true;
            this.server.listen(opts.port);
          }
        }
        address() {
          return this.ownServer ? this.server.address() : undefined;
        }
        close() {
          this.ownServer = false;
        }
      }`,
  },
  {
    name: "a destructured option has a default, and another option says to keep it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export async function run(options: { pool?: Pool; keep?: boolean }) {
        const { pool = new Pool(), keep = false } = options;
        try {
          await pool.query("SELECT 1");
        } finally {
          if (!keep) await pool.end();
        }
      }`,
  },
  {
    name: "a destructured option has a default that is never ended",
    code: ts`
      import { Pool } from "pg";
      export async function run(options: { pool?: Pool }) {
        const { pool = new Pool() } = options; //~ leaked end
        await pool.query("SELECT 1");
      }`,
  },
  {
    name: "a destructured option has a default, and the release compares with the option",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export async function run(options: { pool?: Pool }) {
        const { pool = new Pool() } = options;
        try {
          await pool.query("SELECT 1");
        } finally {
          if (pool !== options.pool) await pool.end();
        }
      }`,
  },
  {
    name: "a destructured option has a default, and the release compares the wrong way round",
    code: ts`
      import { Pool } from "pg";
      export async function run(options: { pool?: Pool }) {
        const { pool = new Pool() } = options; //~ leaked end
        try {
          await pool.query("SELECT 1");
        } finally {
          if (pool === options.pool) await pool.end();
        }
      }`,
  },
  {
    name: "one field holds it and the flag",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #state: { pool: Pool; owned: boolean };
        constructor(given?: Pool) {
          this.#state = given ? { pool: given, owned: false } : { pool: new Pool(), owned: true };
        }
        async close(): Promise<void> {
          if (this.#state.owned) await this.#state.pool.end();
        }
      }`,
  },
  {
    name: "a function in a field ends what was made",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #pool: Pool;
        readonly #end: () => Promise<void>;
        constructor(given?: Pool) {
          if (given) {
            this.#pool = given;
            this.#end = async () => {};
          } else {
            const pool = new Pool();
            this.#pool = pool;
            this.#end = () => pool.end();
          }
        }
        async rows() {
          return (await this.#pool.query("SELECT 1")).rows;
        }
        async close(): Promise<void> {
          await this.#end();
        }
      }`,
  },
  {
    name: "a function in a field would end what was made, and close() does not call it",
    code: ts`
      import { Pool } from "pg";
      export class Store {
        readonly #pool: Pool;
        readonly end: () => Promise<void>;
        constructor() {
          const pool = new Pool(); //~ forgotten close() strict
          this.#pool = pool;
          this.end = () => pool.end();
        }
        async rows() {
          return (await this.#pool.query("SELECT 1")).rows;
        }
        close(): void {
          console.log("closed");
        }
      }`,
  },
  {
    name: "functions in a list end what was made",
    settings: strict,
    code: ts`
      import { watch, type FSWatcher } from "node:fs";
      export class Folder {
        readonly #ends: (() => void)[] = [];
        readonly #watcher: FSWatcher;
        constructor(path: string) {
          const watcher = watch(path);
          this.#watcher = watcher;
          this.#ends.push(() => watcher.close());
        }
        on(heard: () => void) {
          this.#watcher.on("change", heard);
        }
        close(): void {
          for (const end of this.#ends) end();
        }
      }`,
  },
  {
    name: "a text is opened and a descriptor is lent, which the type tells at the end",
    settings: strict,
    code: ts`
      import { openSync, closeSync, writeSync } from "node:fs";
      export function write(target: string | number, text: string) {
        const fd = typeof target === "number" ? target : openSync(target, "w");
        try {
          writeSync(fd, text);
        } finally {
          if (fd !== target) closeSync(fd);
        }
      }`,
  },
  {
    name: "a text is opened and a descriptor is lent, and the wrong one is closed",
    code: ts`
      import { openSync, closeSync, writeSync } from "node:fs";
      export function write(target: string | number, text: string) {
        const fd = typeof target === "number" ? target : openSync(target, "w"); //~ leaked end
        try {
          writeSync(fd, text);
        } finally {
          if (fd === target) closeSync(fd);
        }
      }`,
  },
  {
    name: "a flag is set in both branches",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export async function rows(given?: Pool) {
        let pool: Pool;
        let mine: boolean;
        if (given) {
          pool = given;
          mine = false;
        } else {
          pool = new Pool();
          mine = true;
        }
        try {
          return (await pool.query("SELECT 1")).rows;
        } finally {
          if (mine) {
            await pool.end();
          }
        }
      }`,
  },
  {
    name: "a flag is set in both branches, the wrong way round",
    code: ts`
      import { Pool } from "pg";
      export async function rows(given?: Pool) {
        let pool: Pool;
        let mine: boolean;
        if (given) {
          pool = given;
          mine = true;
        } else {
          pool = new Pool(); //~ leaked return
          mine = false;
        }
        try {
          return (await pool.query("SELECT 1")).rows;
        } finally {
          if (mine) {
            await pool.end();
          }
        }
      }`,
  },
  {
    name: "an option is filled in with ??=, and a constant says who did it",
    settings: strict,
    code: ts`
      import { Pool } from "pg";
      export async function rows(options: { pool?: Pool } = {}) {
        const own = options.pool === undefined;
        options.pool ??= new Pool();
        try {
          return (await options.pool.query("SELECT 1")).rows;
        } finally {
          if (own) await options.pool.end();
        }
      }`,
  },
];
