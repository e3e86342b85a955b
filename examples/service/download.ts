/** Gives a file out. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";

const folder = process.env["FILES"] ?? "files";

async function sizeOf(path: string): Promise<number> {
  const { size } = await (await open(path)).stat();
  return size;
}

export async function download(name: string, response: ServerResponse): Promise<void> {
  const path = join(folder, basename(name));
  response.writeHead(200, { "content-length": await sizeOf(path) });
  await pipeline(createReadStream(path), response);
}
