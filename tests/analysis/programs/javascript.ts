/** JavaScript: CommonJS modules, and imports under other names. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const javascript: readonly Case[] = [
  {
    name: "a module is required and its function called",
    extension: "cjs",
    code: ts`
      const fs = require("node:fs");
      module.exports.size = function (path) {
        const fd = fs.openSync(path, "r"); //~ leaked return
        return fs.fstatSync(fd).size;
      };`,
  },
  {
    name: "a function is taken out of a required module",
    extension: "cjs",
    code: ts`
      const { openSync: open, closeSync } = require("fs");
      exports.touch = (path, dry) => {
        const fd = open(path, "a"); //~ leaked return
        if (dry) return;
        closeSync(fd);
      };`,
  },
  {
    name: "a required function releases under another name",
    extension: "cjs",
    code: ts`
      const { openSync: open, closeSync: close } = require("fs");
      exports.touch = (path) => {
        const fd = open(path, "a");
        close(fd);
      };`,
  },
  {
    name: "a class is taken off a required module",
    extension: "cjs",
    code: ts`
      const Client = require("pg").Client;
      exports.ping = async () => {
        const client = new Client(); //~ leaked return
        await client.connect();
        return client.query("SELECT 1");
      };`,
  },
  {
    name: "a required promise function is awaited and released",
    extension: "cjs",
    code: ts`
      const { promises: fs } = require("fs");
      exports.size = async (path) => {
        const file = await fs.open(path);
        try {
          return (await file.stat()).size;
        } finally {
          await file.close();
        }
      };`,
  },
  {
    name: "a handle is exported by name",
    extension: "cjs",
    code: ts`
      const fs = require("fs");
      exports.start = (path) => {
        exports.log = fs.openSync(path, "a");
      };`,
  },
  {
    name: "an import has another name",
    code: ts`
      import { closeSync as shut, openSync as unlock } from "node:fs";
      export function touch(path: string, dry: boolean) {
        const fd = unlock(path, "a"); //~ leaked return
        if (dry) return;
        shut(fd);
      }`,
  },
  {
    name: "an import has another name and so has its release",
    code: ts`
      import { closeSync as shut, openSync as unlock } from "node:fs";
      export function touch(path: string) {
        const fd = unlock(path, "a");
        shut(fd);
      }`,
  },
  {
    name: "a constant names an imported function anew",
    code: ts`
      import fs from "node:fs";
      const { openSync, closeSync } = fs;
      export function touch(path: string, dry: boolean) {
        const fd = openSync(path, "a"); //~ leaked return
        if (dry) return;
        closeSync(fd);
      }`,
  },
  {
    name: "a namespace is imported from one module and a function from another",
    code: ts`
      import * as files from "node:fs";
      import { open } from "node:fs/promises";
      export async function touch(path: string) {
        const file = await open(path, "a");
        await file.close();
        const fd = files.openSync(path, "a"); //~ leaked end
        console.log(fd);
      }`,
  },
];
