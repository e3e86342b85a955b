/** Piping: when one stream fails, the others stay open. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

export const piping: readonly Case[] = [
  {
    name: "a file is piped into a response",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export function send(path: string, response: ServerResponse) {
        createReadStream(path).pipe(response); //~ piped source
      }
      export function sendNamed(path: string, response: ServerResponse) {
        const file = createReadStream(path);
        response.setHeader("content-type", "text/plain");
        file.pipe(response); //~ piped source
      }`,
  },
  {
    name: "the process's own input is piped",
    code: ts`
      import { connect } from "node:net";
      export function relay(path: string) {
        const peer = connect(path);
        peer.on("error", (error) => console.error(error.message));
        peer.on("close", () => process.stdout.write("gone"));
        process.stdin.pipe(peer);
        return peer;
      }`,
  },
  {
    name: "only the failure of the file is minded",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export function send(path: string, response: ServerResponse) {
        const file = createReadStream(path);
        file.on("error", () => response.writeHead(404).end());
        file.pipe(response); //~ piped source
      }`,
  },
  {
    name: "the client's leaving ends the file",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export function send(path: string, response: ServerResponse) {
        const file = createReadStream(path);
        response.on("close", () => file.destroy());
        file.pipe(response);
      }`,
  },
  {
    name: "'pipeline', 'finished' and 'compose' mind all of them",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      import { finished, pipeline } from "node:stream";
      export function send(path: string, response: ServerResponse) {
        pipeline(createReadStream(path), response, () => {});
      }
      export function watched(path: string, response: ServerResponse) {
        const file = createReadStream(path);
        finished(response, () => file.destroy());
        file.pipe(response);
      }
      export function copied(from: string, to: string) {
        const source = createReadStream(from);
        const target = createWriteStream(to);
        pipeline(source, target, () => {});
      }`,
  },
  {
    name: "a handler only settles a promise",
    needs: "types",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      export const copy = (from: string, to: string) =>
        new Promise<void>((resolve, reject) => {
          createReadStream(from).on("error", reject).pipe(createWriteStream(to).on("error", reject).on("finish", resolve)); //~ leaked reject //~ piped source
        });`,
  },
  {
    name: "it is piped in a handler, and told where it opens",
    needs: "types",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      export const copy = (from: string, to: string) =>
        new Promise<void>((resolve, reject) => {
          const source = createReadStream(from); //~ leaked reject
          source.on("error", reject);
          source.on("open", () => {
            const target = createWriteStream(to);
            target.on("error", reject);
            target.on("open", () => source.pipe(target));
            target.on("close", () => resolve());
          });
        });`,
  },
  {
    name: "the failure of what it is piped into rejects around it",
    needs: "types",
    code: ts`
      import { createReadStream } from "node:fs";
      import { request } from "node:http";
      export async function put(path: string, url: string) {
        const file = createReadStream(path); //~ leakedOnThrow reject
        await new Promise<void>((resolve, reject) => {
          const sent = request(url, { method: "PUT" }, (response) => response.resume().on("end", () => resolve()));
          sent.on("error", reject);
          file.pipe(sent);
        });
      }`,
  },
  {
    name: "what fails before the piping is another matter",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export async function send(path: string, response: ServerResponse, name: () => Promise<string>) {
        const file = createReadStream(path); //~ leakedOnThrow rejects
        response.setHeader("content-type", await name());
        file.pipe(response); //~ piped source
      }`,
  },
  {
    name: "each failure ends the other side",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      export const copy = (from: string, to: string) =>
        new Promise<void>((resolve, reject) => {
          const source = createReadStream(from);
          const target = createWriteStream(to);
          source.on("error", (error) => {
            target.destroy();
            reject(error);
          });
          target.on("error", (error) => {
            source.destroy();
            reject(error);
          });
          target.on("finish", resolve);
          source.pipe(target);
        });`,
  },
  {
    name: "a method that is named for the end is given the socket, and another one is not",
    code: ts`
      import type { Socket } from "node:net";
      import { Transform } from "node:stream";
      class Parser extends Transform {}
      export class Reader {
        readonly #sockets: Socket[] = [];
        accept(socket: Socket): void {
          const parser = new Parser();
          socket.pipe(parser);
          parser.on("error", () => this.closeSocket(socket));
        }
        take(socket: Socket): void {
          const parser = new Parser();
          socket.pipe(parser); //~ piped source strict
          parser.on("error", () => this.noteSocket(socket));
        }
        closeSocket(socket: Socket): void {
          socket.destroy();
        }
        noteSocket(socket: Socket): void {
          this.#sockets.push(socket);
        }
      }`,
  },
  {
    name: "another method of the class ends what the field holds",
    code: ts`
      import { createReadStream, type ReadStream } from "node:fs";
      import type { Writable } from "node:stream";
      export class Player {
        #file: ReadStream | undefined;
        play(path: string, to: Writable): void {
          this.#file = createReadStream(path);
          this.#file.pipe(to);
        }
        end(): void {
          this.#file?.close();
        }
      }`,
  },
  {
    name: "an upload that fails is answered",
    needs: "types",
    code: ts`
      import { createServer } from "node:http";
      import { Writable } from "node:stream";
      class Form extends Writable {}
      export const server = createServer((request, response) => {
        const form = new Form();
        form.on("error", () => response.writeHead(500).end());
        request.pipe(form);
      });
      export const deaf = createServer((request, response) => {
        const form = new Form();
        form.on("finish", () => response.end());
        request.pipe(form); //~ piped source strict
      });`,
  },
  {
    name: "a chain has a transform in it",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      import { createGzip } from "node:zlib";
      export function send(path: string, response: ServerResponse) {
        createReadStream(path).pipe(createGzip()).pipe(response); //~ piped source
      }`,
  },
  {
    name: "a file is piped to the terminal, or into a hash",
    code: ts`
      import { createHash } from "node:crypto";
      import { createReadStream } from "node:fs";
      export function show(path: string) {
        createReadStream(path).pipe(process.stdout);
      }
      export function hash(path: string) {
        const digest = createHash("sha256");
        createReadStream(path).pipe(digest);
        return digest;
      }`,
  },
  {
    name: "an upload is saved",
    code: ts`
      import { createWriteStream } from "node:fs";
      import type { IncomingMessage } from "node:http";
      export function save(request: IncomingMessage, path: string) {
        const file = createWriteStream(path);
        request.pipe(file); //~ piped source strict
      }`,
  },
  {
    name: "an echo, and sockets that end each other",
    code: ts`
      import { connect, createServer } from "node:net";
      export const echo = createServer((socket) => {
        socket.pipe(socket);
      });
      export const proxy = createServer((client) => {
        const upstream = connect(8080);
        client.on("error", () => upstream.destroy());
        client.on("close", () => upstream.destroy());
        upstream.on("error", () => client.destroy());
        upstream.on("close", () => client.destroy());
        client.pipe(upstream);
        upstream.pipe(client);
      });`,
  },
  {
    name: "sockets are joined and neither ends the other",
    needs: "types",
    code: ts`
      import { connect, createServer } from "node:net";
      export const proxy = createServer((client) => {
        const upstream = connect(8080);
        client.pipe(upstream); //~ piped source
        upstream.pipe(client); //~ piped source
      });`,
  },
  {
    name: "the stream is somebody else's, too",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      declare function closeWith(response: ServerResponse, closable: { destroy(): void }): void;
      export function send(path: string, response: ServerResponse) {
        const file = createReadStream(path);
        closeWith(response, file);
        file.pipe(response);
      }`,
  },
  {
    name: "it is no stream that is piped",
    code: ts`
      import { of, map, filter } from "rxjs";
      import { createReadStream } from "node:fs";
      export const even = of(1, 2).pipe(filter((one) => one % 2 === 0));
      export const twice = of(1, 2).pipe(map((one) => one * 2), filter((one) => one > 2));
      export const file = createReadStream;`,
  },
  {
    name: "the source holds nothing outside memory",
    code: ts`
      import { createWriteStream } from "node:fs";
      import { PassThrough, Readable } from "node:stream";
      import { createGzip } from "node:zlib";
      export function save(path: string, buffer: Buffer, text: string) {
        Readable.from(buffer).pipe(createWriteStream(path));
        const lines = Readable.from([text, "end"]);
        lines.pipe(createWriteStream(path));
        Readable.from(JSON.stringify({ text })).pipe(createWriteStream(path));
        const pass = new PassThrough();
        pass.pipe(createWriteStream(path));
        pass.end(text);
        const packed = createGzip();
        packed.pipe(createWriteStream(path));
        packed.end(text);
      }
      function bufferToStream(buffer: Buffer) {
        const stream = new Readable();
        stream.push(buffer);
        stream.push(null);
        return stream;
      }
      const streamOf = (buffer: Buffer) => new Readable({ read() { this.push(buffer); this.push(null); } });
      export function store(path: string, buffer: Buffer) {
        bufferToStream(buffer).pipe(createWriteStream(path));
        streamOf(buffer).pipe(createWriteStream(path));
      }`,
  },
  {
    name: "the settings say that a source holds nothing outside memory",
    settings: { libraries: [{ modules: ["csv"], resources: [], inMemory: ["stringify(_)"] }] },
    code: ts`
      import { createWriteStream } from "node:fs";
      // @ts-expect-error: nobody declares it.
      import { stringify } from "csv";
      export function save(path: string, text: string, rows: AsyncIterable<string>) {
        stringify(text).pipe(createWriteStream(path));
        stringify(rows).pipe(createWriteStream(path)); //~ piped target strict
      }`,
  },
  {
    name: "what the source brings is fetched piece by piece, or made of what others sent",
    code: ts`
      import { createWriteStream } from "node:fs";
      import { Readable } from "node:stream";
      import { createGunzip } from "node:zlib";
      export function save(path: string, rows: AsyncIterable<string>, upload: Buffer) {
        Readable.from(rows).pipe(createWriteStream(path)); //~ piped target strict
        Readable.from(pages()).pipe(createWriteStream(path)); //~ piped target strict
        const unpacked = createGunzip();
        unpacked.pipe(createWriteStream(path)); //~ piped target strict
        unpacked.end(upload);
        const asked = new Readable({ async read() { this.push(await (await fetch(path)).text()); } });
        asked.pipe(createWriteStream(path)); //~ piped target strict
      }
      async function* pages() {
        for (let page = 0; page < 10; page += 1) {
          const response = await fetch("https://example.com/" + String(page), { signal: AbortSignal.timeout(5_000) });
          yield await response.text();
        }
      }`,
  },
];
