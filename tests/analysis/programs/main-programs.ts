/** Programs: what runs once at the top of a module, or in a function that only the module calls, ends with the process. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const mainPrograms: readonly Case[] = [
  {
    name: "a program in a main function ends with the process",
    code: ts`
      import { Client } from "pg";
      async function main() {
        const client = new Client();
        await client.connect();
        process.exit((await client.query("SELECT 1")).rowCount === 1 ? 0 : 1);
      }
      void main();`,
  },
  {
    name: "a main function is called with a handler of its failure",
    code: ts`
      import { Client } from "pg";
      const main = async () => {
        const client = new Client();
        await client.connect();
        await client.query("SELECT 1");
      };
      main().catch((error) => {
        console.error(error);
        process.exitCode = 1;
      });`,
  },
  {
    name: "a main function is exported, too",
    code: ts`
      import { Client } from "pg";
      export async function main() {
        const client = new Client(); //~ leaked end
        await client.connect();
        await client.query("SELECT 1");
      }
      void main();`,
  },
  {
    name: "a function is called by the module and by another",
    code: ts`
      import fs from "node:fs";
      function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        console.log(fd);
      }
      touch("log");
      export const again = () => touch("log");`,
  },
  {
    name: "a function is called by the module in a loop",
    code: ts`
      import fs from "node:fs";
      function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        console.log(fd);
      }
      for (const path of process.argv) touch(path);`,
  },
  {
    name: "a function is given away by the module",
    code: ts`
      import fs from "node:fs";
      function touch(path: string) {
        const fd = fs.openSync(path, "a"); //~ leaked end
        console.log(fd);
      }
      process.argv.forEach(touch);`,
  },
  {
    name: "a loop in a main function forgets in each turn",
    code: ts`
      import fs from "node:fs";
      function main(paths: readonly string[]) {
        for (const path of paths) {
          const fd = fs.openSync(path, "r"); //~ leaked iteration
          console.log(fd);
        }
      }
      main(process.argv);`,
  },
  {
    name: "a module awaits at its top",
    code: ts`
      import { open } from "node:fs/promises";
      const file = await open("log", "a");
      console.log((await file.stat()).size);`,
  },
  {
    name: "a function written in place at the top is the program",
    code: ts`
      import { Client } from "pg";
      void (async () => {
        const client = new Client();
        await client.connect();
        await client.query("SELECT 1");
      })();`,
  },
  {
    name: "a function written in place at the top runs for each",
    code: ts`
      import fs from "node:fs";
      process.argv.forEach((path) => {
        const fd = fs.openSync(path, "a"); //~ leaked end
        console.log(fd);
      });`,
  },
  {
    name: "a function written in place stands in another function",
    code: ts`
      import { Client } from "pg";
      export function start() {
        void (async () => {
          const client = new Client(); //~ leaked end
          await client.connect();
          await client.query("SELECT 1");
        })();
      }`,
  },
];
