/** Child processes: they end by themselves, unless whoever waits for them gives up first. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const waiting = (spawned: string, atTimeout: string): string => `import { spawn } from "node:child_process";
export function run(command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = ${spawned}
    const timer = setTimeout(() => {
      ${atTimeout}
    }, 1000);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(String(code)));
    });
  });
}`;

export const children: readonly Case[] = [
  {
    name: "a timeout rejects and the child runs on",
    code: waiting(`spawn(command, ["--fast"]); //~ leaked reject`, `reject(new Error("too slow"));`),
  },
  {
    name: "a timeout kills the child and rejects",
    code: waiting(`spawn(command, ["--fast"]);`, `child.kill();\n      reject(new Error("too slow"));`),
  },
  {
    name: "a timeout kills the child by its number",
    code: waiting(
      `spawn(command, ["--fast"]);`,
      `if (child.pid !== undefined) process.kill(-child.pid);\n      reject(new Error("too slow"));`,
    ),
  },
  {
    name: "the child has a time limit of its own",
    code: waiting(`spawn(command, ["--fast"], { timeout: 900 });`, `reject(new Error("too slow"));`),
  },
  {
    name: "a timeout gives the child away",
    code: ts`
      import { type ChildProcess, spawn } from "node:child_process";
      export function run(command: string, late: Set<ChildProcess>): Promise<void> {
        return new Promise((resolve, reject) => {
          const child = spawn(command);
          setTimeout(() => {
            late.add(child);
            reject(new Error("too slow"));
          }, 1000);
          child.once("exit", () => resolve());
        });
      }`,
  },
  {
    name: "a child is watched until it ends",
    code: ts`
      import { spawn } from "node:child_process";
      export function run(command: string): Promise<number | null> {
        return new Promise((resolve, reject) => {
          const child = spawn(command);
          child.once("error", reject);
          child.once("exit", resolve);
        });
      }`,
  },
  {
    name: "a child is killed on one way and watched on the other",
    code: ts`
      import { spawn } from "node:child_process";
      export function run(command: string, stop: boolean): void {
        const child = spawn(command);
        child.once("exit", () => console.log("over"));
        if (stop) child.kill();
      }`,
  },
  {
    name: "a child's standard error rejects before it ends",
    code: ts`
      import { spawn } from "node:child_process";
      export function run(command: string): Promise<void> {
        return new Promise((resolve, reject) => {
          const child = spawn(command);
          child.stderr.once("data", (text: Buffer) => reject(new Error(text.toString())));
          child.once("exit", () => resolve());
        });
      }`,
  },
  {
    name: "a child answers its caller by callback",
    code: ts`
      import { exec } from "node:child_process";
      export function run(command: string): Promise<string> {
        return new Promise((resolve, reject) => {
          exec(command, (error, text) => (error ? reject(error) : resolve(text)));
        });
      }`,
  },
  {
    name: "a web socket opens after its timeout has rejected",
    code: ts`
      import { WebSocket } from "ws";
      export function connect(url: string): Promise<WebSocket> {
        return new Promise((resolve, reject) => {
          const socket = new WebSocket(url); //~ leaked reject
          const timer = setTimeout(() => reject(new Error("too slow")), 1000);
          socket.once("open", () => {
            clearTimeout(timer);
            resolve(socket);
          });
          socket.once("error", reject);
        });
      }`,
  },
  {
    name: "a web socket is terminated by its timeout",
    code: ts`
      import { WebSocket } from "ws";
      export function connect(url: string): Promise<WebSocket> {
        return new Promise((resolve, reject) => {
          const socket = new WebSocket(url);
          const timer = setTimeout(() => {
            socket.terminate();
            reject(new Error("too slow"));
          }, 1000);
          socket.once("open", () => {
            clearTimeout(timer);
            resolve(socket);
          });
          socket.once("error", reject);
        });
      }`,
  },
];
