/** Bodies: a response is owed a reader on every way out. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const strict = { unknownCalls: "borrows", throws: "calls" };

export const bodies: readonly Case[] = [
  {
    name: "an error status returns before the body is read",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const { statusCode, body } = await request(url); //~ unread return
        if (statusCode === 404) return undefined;
        return body.json();
      }`,
  },
  {
    name: "an error status throws before the body is read",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const response = await request(url); //~ unread throw
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        return response.body.text();
      }`,
  },
  {
    name: "the body is dumped, read or destroyed on every way",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const { statusCode, body } = await request(url);
        if (statusCode === 404) {
          await body.dump();
          return undefined;
        }
        if (statusCode > 500) {
          body.destroy();
          throw new Error("server");
        }
        return body.json();
      }`,
  },
  {
    name: "only the status is asked for",
    code: ts`
      import { request } from "undici";
      export async function isUp(url: string) {
        const { statusCode } = await request(url); //~ unread
        return statusCode === 200;
      }
      export const status = async (url: string) => (await request(url)).statusCode; //~ unread`,
  },
  {
    name: "HEAD has no body",
    code: ts`
      import { request, fetch as get } from "undici";
      export async function isUp(url: string) {
        const { statusCode } = await request(url, { method: "HEAD" });
        const other = await get(url, { method: "HEAD" });
        const third = await fetch(url, { method: "HEAD" });
        return statusCode === 200 && other.ok && third.ok;
      }`,
  },
  {
    name: "a page asks its own server",
    settings: strict,
    code: ts`
      declare const prefix: string;
      export async function save(name: string) {
        await fetch("/api/save", { method: "POST" });
        await fetch(\`\${prefix}/names/\${name}\`, { credentials: "include" });
      }`,
  },
  {
    name: "a file that speaks of the page runs in a browser",
    settings: strict,
    code: ts`
      declare const window: { prefix: string };
      export async function enable(name: string) {
        const response = await fetch(\`\${window.prefix}/enable\`, { method: "POST", body: name });
        return response.status === 200;
      }`,
  },
  {
    name: "a client of another file answers it, and only the failure of that is worded anew",
    needs: "types",
    settings: strict,
    beside: {
      "client.ts": ts`
        export class Client {
          static async create(base: string): Promise<Client> {
            return new Client(base);
          }
          constructor(private readonly base: string) {}
          private async make(url: string): Promise<Response> {
            const response = await fetch(url);
            if (!response.ok) throw new Error(String(response.status)); // told here, too
            return response;
          }
          async remove(id: string): Promise<Response> {
            return await this.make(this.base + id);
          }
        }`,
    },
    code: ts`
      import { Client } from "./client.js";
      export async function remove(id: string): Promise<void> {
        const client = await Client.create("http://localhost:8080/");
        const response = await client.remove(id).catch((error: unknown) => { //~ unread throw
          throw new Error(String(error));
        });
        if (!response.ok) throw new Error(String(response.status));
      }
      declare function send(url: string): Promise<Response>;
      export async function post(url: string): Promise<string> {
        const response = await send(url).catch(() => send(url)).finally(() => console.log(url)); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      }`,
  },
  {
    name: "what deletes is answered by nothing unless it fails, which is read",
    settings: strict,
    code: ts`
      export async function remove(url: string): Promise<void> {
        const response = await fetch(url, { method: "DELETE" });
        if (!response.ok) throw new Error(await response.text());
      }`,
  },
  {
    name: "what deletes fails unread, answers something, or is asked for nothing",
    settings: strict,
    code: ts`
      export async function remove(url: string): Promise<void> {
        const response = await fetch(url, { method: "DELETE" }); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
      }
      export async function isRemoved(url: string): Promise<boolean> {
        const response = await fetch(url, { method: "DELETE" }); //~ unread return
        if (response.status === 500) throw new Error(await response.text());
        return response.ok;
      }
      export async function replace(url: string): Promise<void> {
        const response = await fetch(url, { method: "PUT" }); //~ unread end
        if (!response.ok) throw new Error(await response.text());
      }
      export async function spoken(url: string, isLoud: boolean): Promise<void> {
        const response = await fetch(url, { method: "DELETE" }); //~ unread end
        if (isLoud) console.log(await response.text());
      }`,
  },
  {
    name: "a slice of the state of a page asks the server of the page",
    settings: strict,
    code: ts`
      // @ts-expect-error Only its name matters.
      import { createAsyncThunk } from "@reduxjs/toolkit";
      declare const prefix: string;
      export async function save(name: string): Promise<void> {
        const response = await fetch(prefix + "/names", { method: "POST", body: name });
        if (!response.ok) throw new Error(response.statusText);
      }
      export const saveName = createAsyncThunk("name", save);`,
  },
  {
    name: "a module that is only named like a store asks a server",
    settings: strict,
    code: ts`
      // @ts-expect-error Only its name matters.
      import { createStore } from "./toolkit.js";
      declare const prefix: string;
      export async function save(name: string): Promise<void> {
        const response = await fetch(prefix + "/names", { method: "POST", body: name }); //~ unread throw
        if (!response.ok) throw new Error(response.statusText);
      }
      export const saveName = createStore("name", save);`,
  },
  {
    name: "204 and 304 have no body",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const { statusCode, body } = await request(url);
        if (statusCode === 204) return undefined;
        return body.json();
      }
      export async function renew(url: string) {
        const response = await fetch(url);
        switch (response.status) {
          case 304:
            return undefined;
          default:
            return response.json();
        }
      }`,
  },
  {
    name: "the program looks whether there is a body",
    code: ts`
      export async function lines(url: string) {
        const response = await fetch(url);
        if (!response.body) throw new Error("empty");
        return response.body.getReader();
      }
      export async function other(url: string) {
        const response = await fetch(url);
        if (response.body === null) return undefined;
        for await (const chunk of response.body) return chunk;
      }
      export async function third(url: string) {
        const response = await fetch(url);
        if (response.headers.get("content-length") === "0") return undefined;
        return response.json();
      }`,
  },
  {
    name: "a header is all that is read",
    code: ts`
      export async function etag(url: string) {
        const response = await fetch(url); //~ unread return
        return response.headers.get("etag");
      }`,
  },
  {
    name: "the body is cancelled, and perhaps there is none",
    code: ts`
      export async function etag(url: string) {
        const response = await fetch(url);
        await response.body?.cancel();
        return response.headers.get("etag");
      }`,
  },
  {
    name: "a status is tested where the promise is chained",
    code: ts`
      export const load = (url: string) =>
        fetch(url).then((response) => { //~ unread throw
          if (!response.ok) throw new Error(response.statusText);
          return response.json();
        });
      export const text = (url: string) => fetch(url).then((response) => response.text());`,
  },
  {
    name: "a helper throws without reading",
    code: ts`
      async function check(response: Response) {
        if (!response.ok) throw new Error(response.statusText);
        return response;
      }
      export async function load(url: string) {
        const response = await fetch(url); //~ unread rejects
        return (await check(response)).json();
      }`,
  },
  {
    name: "a helper reads before it throws",
    code: ts`
      async function check(response: Response) {
        if (!response.ok) throw new Error(await response.text());
        return response;
      }
      export async function load(url: string) {
        const response = await fetch(url);
        return (await check(response)).json();
      }`,
  },
  {
    name: "another attempt is made while the last answer is unread",
    code: ts`
      declare function sleep(): Promise<void>;
      export async function load(url: string) {
        for (let attempt = 0; attempt < 3; attempt++) {
          const response = await fetch(url); //~ unread continue
          if (response.status === 429) {
            await sleep();
            continue;
          }
          return response.json();
        }
      }
      export async function reload(url: string) {
        let response = await fetch(url);
        while (response.status === 429) {
          await sleep();
          response = await fetch(url); //~ unread replaced
        }
        return response.json();
      }`,
  },
  {
    name: "the response is handed on",
    settings: strict,
    code: ts`
      import { Readable } from "node:stream";
      declare function show(response: Response): void;
      export async function plain(url: string) {
        const response = await fetch(url);
        if (!response.ok) console.warn(response.status);
        return response;
      }
      export async function proxied(url: string) {
        const upstream = await fetch(url);
        return new Response(upstream.body, { status: upstream.status });
      }
      export async function streamed(url: string) {
        const response = await fetch(url);
        return Readable.fromWeb(response.body as never);
      }
      export async function shown(url: string) {
        const response = await fetch(url);
        show(response);
      }
      export async function wrapped(url: string) {
        const response = await fetch(url);
        return { status: response.status, response };
      }
      export async function cut(url: string) {
        const { body, status } = await fetch(url);
        return { body, status };
      }
      export async function cutLater(url: string) {
        const response = await fetch(url);
        const { body } = response;
        return body;
      }`,
  },
  {
    name: "the body is a name, a copy, a stream",
    code: ts`
      import { createWriteStream } from "node:fs";
      import { pipeline } from "node:stream/promises";
      import { request } from "undici";
      export async function save(url: string, path: string) {
        const { body } = await request(url);
        await pipeline(body, createWriteStream(path));
      }
      export async function copied(url: string) {
        const response = await fetch(url);
        return [await response.clone().text(), await response.json()];
      }
      export async function decoded(url: string) {
        const response = await fetch(url);
        return response.body?.pipeThrough(new TextDecoderStream());
      }
      export async function counted(url: string) {
        const { body } = await request(url);
        let size = 0;
        for await (const chunk of body) size += chunk.length;
        return size;
      }`,
  },
  {
    name: "an http response is rejected by its status",
    code: ts`
      import https from "node:https";
      export const load = (url: string) =>
        new Promise<string>((resolve, reject) => {
          https.get(url, (response) => { //~ unread return
            if (response.statusCode !== 200) {
              reject(new Error(String(response.statusCode)));
              return;
            }
            let text = "";
            response.on("data", (chunk) => (text += chunk));
            response.on("end", () => resolve(text));
          });
        });`,
  },
  {
    name: "an http response is resumed",
    code: ts`
      import https from "node:https";
      export const load = (url: string) =>
        new Promise<string>((resolve, reject) => {
          https.get(url, (response) => {
            if (response.statusCode !== 200) {
              response.resume();
              reject(new Error(String(response.statusCode)));
              return;
            }
            let text = "";
            response.on("data", (chunk) => (text += chunk));
            response.on("end", () => resolve(text));
          });
        });`,
  },
  {
    name: "only the status of an http response matters",
    code: ts`
      import http from "node:http";
      export const ping = (url: string, done: (status?: number) => void) => {
        http.get(url, (response) => done(response.statusCode)); //~ unread end
      };
      export const poke = (url: string, done: () => void) => {
        http.get(url, () => done()); //~ unread
      };`,
  },
  {
    name: "the request or its signal ends the response",
    code: ts`
      import http from "node:http";
      export const ping = (url: string, done: (status?: number) => void) => {
        const request = http.get(url, (response) => {
          done(response.statusCode);
          request.destroy();
        });
      };
      export async function status(url: string) {
        const controller = new AbortController();
        const response = await fetch(url, { signal: controller.signal });
        controller.abort();
        return response.status;
      }
      export async function guarded(url: string) {
        const controller = new AbortController();
        try {
          const response = await fetch(url, { signal: controller.signal });
          return response.status;
        } finally {
          controller.abort();
        }
      }`,
  },
  {
    name: "a HEAD request over http has no body",
    code: ts`
      import http from "node:http";
      export const ping = (url: string, done: (status?: number) => void) => {
        http.request(url, { method: "HEAD" }, (response) => done(response.statusCode)).end();
      };
      export const pong = (host: string, done: (status?: number) => void) => {
        http.request({ host, method: "HEAD" }, (response) => done(response.statusCode)).end();
      };`,
  },
  {
    name: "a proxy pipes what it gets",
    needs: "types",
    code: ts`
      import http from "node:http";
      export const server = http.createServer((request, response) => {
        const upstream = http.request({ host: "up", path: request.url }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response); //~ piped source strict
        });
        request.pipe(upstream); //~ piped source strict
      });`,
  },
  {
    name: "axios was asked for a stream",
    code: ts`
      import axios from "axios";
      export async function size(url: string) {
        const { headers } = await axios.get(url, { responseType: "stream" }); //~ unread
        return headers["content-length"];
      }
      export async function save(url: string, to: NodeJS.WritableStream) {
        const response = await axios({ url, responseType: "stream" }); //~ unread throw
        if (response.headers["content-type"] !== "image/png") throw new Error("no image");
        response.data.pipe(to);
      }
      export const plain = async (url: string) => (await axios.get(url)).status;`,
  },
  {
    name: "axios rejects a status, and nobody looks at what it rejected with",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import axios from "axios";
      export async function save(url: string, to: NodeJS.WritableStream) {
        try {
          const { data } = await axios.get<NodeJS.ReadableStream>(url, { responseType: "stream" }); //~ unread rejects
          data.pipe(to);
        } catch (error) {
          console.warn("no file", error);
        }
      }`,
  },
  {
    name: "axios rejects a status, and the stream that comes with it is destroyed",
    settings: { unknownCalls: "borrows", throws: "calls" },
    code: ts`
      import axios from "axios";
      export async function save(url: string, to: NodeJS.WritableStream) {
        try {
          const { data } = await axios.get<NodeJS.ReadableStream>(url, { responseType: "stream" });
          data.pipe(to);
        } catch (error) {
          if (axios.isAxiosError(error)) error.response?.data.destroy();
        }
      }`,
  },
  {
    name: "an axios instance was asked for a stream",
    needs: "types",
    code: ts`
      import type { AxiosInstance } from "axios";
      export async function save(client: AxiosInstance, url: string) {
        const { data, status } = await client.get(url, { responseType: "stream" }); //~ unread return
        if (status === 202) return undefined;
        return data;
      }`,
  },
  {
    name: "an undici pipeline is made too early, or only written to",
    code: ts`
      import { pipeline } from "undici";
      export function upload(url: string, skip: boolean, from: NodeJS.ReadableStream, to: NodeJS.WritableStream) {
        const put = pipeline(url, { method: "PUT" }, ({ body }) => body); //~ unread return
        if (skip) return;
        from.pipe(put).pipe(to);
      }
      export function send(url: string, text: string) {
        const put = pipeline(url, { method: "PUT" }, ({ body }) => body); //~ unread end
        put.end(text);
      }`,
  },
  {
    name: "an undici pipeline is read, given away or thrown away",
    code: ts`
      import { pipeline as through } from "node:stream/promises";
      import { pipeline, stream } from "undici";
      export async function upload(url: string, from: NodeJS.ReadableStream, to: NodeJS.WritableStream) {
        await through(from, pipeline(url, { method: "PUT" }, ({ body }) => body), to);
      }
      export function send(url: string, text: string) {
        const put = pipeline(url, { method: "PUT" }, ({ body }) => body);
        put.resume().end(text);
      }
      export const save = (url: string, to: NodeJS.WritableStream) =>
        stream(url, { method: "GET", opaque: to }, () => to as import("node:stream").Writable);`,
  },
  {
    name: "got streams",
    code: ts`
      import got from "got";
      export function save(url: string, skip: boolean, to: NodeJS.WritableStream) {
        const stream = got.stream(url); //~ unread return
        if (skip) return;
        stream.pipe(to); //~ piped source strict
      }`,
  },
  {
    name: "an S3 object is not read",
    needs: "types",
    code: ts`
      import { GetObjectCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      export async function size(Bucket: string, Key: string) {
        const { ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key })); //~ unread
        return ContentLength;
      }
      export async function text(Bucket: string, Key: string) {
        const command = new GetObjectCommand({ Bucket, Key });
        const object = await client.send(command); //~ unread return
        if (object.ContentType !== "text/plain") return undefined;
        return object.Body?.transformToString();
      }
      export async function head(Bucket: string, Key: string) {
        const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return ContentLength;
      }
      export async function all(Bucket: string, Key: string) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body?.transformToString() ?? "";
      }`,
  },
  {
    name: "node-fetch is the default export",
    code: ts`
      import fetch from "node-fetch";
      export async function load(url: string) {
        const response = await fetch(url); //~ unread throw
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
      }
      export async function save(url: string, to: NodeJS.WritableStream) {
        const response = await fetch(url);
        response.body?.pipe(to);
      }`,
  },
  {
    name: "the program ends",
    code: ts`
      export async function check(url: string) {
        const response = await fetch(url);
        process.exit(response.ok ? 0 : 1);
      }`,
  },
  {
    name: "a response that no library is known to make is used like one",
    settings: strict,
    code: ts`
      declare const client: any;
      export async function load(url: string) {
        const response = await client.fetch(url); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
        return response.json();
      }
      export async function result(url: string) {
        const result = await client.run(url);
        if (!result.ok) throw new Error(result.message);
        return result.value;
      }`,
  },
  {
    name: "a wrapper is declared to answer a response",
    settings: strict,
    needs: "types",
    code: ts`
      declare const client: { get(url: string): Promise<Response>; run(url: string): Promise<{ ok: boolean; status: number }> };
      export async function load(url: string) {
        const response = await client.get(url); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
        return response.json();
      }
      export async function result(url: string) {
        const result = await client.run(url);
        if (!result.ok) throw new Error(String(result.status));
        return result;
      }`,
  },
  {
    name: "a body that is read where it is a stream",
    code: ts`
      import { Readable } from "node:stream";
      import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
      export async function download(client: S3Client): Promise<Buffer> {
        const response = await client.send(new GetObjectCommand({ Bucket: "files", Key: "a" }));
        return new Promise<Buffer>((resolve, reject) => {
          const chunks: Buffer[] = [];
          if (response.Body instanceof Readable) {
            response.Body.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.Body.on("end", () => { resolve(Buffer.concat(chunks)); });
            response.Body.on("error", reject);
          } else {
            reject(new Error("no stream"));
          }
        });
      }`,
  },
  {
    name: "a timer aborts the request, body and all",
    code: ts`
      import { request } from "undici";
      const LIMIT = 5_000;
      export async function load(url: string) {
        const response = await request(url, { signal: AbortSignal.timeout(LIMIT) });
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        return response.body.text();
      }
      export async function either(url: string, given: AbortSignal) {
        const signal = AbortSignal.any([given, AbortSignal.timeout(LIMIT)]);
        const response = await request(url, { signal });
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        return response.body.text();
      }
      export async function proxy(url: string) {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), LIMIT);
        const response = await request(url, { signal: controller.signal });
        if (response.statusCode !== 200) return undefined;
        return response.body.text();
      }`,
  },
  {
    name: "a timer aborts what garbage collection ends as well",
    code: ts`
      export async function load(url: string) {
        const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      }
      export async function proxy(url: string) {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), 5_000);
        const response = await fetch(url, { signal: controller.signal });
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      }`,
  },
  {
    name: "the signal that aborts the request is given by others, and perhaps never",
    code: ts`
      import { request } from "undici";
      export async function load(url: string, signal: AbortSignal) {
        const response = await request(url, { signal }); //~ unread throw
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        return response.body.text();
      }
      export async function stoppable(url: string, button: EventTarget) {
        const controller = new AbortController();
        button.addEventListener("click", () => controller.abort());
        const response = await request(url, { signal: controller.signal }); //~ unread throw
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        return response.body.text();
      }`,
  },
  {
    name: "the timer is cleared once the response has arrived",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 5_000);
        try {
          const response = await request(url, { signal: controller.signal }); //~ unread throw
          if (response.statusCode !== 200) throw new Error(String(response.statusCode));
          return await response.body.text();
        } finally {
          clearTimeout(timer);
        }
      }
      export async function get(url: string) {
        const controller = new AbortController();
        const timer = setTimeout(() => { controller.abort(); }, 5_000);
        const response = await request(url, { signal: controller.signal }).finally(() => clearTimeout(timer)); //~ unread return
        if (response.statusCode !== 200) return undefined;
        return response.body.text();
      }`,
  },
  {
    name: "the timer is cleared on another way only",
    code: ts`
      import { request } from "undici";
      export async function load(url: string) {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 5_000);
        const response = await request(url, { signal: controller.signal });
        if (response.statusCode !== 200) throw new Error(String(response.statusCode));
        const text = await response.body.text();
        clearTimeout(timer);
        return text;
      }
      export async function get(url: string) {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 5_000);
        try {
          const response = await request(url, { signal: controller.signal });
          if (response.statusCode !== 200) return undefined;
          return await response.body.text();
        } catch (error) {
          clearTimeout(timer);
          throw error;
        }
      }`,
  },
  {
    name: "a helper of the program sets the timer, and does not clear it",
    beside: {
      "get.ts": ts`
        import { request } from "undici";
        export function getInTime(url: string) {
          return request(url, { signal: AbortSignal.timeout(5_000) });
        }
        export async function getCleared(url: string) {
          const controller = new AbortController();
          const timer = setTimeout(() => controller.abort(), 5_000);
          try {
            return await request(url, { signal: controller.signal });
          } finally {
            clearTimeout(timer);
          }
        }
        export function ask(url: string, signal?: AbortSignal) {
          return request(url, { signal });
        }`,
    },
    needs: "types",
    code: ts`
      import { ask, getCleared, getInTime } from "./get.js";
      export async function load(url: string) {
        const { statusCode, body } = await getInTime(url);
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }
      export async function loadCleared(url: string) {
        const { statusCode, body } = await getCleared(url); //~ unread throw
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }
      export async function loadOwn(url: string) {
        const { statusCode, body } = await ask(url, AbortSignal.timeout(5_000));
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }
      export async function loadAny(url: string) {
        const { statusCode, body } = await ask(url); //~ unread throw
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }`,
  },
  {
    name: "a helper of the program asks for no body",
    settings: strict,
    code: ts`
      const METHOD = "HEAD";
      function head(url: string) {
        return fetch(url, { method: "HEAD" });
      }
      function send(method: string, url: string) {
        return fetch(url, { method });
      }
      const ask = async (url: string, options: { method: string }) => await fetch(url, options);
      export async function sizeOf(url: string) {
        const response = await head(url);
        if (!response.ok) throw new Error(String(response.status));
        return response.headers.get("content-length");
      }
      export async function typeOf(url: string) {
        const response = await send("HEAD", url);
        if (!response.ok) throw new Error(String(response.status));
        return response.headers.get("content-type");
      }
      export async function ageOf(url: string) {
        const response = await ask(url, { method: METHOD });
        if (!response.ok) throw new Error(String(response.status));
        return response.headers.get("age");
      }
      export async function textOf(url: string) {
        const response = await send("GET", url); //~ unread throw
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      }`,
  },
  {
    name: "a request is given up when nothing moves for a time",
    code: ts`
      import { get } from "node:https";
      export function ask(path: string, take: (text: string) => void, fail: (error: Error) => void) {
        const req = get({ host: "example.org", path, timeout: 5000 }, (res) => {
          if (res.statusCode !== 200) {
            fail(new Error("refused"));
            return;
          }
          res.on("data", take);
        });
        req.on("timeout", () => {
          req.destroy(new Error("timed out"));
        });
      }
      export function askAgain(path: string, take: (text: string) => void, fail: (error: Error) => void) {
        const req = get({ host: "example.org", path }, (res) => {
          if (res.statusCode !== 200) {
            fail(new Error("refused"));
            return;
          }
          res.on("data", take);
        });
        req.setTimeout(5000, () => req.destroy(new Error("timed out")));
      }`,
  },
  {
    name: "a request that has taken long is only complained of, or has no limit to hear of",
    code: ts`
      import { get } from "node:https";
      export function ask(path: string, take: (text: string) => void, fail: (error: Error) => void) {
        const req = get({ host: "example.org", path, timeout: 5000 }, (res) => { //~ unread return
          if (res.statusCode !== 200) {
            fail(new Error("refused"));
            return;
          }
          res.on("data", take);
        });
        req.on("timeout", () => {
          console.warn("slow");
        });
      }
      export function askAgain(path: string, take: (text: string) => void, fail: (error: Error) => void) {
        const req = get({ host: "example.org", path }, (res) => { //~ unread return
          if (res.statusCode !== 200) {
            fail(new Error("refused"));
            return;
          }
          res.on("data", take);
        });
        req.on("timeout", () => {
          req.destroy();
        });
      }`,
  },
  {
    name: "a response is asked whether it can be read at all",
    settings: strict,
    code: ts`
      export async function failed(url: string) {
        const res = await fetch(url);
        let text = "none";
        try {
          if (res && typeof res.text === "function") text = await res.text();
          else if (res) text = String(res.status);
        } catch {
          text = "?";
        }
        throw new Error(text);
      }
      export async function load(url: string) {
        const res = await fetch(url);
        if (typeof res.json !== "function") return undefined;
        return await res.json();
      }
      export async function bytes(url: string) {
        const res = await fetch(url);
        return res.arrayBuffer ? await res.arrayBuffer() : undefined;
      }
      export async function blob(url: string) {
        const res = await fetch(url);
        return await res.blob?.();
      }
      export async function asked(url: string) {
        const res = await fetch(url); //~ unread return
        return typeof res.text === "function" ? res.status : await res.text();
      }
      export async function typed(url: string, other: { text?: () => string }) {
        const res = await fetch(url); //~ unread return
        if (typeof other.text === "function") return await res.text();
        return "none";
      }
      export async function named(url: string) {
        const res = await fetch(url); //~ unread return
        if (res.url) return await res.text();
        return "none";
      }`,
  },
  {
    name: "a response of a request has a status, whatever its type says",
    code: ts`
      import http from "node:http";
      export function forward(url: string, to: http.ServerResponse) {
        http.get(url, (res) => {
          if (!res.statusCode) {
            to.end();
            return;
          }
          to.writeHead(res.statusCode);
          res.on("data", (chunk) => to.write(chunk));
        });
      }
      export function forwardLater(url: string, to: http.ServerResponse) {
        http.get(url, (res) => { //~ unread return
          if (!res.statusMessage) {
            to.end();
            return;
          }
          res.on("data", (chunk) => to.write(chunk));
        });
      }`,
  },
];
