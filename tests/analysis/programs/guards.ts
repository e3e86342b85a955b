/** Guards and flags: a condition that says whether the resource is there is believed, any other is not. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows" } as const;

export const guards: readonly Case[] = [
  {
    name: "a flag says that it is meant to stay, and otherwise it is removed",
    code: ts`
      import fs from "node:fs";
      export function unpack(names: readonly string[], keepFolder: boolean): string[] {
        const folder = fs.mkdtempSync("unpacked-");
        const finish = (): void => {
          if (keepFolder) {
            console.log("kept");
          } else {
            fs.rmSync(folder, { recursive: true });
          }
        };
        finish();
        return [...names];
      }`,
  },
  {
    name: "the release asks whether there is one",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool) {
        let client: PoolClient | undefined;
        try {
          client = await pool.connect();
          await client.query("SELECT 1");
        } finally {
          if (client) client.release();
        }
      }`,
  },
  {
    name: "the release asks whether it is undefined",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool) {
        let client: PoolClient | undefined;
        try {
          client = await pool.connect();
          await client.query("SELECT 1");
        } finally {
          if (client !== undefined) client.release();
        }
      }`,
  },
  {
    name: "the release asks whether it is null",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool) {
        let client: PoolClient | null = null;
        try {
          client = await pool.connect();
          await client.query("SELECT 1");
        } finally {
          if (client != null) client.release();
        }
      }`,
  },
  {
    name: "the release asks for its type",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        let fd: number | undefined;
        try {
          fd = fs.openSync(path, "r");
          return fs.fstatSync(fd).size;
        } finally {
          if (typeof fd === "number") fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a descriptor is compared with what it never is",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        let fd = -1;
        try {
          fd = fs.openSync(path, "r");
          return fs.readFileSync(fd).length;
        } finally {
          if (fd !== -1) fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a descriptor is compared with zero",
    code: ts`
      import fs from "node:fs";
      export function size(path: string) {
        let fd = -1;
        try {
          fd = fs.openSync(path, "r");
          return fs.readFileSync(fd).length;
        } finally {
          if (fd >= 0) fs.closeSync(fd);
        }
      }`,
  },
  {
    name: "a flag says whether it was released before",
    code: ts`
      import type { Pool } from "pg";
      export async function rows(pool: Pool, sql: string) {
        const client = await pool.connect();
        let released = false;
        try {
          const { rows } = await client.query(sql);
          client.release();
          released = true;
          return rows;
        } finally {
          if (!released) client.release(true);
        }
      }`,
  },
  {
    name: "a flag of the program's own keeps track of the duty",
    code: ts`
      import fs from "node:fs";
      export function log(text: string, owned: boolean) {
        const fd = fs.openSync("log", "a");
        if (owned) fs.closeSync(fd);
        return text;
      }`,
  },
  {
    name: "a flag of the program's own says nothing, and who doubts is strict",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string, owned: boolean) {
        const fd = fs.openSync("log", "a"); //~ leaked return
        if (owned) fs.closeSync(fd);
        return text;
      }`,
  },
  {
    name: "a condition that decided the acquisition decides the release",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function insert(pool: Pool, given?: PoolClient) {
        const client = given ?? (await pool.connect());
        try {
          await client.query("INSERT INTO log DEFAULT VALUES");
        } finally {
          if (!given) client.release();
        }
      }`,
  },
  {
    name: "the same option decides twice",
    code: ts`
      import fs from "node:fs";
      export function log(options: { readonly file: boolean }, text: string) {
        const fd = options.file ? fs.openSync("log", "a") : undefined;
        console.log(text);
        if (options.file) fs.closeSync(fd!);
      }`,
  },
  {
    name: "a constant keeps what decided",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function insert(pool: Pool, given: PoolClient | undefined) {
        const owned = given === undefined;
        const client = owned ? await pool.connect() : given;
        try {
          await client.query("INSERT INTO log DEFAULT VALUES");
        } finally {
          if (owned) client.release();
        }
      }`,
  },
  {
    name: "the condition has nothing to do with it",
    code: ts`
      import fs from "node:fs";
      export function log(text: string) {
        const fd = fs.openSync("log", "a"); //~ leaked end
        if (text !== "") fs.closeSync(fd);
      }`,
  },
  {
    name: "a guard leaves early when there is none",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function warm(pool: Pool) {
        let client: PoolClient | undefined;
        try {
          client = await pool.connect();
        } catch {
          console.error("no connection");
        }
        if (!client) return;
        client.release();
      }`,
  },
  {
    name: "the acquisition's guard and the release's differ",
    code: ts`
      import fs from "node:fs";
      export function log(path: string | undefined, verbose: boolean) {
        const fd = path ? fs.openSync(path, "a") : undefined; //~ leaked end
        if (fd !== undefined && verbose) fs.closeSync(fd);
      }`,
  },
  {
    name: "the loop that tries again holds it when it ends",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export async function patient(pool: Pool) {
        let client: PoolClient | undefined;
        while (!client) {
          try {
            client = await pool.connect();
          } catch (error) {
            console.error(error);
          }
        }
        client.release();
      }`,
  },
  {
    name: "what was tried is null when it failed",
    code: ts`
      import { open } from "node:fs/promises";
      export async function exists(path: string) {
        const file = await open(path).catch(() => null);
        if (file === null) return false;
        await file.close();
        return true;
      }`,
  },
  {
    name: "a fallback hides nothing of the early return behind it",
    code: ts`
      import { open } from "node:fs/promises";
      export async function exists(path: string, dry: boolean) {
        const file = await open(path).catch(() => null); //~ leaked return
        if (dry) return false;
        await file?.close();
        return true;
      }`,
  },
  {
    name: "a switch releases in every case",
    code: ts`
      import fs from "node:fs";
      export function end(path: string, mode: "keep" | "drop") {
        const fd = fs.openSync(path, "r");
        switch (mode) {
          case "keep":
            fs.closeSync(fd);
            break;
          default:
            fs.closeSync(fd);
            fs.rmSync(path);
        }
      }`,
  },
  {
    name: "a flag says the opposite",
    code: ts`
      import type { Pool } from "pg";
      export async function warm(pool: Pool) {
        const client = await pool.connect(); //~ leaked end
        const released = false;
        if (released) client.release();
      }`,
  },
  {
    name: "a helper asks before it releases",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      function giveBack(client: PoolClient | undefined) {
        if (!client) return;
        client.release();
      }
      export async function warm(pool: Pool) {
        let client: PoolClient | undefined;
        try {
          client = await pool.connect();
          await client.query("SELECT 1");
        } finally {
          giveBack(client);
        }
      }`,
  },
  {
    name: "a name says in words of its own that it is open",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string) {
        let state = "closed";
        const fd = fs.openSync("log", "a");
        state = "open";
        console.log(text);
        if (state === "open") fs.closeSync(fd);
      }`,
  },
  {
    name: "the same comparison with nothing decides twice",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string, given: number | undefined) {
        let fd = given;
        if (given === undefined) fd = fs.openSync("log", "a");
        console.log(text);
        if (given === undefined) fs.closeSync(fd!);
      }`,
  },
  {
    name: "what returned early is not asked again",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string, dry: boolean) {
        if (dry) return;
        const fd = fs.openSync("log", "a");
        console.log(text);
        if (!dry) fs.closeSync(fd);
      }`,
  },
  {
    name: "what is there is neither null nor undefined",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string | undefined) {
        if (!text) return;
        const fd = fs.openSync("log", "a");
        if (text !== undefined) fs.closeSync(fd);
      }`,
  },
  {
    name: "one constant passes on what another says",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export function log(text: string) {
        const isOwn = true;
        const owned = isOwn;
        const fd = fs.openSync(text, "a");
        if (isOwn && owned) fs.closeSync(fd);
      }`,
  },
  {
    name: "the directory is kept on demand",
    settings: strict,
    code: ts`
      import { mkdtempSync, rmSync } from "node:fs";
      export function within<T>(work: (directory: string) => T, options: { keep?: boolean }) {
        const directory = mkdtempSync("work-");
        try {
          return work(directory);
        } finally {
          if (!options.keep) rmSync(directory, { recursive: true });
          else console.log("kept", directory);
        }
      }`,
  },
  {
    name: "the directory is removed on a condition that says nothing of keeping",
    settings: strict,
    code: ts`
      import { mkdtempSync, rmSync } from "node:fs";
      export function within<T>(work: (directory: string) => T, options: { quiet?: boolean }) {
        const directory = mkdtempSync("work-"); //~ leaked return
        try {
          return work(directory);
        } finally {
          if (!options.quiet) rmSync(directory, { recursive: true });
        }
      }`,
  },
  {
    name: "a helper that does its part only once ends it, and who doubts is strict",
    settings: strict,
    code: ts`
      import { createSocket } from "node:dgram";
      export function asked(port: number, question: string) {
        return new Promise<string>((resolve, reject) => {
          const socket = createSocket("udp4");
          let closed = false;
          const cleanup = () => {
            if (!closed) {
              closed = true;
              socket.close();
            }
          };
          socket.on("message", (answer) => {
            cleanup();
            resolve(answer.toString());
          });
          socket.send(question, port, (error) => {
            if (!error) return;
            cleanup();
            reject(error);
          });
        });
      }`,
  },
  {
    name: "whoever has settled before has done the rest, and who doubts is strict",
    settings: strict,
    code: ts`
      import { createWriteStream } from "node:fs";
      export function written(path: string, text: string) {
        return new Promise<void>((resolve, reject) => {
          const out = createWriteStream(path);
          let settled = false;
          const fail = (error: Error) => {
            if (settled) return;
            settled = true;
            out.destroy();
            reject(error);
          };
          out.on("error", fail);
          out.write(text, (error) => {
            if (error) return fail(error);
            out.end();
            out.once("finish", () => { settled = true; resolve(); });
          });
        });
      }`,
  },
  {
    name: "a socket is closed unless it is closing or closed already",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          const finish = () => {
            if (socket.readyState === WebSocket.OPEN || socket.readyState === WebSocket.CONNECTING) socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket that is closed already is left alone",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          const finish = () => {
            if (socket.readyState === WebSocket.CLOSED) return resolve();
            socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket that closes is left alone, by its own constants",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          const finish = () => {
            if (socket.readyState === socket.CLOSING || socket.readyState === socket.CLOSED) return resolve();
            socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket that closes is left alone, by number",
    code: ts`
      import WebSocket from "ws";
      const OPEN = 1;
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          const finish = () => {
            if (socket.readyState > OPEN) return resolve();
            socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket is closed in the states of a list",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          const finish = () => {
            if ([0, 1].includes(socket.readyState)) socket.close();
            else socket.removeAllListeners();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket is not closed while it connects",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked resolve
          const finish = () => {
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "whether a socket is closed hangs on something else, too",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked resolve
          const finish = () => {
            if (url !== "wss:" || socket.readyState === WebSocket.CLOSED) return resolve();
            socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a socket is closed in one state, or for another reason",
    code: ts`
      import WebSocket from "ws";
      export const ask = (url: string) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked resolve
          const finish = () => {
            if (url === "wss:" || socket.readyState === WebSocket.OPEN) socket.close();
            resolve();
          };
          setTimeout(finish, 1_000);
          socket.on("error", reject);
        });`,
  },
  {
    name: "a copy is kept where the original could not be restored, and otherwise removed if there is one",
    code: ts`
      import fs from "node:fs";
      export async function migrate(path: string, convert: (path: string) => Promise<void>) {
        let backup: string | undefined;
        let keepBackup = false;
        try {
          backup = fs.mkdtempSync("backup-");
          fs.copyFileSync(path, backup + "/original");
          await convert(path);
          fs.rmSync(backup, { recursive: true });
          backup = undefined;
        } catch (error) {
          try {
            fs.copyFileSync(String(backup) + "/original", path);
          } catch {
            keepBackup = true;
          }
          if (backup && !keepBackup) fs.rmSync(backup, { recursive: true });
          throw error;
        }
      }`,
  },
  {
    name: "a folder is kept on demand, and otherwise given to whoever removes it",
    code: ts`
      import fs from "node:fs";
      export async function build(keep: boolean, run: (path: string) => void, remove: (path: string) => Promise<void>) {
        const folder = fs.mkdtempSync("build-");
        let keepFolder = false;
        try {
          run(folder + "/main");
        } catch (error) {
          keepFolder = true;
          if (folder && !keepFolder && !keep) await remove(folder);
          throw error;
        }
        if (!keepFolder) await remove(folder);
      }`,
  },
  {
    name: "the removal hangs on two things, and none of them says that it is to stay",
    code: ts`
      import fs from "node:fs";
      export async function migrate(path: string, convert: (path: string) => Promise<void>) {
        const backup = fs.mkdtempSync("backup-"); //~ leaked end
        fs.copyFileSync(path, backup + "/original");
        await convert(path);
        if (path !== "" && path.length < 9) fs.rmSync(backup, { recursive: true });
      }`,
  },
  {
    name: "a server without an address does not listen",
    code: ts`
      import { createServer } from "node:net";
      export const free = () =>
        new Promise<number>((resolve, reject) => {
          const server = createServer();
          server.listen(0, () => {
            const address = server.address();
            if (address && typeof address === "object") {
              server.close();
              resolve(address.port);
            } else {
              reject(new Error("no port"));
            }
          });
        });
      export const freeToo = () =>
        new Promise<number>((resolve, reject) => {
          const server = createServer();
          server.listen(0, () => {
            const address = server.address();
            if (!address || typeof address === "string") return reject(new Error("no port"));
            server.close(() => resolve(address.port));
          });
        });
      export const freeOnce = () =>
        new Promise<number>((resolve, reject) => {
          const server = createServer();
          server.listen(0, () => {
            const address = server.address();
            if (typeof address !== "object" || address === null) return reject(new Error("no port"));
            server.close(() => resolve(address.port));
          });
        });
      export const low = () =>
        new Promise<number>((resolve, reject) => {
          const server = createServer(); //~ leaked reject
          server.listen(0, () => {
            const address = server.address();
            const port = typeof address === "object" ? (address?.port ?? 0) : 0;
            if (port < 1_024) return reject(new Error("a low port"));
            server.close(() => resolve(port));
          });
        });`,
  },
  {
    name: "the callback of the release sets the flag that guards the other end",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { spawn } from "node:child_process";
      import { createWriteStream } from "node:fs";
      export const run = (file: string) =>
        new Promise<void>((resolve) => {
          const child = spawn("x", [], { stdio: ["pipe", "pipe", "pipe"] });
          const log = createWriteStream(file);
          let closed = false;
          child.stdout?.pipe(log);
          child.on("error", () => {
            if (!closed) {
              log.end(() => {
                closed = true;
                resolve();
              });
            } else {
              resolve();
            }
          });
          child.on("close", () => {
            if (closed) {
              resolve();
            } else {
              log.end(() => {
                closed = true;
                resolve();
              });
            }
          });
        });`,
  },
  {
    name: "the flag that guards the end is set where nothing ends it, too",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import { spawn } from "node:child_process";
      import { createWriteStream } from "node:fs";
      export const run = (file: string) =>
        new Promise<void>((resolve) => {
          const child = spawn("x", [], { stdio: ["pipe", "pipe", "pipe"] });
          const log = createWriteStream(file); //~ leaked resolve
          let closed = false;
          child.stdout?.pipe(log);
          child.on("error", () => {
            closed = true;
          });
          child.on("close", () => {
            if (!closed) {
              log.end(() => {
                closed = true;
                resolve();
              });
            } else {
              resolve();
            }
          });
        });
      export const runNever = (file: string) =>
        new Promise<void>((resolve) => {
          const child = spawn("x", [], { stdio: ["pipe", "pipe", "pipe"] });
          const log = createWriteStream(file); //~ leaked resolve
          let closed = true;
          child.stdout?.pipe(log);
          child.on("close", () => {
            if (!closed) {
              log.end(() => {
                closed = true;
                resolve();
              });
            } else {
              resolve();
            }
          });
        });`,
  },
];
