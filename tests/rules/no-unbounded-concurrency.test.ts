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
      "const names = await readdir(urls[0]!); await Promise.all(names.sort().map(async (name) => { await readFile(name); }));",
    ),
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "readFile()", items: "names.sort()" } }],
  },
  {
    name: "as many files as match, by a module that is named for it",
    code: given(
      "const names = await files(urls[0]!); await Promise.all(names.map(async (name) => { await readFile(name); }));",
      'import files from "fast-glob";',
    ),
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "readFile()", items: "names" } }],
  },
  {
    name: "as many pages as an answer names, by a client that is its module",
    code: given(
      "await ask(urls[0]!).json<{ links: string[] }>().then(({ links }) => Promise.all(links.map((url) => fetch(url)))); await ask(urls[1]!).then(({ body }) => Promise.all(Object.keys(body).map((url) => fetch(url))));",
      'import ask from "got";',
    ),
    errors: [
      { messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "links" } },
      { messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "Object.keys(body)" } },
    ],
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

const wide: readonly InvalidTestCase<Id, []>[] = [
  {
    name: "as many files as the directory of a user has",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      import { join } from "node:path";
      export async function uploadsOf(user: string) {
        const directory = join("/var/uploads", user);
        const names = await readdir(directory);
        return Promise.all(names.map((name) => readFile(join(directory, name))));
      }`,
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "readFile()", items: "names" } }],
  },
  {
    name: "as many links as an answer has, or a file lines",
    code: ts`
      import axios from "axios";
      import { readFile } from "node:fs/promises";
      export async function feed(url: string) {
        const { links } = (await (await fetch(url)).json()) as { links: string[] };
        await Promise.all(links.map((link) => fetch(link)));
      }
      export function crawl(url: string) {
        return axios.get<{ links: string[] }>(url).then(({ data }) => Promise.all(data.links.map((link) => axios.get(link))));
      }
      export async function check(path: string) {
        const urls = (await readFile(path, "utf8")).split(/\\n/u);
        await Promise.all(urls.map((url) => fetch(url)));
      }`,
    errors: [
      { messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "links" } },
      { messageId: "together", data: { call: "Promise.all()", opens: "axios.get()", items: "data.links" } },
      { messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "urls" } },
    ],
  },
  {
    name: "a loop over what a caller gives fills the list",
    code: ts`
      export async function check(links: string[]) {
        const all: string[] = [];
        for (const link of links) for (const end of ["a", "b"]) all.push(link + end);
        return Promise.all(all.map((url) => fetch(url)));
      }`,
    errors: [{ messageId: "together", data: { call: "Promise.all()", opens: "fetch()", items: "all" } }],
  },
  {
    name: "a function of the file hands on what a caller gives",
    code: ts`
      const check = async (links: string[]) => Promise.all(links.map((link) => fetch(link)));
      export const checkAll = async (links: string[]) => check(links.filter(Boolean));`,
    errors: [{ messageId: "together", line: 1 }],
  },
];

const near: readonly InvalidTestCase<Id, []>[] = [
  {
    name: "all rows of a table, of which a filter leaves most",
    code: ts`
      interface User { readonly isActive: boolean; readonly hook: string }
      interface Users { find(where: object): Promise<User[]> }
      export async function notify(users: Users, team: string) {
        const all = await users.find({ where: { team } });
        await Promise.all(all.filter((user) => user.isActive).map((user) => fetch(user.hook)));
      }`,
    errors: [{ messageId: "together", line: 5 }],
  },
  {
    name: "the settings say where the links come from, not how many there are",
    code: ts`
      export async function crawl(settings: { start: string }) {
        const links = (await fetch(settings.start).then((answer) => answer.json())) as string[];
        await Promise.all(links.map((link) => fetch(link)));
      }`,
    errors: [{ messageId: "together", line: 3 }],
  },
  {
    name: "a message brings as many items as its sender likes",
    code: ts`
      interface Entry { readonly image?: string }
      export const messages = {
        digest: async ({ payload }: { payload: { items: Entry[] } }) => {
          const shown = payload.items.filter(({ image }) => image);
          return Promise.allSettled(shown.map(({ image }) => fetch(image!)));
        },
      };`,
    errors: [{ messageId: "together", line: 5 }],
  },
  {
    name: "a helper finds the folder of a user",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      declare function folderOf(user: string): string;
      export async function mailsOf(user: string) {
        const folder = folderOf(user);
        const names = await readdir(folder);
        return Promise.all(names.map((name) => readFile(folder + name)));
      }`,
    errors: [{ messageId: "together", line: 6 }],
  },
  {
    name: "files are written, each under a descriptor of its own",
    code: ts`
      import { writeFile } from "node:fs/promises";
      export const save = (uploads: { name: string; bytes: Uint8Array }[]) =>
        Promise.all(uploads.map(({ name, bytes }) => writeFile(name, bytes)));`,
    errors: [{ messageId: "together", line: 3 }],
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
    name: "the program has a directory of its own",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      import { join } from "node:path";
      const VIEWS = join(import.meta.dirname, "mails");
      export class Mails {
        constructor(private readonly path: string) {}
        async own() {
          const names = await readdir(VIEWS);
          return Promise.all(names.map((name) => readFile(join(VIEWS, name))));
        }
        async given() {
          const names = await readdir(this.path);
          return Promise.all(names.map((name) => readFile(join(this.path, name))));
        }
        async partials(root: string) {
          const names = await readdir(join(root, "partials"));
          return Promise.all(names.map((name) => readFile(join(root, "partials", name))));
        }
      }`,
  },
  {
    name: "plugins, certificates and settings are few",
    code: ts`
      import { readFile } from "node:fs/promises";
      interface Locale { readonly path: string }
      export const loadPlugins = (pluginFiles: string[]) => Promise.all(pluginFiles.map((path) => readFile(path)));
      export const trust = ({ certs }: { certs: string[] }) => Promise.all(certs.map((path) => readFile(path)));
      export const texts = (all: readonly Locale[]) => Promise.all(all.map(({ path }) => readFile(path)));
      export const packed = (manifest: { files: string[] }) =>
        Promise.all(manifest.files.map((path) => readFile(path)));`,
  },
  {
    name: "a carousel has as many cards as a person looks through",
    code: ts`
      interface Card { readonly image?: string }
      export const messages = {
        carousel: async ({ payload }: { payload: { items: Card[] } }) => {
          const shown = payload.items.filter(({ image }) => image);
          return Promise.allSettled(shown.map(({ image }) => fetch(image!)));
        },
      };`,
  },
  {
    name: "the request itself asks for a few",
    code: ts`
      import axios from "axios";
      export async function found(title: string) {
        const query = new URLSearchParams({ title, num_results: "10" }).toString();
        const url = "https://shop.example/products?" + query;
        return axios.get<{ ids: string[] }>(url).then(({ data }) =>
          Promise.all(data.ids.map((id) => axios.get("https://shop.example/" + id))));
      }
      export async function search(title: string) {
        const answer = await fetch("https://shop.example/search?q=" + title + "&page=1");
        const ids = (await answer.json()) as string[];
        return Promise.all(ids.map((id) => fetch("https://shop.example/" + id)));
      }
      export async function latest() {
        const answer = await fetch("https://shop.example/latest?limit=20");
        const ids = (await answer.json()) as string[];
        return Promise.all(ids.map((id) => fetch("https://shop.example/" + id)));
      }`,
  },
  {
    name: "one record may be given, or several under their keys",
    code: ts`
      import { writeFile } from "node:fs/promises";
      export async function put(given: string | Record<string, string>, value = "") {
        if (typeof given === "string") return writeFile(given, value);
        return Promise.all(Object.entries(given).map(([key, text]) => writeFile(key, text)));
      }`,
  },
  {
    name: "the function is named for what is few",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      export async function loadModulesIn(directory: string) {
        const names = await readdir(directory);
        return Promise.all(names.map((name) => readFile(name)));
      }`,
  },
  {
    name: "a loop over what is few fills the list",
    code: ts`
      import { readFile } from "node:fs/promises";
      export async function texts() {
        const paths: string[] = [];
        for (const name of ["a", "b"]) paths.push(name + ".json");
        return Promise.all(paths.map((path) => readFile(path)));
      }`,
  },
  {
    name: "only this file calls it, with what is written there",
    code: ts`
      import { readFile } from "node:fs/promises";
      const load = (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(path)));
      export const both = () => load(["a.json", "b.json"]);
      export const one = (path: string) => load([path]);`,
  },
  {
    name: "each item of a list has some of its own",
    code: ts`
      import { readFile } from "node:fs/promises";
      export async function texts(chapters: { files: string[] }[]) {
        for (const { files } of chapters) await Promise.all(files.map((path) => readFile(path)));
      }`,
  },
  {
    name: "of all users the administrators, or those who set a token, are a handful",
    code: ts`
      interface User { readonly hook: string; readonly settings: { hasToken(): boolean } }
      interface Users { find(where?: object): Promise<User[]> }
      export async function warn(users: Users) {
        const all = await users.find();
        const where = { role: "ADMIN" };
        const admins = await users.find({ where });
        await Promise.all(all.filter((user) => user.settings.hasToken()).map((user) => fetch(user.hook)));
        await Promise.all(admins.map((user) => fetch(user.hook)));
        const chosen = await users.find({ where });
        await Promise.all(chosen.map((user) => fetch(user.hook)));
      }`,
  },
  {
    name: "one turn of a conversation has some parts",
    code: ts`
      import { writeFile } from "node:fs/promises";
      interface Turn { readonly parts: { readonly path: string; readonly text: string }[] }
      export async function kept(history: readonly Turn[], last: number) {
        for (let at = 0; at < last; at++) {
          const turn = history[at]!;
          await Promise.all(turn.parts.map(({ path, text }) => writeFile(path, text)));
        }
      }`,
  },
  {
    name: "the program brings the files along, beside itself",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      import { dirname, join } from "node:path";
      import { fileURLToPath } from "node:url";
      declare function upwards(name: string, from: string): Promise<string>;
      const ownFolder = () => dirname(fileURLToPath(import.meta.url));
      export async function documents(name: string) {
        const beside = await upwards(name, fileURLToPath(import.meta.url));
        const names = await readdir(beside);
        return Promise.all(names.map((one) => readFile(one)));
      }
      export async function mails() {
        const folder = join(ownFolder(), "mails");
        const names = await readdir(folder);
        return Promise.all(names.map((one) => readFile(join(folder, one))));
      }`,
  },
  {
    name: "a command reads what an earlier run left in its folder",
    code: ts`
      import { readdir, readFile } from "node:fs/promises";
      import { resolve } from "node:path";
      export async function merged(directory: string) {
        const folder = resolve(process.cwd(), directory);
        const names = await readdir(folder);
        const texts = names.map((name) => readFile(resolve(folder, name), "utf8"));
        return Promise.all(texts);
      }`,
  },
  {
    name: "a mail has some attachments",
    code: ts`
      import { readFile } from "node:fs/promises";
      export const read = (mail: { attachments: string[] }) =>
        Promise.all(mail.attachments.map((path) => readFile(path)));`,
  },
  {
    name: "files are copied by threads, of which there are four",
    code: ts`
      import { copyFile } from "node:fs/promises";
      export const copy = (paths: string[], to: string) => Promise.all(paths.map((path) => copyFile(path, to + path)));`,
  },
  {
    name: "it is a script",
    code: ts`
      import { readdirSync } from "node:fs";
      import { readFile } from "node:fs/promises";
      await Promise.all(readdirSync(".").map((name) => readFile(name)));`,
  },
];

const tool: ValidTestCase<[]> = {
  name: "it is a tool of the command line",
  filename: "tools/bump.ts",
  code: ts`
      import { readFile } from "node:fs/promises";
      export const texts = (paths: string[]) => Promise.all(paths.map((path) => readFile(path)));`,
};

typed.run("no-unbounded-concurrency", noUnboundedConcurrency, {
  valid: right,
  invalid: [...wrong, ...wide, ...near, needsTypes],
});
untyped.run("no-unbounded-concurrency without types", noUnboundedConcurrency, {
  valid: [...right, tool],
  invalid: [...wrong, ...wide, ...near],
});
