/** Evidence by use: what the program itself releases on one way it owes on the others, if doubt is what the user asked for. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { throws: "calls", unknownCalls: "borrows" } as const;

export const evidence: readonly Case[] = [
  {
    name: "a lease is released only if the query succeeds",
    settings: strict,
    code: ts`
      export async function rows(db: { lend(): Promise<{ run(sql: string): Promise<string[]>; release(): void }> }) {
        const session = await db.lend(); //~ leakedOnThrow rejects
        const rows = await session.run("SELECT 1");
        session.release();
        return rows;
      }`,
  },
  {
    name: "a lease is released in finally",
    settings: strict,
    code: ts`
      export async function rows(db: { lend(): Promise<{ run(sql: string): Promise<string[]>; release(): void }> }) {
        const session = await db.lend();
        try {
          return await session.run("SELECT 1");
        } finally {
          session.release();
        }
      }`,
  },
  {
    name: "a lease is released on one way only, and nobody asked for doubt",
    code: ts`
      export async function rows(db: { lend(): Promise<{ run(sql: string): Promise<string[]>; release(): void }> }) {
        const session = await db.lend();
        const rows = await session.run("SELECT 1");
        session.release();
        return rows;
      }`,
  },
  {
    name: "a callback leaves early with the lease it got",
    settings: strict,
    extension: "cjs",
    code: ts`
      exports.first = function (db, sql, done) {
        db.getConnection((err, session) => { //~ leaked return
          if (err) return done(err);
          if (!sql) return done(new Error("nothing to ask"));
          session.run(sql, (error, rows) => {
            session.release();
            done(error, rows);
          });
        });
      };`,
  },
  {
    name: "a callback releases the lease it got in its own time",
    settings: strict,
    extension: "cjs",
    code: ts`
      exports.first = function (db, sql, done) {
        db.getConnection((err, session) => {
          if (err) return done(err);
          try {
            session.run(sql).once("end", () => session.release());
          } catch (error) {
            session.release();
            done(error);
          }
        });
      };`,
  },
  {
    name: "a lock that lends its own leases is released",
    settings: strict,
    code: ts`
      export async function once(made: () => Promise<{ acquire(): Promise<void>; release(): void }>, work: () => void) {
        const semaphore = await made();
        await semaphore.acquire();
        work();
        semaphore.release();
      }`,
  },
  {
    name: "a pool takes another back",
    settings: strict,
    code: ts`
      type Pool = { size(): number; release(one: object): void };
      export async function give(poolOf: () => Promise<Pool>, one: object) {
        const pool = await poolOf();
        if (pool.size() === 0) return;
        pool.release(one);
      }`,
  },
  {
    name: "a lease is looked up, not acquired",
    settings: strict,
    code: ts`
      export function drop(leases: Map<string, { release(): void; idle: boolean }>, id: string) {
        const lease = leases.get(id);
        if (!lease?.idle) return;
        lease.release();
      }`,
  },
  {
    name: "a lease is handed to the caller on the other way",
    settings: strict,
    code: ts`
      type Lease = { fresh: boolean; release(): void };
      export async function fresh(lend: () => Promise<Lease>): Promise<Lease | undefined> {
        const lease = await lend();
        if (lease.fresh) return lease;
        lease.release();
        return undefined;
      }`,
  },
  {
    name: "a timeout is not cleared where the promise rejects",
    code: ts`
      type Done = (error: Error | undefined, value: string) => void;
      export function asked(ask: (done: Done) => void) {
        return new Promise<string>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error("late")), 1_000); //~ leaked reject
          ask((error, value) => {
            if (error) return reject(error);
            clearTimeout(timer);
            resolve(value);
          });
        });
      }`,
  },
  {
    name: "a timeout is cleared by whoever settles the promise first",
    settings: strict,
    code: ts`
      import { lookup } from "node:dns";
      export function address(host: string) {
        return new Promise<string>((resolve, reject) => {
          let settled = false;
          const finish = (settle: () => void) => {
            if (settled) return;
            settled = true;
            clearTimeout(timer);
            settle();
          };
          const timer = setTimeout(() => finish(() => reject(new Error("late"))), 1_000);
          lookup(host, (error, address) => finish(() => (error ? reject(error) : resolve(address))));
        });
      }`,
  },
  {
    name: "a timeout goes on when the work rejects",
    settings: strict,
    code: ts`
      export async function asked(ask: (signal: AbortSignal) => Promise<string>) {
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(), 1_000);
        const answer = await ask(late.signal);
        clearTimeout(timer);
        return answer;
      }`,
  },
  {
    name: "the losers of a race are stopped unless the winner fails",
    settings: strict,
    code: ts`
      export async function first(asks: readonly ((signal: AbortSignal) => Promise<string>)[]) {
        const losers = new AbortController(); //~ leakedOnThrow rejects
        const answer = await Promise.race([asks[0]?.(losers.signal), asks[1]?.(losers.signal)]);
        losers.abort();
        return answer;
      }`,
  },
  {
    name: "the losers of a race have a signal that is made of two",
    settings: strict,
    code: ts`
      export async function first(asks: readonly ((signal: AbortSignal) => Promise<string>)[], stop: AbortSignal) {
        const losers = new AbortController(); //~ leakedOnThrow rejects
        const either = AbortSignal.any([stop, losers.signal]);
        const answer = await Promise.race([asks[0]?.(either), asks[1]?.(either)]);
        losers.abort();
        return answer;
      }
      export async function only(ask: (signal: AbortSignal) => Promise<string>, stop: AbortSignal) {
        const late = new AbortController();
        const either = AbortSignal.any([stop, late.signal]);
        const answer = await ask(either);
        late.abort();
        return answer;
      }`,
  },
  {
    name: "the losers of a race are stopped in finally",
    settings: strict,
    code: ts`
      export async function first(asks: readonly ((signal: AbortSignal) => Promise<string>)[]) {
        const losers = new AbortController();
        try {
          return await Promise.race(asks.map((ask) => ask(losers.signal)));
        } finally {
          losers.abort();
        }
      }`,
  },
  {
    name: "work is stopped only when its answer is of no use",
    settings: strict,
    code: ts`
      export async function text(url: string) {
        const stop = new AbortController();
        const response = await fetch(url, { signal: stop.signal });
        if (!response.ok) {
          stop.abort();
          return undefined;
        }
        return await response.text();
      }`,
  },
  {
    name: "a request fails while it is written, and ends by itself",
    settings: strict,
    code: ts`
      import http from "node:http";
      export function post(url: string, body: () => string) {
        const request = http.request(url, { method: "POST" });
        request.write(body());
        request.end();
      }`,
  },
  {
    name: "a deferred promise resolves with it",
    settings: strict,
    extension: "js",
    code: ts`
      import net from "node:net";
      export async function connected(port) {
        const { promise, resolve, reject } = Promise.withResolvers();
        const socket = net.connect(port);
        try {
          socket.once("error", reject);
          socket.once("connect", () => resolve(socket));
          return await promise;
        } catch (error) {
          socket.destroy();
          throw error;
        }
      }`,
  },
  {
    name: "a lease may be the one that a field holds",
    settings: strict,
    code: ts`
      type Lease = { release(): void };
      export class Keeper {
        lease: Lease | undefined;
        pending: Promise<Lease> | undefined;
        shared = false;
        async close() {
          const lease = this.lease ?? (await this.pending?.catch((): undefined => undefined));
          if (lease && !this.shared) lease.release();
        }
      }`,
  },
  {
    name: "a timeout is cleared before anything else",
    settings: strict,
    code: ts`
      type Done = (error: Error | undefined, value: string) => void;
      export function asked(ask: (done: Done) => void) {
        return new Promise<string>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error("late")), 1_000);
          ask((error, value) => {
            clearTimeout(timer);
            if (error) return reject(error);
            resolve(value);
          });
        });
      }`,
  },
  {
    name: "a timeout is never cleared and so has its purpose to the end",
    settings: strict,
    code: ts`
      export function later(work: () => Promise<void>) {
        const timer = setTimeout(() => console.log("still at work"), 1_000);
        return work().then(() => timer.hasRef());
      }`,
  },
  {
    name: "a child process is left running by what fails after it was started",
    settings: strict,
    code: ts`
      import { spawn } from "node:child_process";
      export function recorded(signal: AbortSignal, late: () => AbortSignal) {
        return new Promise<number | null>((resolve, reject) => {
          try {
            const child = spawn("arecord"); //~ leaked reject
            const stop = () => child.kill();
            child.on("close", resolve);
            late().addEventListener("abort", stop);
            if (signal.aborted) stop();
          } catch (error) {
            reject(error);
          }
        });
      }`,
  },
  {
    name: "a child process is never killed and so ends by itself",
    settings: strict,
    code: ts`
      import { spawn } from "node:child_process";
      export function listed(parsed: (text: Buffer) => void) {
        const child = spawn("ls");
        child.stdout.on("data", parsed);
        parsed(Buffer.from(String(child.pid)));
      }`,
  },
  {
    name: "the promise is rejected with the web socket that it was to resolve with",
    code: ts`
      import { WebSocket } from "ws";
      export function connected(url: string) {
        return new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked reject
          const timer = setTimeout(() => reject(new Error("late")), 1_000);
          socket.once("error", reject);
          socket.once("open", () => {
            clearTimeout(timer);
            resolve(socket);
          });
        });
      }`,
  },
  {
    name: "the promise is rejected when the web socket has been terminated",
    code: ts`
      import { WebSocket } from "ws";
      export function connected(url: string) {
        return new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(url);
          const timer = setTimeout(() => {
            socket.terminate();
            reject(new Error("late"));
          }, 1_000);
          socket.once("error", reject);
          socket.once("open", () => {
            clearTimeout(timer);
            resolve(socket);
          });
        });
      }`,
  },
  {
    name: "a promise of another make is rejected with the socket open",
    code: ts`
      import net from "node:net";
      class PatientPromise<T> extends Promise<T> {}
      export function connected(port: number) {
        return new PatientPromise<net.Socket>((resolve, reject) => {
          const socket = net.connect(port); //~ leaked reject
          setTimeout(() => reject(new Error("late")), 1_000);
          socket.once("connect", () => resolve(socket));
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "only its errors are listened to",
    code: ts`
      import type { Pool } from "pg";
      export async function checked(pool: Pool, lost: (error: Error) => void) {
        const client = await pool.connect(); //~ leaked end
        client.on("error", lost);
      }`,
  },
  {
    name: "its notifications are listened to",
    code: ts`
      import type { Pool } from "pg";
      export async function heard(pool: Pool, channel: () => void) {
        const client = await pool.connect();
        client.on("error", channel);
        client.on("notification", channel);
      }`,
  },
  {
    name: "a call in the catch clause fails before it is released",
    settings: strict,
    code: ts`
      import fs from "node:fs";
      export async function read(path: string, read: (fd: number) => Promise<string>, told: (error: unknown) => string) {
        const fd = fs.openSync(path, "r");
        try {
          const text = await read(fd);
          fs.closeSync(fd);
          return text;
        } catch (error) {
          const text = told(error);
          fs.closeSync(fd);
          throw new Error(text);
        }
      }`,
  },
  {
    name: "the type of its pool is known from what is written, though a part of its owner is not",
    needs: "types",
    code: ts`
      import type { Pool } from "pg";
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      type Unknown = any;
      type Adapter = { pool: Pool } & Unknown;
      export async function checked({ pool }: { pool: Adapter["pool"] }) {
        const client = await pool.connect(); //~ leaked end
        console.log(client.listenerCount("error"));
      }
      export async function asked(adapter: Adapter) {
        const client = await adapter.pool.connect(); //~ leaked end
        console.log(client.listenerCount("error"));
      }`,
  },
  {
    name: "an iterator is asked once and never told that that was all",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator](); //~ leaked return
        const first = await pages.next();
        return first.done === true ? undefined : first.value;
      }`,
  },
  {
    name: "an iterator is asked once, and nobody asked for doubt",
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        const first = await pages.next();
        return first.done === true ? undefined : first.value;
      }`,
  },
  {
    name: "an iterator is told in finally",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        try {
          const first = await pages.next();
          return first.done === true ? undefined : first.value;
        } finally {
          await pages.return?.();
        }
      }`,
  },
  {
    name: "an iterator has run to its end where it says so",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        const { done, value } = await pages.next();
        if (done) return undefined;
        if (pages.return) await pages.return();
        return value;
      }`,
  },
  {
    name: "an iterator that is not done is left on one way",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator](); //~ leaked return
        const first = await pages.next();
        if (first.done) return undefined;
        if (first.value === "") return "empty";
        await pages.return?.();
        return first.value;
      }`,
  },
  {
    name: "a loop takes what is left of an iterator",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        const header = (await pages.next()).value;
        for await (const page of { [Symbol.asyncIterator]: () => pages }) console.log(header, page);
      }`,
  },
  {
    name: "an iterator runs to its end in a loop",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        for (let one = await pages.next(); !one.done; one = await pages.next()) console.log(one.value);
      }`,
  },
  {
    name: "somebody else goes on with an iterator",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>, drain: (rest: AsyncIterator<string>) => Promise<void>) {
        const pages = source[Symbol.asyncIterator]();
        const first = await pages.next();
        await drain(pages);
        return first.value as string;
      }`,
  },
  {
    name: "an iterator is never asked",
    settings: strict,
    code: ts`
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        return pages.next === undefined;
      }`,
  },
  {
    name: "the answer of an iterator is looked at by others",
    settings: strict,
    code: ts`
      import assert from "node:assert";
      export async function peek(source: AsyncIterable<string>) {
        const pages = source[Symbol.asyncIterator]();
        const first = await pages.next();
        assert.deepEqual(first, { done: true, value: undefined });
      }`,
  },
];
