/** It is (not) unbounded when a list that others fill (the program bounds) decides how much is open at once. */
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { noUnboundedConcurrency } from "../../src/rules/no-unbounded-concurrency.ts";
import { ts, typed, untyped } from "../support/rule-tester.ts";

type Id = keyof typeof noUnboundedConcurrency.meta.messages;

const given = (inside: string, before = ""): string => ts`
  import { readdir, readFile } from "node:fs/promises";
  ${before}
  export async function run(urls: readonly string[]) {
    ${inside}
  }`;

const wrong: readonly InvalidTestCase<Id, []>[] = [
  {
    name: "every url is fetched at once",
    code: given("return Promise.all(urls.map((url) => fetch(url)));"),
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "urls" } }],
  },
  {
    name: "the function is given by its name",
    code: given("return Promise.race(urls.filter(Boolean).map(fetch));"),
    errors: [
      { messageId: "together", data: { call: "Promise.race()", opens: "fetch()", items: "urls.filter(Boolean)" } },
    ],
  },
  {
    name: "a helper of the file opens",
    code: given(
      "const all = Array.from(urls, load); await Promise.allSettled(all);",
      "async function load(url: string) { const text = await readFile(url, 'utf8'); return text.length; }",
    ),
    errors: [{ messageId: "together", data: { call: "Promise.allSettled()", opens: "readFile()", items: "urls" } }],
  },
  {
    name: "as many files as a directory has",
    code: given(
      "const names = await readdir('.'); await Promise.all(names.sort().map(async (name) => { await readFile(name); }));",
    ),
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "readFile()", items: "names.sort()" } }],
  },
  {
    name: "a callback that runs at once opens",
    code: given("await Promise.all(urls.map((url) => new Promise((done) => { fetch(url).then(done); })));"),
    errors: [{ messageId: "together" }],
  },
  {
    name: "forEach waits for none",
    code: given("urls.forEach(async (url) => { await fetch(url); });"),
    errors: [{ messageId: "forEach", data: { opens: "fetch()", items: "urls" } }],
  },
  {
    name: "a loop drops the promises",
    code: given("for (const url of urls) void fetch(url);"),
    errors: [{ messageId: "unawaited", data: { opens: "fetch()", items: "urls" } }],
  },
];

const needsTypes: InvalidTestCase<Id, []> = {
  name: "a pool is asked for a connection for every row of an answer",
  code: ts`
    import type { Pool } from "pg";
    export class Store {
      constructor(readonly pool: Pool) {}
      async touch() {
        const { rows } = await this.pool.query("select id from users");
        await Promise.all(rows.map(({ id }) => this.pool.query("update users set seen = now() where id = $1", [id])));
      }
    }`,
  errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "this.pool.query()", items: "rows" } }],
};

const right: readonly (ValidTestCase<[]> & { readonly code: string })[] = [
  { name: "a slice is taken", code: given("return Promise.all(urls.slice(0, 10).map((url) => fetch(url)));") },
  { name: "the list is written out", code: given("return Promise.all(['a', 'b'].map((url) => fetch(url)));") },
  {
    name: "the list is a constant",
    code: given("return Promise.all(HOSTS.map((url) => fetch(url)));", "import { HOSTS } from './hosts.js';"),
  },
  {
    name: "it is a tuple",
    code: given("return Promise.all(urls.map((url) => fetch(url)));").replace(
      "readonly string[]",
      "readonly [string, string]",
    ),
  },
  {
    name: "chunks come one after the other",
    code: given(
      "for (const some of inChunks(urls, 8)) await Promise.all(some.map((url) => fetch(url)));",
      "declare function inChunks(all: readonly string[], size: number): string[][];",
    ),
  },
  {
    name: "somebody cuts the list into batches",
    code: given(
      "await inBatches(urls, async (some: string[]) => { await Promise.all(some.map((url) => fetch(url))); });",
      "declare function inBatches(all: readonly string[], run: (some: string[]) => Promise<void>): Promise<void>;",
    ),
  },
  {
    name: "it may be one or a few",
    code: given("const all = Array.isArray(urls) ? urls : [urls]; return Promise.all(all.map((url) => fetch(url)));"),
  },
  {
    name: "a person writes the list in one line",
    code: given("return Promise.all(urls.join().split(',').map((url) => fetch(url)));"),
  },
  { name: "a page asks its own server", code: given("return Promise.all(urls.map((url) => fetch(`/api/${url}`)));") },
  {
    name: "a browser queues what a page asks for",
    code: given(
      "return Promise.all(urls.map((url) => fetch(url)));",
      'import { useState } from "react"; void useState;',
    ),
  },
  {
    name: "a limiter gives turns",
    code: given(
      "return Promise.all(urls.map((url) => limit(() => fetch(url))));",
      "declare const limit: <T>(run: () => T) => T;",
    ),
  },
  {
    name: "a semaphore is waited for",
    code: given(
      "return Promise.all(urls.map(async (url) => { await turns.acquire(); return fetch(url); }));",
      "declare const turns: { acquire(): Promise<void> };",
    ),
  },
  {
    name: "a few workers share it",
    code: given(
      "const rest = [...urls]; const work = async () => { for (let url = rest.pop(); url; url = rest.pop()) await fetch(url); }; await Promise.all(Array.from({ length: 4 }, work));",
    ),
  },
  { name: "each is waited for", code: given("for (const url of urls) await fetch(url);") },
  {
    name: "the loop waits as it goes",
    code: given("for (const url of urls) { void fetch(url); await new Promise((done) => setTimeout(done, 100)); }"),
  },
  { name: "nothing is opened", code: given("return Promise.all(urls.map(async (url) => url.length));") },
  {
    name: "a field of the program's own decides",
    code: ts`
      export class Cluster {
        #nodes: string[] = [];
        ping() {
          return Promise.all(this.#nodes.map((node) => fetch(node)));
        }
      }`,
  },
  {
    name: "one file may be given, or several",
    code: ts`
      import { readFile } from "node:fs/promises";
      export function loaded(paths: string | string[]): Promise<unknown> {
        if (Array.isArray(paths)) return Promise.all(paths.map((path) => readFile(path)));
        return readFile(paths);
      }`,
  },
  {
    name: "it is a script",
    code: ts`
      import { readdirSync } from "node:fs";
      import { readFile } from "node:fs/promises";
      await Promise.all(readdirSync(".").map((name) => readFile(name)));`,
  },
];

typed.run("no-unbounded-concurrency", noUnboundedConcurrency, { valid: right, invalid: [...wrong, needsTypes] });
untyped.run("no-unbounded-concurrency without types", noUnboundedConcurrency, { valid: right, invalid: wrong });
