/** Callbacks: a function that gets a resource owes it until each of its own ends. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const callbacks: readonly Case[] = [
  {
    name: "the releaser that came along is not called when the query fails",
    code: ts`
      import type { Pool } from "pg";
      export function count(pool: Pool, callback: (error: Error | undefined, rows?: unknown[]) => void) {
        pool.connect((error, client, done) => { //~ leaked return
          if (error) return callback(error);
          client!.query("SELECT count(*) FROM users", (queryError, result) => {
            if (queryError) return callback(queryError);
            done();
            callback(undefined, result.rows);
          });
        });
      }`,
  },
  {
    name: "the releaser that came along is handed over",
    code: ts`
      import type { Pool } from "pg";
      export function withClient(pool: Pool, work: (error: Error | undefined, client: unknown, done: () => void) => void) {
        pool.connect((error, client, done) => work(error, client, done));
      }`,
  },
  {
    name: "the callback names no resource at all",
    code: ts`
      import type { Pool } from "pg";
      export function warm(pool: Pool, ready: () => void) {
        pool.connect((error) => { //~ dropped
          if (!error) ready();
        });
      }`,
  },
  {
    name: "code that implements a pool calls back with it",
    code: ts`
      import type { Pool, PoolConnection } from "mysql2";
      export function lend(pool: Pool, callback: (error: Error | null, connection?: PoolConnection) => void) {
        pool.getConnection((error, connection) => {
          if (error) return callback(error);
          callback(null, connection);
        });
      }`,
  },
  {
    name: "a parameter that is called without an error gets it as the result",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import fs from "node:fs";
      import net from "node:net";
      import tls from "node:tls";
      export function openEntry(path: string, cb: (code: number, fd?: number) => void) {
        fs.open(path, "r", (error, fd) => {
          if (error !== null) {
            cb(-1);
            return;
          }
          cb(0, fd);
        });
      }
      export function upgrade(socket: net.Socket, callback: (error: unknown, secured?: net.Socket) => void) {
        let returned = false;
        const onError = (error: unknown) => {
          if (returned) return;
          returned = true;
          callback(error);
        };
        const secured = new tls.TLSSocket(socket, {});
        secured.once("error", onError);
        secured.on("secure", () => {
          secured.removeListener("error", onError);
          if (returned) {
            secured.end();
            return;
          }
          returned = true;
          return callback(null, secured);
        });
      }`,
  },
  {
    name: "a parameter that is called with it in the place of the error only sees it",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import fs from "node:fs";
      export function look(path: string, see: (fd: number) => void) {
        const fd = fs.openSync(path, "r"); //~ leaked end
        see(fd);
      }`,
  },
  {
    name: "a check before calling back with it forgets it",
    code: ts`
      import type { Pool, PoolConnection } from "mysql2";
      export function lend(pool: Pool, callback: (error: Error | null, connection?: PoolConnection) => void) {
        pool.getConnection((error, connection) => { //~ leaked return
          if (error) return callback(error);
          if (connection.threadId === 0) return callback(new Error("no thread"));
          callback(null, connection);
        });
      }`,
  },
  {
    name: "the last of several nested callbacks closes",
    code: ts`
      import fs from "node:fs";
      export function head(path: string, callback: (error: Error | null, text?: string) => void) {
        fs.open(path, "r", (error, fd) => {
          if (error) return callback(error);
          const buffer = Buffer.alloc(16);
          fs.read(fd, buffer, 0, 16, 0, (failure) => {
            fs.close(fd, () => callback(failure, buffer.toString()));
          });
        });
      }`,
  },
  {
    name: "one of several nested callbacks forgets",
    code: ts`
      import fs from "node:fs";
      export function head(path: string, callback: (error: Error | null, text?: string) => void) {
        fs.open(path, "r", (error, fd) => { //~ leaked callback
          if (error) return callback(error);
          const buffer = Buffer.alloc(16);
          fs.read(fd, buffer, 0, 16, 0, (failure) => {
            if (failure) {
              callback(failure);
            } else {
              fs.close(fd, () => callback(null, buffer.toString()));
            }
          });
        });
      }`,
  },
  {
    name: "the condition for an error is the other way round",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string, callback: (error: Error | null) => void) {
        fs.open(path, "a", (error, fd) => {
          if (!error) fs.close(fd, callback);
          else callback(error);
        });
      }`,
  },
  {
    name: "the error is compared with null",
    code: ts`
      import fs from "node:fs";
      export function touch(path: string, callback: (error: Error | null) => void) {
        fs.open(path, "a", (error, fd) => {
          if (error !== null) {
            callback(error);
            return;
          }
          fs.close(fd, callback);
        });
      }`,
  },
  {
    name: "a connection that was called back is only queried",
    code: ts`
      import type { Pool } from "mysql2";
      export function log(pool: Pool, text: string) {
        pool.getConnection((error, connection) => { //~ leaked end
          if (error) throw error;
          connection.query("INSERT INTO log VALUES (?)", [text]);
        });
      }`,
  },
  {
    name: "a connection that was called back is released after its query",
    code: ts`
      import type { Pool } from "mysql2";
      export function log(pool: Pool, text: string) {
        pool.getConnection((error, connection) => {
          if (error) throw error;
          connection.query("INSERT INTO log VALUES (?)", [text], (failure) => {
            connection.release();
            if (failure) throw failure;
          });
        });
      }`,
  },
  {
    name: "the releaser that came along is called on every way",
    code: ts`
      import type { Pool } from "pg";
      export function count(pool: Pool, callback: (error: Error | undefined, rows?: unknown[]) => void) {
        pool.connect((error, client, done) => {
          if (error || !client) return callback(error);
          client.query("SELECT count(*) FROM users", (failure, result) => {
            done();
            callback(failure, result?.rows);
          });
        });
      }`,
  },
  {
    name: "the callback goes by a name and releases",
    needs: "types",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export function run(pool: Pool): void {
        pool.connect(onClient);
      }
      function onClient(error: Error | undefined, client: PoolClient | undefined, done: () => void): void {
        if (error || !client) return done();
        client.query("select 1", () => done());
      }`,
  },
  {
    name: "the callback goes by a name and forgets the client",
    needs: "types",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      export function run(pool: Pool): void {
        pool.connect(onClient); //~ leaked end
      }
      function onClient(error: Error | undefined, client: PoolClient | undefined): void {
        if (error || !client) return;
        client.query("select 1");
      }`,
  },
  {
    name: "the callback is a parameter or a method",
    needs: "types",
    code: ts`
      import type { Pool, PoolClient } from "pg";
      type Next = (error: Error | undefined, client: PoolClient | undefined) => void;
      export class Runner {
        constructor(private readonly pool: Pool) {}
        run(next: Next): void {
          this.pool.connect(next);
          this.pool.connect(this.onClient);
          this.pool.connect(this.onOther.bind(this));
        }
        private readonly onClient: Next = (_error, client) => client?.release();
        private onOther(_error: Error | undefined, client: PoolClient | undefined): void {
          client?.release();
        }
      }`,
  },
  {
    name: "the callback of a file goes by the name of a constant and forgets it",
    code: ts`
      import fs from "node:fs";
      const onOpen = (error: Error | null, fd: number): void => {
        if (error) return;
        fs.fstat(fd, (_error, { size }) => console.log(size));
      };
      export function run(path: string): void {
        fs.open(path, "r", onOpen); //~ leaked end
      }`,
  },
  {
    name: "the callback of a file goes by the name of a constant and closes it",
    code: ts`
      import fs from "node:fs";
      const onOpen = (error: Error | null, fd: number): void => {
        if (error) return;
        fs.close(fd, () => console.log("closed"));
      };
      export function run(path: string): void {
        fs.open(path, "r", onOpen);
      }`,
  },
];
