/** Registries: who puts an entry in under a key of its own takes it out again when it fails. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const doubtful = { throws: "calls", unknownCalls: "borrows" };

export const registries: readonly Case[] = [
  {
    name: "the call that is to take the entry out fails",
    code: ts`
      const pending = new Map<number, () => Promise<unknown>>();
      let next = 0;
      export async function run(remote: (id: number) => Promise<void>, work: () => Promise<unknown>) {
        const id = next++;
        pending.set(id, work); //~ leakedOnThrow rejects
        await remote(id);
      }
      export async function called(id: number) {
        const work = pending.get(id);
        pending.delete(id);
        await work?.();
      }`,
    settings: doubtful,
  },
  {
    name: "only the key that is sent finds the entry of the module's map",
    code: ts`
      const pending = new Map<number, () => Promise<unknown>>();
      let next = 0;
      export async function run(remote: (id: number) => Promise<void>, work: () => Promise<unknown>) {
        const id = next++;
        pending.set(id, work); //~ leakedOnThrow rejects
        await remote(id);
      }
      export async function called(id: number) {
        const work = pending.get(id);
        pending.delete(id);
        await work?.();
      }`,
  },
  {
    name: "the map is emptied as a whole when the connection ends, perhaps after it failed",
    code: ts`
      const pending = new Map<number, () => Promise<unknown>>();
      let next = 0;
      export async function run(remote: (id: number) => Promise<void>, work: () => Promise<unknown>) {
        const id = next++;
        pending.set(id, work);
        await remote(id);
      }
      export const called = (id: number) => pending.delete(id);
      export const closed = () => pending.clear();`,
  },
  {
    name: "what fails is not told the key, and others may take the entry out",
    code: ts`
      const running = new Map<number, Date>();
      let next = 0;
      export async function run(work: () => Promise<void>) {
        const id = next++;
        running.set(id, new Date());
        await work();
        await finished(id);
      }
      export async function finished(id: number) {
        running.delete(id);
      }`,
  },
  {
    name: "the key is a random identifier and the map a field",
    code: ts`
      import { randomUUID } from "node:crypto";
      export class Bridge {
        readonly #waiting = new Map<string, (answer: string) => void>();
        async ask(send: (text: string) => Promise<void>, use: (answer: string) => void) {
          const key = randomUUID();
          this.#waiting.set(key, use); //~ leakedOnThrow rejects
          await send(key);
        }
        answered(key: string, answer: string) {
          this.#waiting.get(key)?.(answer);
          this.#waiting.delete(key);
        }
      }`,
    settings: doubtful,
  },
  {
    name: "finally takes the entry out",
    code: ts`
      const pending = new Map<number, () => Promise<unknown>>();
      let next = 0;
      export async function run(remote: (id: number) => Promise<void>, work: () => Promise<unknown>) {
        const id = next++;
        pending.set(id, work);
        try {
          await remote(id);
        } finally {
          pending.delete(id);
        }
      }
      export const forget = (id: number) => pending.delete(id);`,
    settings: doubtful,
  },
  {
    name: "a failure takes the entry out",
    code: ts`
      const pending = new Map<number, () => Promise<unknown>>();
      let next = 0;
      export async function run(remote: (id: number) => Promise<void>, work: () => Promise<unknown>) {
        const id = ++next;
        pending.set(id, work);
        try {
          await remote(id);
        } catch (error) {
          forget(id);
          throw error;
        }
      }
      function forget(id: number) {
        pending.delete(id);
      }
      export const drop = forget;`,
    settings: doubtful,
  },
  {
    name: "the key comes from the caller, who knows it",
    code: ts`
      const sessions = new Map<string, object>();
      export async function open(id: string, log: (id: string) => Promise<void>) {
        sessions.set(id, {});
        await log(id);
      }
      export const close = (id: string) => sessions.delete(id);`,
    settings: doubtful,
  },
  {
    name: "its own end takes the entry out",
    code: ts`
      import type { Socket } from "node:net";
      const sockets = new Map<number, Socket>();
      let next = 0;
      export async function greet(socket: Socket, hello: (socket: Socket) => Promise<void>) {
        const id = next++;
        sockets.set(id, socket);
        socket.once("close", () => sockets.delete(id));
        await hello(socket);
      }
      export const close = (id: number) => sockets.delete(id);`,
    settings: doubtful,
  },
  {
    name: "what is waited for is settled by whoever takes the entry out",
    code: ts`
      const answers = new Map<number, { promise: Promise<string>; fail: () => void }>();
      let next = 0;
      export async function ask(send: (id: number) => void, made: { promise: Promise<string>; fail: () => void }) {
        const id = ++next;
        answers.set(id, made);
        send(id);
        return await made.promise;
      }
      export function refuse(id: number) {
        answers.get(id)?.fail();
        answers.delete(id);
      }`,
    settings: doubtful,
  },
  {
    name: "entries are never taken out",
    code: ts`
      const seen = new Map<number, string>();
      let next = 0;
      export async function note(text: string, save: (id: number) => Promise<void>) {
        const id = next++;
        seen.set(id, text);
        await save(id);
      }
      export const forgotten = new Map<number, string>().delete(1);`,
    settings: doubtful,
  },
  {
    name: "nobody doubts that the object takes out what is left when it ends",
    code: ts`
      export class Bridge {
        readonly #waiting = new Map<number, () => void>();
        #next = 0;
        async ask(send: (id: number) => Promise<void>, use: () => void) {
          const id = this.#next++;
          this.#waiting.set(id, use);
          await send(id);
        }
        answered(id: number) {
          this.#waiting.delete(id);
        }
      }`,
  },
];
