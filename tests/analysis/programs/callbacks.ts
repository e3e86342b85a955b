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
];
