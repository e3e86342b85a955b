/** It is (not) a leak when streams are piped and nobody minds that one of them fails. */
import { preferPipeline } from "../../src/rules/prefer-pipeline.ts";
import { ts, untyped } from "../support/rule-tester.ts";
import { mendsOf } from "./mends.ts";

const strict = [{ tier: "strict" as const }];

const leaks: Parameters<typeof mendsOf>[0] = [
  {
    name: "a file is piped into a response",
    code: ts`
      import { createReadStream } from "node:fs";
      import type { ServerResponse } from "node:http";
      export function send(path: string, response: ServerResponse) {
        createReadStream(path).pipe(response);
      }`,
    errors: [
      {
        messageId: "sourceOpen",
        line: 4,
        data: { holder: "createReadStream(path)", resource: "read stream", other: "response" },
        suggestions: [
          {
            messageId: "pipeline",
            output: ts`
              import { pipeline } from "node:stream";
              import { createReadStream } from "node:fs";
              import type { ServerResponse } from "node:http";
              export function send(path: string, response: ServerResponse) {
                pipeline(createReadStream(path), response, (error) => {
                  if (error) console.error(error);
                });
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "an asynchronous function can wait",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      import { createGzip } from "node:zlib";
      export async function compress(path: string) {
        createReadStream(path).pipe(createGzip()).pipe(createWriteStream(path + ".gz"));
      }`,
    errors: [
      {
        messageId: "sourceOpen",
        suggestions: [
          {
            messageId: "pipeline",
            output: ts`
              import { pipeline } from "node:stream/promises";
              import { createReadStream, createWriteStream } from "node:fs";
              import { createGzip } from "node:zlib";
              export async function compress(path: string) {
                await pipeline(createReadStream(path), createGzip(), createWriteStream(path + ".gz"));
              }`,
          },
        ],
      },
    ],
  },
  {
    name: "the answer is used, so that no pipeline can stand for it",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      export function copy(from: string, to: string, done: () => void) {
        createReadStream(from).pipe(createWriteStream(to)).on("finish", done);
      }`,
    errors: [{ messageId: "sourceOpen", suggestions: null }],
  },
  {
    name: "what is gathered is written to a stream that may fail before",
    code: ts`
      import { createReadStream, createWriteStream } from "node:fs";
      import sharp from "sharp";
      export const thumb = (from: string, to: string) =>
        createReadStream(from).pipe(sharp().resize(80)).pipe(createWriteStream(to)).on("error", console.error);`,
    errors: [{ messageId: "sourceOpen", suggestions: null }],
  },
];

const mild: typeof leaks = [
  {
    name: "what waits for the end of the other stream does not end the source when that fails before",
    code: ts`
      import { createReadStream } from "node:fs";
      import { createGunzip } from "node:zlib";
      export const unpacked = async (path: string) => await createReadStream(path).pipe(createGunzip()).toArray();`,
    errors: [{ messageId: "sourceOpen", suggestions: null }],
  },
  {
    name: "the source of an upload fails, where 'strict' is asked for",
    code: ts`
      import { createWriteStream } from "node:fs";
      export function save(source: NodeJS.ReadableStream, path: string) {
        source.pipe(createWriteStream(path));
      }`,
    errors: [
      {
        messageId: "targetOpen",
        data: { holder: "createWriteStream(path)", resource: "write stream", other: "source" },
        suggestions: [
          {
            messageId: "pipeline",
            output: ts`
              import { pipeline } from "node:stream";
              import { createWriteStream } from "node:fs";
              export function save(source: NodeJS.ReadableStream, path: string) {
                pipeline(source, createWriteStream(path), (error) => {
                  if (error) console.error(error);
                });
              }`,
          },
        ],
      },
    ],
  },
];

untyped.run("prefer-pipeline", preferPipeline, {
  valid: [
    ...mendsOf([...leaks, ...mild]),
    ...mild.map(({ name, code }) => ({ name: `not in 'recommended': ${name ?? ""}`, code })),
    {
      name: "the other end takes all that it is given before it fails",
      options: strict,
      code: ts`
        import { createHash } from "node:crypto";
        import { createReadStream } from "node:fs";
        import sharp from "sharp";
        export async function size(path: string) {
          const source = createReadStream(path);
          const { width, height } = await source.pipe(sharp()).metadata();
          return { width, height };
        }
        export const thumb = (path: string) => createReadStream(path).pipe(sharp().resize(80).webp()).toBuffer();
        export function digest(path: string, done: (digest: unknown) => void) {
          const hash = createHash("sha256");
          createReadStream(path).pipe(hash).on("finish", () => done(hash.read()));
        }`,
    },
    {
      name: "another 'pipe' is no stream's",
      code: ts`
        import { of, map } from "rxjs";
        export const twice = of(1).pipe(map((one) => one * 2));`,
    },
  ] as never,
  invalid: [...leaks, ...mild.map((one) => ({ ...one, options: strict }))] as never,
});
